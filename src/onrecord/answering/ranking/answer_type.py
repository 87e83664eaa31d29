"""The detail that a question asks for: which phrases of a sentence could be it, and what stands near them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onrecord.answering.question.question import Question
from onrecord.language.patterns import NAME, PLACE, QUOTED, STRONG_REASON, TIMES, UNITS
from onrecord.language.words import places

AnswerType = Literal["number", "time", "place", "person", "reason", "quote"]
ANSWER_TYPES: tuple[AnswerType, ...] = ("number", "time", "place", "person", "reason", "quote")

_REACH = 6.0
"""Words away at which a word of the question counts a third as much as beside the detail."""

_WHICH = re.compile(r"^(?:\w+ )?which\b", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:titles?|song|book|film|movie|album|ad|nickname|call(?:s|ed)?|words?|describ\w*|slogan|joke|liken\w*|compar\w*"
    r"|name)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def answer_type(question: Question) -> AnswerType | None:
    """Return what kind of phrase the answer must hold, where the question tells."""
    if question.is_yes_no:
        return None
    if question.wanted:
        return question.wanted
    if question.seeks_speaker or _WHICH.search(question.core):
        return "person"
    return "quote" if _TITLED.search(question.core) else None


def phrases(question: Question, text: str) -> list[tuple[int, int]]:
    """Return the places of the phrases of a sentence that could be the detail asked for."""
    match answer_type(question):
        case "number":
            return [found.span() for found in UNITS[question.unit].finditer(text)]
        case "time":
            return [found.span() for found in TIMES[question.time].finditer(text)]
        case "place":
            return [found.span(1) for found in PLACE.finditer(text) if question.is_news(found.group(1))]
        case "person":
            return [found.span() for found in NAME.finditer(text) if question.is_news(found.group())]
        case "reason":
            return [found.span() for found in STRONG_REASON.finditer(text)]
        case "quote":
            return [found.span() for found in QUOTED.finditer(text)]
        case None:
            return []


def nearness(
    text: str, found: Sequence[tuple[int, int]], alike: NDArray[np.float64], shares: NDArray[np.float64]
) -> float:
    """Return how much of the question stands near the best of some phrases, 0 to 1.

    `alike` says how well each of the sentence's words stands for each of the question's, (question, sentence); `shares`
    is the weight of each of the question's words, and sums to 1.
    """
    held = places(text)
    inside = [i for i, (start, end) in enumerate(held) if any(start < b and end > a for a, b in found)]
    if not inside:
        return 0.0
    near = alike[:, :, None] * _closeness(len(held))[None, :, inside]
    return float((near.max(axis=1) * shares[:, None]).sum(axis=0).max())


@lru_cache(maxsize=512)
def _closeness(count: int) -> NDArray[np.float64]:
    """Return what a word counts for each other of so many words in a row, by the words between them."""
    order = np.arange(count)
    return np.asarray(np.exp(-np.abs(order[:, None] - order[None, :]) / _REACH))


def holds(question: Question, found: Sequence[tuple[int, int]], wanted: AnswerType) -> float:
    """Return 1 where a sentence has a phrase of the kind that is wanted, -1 where not, 0 where another kind is."""
    return 0.0 if answer_type(question) != wanted else 1.0 if found else -1.0
