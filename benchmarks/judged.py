"""What a system shows for a question, how sure it is of it, and figures over many of these."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.questions import Asked

COVERAGES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A question of a set, what a system would show for it, and how sure the system is.

    `shown` are article ids with the words that are shown. `is_found` tells whether what the system chose from held the
    evidence.
    """

    set: str
    asked: Asked
    shown: tuple[tuple[str, str], ...]
    confidence: float
    is_found: bool

    @property
    def right(self) -> bool:
        """Whether what is shown holds evidence."""
        return any(self.asked.is_answered_by(article_id, words) for article_id, words in self.shown)

    @property
    def is_whole(self) -> bool:
        """Whether evidence of every article that has some is shown."""
        return self.asked.articles_held(self.shown) == self.asked.articles

    @property
    def words(self) -> int:
        """How many words are shown."""
        return sum(len(words.split()) for _, words in self.shown)


def sets(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Return what was judged by the set of its question."""
    by_set: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        by_set[each.set].append(each)
    return by_set


def shares(judged: Sequence[Judged], point: float) -> tuple[float, float]:
    """Return the share of answerable questions answered rightly, and of the others abstained from, at a threshold."""
    answered = [each.confidence >= point and each.right for each in judged if each.asked.is_answerable]
    abstained = [each.confidence < point for each in judged if not each.asked.is_answerable]
    return float(np.mean(answered)), float(np.mean(abstained))


def point_of_abstention(judged: Sequence[Judged], share: float) -> float:
    """Return the least threshold that abstains from at least a share of the questions that have no answer."""
    sureness = sorted(each.confidence for each in judged if not each.asked.is_answerable)
    wanted = math.ceil(share * len(sureness) - 1e-9)
    return math.nextafter(sureness[wanted - 1], math.inf) if wanted else -math.inf


def words_shown(judged: Sequence[Judged], point: float) -> float:
    """Return how many words an answer shows on average, at a threshold."""
    return float(np.mean([each.words for each in judged if each.confidence >= point]))


def curve(judged: Sequence[Judged]) -> list[tuple[float, float, float]]:
    """Return coverage, accuracy and the least confidence that gives them, the surest answers first."""
    ordered = sorted(judged, key=lambda each: -each.confidence)
    right = [each.right for each in ordered]
    found = []
    for coverage in COVERAGES:
        count = max(1, round(coverage * len(ordered)))
        found.append((coverage, float(np.mean(right[:count])), ordered[count - 1].confidence))
    return found


def reliability(judged: Sequence[Judged]) -> list[tuple[float, float, float, int]]:
    """Return for each tenth of confidence its lower bound, the mean confidence, the share right, and how many."""
    found = []
    for lower in np.arange(0.0, 1.0, 0.1):
        some = [each for each in judged if lower <= each.confidence < lower + 0.1 + (lower > 0.85)]
        if some:
            mean = float(np.mean([each.confidence for each in some]))
            found.append((float(lower), mean, float(np.mean([each.right for each in some])), len(some)))
    return found
