"""One article made ready to be stored: cut, embedded, attributed. Nothing here reads or writes an index."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from onrecord.embedding import Embedder, Vectors
from onrecord.errors import SourceLimitError
from onrecord.ingesting.chunking import chunk
from onrecord.model import Article, Attribution
from onrecord.stint import NO_LIMITS, Limits, at_work_on, reach
from onrecord.storage.records import CutPassage, EmbeddedPassage

Attribute = Callable[[Iterable[str]], Iterable[Sequence[Attribution]]]
"""Finds the attributions of each of several texts, in their order."""

_AT_ONCE = 256
"""Sentences that are embedded before anybody is told how far it is."""


def unattributed(texts: Iterable[str]) -> Iterator[list[Attribution]]:
    """Find nothing that anybody said: for who wants none of it."""
    return ([] for _ in texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkedArticle:
    """An article cut into passages, and what making it ready may take."""

    article: Article
    passages: list[CutPassage]
    limits: Limits = NO_LIMITS

    @classmethod
    def of(cls, article: Article, embedder: Embedder, limits: Limits = NO_LIMITS) -> "ChunkedArticle":
        """Cut an article to what a model can read; raises SourceLimitError."""
        with at_work_on(source_of(article), limits):
            passages = chunk(article, embedder.count_tokens, embedder.token_limit)
        return cls(article=article, passages=passages, limits=limits)

    @property
    def source(self) -> str:
        """Where the article is from, as a user knows it."""
        return source_of(self.article)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedArticle:
    """An article that took more time or memory than it may, and the one line that says so."""

    article: Article
    error: str


def source_of(article: Article) -> str:
    """Return where an article is from, as a user knows it."""
    return article.source or article.id


def prepare(
    batch: Sequence[ChunkedArticle], embedder: Embedder, attribute: Attribute
) -> Iterator[PreparedArticle | RefusedArticle]:
    """Embed articles together, long ones alone, and find who said what in each; yield them in their order.

    In place of one that takes more time or memory than it may comes the line that says so.
    """
    for is_long, group in groupby(batch, key=lambda each: len(each.texts) > _AT_ONCE):
        if not is_long:
            some = list(group)
            yield from _ready(some, embedder.encode_documents([t for each in some for t in each.texts]), attribute)
        else:
            for each in group:
                yield from _long(each, embedder, attribute)


def _long(
    chunked: ChunkedArticle, embedder: Embedder, attribute: Attribute
) -> Iterator[PreparedArticle | RefusedArticle]:
    """Make a long article ready, and say how far it is."""
    texts = chunked.texts
    parts: list[Vectors] = []
    try:
        with at_work_on(chunked.source, chunked.limits):
            for start in range(0, len(texts), _AT_ONCE):
                reach("embedding", start, len(texts))
                parts.append(embedder.encode_documents(texts[start : start + _AT_ONCE]))
    except SourceLimitError as error:
        yield RefusedArticle(article=chunked.article, error=str(error))
    else:
        yield from _ready([chunked], np.concatenate(parts), attribute)


def _ready(
    batch: Sequence[ChunkedArticle], vectors: Vectors, attribute: Attribute
) -> Iterator[PreparedArticle | RefusedArticle]:
    """Find who said what in articles that are embedded."""
    own = iter(vectors)
    waiting = deque(batch)
    while waiting:
        attributed = iter(attribute([each.article.text for each in waiting]))
        try:
            while waiting:
                with at_work_on(waiting[0].source, waiting[0].limits):
                    attributions = next(attributed)
                yield _prepared(waiting.popleft(), own, attributions)
        except SourceLimitError as error:
            refused = waiting.popleft()
            for _ in refused.texts:
                next(own)
            yield RefusedArticle(article=refused.article, error=str(error))


def _prepared(
    chunked: ChunkedArticle, vectors: Iterator[NDArray[np.float32]], attributions: Sequence[Attribution]
) -> PreparedArticle:
    """Put together what is known of an article; its vectors are the next."""
    title = next(vectors) if chunked.title else None
    passages = []
    for passage in chunked.passages:
        own = np.array([next(vectors) for _ in passage.sentences], dtype=np.float32)
        passages.append(EmbeddedPassage.of(passage, own, title))
        title = None
    return PreparedArticle(article=chunked.article, passages=passages, attributions=attributions)
