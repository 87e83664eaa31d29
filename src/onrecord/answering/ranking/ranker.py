"""Which sentence answers, or whether none does: a softmax over the candidates and "none of them".

The weights were fitted by `benchmarks/calibrate.py`; `ranker.json` says on what, and how well they did.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.answering.question.question import QUESTION_KINDS, Question, QuestionKind
from onrecord.answering.ranking.answer_type import ANSWER_TYPES, answer_type
from onrecord.answering.ranking.candidates import Candidate, Gathered
from onrecord.answering.ranking.features import FEATURES
from onrecord.backbone import shipped_file
from onrecord.embedding import Vectors
from onrecord.language.words import stems

_SHIPPED = Path(__file__).with_name("ranker.json")
Ranked = tuple[float, Candidate]
"""A candidate with the probability that it is what answers."""

BEST = ("similarity", "coverage", "context_coverage", "passage_coverage", "pairs", "likeness")
"""The features of which the best among the candidates counts."""

_RIVAL = 5
"""The place of the candidate that the most similar one is compared with."""

NONE_FEATURES = (
    "always",
    "unknown_names",
    "an_unknown_name",
    "unknown_terms",
    "unknown_speaker",
    "size",
    "smallness",
    *QUESTION_KINDS,
    *(f"best_{name}" for name in BEST),
    "ahead",
    "detail_wanted",
    "best_detail",
    "speaker_wanted",
    "speaker_silent",
    "speaker_on_topic",
    "speaker_similarity",
    "whole_name_asked",
    "whole_name_missing",
)
"""What speaks for "none of them", or against it, in the order of its weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """Fitted weights; below `answer_from` probability of being right, nothing is answered.

    Each kind of question has `deviations` of its own from the common `weights`: (kinds, features).
    """

    weights: NDArray[np.float64]
    deviations: NDArray[np.float64]
    none_weights: NDArray[np.float64]
    answer_from: float

    @classmethod
    def load(cls, path: Path, features: Sequence[str], none: Sequence[str]) -> "Ranker":
        """Read shipped weights, in the order of the names of features; raises EmbeddingModelError for another file."""
        stored = json.loads(shipped_file(path).read_text(encoding="utf-8"))
        return cls(
            weights=np.array([stored["weights"][name] for name in features]),
            deviations=np.array([[stored["deviations"][kind][name] for name in features] for kind in QUESTION_KINDS]),
            none_weights=np.array([stored["none_weights"][name] for name in none]),
            answer_from=stored["answer_from"],
        )

    def stored(self, features: Sequence[str], none: Sequence[str]) -> dict[str, Any]:
        """Return the values that `load` reads."""
        rows = [self.weights, *self.deviations, self.none_weights]
        names = [features] * (len(rows) - 1) + [none]
        weights, *deviations, none_weights = (
            {name: round(float(value), 4) for name, value in zip(own, row, strict=True)}
            for own, row in zip(names, rows, strict=True)
        )
        return {
            "answer_from": self.answer_from,
            "weights": weights,
            "deviations": dict(zip(QUESTION_KINDS, deviations, strict=True)),
            "none_weights": none_weights,
        }

    def probabilities(
        self, kind: QuestionKind, rows: NDArray[np.floating[Any]], none: Sequence[float]
    ) -> tuple[NDArray[np.float64], float]:
        """Return the probability of each candidate to be what answers, and of none of them to be."""
        weights = self.weights + self.deviations[QUESTION_KINDS.index(kind)]
        logits = np.append(rows @ weights, np.asarray(none) @ self.none_weights)
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        return shares[:-1], float(shares[-1])


@cache
def shipped_ranker() -> Ranker:
    """Return the shipped weights."""
    return Ranker.load(_SHIPPED, FEATURES, NONE_FEATURES)


def none_features(question: Question, gathered: Gathered, rows: Vectors) -> list[float]:
    """Return what speaks for "none of them": what the archive has not, its size, the kind, and how good the best is.

    `rows` are the features of the candidates.
    """
    unknown = [gathered.occurrences.get(stem, 0) == 0 for stem in stems([name[-1] for name in question.names])]
    total = sum(gathered.weigh(term) for term in question.terms)
    lost = sum(gathered.weigh(term) for term in question.terms if not gathered.occurrences.get(term))
    speaker = stems([question.speaker[-1]])[0] if question.speaker else None
    return [
        1.0,
        sum(unknown) / len(unknown) if unknown else 0.0,
        float(any(unknown)),
        lost / total if total else 0.0,
        float(speaker is not None and not gathered.occurrences.get(speaker)),
        math.log(max(1, gathered.passages)) / 5,
        1 / math.sqrt(max(1, gathered.passages)),
        *(float(question.kind == kind) for kind in QUESTION_KINDS),
        *_best(question, rows if len(rows) else np.zeros((1, len(FEATURES)), dtype=np.float32)),
    ]


def _best(question: Question, rows: Vectors) -> list[float]:
    """Return how good the best candidates are, each in its own way."""
    by = {name: rows[:, place] for place, name in enumerate(FEATURES)}
    similar = np.sort(by["similarity"])[::-1]
    told = by["said_by_asked"] > 0
    speaker_wanted = bool(question.speaker) and not question.is_yes_no
    whole = any(len(name) > 1 for name in question.names)
    return [
        *(float(by[name].max()) for name in BEST),
        float(similar[0] - similar[min(_RIVAL, len(similar) - 1)]),
        float(answer_type(question) is not None),
        max(float(by[f"near_{kind}"].max()) for kind in ANSWER_TYPES),
        float(speaker_wanted),
        float(speaker_wanted and not told.any()),
        float(by["context_coverage"][told].max()) if told.any() else 0.0,
        float(by["similarity"][told].max()) if told.any() else 0.0,
        float(whole),
        float(whole and by["whole_names_in_article"].max() < 0),
    ]


def in_order(candidates: Sequence[Candidate], shares: Iterable[float]) -> tuple[Ranked, ...]:
    """Return candidates with their probabilities, the likeliest first."""
    return tuple(sorted(zip(map(float, shares), candidates, strict=True), key=lambda pair: -pair[0]))


def merge_rankings(rankings: Sequence[Sequence[Ranked]]) -> tuple[Ranked, ...]:
    """Return the candidates of several parts of a question in one order: the likeliest of each part come first.

    A candidate's probability is the mean over the parts.
    """
    shares: dict[tuple[str, int], float] = {}
    candidates: dict[tuple[str, int], Candidate] = {}
    for ranking in rankings:
        for share, candidate in ranking:
            place = (candidate.article.id, candidate.span.start)
            candidates[place] = candidate
            shares[place] = shares.get(place, 0.0) + share / len(rankings)
    first = {(best.article.id, best.span.start) for _, best in (ranking[0] for ranking in rankings if ranking)}
    order = sorted(shares, key=lambda place: (place not in first, -shares[place]))
    return tuple((shares[place], candidates[place]) for place in order)
