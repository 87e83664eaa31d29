"""The likeliest sentences read together with the question, and all candidates weighed anew.

The ranker compares words and vectors; the reader reads. What it makes of the likeliest is weighed against how likely
they were before. The weights were fitted by `benchmarks/rereading.py`; `reading.json` says on what, and how well they
did.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.answering.question.question import Question
from onrecord.answering.ranking.candidates import Candidate
from onrecord.answering.ranking.ranker import NONE_FEATURES, Ranker
from onrecord.language.sentences import sentences
from onrecord.reader import reader

_SHIPPED = Path(__file__).with_name("reading.json")

MOST_READ = 12
"""Of the likeliest candidates, those that are read; what comes after them has hardly any probability."""

READING_FEATURES = ("prior", "reading", "unread", "share", "best")
NONE_READING_FEATURES = (
    "prior",
    "best_reading",
    "second_reading",
    "share",
    "likeliest_before",
    "second_before",
    "reading_of_likeliest",
    *NONE_FEATURES,
)
"""What speaks for "none of them" once the likeliest have been read: beside what spoke for it before."""

_LEAST = 1e-9
_SCALE = 4.0
"""Logits of the reader are divided by this, so that all features are of one size."""

_UNREAD = -8.0
"""The logit that stands for a sentence where there is none to read."""

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
    shares: _Floats, none: Sequence[float], read: Sequence[int], scores: NDArray[np.float32]
) -> tuple[_Floats, list[float]]:
    """Return the rows of all candidates, and what speaks for none of them.

    `shares` are the ranker's probabilities and `none` what spoke for none of them; `scores` are the reader's logits of
    the candidates in `read`.
    """
    logits = np.full(len(shares), -np.inf)
    logits[list(read)] = scores
    is_read = np.isfinite(logits)
    powers = np.exp(np.minimum(logits, 30.0))
    total = 1.0 + powers.sum()
    best = np.sort(np.append(scores, [_UNREAD] * 2))[::-1] / _SCALE
    rows = np.stack(
        [
            np.log(np.maximum(shares, _LEAST)) / _SCALE,
            np.where(is_read, logits, 0.0) / _SCALE,
            ~is_read,
            powers / total,
            is_read & (logits / _SCALE >= best[0] - _LEAST),
        ],
        axis=1,
    )
    first, second = np.sort(np.append(shares, [0.0] * 2))[::-1][:2]
    told = [
        np.log(max(1.0 - float(shares.sum()), _LEAST)) / _SCALE,
        best[0],
        best[1],
        1.0 / total,
        first,
        second,
        rows[int(shares.argmax()), 1] if len(shares) else 0.0,
    ]
    return rows, [*map(float, told), *(each / _SCALE for each in none)]


def reread(
    question: Question, candidates: Sequence[Candidate], shares: _Floats, none: Sequence[float]
) -> tuple[_Floats, float]:
    """Return the probability of each candidate to be what answers, and of none of them to be, after reading."""
    if not candidates:
        return shares, 1.0
    places = to_read(shares)
    read = [candidates[place] for place in places]
    scores = reader().scores(question.text, [each.text for each in read], [context_of(each) for each in read])
    rows, features = reading_features(shares, none, places, scores)
    return shipped_reading().probabilities(question.kind, rows, features)


@cache
def shipped_reading() -> Ranker:
    """Return the shipped weights."""
    return Ranker.load(_SHIPPED, READING_FEATURES, NONE_READING_FEATURES)
