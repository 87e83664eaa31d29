"""What a back end must do: find passages by words, find exact words, hold vectors."""

from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Literal, Protocol, Self

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from onrecord.embedding import Vectors
from onrecord.model import Article, Scope

Column = Literal["body", "quoted"]
"""All words of an article, or those inside quotation marks."""


class SimilarArticle(Protocol):
    """An article that holds rare words of a quotation, and all its forms of the column that was searched, in order."""

    @property
    def article_id(self) -> str:
        """The article."""

    @property
    def forms(self) -> str:
        """The forms, between single spaces."""


class LexicalSearch(Protocol):
    """Passages by the words that they hold."""

    def best(self, words: Sequence[str], k: int, scope: Scope) -> list[tuple[int, float]]:
        """Return the `k` passages of a scope that hold any of some words, the best first, with a score that grows."""

    def occurrences(self, of: Iterable[str]) -> tuple[dict[str, int], int]:
        """Return in how many passages each Porter stem occurs that does, and how many passages there are."""

    def holders(self, words: Mapping[str, Iterable[str]]) -> dict[str, NDArray[np.int64]]:
        """Return the ids, in order, of the passages that hold each word in any of its forms, given in small letters."""

    def extents(self, passage_ids: Sequence[int]) -> NDArray[np.int64]:
        """Return the first and the last passage of the article of each of some passages: (passages, 2)."""

    def size(self) -> tuple[int, int]:
        """Return how many passages there are, and how many articles that have some."""

    def add(self, connection: Connection, header: str, bodies: Mapping[int, str]) -> None:
        """Store the words of passages by id, within a transaction; `header` counts as much as they do."""

    def drop(self, connection: Connection, passage_ids: Sequence[int]) -> None:
        """Drop the words of passages, within a transaction."""


class ExactWords(Protocol):
    """Articles by the very words that they hold, quoted or anywhere."""

    def articles_holding(self, column: Column, runs: Iterable[Sequence[str]]) -> list[str]:
        """Return the ids of the articles that hold every one of some runs of word forms."""

    def articles_like(
        self, column: Column, forms: Sequence[str], k: int, speaker: str | None = None
    ) -> Sequence[SimilarArticle]:
        """Return the `k` articles that hold most of the rarest of some word forms.

        With a `speaker`, a word of a name, only articles in which somebody speaks who is called so.
        """

    def replace(self, connection: Connection, article: Article) -> None:
        """Store the words of an article in place of those it had, within a transaction."""

    def drop(self, connection: Connection, article_id: str) -> None:
        """Drop the words of an article, within a transaction."""


class Lock(Protocol):
    """What one thread of one process holds at a time, as often as it likes; a process that dies lets go of it."""

    def acquire(self, timeout: float = -1) -> object:
        """Wait for it, forever or so many seconds; raises filelock's Timeout when they are over."""

    def release(self) -> None:
        """Let go of it once."""

    def __enter__(self) -> Self:
        """Wait for it."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None, /
    ) -> None:
        """Let go of it."""


class VectorStore(Protocol):
    """Unit vectors by number. Every method raises VectorsDamagedError when the vectors cannot be used."""

    def __len__(self) -> int:
        """Return the number of vectors."""

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Add vectors, in place of those that have the same ids."""

    def delete(self, ids: Sequence[int]) -> None:
        """Delete vectors; ids that are not there are no error."""

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        """Return the `k` nearest ids with their cosine similarity, the best first; a damaged store gives fewer."""

    def probe(self) -> None:
        """Raise VectorsDamagedError where a search shows that some vectors are lost."""

    def close(self) -> None:
        """Let go of what is held open."""
