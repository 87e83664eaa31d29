"""The likeliest sentences read together with the question, and all put in order anew: a trial, not yet of the product.

The ranker compares words and vectors; the reader reads. What it makes of the likeliest is weighed against how likely
they were before. `benchmarks.rereading` fits the weights and says what it gains.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.answering.question.question import QUESTION_KINDS, QuestionKind
from onrecord.answering.ranking.candidates import Candidate
from onrecord.language.sentences import sentences

MOST_READ = 24
"""Of the likeliest candidates, those that are read; what comes after them has hardly any probability."""

READING_FEATURES = ("prior", "reading", "unread")
NONE_READING_FEATURES = ("always", "prior", "best_reading", "second_reading", *QUESTION_KINDS)
"""What speaks for "none of them" once the likeliest have been read."""

_LEAST = 1e-9
_SCALE = 4.0
"""Logits of the reader are divided by this, so that all features are of one size."""

_BEFORE = 400
"""Characters before a sentence in which the one before it is looked for."""

_Floats = NDArray[np.float64]


def to_read(shares: _Floats) -> list[int]:
    """Return the places of the candidates that are worth reading, the likeliest first."""
    return [int(place) for place in np.argsort(-shares, kind="stable")[:MOST_READ]]


def context_of(candidate: Candidate) -> str:
    """Return what a sentence is read with: its article's title and the sentence before it."""
    article, start = candidate.article, candidate.span.start
    before = article.text[max(0, start - _BEFORE) : start]
    spans = sentences(before, article.language)
    last = " ".join(spans[-1].of(before).split()) if spans else ""
    return " ".join(part for part in (article.title or "", last) if part)


def reading_features(
    kind: QuestionKind, shares: _Floats, none_share: float, read: Sequence[int], scores: NDArray[np.float32]
) -> tuple[_Floats, list[float]]:
    """Return the rows of all candidates, and what speaks for none of them.

    `shares` and `none_share` are the ranker's probabilities, `scores` the reader's logits of the candidates in `read`.
    """
    rows = np.zeros((len(shares), len(READING_FEATURES)))
    rows[:, 0] = np.log(np.maximum(shares, _LEAST)) / _SCALE
    rows[:, 2] = 1.0
    rows[list(read), 1] = scores / _SCALE
    rows[list(read), 2] = 0.0
    best = np.sort(np.append(scores, [-2 * _SCALE] * 2))[::-1] / _SCALE
    none = [1.0, float(np.log(max(none_share, _LEAST))) / _SCALE, float(best[0]), float(best[1])]
    return rows, [*none, *(float(kind == each) for each in QUESTION_KINDS)]
