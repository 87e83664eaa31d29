"""The bundled embedding model for a few texts, in numpy alone: a question need not wait until torch is loaded."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from onrecord.backbone import LAYERS, WEIGHTS, Floats, backbone_folder

if TYPE_CHECKING:
    pass

_HEADS, _EPSILON = 12, 1e-12
_LONGEST = 256
"""Word pieces that the model reads of a text, its two special ones included."""

_ERF = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
"""Abramowitz and Stegun's 7.1.26, which is right to 1.5e-7."""


class QuestionEncoder:
    """The bundled model's tokenizer and network; its vectors are those of the model itself, to about 1e-6."""

    def __init__(self) -> None:
        """Load both; raises EmbeddingModelError when the bundled model is missing or damaged."""
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        folder = backbone_folder()
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._weights: dict[str, Floats] = load_file(folder / WEIGHTS)

    @property
    def token_limit(self) -> int:
        """The number of word pieces that are read of a text, the special ones apart."""
        return _LONGEST - self._tokenizer.num_special_tokens_to_add(is_pair=False)

    @cached_property
    def word_pieces(self) -> Floats:
        """The vector of each word piece before any context, (pieces, dimension)."""
        return self._weights["embeddings.word_embeddings.weight"]

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the word pieces of each text, without the special ones."""
        return [each.ids for each in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return the unit vectors of texts, (texts, dimension), each read on its own."""
        before, after = self._tokenizer.encode("").ids
        vectors = [self._mean([before, *ids[: self.token_limit], after]) for ids in self.ids(texts)]
        return np.array([vector / np.linalg.norm(vector) for vector in vectors], dtype=np.float32)

    def _mean(self, ids: list[int]) -> Floats:
        """Return the mean of what the network makes of the word pieces of one text, (dimension,)."""
        positions = self._weights["embeddings.position_embeddings.weight"][: len(ids)]
        types = self._weights["embeddings.token_type_embeddings.weight"][0]
        hidden = self._norm(self.word_pieces[ids] + positions + types, "embeddings.LayerNorm")
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}."
            mixed = self._linear(self._attend(hidden, layer), f"{layer}attention.output.dense")
            hidden = self._norm(hidden + mixed, f"{layer}attention.output.LayerNorm")
            wide = _gelu(self._linear(hidden, f"{layer}intermediate.dense"))
            narrow = self._linear(wide, f"{layer}output.dense")
            hidden = self._norm(hidden + narrow, f"{layer}output.LayerNorm")
        return np.asarray(hidden.mean(axis=0), dtype=np.float32)

    def _attend(self, hidden: Floats, layer: str) -> Floats:
        query, key, value = (
            self._linear(hidden, f"{layer}attention.self.{name}").reshape(len(hidden), _HEADS, -1).swapaxes(0, 1)
            for name in ("query", "key", "value")
        )
        scores = query @ key.swapaxes(1, 2) / np.float32(np.sqrt(query.shape[-1]))
        powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed = (powers / powers.sum(axis=-1, keepdims=True)) @ value
        return np.asarray(mixed.swapaxes(0, 1).reshape(len(hidden), -1), dtype=np.float32)

    def _linear(self, hidden: Floats, name: str) -> Floats:
        return np.asarray(hidden @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"], dtype=np.float32)

    def _norm(self, hidden: Floats, name: str) -> Floats:
        centred = hidden - hidden.mean(axis=-1, keepdims=True)
        deviation = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(_EPSILON))
        scaled = centred / deviation * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return np.asarray(scaled, dtype=np.float32)


def _gelu(hidden: Floats) -> Floats:
    return np.asarray(hidden * (1 + _erf(hidden * np.float32(np.sqrt(0.5)))) / 2, dtype=np.float32)


def _erf(values: Floats) -> Floats:
    size = np.abs(values)
    step = 1 / (1 + np.float32(0.3275911) * size)
    series = np.zeros_like(step)
    for factor in reversed(_ERF):
        series = (series + np.float32(factor)) * step
    return np.asarray(np.copysign(1 - series * np.exp(-size * size), values), dtype=np.float32)
