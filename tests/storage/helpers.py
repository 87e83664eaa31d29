import hashlib
import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.embedding import Embedder, Vectors
from onrecord.ingesting.pipeline import Pipeline
from onrecord.model import Article, Scope
from onrecord.retrieval.search import query_words
from onrecord.storage.index import Index


class RememberingEmbedder(Embedder):
    """The real model, asked once for each text; what it said can be taken to a process that has no model."""

    def __init__(self, real: Embedder | None = None, memory: Path | None = None) -> None:
        super().__init__()
        self._real = real
        self.vectors: dict[str, NDArray[np.float32]] = {}
        self.tokens: dict[str, int] = {}
        if memory:
            self.vectors, self.tokens = pickle.loads(memory.read_bytes())  # noqa: S301

    @property
    def token_limit(self) -> int:
        return self._real.token_limit if self._real else 254

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        new = list(dict.fromkeys(text for text in texts if text not in self.tokens))
        if new and self._real:
            self.tokens.update(zip(new, self._real.count_tokens(new), strict=True))
        return [self.tokens[text] for text in texts]

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        new = list(dict.fromkeys(text for text in texts if text not in self.vectors))
        if new and self._real:
            self.vectors.update(zip(new, self._real.encode_documents(new), strict=True))
        return np.array([self.vectors[text] for text in texts], dtype=np.float32).reshape(
            len(texts), 384 if not texts else -1
        )

    def save(self, to: Path) -> Path:
        to.write_bytes(pickle.dumps((self.vectors, self.tokens)))
        return to


def add(index: Index, *articles: Article) -> dict[str, str]:
    return dict(Pipeline(index).add(articles))


def contents(index: Index) -> dict[str, tuple[str, tuple[tuple[str, str], ...]]]:
    """What the ledger holds: each article's digest, and its passages with digests of their vectors; ids left out."""
    ids, vectors = index.ledger.passages.vectors()
    found: dict[str, list[tuple[str, str]]] = {article.id: [] for article in index.ledger.articles.of()}
    texts = {article.id: article.sha256 for article in index.ledger.articles.of()}
    stored = index.ledger.passages.with_articles(ids)
    sentences = index.ledger.passages.sentences(ids)
    for passage_id, vector in zip(ids, vectors, strict=True):
        passage, _ = stored[passage_id]
        own = b"".join(s.vector.tobytes() for s in sentences if s.passage_id == passage_id)
        found[passage.article_id].append((passage.text, hashlib.sha256(vector.tobytes() + own).hexdigest()))
    return {article_id: (texts[article_id], tuple(sorted(found[article_id]))) for article_id in found}


def assert_vectors_are_the_ledgers(index: Index) -> None:
    """Every passage is its own nearest, nothing else is found, and the collection has nothing more to be told."""
    ids, vectors = index.ledger.passages.vectors()
    for passage_id, vector in zip(ids, vectors, strict=True):
        nearest = index._vectors.nearest(vector, len(ids) + 5)
        assert sorted(each for each, _ in nearest) == ids
        best = nearest[0][1]
        assert best > 0.999
        assert passage_id in [each for each, score in nearest if score > best - 1e-3]
    if not ids:
        assert index._vectors.nearest(np.ones(384, dtype=np.float32), 5) == []
    assert index.ledger.counts()["pending"] == 0


def words_found(index: Index, words: str) -> set[str]:
    """The texts of the passages in which lexical search finds any of these words."""
    found = index.ledger.lexical.best(query_words(words), 100, Scope())
    return {passage.text for passage, _ in index.ledger.passages.with_articles(i for i, _ in found).values()}
