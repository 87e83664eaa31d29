"""Whether a sentence says yes or no to what a question asks."""

import re
from collections.abc import Mapping, Sequence

from onrecord.answering.disagreement.focus import QuestionFocus
from onrecord.claims.statement import YesNo
from onrecord.language.polarity import DENIES_NEARBY, may_deny, opposites_of
from onrecord.language.synonyms import synonym_stems
from onrecord.language.words import places, words

_SAID = 0.7
"""Share of the weight of what a yes-or-no question says that a sentence itself must say or deny."""

_REACH = 4
"""Words before another one in which it may be denied."""

_DOUBTED = re.compile(
    r"\b(?:fear|believ|suspect|alleg|accus|rumou?r|appear|seem)\w*|\b(?:almost|nearly|yet)\b", re.IGNORECASE
)
"""What makes a sentence no plain yes."""


def verdict(asked: QuestionFocus, text: str) -> YesNo | None:
    """Return whether a sentence says or denies what is asked, None where it says something else or is not plain."""
    held = _held(asked, synonym_stems(words(text)))
    if not held or _DOUBTED.search(text) or asked.covered(frozenset(held), asked.predicate) < _SAID:
        return None
    where = places(text)
    opposite = [place for place, is_opposite in held.values() if is_opposite]
    negated = [place for place, is_opposite in held.values() if not is_opposite and _is_denied(text, where, place)]
    denied = [*opposite, *negated[:1]]
    if len(denied) > 1 or may_deny(text) > len(denied):
        return None
    start, end = where[denied[0] if denied else min(place for place, _ in held.values())]
    return YesNo(start=start, end=end, is_denied=bool(denied))


def _held(asked: QuestionFocus, own: Sequence[str]) -> Mapping[str, tuple[int, bool]]:
    """Return the place of each term of the question in a sentence, and whether its opposite stands there instead."""
    found: dict[str, tuple[int, bool]] = {}
    asking = words(asked.question.text)
    for word, term in zip(asking, synonym_stems(asking), strict=True):
        if term in asked.predicate and term not in found:
            opposites = frozenset(synonym_stems([*opposites_of(word), f"un{word}", f"in{word}", f"dis{word}"])) - {term}
            place = next((n for n, each in enumerate(own) if each == term or each in opposites), None)
            if place is not None:
                found[term] = (place, own[place] != term)
    return found


def _is_denied(text: str, where: Sequence[tuple[int, int]], place: int) -> bool:
    """Say whether a word that denies stands shortly before a word."""
    return bool(DENIES_NEARBY.search(text[where[max(0, place - _REACH)][0] : where[place][0]]))
