"""What goes into the ledger and comes out of it, besides articles."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.embedding import Vectors
from onrecord.model import Claim, Discrepancy, Span, Strength, covering


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of an article; `role` is `prose`, or what else the line is (`heading`, `related`, …)."""

    start: int
    end: int
    role: str = "prose"

    @property
    def span(self) -> Span:
        """The sentence's place in its article."""
        return Span(start=self.start, end=self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class CutPassage:
    """A passage before it is stored."""

    sentences: tuple[Sentence, ...]

    @property
    def span(self) -> Span:
        """The place from the first sentence to the last."""
        return covering(sentence.span for sentence in self.sentences)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedClaim:
    """A claim before it is stored, with the passage that holds it and where its sentence starts."""

    claim: Claim
    passage_id: int
    sentence_start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClaim:
    """A claim as it was stored, under its number, with the place and the unit vector of its sentence."""

    number: int
    claim: Claim
    sentence: Span
    vector: NDArray[np.float16]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLink:
    """Two claims by number, the smaller first, that are the same or similar, and how sure that is, 0 to 1."""

    a: int
    b: int
    strength: Strength
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRelations:
    """What is known between claims: which are the same or similar, and which are not at one, by the numbers of both."""

    links: tuple[ClaimLink, ...] = ()
    discrepancies: tuple[tuple[int, int, Discrepancy], ...] = ()

    def among(self, numbers: Collection[int]) -> "ClaimRelations":
        """Return those that one of some claims has."""
        known = set(numbers)
        return ClaimRelations(
            links=tuple(each for each in self.links if each.a in known or each.b in known),
            discrepancies=tuple(each for each in self.discrepancies if each[0] in known or each[1] in known),
        )
