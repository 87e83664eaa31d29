"""Which sentence answers, or whether none does: a softmax over the candidates and "none of them".

The weights were fitted by `benchmarks/calibrate.py`; `ranking.json` says on what, and how well they did.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.answering.candidates import Gathered
from onrecord.answering.evidence import FEATURES
from onrecord.answering.question import KINDS, Question
from onrecord.embedding import Vectors
from onrecord.words import stems

NONE_FEATURES = (
    "always",
    "unknown_names",
    "an_unknown_name",
    "unknown_terms",
    "unknown_speaker",
    "size",
    "smallness",
    *KINDS,
)
"""What speaks for "none of them", in the order of its weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Fitted weights; above `abstain_above` probability of "none of them", nothing is answered."""

    weights: NDArray[np.float64]
    none_weights: NDArray[np.float64]
    abstain_above: float

    def probabilities(self, rows: Vectors, none: Sequence[float]) -> tuple[NDArray[np.float64], float]:
        """Return the probability of each candidate to be what answers, and of none of them to be."""
        logits = np.append(rows @ self.weights, np.asarray(none) @ self.none_weights)
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        return shares[:-1], float(shares[-1])


@cache
def fitted() -> Ranking:
    """Return the shipped weights."""
    stored = json.loads(files("onrecord.answering").joinpath("ranking.json").read_text(encoding="utf-8"))
    return Ranking(
        weights=np.array([stored["weights"][name] for name in FEATURES]),
        none_weights=np.array([stored["none_weights"][name] for name in NONE_FEATURES]),
        abstain_above=stored["abstain_above"],
    )


def none_features(question: Question, gathered: Gathered) -> list[float]:
    """Return what speaks for "none of them": words of the question that the archive has not, its size, the kind."""
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
        *(float(question.kind == kind) for kind in KINDS),
    ]
