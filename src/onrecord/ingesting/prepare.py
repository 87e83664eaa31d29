"""One article made ready to be stored: cut, embedded, attributed. Nothing here reads or writes an index."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.embedding import Embedder
from onrecord.ingesting.chunking import chunk
from onrecord.model import Article, Attribution
from onrecord.storage.records import CutPassage, EmbeddedPassage

Attribute = Callable[[Iterable[str]], Iterable[Sequence[Attribution]]]
"""Finds the attributions of each of several texts, in their order."""


def unattributed(texts: Iterable[str]) -> Iterator[list[Attribution]]:
    """Find nothing that anybody said: for who wants none of it."""
    return ([] for _ in texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkedArticle:
    """An article cut into passages."""

    article: Article
    passages: list[CutPassage]

    @classmethod
    def of(cls, article: Article, embedder: Embedder) -> "ChunkedArticle":
        """Cut an article to what a model can read."""
        return cls(article=article, passages=chunk(article, embedder.count_tokens, embedder.token_limit))

    @property
    def title(self) -> str | None:
        """The title, where there is a passage that it can stand above."""
        return self.article.title if self.passages else None

    @property
    def texts(self) -> list[str]:
        """What is to be embedded: the title, which counts for the first passage, and each sentence."""
        sentences = [s.span.of(self.article.text) for p in self.passages for s in p.sentences]
        return [self.title, *sentences] if self.title else sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedArticle:
    """An article with everything that is stored of it."""

    article: Article
    passages: list[EmbeddedPassage]
    attributions: Sequence[Attribution]


def prepare(batch: Sequence[ChunkedArticle], embedder: Embedder, attribute: Attribute) -> Iterator[PreparedArticle]:
    """Embed articles together and find who said what in each; yield them in their order."""
    vectors = iter(embedder.encode_documents([text for chunked in batch for text in chunked.texts]))
    attributed = attribute([chunked.article.text for chunked in batch])
    for chunked, attributions in zip(batch, attributed, strict=True):
        title = next(vectors) if chunked.title else None
        passages = []
        for passage in chunked.passages:
            own = np.array([next(vectors) for _ in passage.sentences], dtype=np.float32)
            passages.append(EmbeddedPassage.of(passage, own, title))
            title = None
        yield PreparedArticle(article=chunked.article, passages=passages, attributions=attributions)
