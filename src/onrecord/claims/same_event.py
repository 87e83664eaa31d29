"""What two sentences must have in common to tell of one thing: the event, the period, how certain it is."""

import re
from dataclasses import dataclass

from onrecord.language.lexicon.calendar_names import MONTHS, WEEKDAYS
from onrecord.language.patterns import PLACE
from onrecord.language.synonyms import synonym_stems
from onrecord.language.words import words
from onrecord.model import Excerpt

_CONTEXT = 300
"""Characters before and behind a sentence that are read with it."""

_APART = 31
"""Days between two articles above which they are thought to tell of different times."""

_NEAR = 14
"""Days within which articles that have a name of the topic are thought to tell of one event.

Beyond, and where a day is unknown, they must share other names too.
"""

_SHARED = 0.3
"""Share of the other names around the sentence with fewer of them which the other one must have too."""

_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)(?<![“\"‘'«])\b[A-Z][\w’'-]{2,}")
_DAYS = frozenset(name.lower() for name in (*WEEKDAYS, *MONTHS))
_UNSURE = re.compile(
    r"\?|\b(?:if|whether|unless|would|could|may|might|should|will|shall|plan\w*|expect\w*|propos\w*|want\w*"
    r"|hop(?:e|ed|es|ing)|aim\w*|intend\w*|demand\w*|seek\w*|sought|offer\w*|target\w*|forecast\w*|predict\w*|scheduled"
    r"|due|set to|to be|feared|likely|promis\w*|pledg\w*|threaten\w*|ask(?:s|ed|ing)? for|request\w*)\b"
)
_SAMPLED = re.compile(r"\b(?:polls?|polling|surveys?|surveyed|stud(?:y|ies)|sample)\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:(?:last|next|this|previous|past|first|second|third|fourth|final|half)\s(?:\w+\s)?"
    r"(?:year|quarter|month|week|season|decade|half|time|attempt|round)|so far|annual\w*|monthly|yearly"
    r"|over\s(?:the\s)?(?:\w+\s)?\w+\s(?:years|months|days))\b|\b(?:1[5-9]|20)\d\d\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"^Of\b|\b(?:initial\w*|original\w*|earlier|previous\w*|at first|formerly|revis\w*|correct\w*|used to)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTopic:
    """What sentences are compared about: the kin of all its words, and of those of the names in it."""

    names: frozenset[str]
    words: frozenset[str]


def around(excerpt: Excerpt) -> frozenset[str]:
    """Return the kin of a sentence's words, of those before it, and of the article's title and first lines."""
    article, start = excerpt.article, excerpt.span.start
    context = (article.title or "", article.text[:_CONTEXT], article.text[max(0, start - _CONTEXT) : start])
    return frozenset(synonym_stems(words(" ".join((excerpt.text, *context)))))


def is_corrected(text: str) -> bool:
    """Say whether a sentence tells of a part, or of what was thought before."""
    return bool(_CORRECTED.search(text))


def unsure(text: str) -> frozenset[str]:
    """Return the words that tell of what may be, is planned or wanted: "demanded" is not "offered"."""
    return frozenset(found.group().lower() for found in _UNSURE.finditer(text))


def periods(text: str) -> frozenset[str]:
    """Return the periods and years that a sentence speaks of."""
    return frozenset(found.group().lower() for found in _PERIOD.finditer(text))


def days_apart(one: Excerpt, other: Excerpt) -> int | None:
    """Return the days between the articles of two sentences, None where that of one is unknown."""
    mine, theirs = one.article.published, other.article.published
    return abs((mine - theirs).days) if mine and theirs else None


def may_be_same_event(topic: EventTopic, one: Excerpt, other: Excerpt) -> bool:
    """Say whether two sentences are likely to tell of one event; what polls found is never one."""
    if _SAMPLED.search(one.text) or _SAMPLED.search(other.text) or not _may_be_one_place(one, other):
        return False
    if one.article.id == other.article.id:
        return not unsure(one.text) and not unsure(other.text)
    apart = days_apart(one, other)
    if apart is not None and apart > _APART:
        return False
    if topic.names and apart is not None and apart <= _NEAR:
        return True
    mine, theirs = _other_names(topic, one), _other_names(topic, other)
    return len(mine & theirs) >= max(1.0, _SHARED * min(len(mine), len(theirs)))


def _other_names(topic: EventTopic, excerpt: Excerpt) -> frozenset[str]:
    """Return the names in the title, in the sentence and in what stands around it that the topic has not."""
    found = (found.group().lower() for found in _NAME.finditer(_vicinity(excerpt)))
    return frozenset(name for name in found if name not in _DAYS and synonym_stems([name])[0] not in topic.words)


def _vicinity(excerpt: Excerpt) -> str:
    article, span = excerpt.article, excerpt.span
    return f"{article.title or ''}. {article.text[max(0, span.start - _CONTEXT) : span.end + _CONTEXT]}"


def _may_be_one_place(one: Excerpt, other: Excerpt) -> bool:
    """Say whether both may tell of one place: where a sentence names some, one of them stands near the other, too."""
    return _is_placed_near(one, other) and _is_placed_near(other, one)


def _is_placed_near(one: Excerpt, other: Excerpt) -> bool:
    named = {place for place in PLACE.findall(one.text) if place.lower() not in _DAYS}
    near = f"{_vicinity(other)} {other.article.text[:_CONTEXT]}"
    return not named or any(place in near for place in named)
