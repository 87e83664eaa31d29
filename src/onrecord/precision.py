"""The precision that networks compute in: bfloat16 where the processor multiplies in it and they read as exactly."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from onrecord.backbone import Floats

if TYPE_CHECKING:
    from torch.nn import Module

    Network = TypeVar("Network", bound=Module)


def has_bfloat16() -> bool:
    """Whether the processor multiplies in bfloat16 itself; where it only imitates that, it is slower."""
    import torch

    return bool(torch.cpu._is_avx512_bf16_supported())


def quickest(network: "Network", read: "Callable[[Network], Floats]", *, within: float) -> "Network":
    """Return a copy of a network in the processor's quickest precision, or the network itself.

    It is the network itself where full precision is quickest, and where some value that `read` gives of it for a few
    samples differs by more than `within` and a fiftieth of itself.
    """
    if not has_bfloat16():
        return network
    from copy import deepcopy

    import torch

    half = deepcopy(network).to(torch.bfloat16)
    return half if np.allclose(read(network), read(half), rtol=0.02, atol=within) else network
