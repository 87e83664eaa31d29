"""What a search found."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Article, Passage
from onrecord.storage.records import StoredSentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """The cosine similarity to what is asked of each sentence of a passage, and of the passage."""

    similarities: NDArray[np.float32]
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageHit:
    """A passage that a search found, and its sentences in the order of `near`.

    `lexical_rank` counts from 1 and is None where its words did not find it. `score` is how likely it is the one that
    answers, among all that was looked at.
    """

    passage: Passage
    article: Article
    score: float
    lexical_rank: int | None
    near: Nearness
    sentences: Sequence[StoredSentence]
