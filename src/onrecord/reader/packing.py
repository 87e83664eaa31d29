"""The reader's weights on disk: what training changed in the backbone, four bits for each number.

A matrix's change is cut into groups of 64 numbers, each with its own scale; the rest is kept in half floats.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

GROUP = 64
_CODES, _SCALES = ":codes", ":scales"
_MOST = 7


def pack(before: "dict[str, Tensor]", after: "dict[str, Tensor]") -> "dict[str, Tensor]":
    """Return what it takes to get `after` back from `before`, nearly."""
    import torch

    kept: dict[str, Tensor] = {}
    for name, tensor in after.items():
        base = before.get(name)
        if base is not None and torch.equal(base, tensor):
            continue
        if base is None or tensor.numel() < GROUP * GROUP:
            kept[name] = tensor.half().contiguous()
            continue
        change = (tensor - base).float().reshape(-1, GROUP)
        scales = _best_scales(change)
        codes = (change / scales[:, None]).round().clamp(-_MOST - 1, _MOST).add(_MOST + 1).to(torch.uint8)
        kept[name + _CODES] = (codes[:, 0::2] * 16 + codes[:, 1::2]).contiguous()
        kept[name + _SCALES] = scales.half()
    return kept


def unpack(before: "dict[str, Tensor]", kept: "dict[str, Tensor]") -> "dict[str, Tensor]":
    """Return the full weights again: the opposite of `pack`."""
    import torch

    grown = dict(before)
    for name, tensor in kept.items():
        if name.endswith(_CODES):
            whole = name.removesuffix(_CODES)
            codes = torch.stack((tensor // 16, tensor % 16), dim=2).reshape(len(tensor), GROUP).float()
            change = (codes - (_MOST + 1)) * kept[whole + _SCALES].float()[:, None]
            grown[whole] = before[whole] + change.reshape(before[whole].shape)
        elif not name.endswith(_SCALES):
            grown[name] = tensor.float()
    return grown


def _best_scales(change: "Tensor") -> "Tensor":
    """Return the scale of each group that loses least: clipping a few of the largest numbers often loses less."""
    import torch

    top = change.abs().amax(dim=1).clamp(min=1e-8)
    best, least = top / _MOST, torch.full_like(top, torch.inf)
    for share in (1.0, 0.9, 0.8, 0.7, 0.6):
        scales = (top * share / _MOST).half().float().clamp(min=1e-7)
        coded = (change / scales[:, None]).round().clamp(-_MOST - 1, _MOST) * scales[:, None]
        lost = (coded - change).square().sum(dim=1)
        best = torch.where(lost < least, scales, best)
        least = torch.minimum(lost, least)
    return best
