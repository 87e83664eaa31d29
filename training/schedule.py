"""How fast each part of a network learns: the same for every network over the backbone."""

from collections.abc import Iterable
from typing import Any

from torch import nn

from onrecord.backbone import LAYERS


def learning_scale(share: float, warmup: float, least: float = 0.0) -> float:
    """Return the learning rate's factor when `share` of the training is done: up at first, then down to `least`."""
    return max(min(share / warmup, (1 - share) / (1 - warmup)), least)


def layer_groups(layers: Iterable[nn.Module], rate: float, decay: float) -> tuple[list[dict[str, Any]], float]:
    """Return the parameters of the layers with their rates, the top one's `rate`, and the rate of what is below all."""
    groups = [
        {"params": list(layer.parameters()), "lr": rate * decay ** (LAYERS - 1 - depth)}
        for depth, layer in enumerate(layers)
    ]
    return groups, rate * decay**LAYERS
