"""Networks compute in the processor's quickest precision only where that changes nothing."""

import numpy as np
import pytest
import torch
from torch import nn

from onrecord.backbone import Floats
from onrecord.precision import quickest


def network() -> nn.Linear:
    """Return a small network of known weights."""
    layer = nn.Linear(2, 1, bias=False)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor([[1.0, 1 / 3]]))
    return layer.requires_grad_(requires_grad=False)


def of_ones(layer: nn.Linear) -> Floats:
    """Return what a network makes of ones."""
    return np.asarray(layer(torch.ones(1, 2, dtype=layer.weight.dtype)).float().numpy())


def test_the_network_itself_where_the_processor_only_imitates_bfloat16(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.precision.has_bfloat16", lambda: False)
    exact = network()
    assert quickest(exact, of_ones, within=0.1) is exact


def test_a_copy_in_bfloat16_where_it_reads_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.precision.has_bfloat16", lambda: True)
    exact = network()
    assert quickest(exact, of_ones, within=0.1).weight.dtype == torch.bfloat16
    assert exact.weight.dtype == torch.float32


def test_the_network_itself_where_bfloat16_reads_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.precision.has_bfloat16", lambda: True)
    exact = network()

    def far(layer: nn.Linear) -> Floats:
        return of_ones(layer) * (1 if layer.weight.dtype == torch.float32 else 1.2)

    assert quickest(exact, far, within=0.1) is exact
