"""The embedding model: texts to unit vectors, loaded when the first vector is needed."""

import re
import threading
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.backbone import BACKBONE_SHA256, WEIGHTS, backbone_folder, digest, whole_characters
from onrecord.errors import EmbeddingModelError
from onrecord.precision import has_bfloat16
from onrecord.question_encoder import QuestionEncoder
from onrecord.stint import reach

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "all-MiniLM-L6-v2"

_WORDS_KEPT = 100_000
_FEW = 4
"""Texts that are encoded sooner one by one than the whole model is loaded; set by hand."""
_COUNTED_AT_ONCE = 512
"""Texts that the tokenizer is given in one call, which nothing can interrupt."""
_ALIKE = 0.9995
"""The least cosine of vectors in half and in full precision; where it is less, precision stays full."""
_SAMPLES = (
    "The harbour was closed for 12 days.",
    "“We shall sail again,” said the captain, who had been ill since the spring of 2031.",
)
_LIGATURE = re.compile("[\ufb00-\ufb06]")

Vectors = NDArray[np.float32]
"""Unit rows, one for each text: shape (texts, dimension)."""

WordVectors = Callable[[Sequence[str]], Vectors]
"""The unit vectors of words, (words, dimension), that are near for words of like meaning."""


class Embedder:
    """A sentence-transformers model. Safe to share between threads; one call is encoded at a time."""

    def __init__(self, model: str | None = None) -> None:
        """Name the model, by name or folder; the bundled one when None. Nothing is loaded yet."""
        self.name = model or BUNDLED
        self._given = model
        self._lock = threading.RLock()
        self._word_vectors: dict[str, NDArray[np.float32]] = {}

    @cached_property
    def identity(self) -> str:
        """The name, with the start of the weights' SHA-256 where they are at hand: vectors of one identity match."""
        weights = Path(self.name) / WEIGHTS
        if self._given is None:
            return f"{BUNDLED}@{BACKBONE_SHA256[:8]}"
        return f"{self.name}@{digest(weights)[:8]}" if weights.is_file() else self.name

    @cached_property
    def _model(self) -> "SentenceTransformer":
        """The model, loaded when first asked for; ask while holding the lock."""
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            if self._given is None:
                return SentenceTransformer(str(backbone_folder()), local_files_only=True)
            return SentenceTransformer(self._given)
        except (OSError, ValueError) as error:
            reason = next(iter(str(error).splitlines()), type(error).__name__)
            raise EmbeddingModelError(f"the embedding model {self.name} cannot be loaded: {reason}") from error

    def _quickest(self) -> AbstractContextManager[object]:
        """Compute in the quickest precision in which the bundled model's vectors are the same; ask with the lock.

        Only products are: the vectors are kept, and sums in full precision bring them four times nearer.
        """
        if not self._reads_halves:
            return nullcontext()
        import torch

        return torch.autocast("cpu", torch.bfloat16)

    @cached_property
    def _reads_halves(self) -> bool:
        if self._given is not None or not has_bfloat16():
            return False
        import torch

        exact = self._model.encode_document(list(_SAMPLES), normalize_embeddings=True)
        with torch.autocast("cpu", torch.bfloat16):
            halves = self._model.encode_document(list(_SAMPLES), normalize_embeddings=True)
        return bool(np.min((exact * halves).sum(axis=1)) >= _ALIKE)

    @cached_property
    def _light(self) -> QuestionEncoder | None:
        """What does for a few texts, of the bundled model alone; ask while holding the lock."""
        return QuestionEncoder() if self._given is None else None

    @property
    def dimension(self) -> int:
        """The length of each vector."""
        with self._lock:
            if self._light:
                return int(self._light.word_pieces.shape[1])
            return int(self._model.get_embedding_dimension() or 0)

    @property
    def token_limit(self) -> int:
        """The number of tokens of a document that the model reads, its special tokens and its prompt apart."""
        with self._lock:
            if self._light:
                return self._light.token_limit
            reads = int(self._model.max_seq_length or 512) - int(self._tokenizer.num_special_tokens_to_add())
            return reads - sum(self.count_tokens([self._prompt] if self._prompt else []))

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, without the special ones."""
        if not texts:
            return []
        with self._lock:
            found: list[int] = []
            for start in range(0, len(texts), _COUNTED_AT_ONCE):
                reach("cutting", start, len(texts))
                found += map(len, self._ids(texts[start : start + _COUNTED_AT_ONCE]))
            return found

    def encode_question(self, question: str) -> NDArray[np.float32]:
        """Return the unit vector of a question, shape (dimension,)."""
        with self._lock:
            whole = whole_characters(question)
            if self._light:
                return np.asarray(self._light.encode([whole])[0])
            return np.asarray(self._model.encode_query(whole, normalize_embeddings=True), dtype=np.float32)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of texts, shape (texts, dimension)."""
        with self._lock:
            whole = [_LIGATURE.sub(_letters, whole_characters(text)) for text in texts]
            if self._light and 0 < len(whole) <= _FEW:
                return self._light.encode(whole)
            with self._quickest():
                encoded = self._model.encode_document(whole, normalize_embeddings=True)
            return np.asarray(encoded, dtype=np.float32).reshape(len(texts), -1 if len(texts) else self.dimension)

    def word_vectors(self, words: Sequence[str]) -> Vectors:
        """Return the unit vectors of single words, (words, dimension), from the model's own table of word pieces.

        They know nothing of context, and cost a look-up instead of a pass through the model.
        """
        with self._lock:
            new = [word for word in dict.fromkeys(words) if word not in self._word_vectors]
            if new:
                if len(self._word_vectors) > _WORDS_KEPT:
                    self._word_vectors.clear()
                    new = list(dict.fromkeys(words))
                table = self._word_table
                for word, ids in zip(new, self._ids(new), strict=True):
                    mean = table[ids].mean(axis=0) if ids else np.zeros(table.shape[1], dtype=np.float32)
                    self._word_vectors[word] = mean / (np.linalg.norm(mean) or 1.0)
            rows = [self._word_vectors[word] for word in words]
            return np.array(rows, dtype=np.float32).reshape(len(rows), self._word_table.shape[1])

    @cached_property
    def _word_table(self) -> Vectors:
        """The model's word pieces as unit rows around their mean."""
        if self._light:
            table = self._light.word_pieces
        else:
            weight = self._model[0].auto_model.get_input_embeddings().weight  # type: ignore[union-attr, operator]
            table = weight.detach().cpu().float().numpy()
        centred = table - table.mean(axis=0)
        return np.asarray(centred / np.linalg.norm(centred, axis=1, keepdims=True).clip(1e-9), dtype=np.float32)

    @property
    def _prompt(self) -> str:
        """What the model puts before a document, as `encode_document` chooses it."""
        prompts = self._model.prompts
        return next((prompts[name] for name in ("document", "passage", "corpus") if name in prompts), None) or ""

    def _ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the word pieces of each text, without the special ones."""
        whole = list(map(whole_characters, texts))
        if self._light:
            return self._light.ids(whole)
        return list(self._tokenizer(whole, add_special_tokens=False)["input_ids"])

    @property
    def _tokenizer(self) -> Any:  # noqa: ANN401
        return self._model.tokenizer


def _letters(ligature: re.Match[str]) -> str:
    """Return the letters that a ligature was drawn from."""
    return unicodedata.normalize("NFKC", ligature[0])
