"""What goes into the ledger and comes out of it, besides articles."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, func

from onrecord.embedding import Vectors
from onrecord.ingesting.chunking import CutPassage, Sentence
from onrecord.storage.ledger.schema import articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which articles a search may use: all of them, unless narrowed. Dates are inclusive."""

    publisher: str | None = None
    since: date | None = None
    until: date | None = None
    article_ids: frozenset[str] | None = None

    @property
    def is_everything(self) -> bool:
        """Say whether nothing narrows the search."""
        return self == Scope()

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the conditions on the articles' table."""
        narrowed: list[ColumnElement[bool]] = []
        if self.publisher is not None:
            narrowed.append(func.lower(articles.c.publisher) == self.publisher.lower())
        if self.since is not None:
            narrowed.append(articles.c.published >= self.since)
        if self.until is not None:
            narrowed.append(articles.c.published <= self.until)
        if self.article_ids is not None:
            narrowed.append(articles.c.id.in_(self.article_ids))
        return narrowed


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedPassage:
    """A cut passage with its unit vector and those of its sentences, (sentences, dimension)."""

    cut: CutPassage
    vector: NDArray[np.float32]
    sentence_vectors: Vectors

    @classmethod
    def of(
        cls, cut: CutPassage, sentence_vectors: Vectors, title: NDArray[np.float32] | None = None
    ) -> "EmbeddedPassage":
        """Put a passage and its sentences' vectors together; its own is their mean, made a unit again.

        The vector of a `title` counts as that of one more sentence.
        """
        total = sentence_vectors.sum(axis=0)
        mean = total if title is None else total + title
        return cls(cut=cut, vector=mean / (np.linalg.norm(mean) or 1.0), sentence_vectors=sentence_vectors)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSentence:
    """A sentence as it was stored, with the passage that holds it and its unit vector.

    `speakers` holds the stems of the names of those whose words it reports.
    """

    passage_id: int
    sentence: Sentence
    speakers: frozenset[str]
    vector: NDArray[np.float16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What the vector collection must still be told: passages to add, with their `vectors`, and passages to delete."""

    added: tuple[int, ...]
    vectors: Vectors
    deleted: tuple[int, ...]

    def __bool__(self) -> bool:
        """Say whether anything is waiting."""
        return bool(self.added or self.deleted)
