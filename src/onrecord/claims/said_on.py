"""The day on which something was said, where the words around the cue tell it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import takewhile

from onrecord.language.days.date_expression import DateExpression
from onrecord.language.days.finder import date_expressions
from onrecord.language.days.tense import last_tense
from onrecord.language.sentences import sentences
from onrecord.model import Article, Attribution, Span, covering

_FURTHEST = 120
"""Characters between the cue and the day above which they are not of one clause; set by hand."""

_OTHER_CLAUSE = re.compile(
    r"\b(?:that|which|who|whom|whose|where|when|because|while|although|though|if|but|than|whether|what|how|why)\b"
    r"|[“”\"«»;:?!]|``|''|\n\s?\n|[–—]|\s-\s",
    re.IGNORECASE,
)
_NEAR_BEFORE = 60
_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whose|where|when|because|while|although|though|if)\b[^.,;:“”\"]{0,60}$", re.IGNORECASE
)
"""What makes a day before the cue one of a clause in between: "who was elected on Monday"."""

_TOPIC = re.compile(r"\s?(?:of|about|regarding|concerning|over|against|for)\b", re.IGNORECASE)
_OWNING = re.compile(r"[’']s?\b")
_JOINED = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
_ISSUED = re.compile(
    r"\b(?:released|published|issued|posted|sent|dated|given|aired|broadcast|statement|interview|report|letter|tweet|post"
    r"|memo|e-?mail|conference|speech|filing)\s(?:[^\W\d_]{1,20}\s){0,3}$",
    re.IGNORECASE,
)
"""Behind what a day inside the words for the source is that of speaking: "a statement released Monday"."""

_PREPOSITION = re.compile(r"\b[Oo]n\s{1,2}$")
_BOUND = re.compile(
    r"\b(?:until|till|by|before|after|since|from|every|through|of|for|ahead of|between|effective|post|pre)(?:\s{1,2}|-)"
    r"(?:on\s{1,2})?$",
    re.IGNORECASE,
)
"""What makes a day behind it a bound or part of a name, and not that of speaking."""


def said_on(article: Article, said: Attribution) -> tuple[date, Span] | None:
    """Return the day on which an attribution was said, and the place of the words that tell it.

    That is the nearest day told in the clause of the cue, outside what was said: "Vale said on Thursday", "in a
    statement Monday", "on Friday, Vale said". None where none is told, where it is not a single day that is known, and
    where it lies after the day of publication.
    """
    cue = said.cue or said.source
    if cue is None:
        return None
    sentence = _sentence_around(article.text, cue)
    near = list(_days_of_clause(article, said, cue, sentence))
    if not near:
        return None
    _, nearest = min(near, key=lambda each: (each[0], each[1].start))
    day = nearest.day
    if day is None or (article.published and day > article.published):
        return None
    before = _PREPOSITION.search(article.text, sentence.start, nearest.start)
    return day, Span(start=before.start() if before else nearest.start, end=nearest.end)


def _days_of_clause(
    article: Article, said: Attribution, cue: Span, sentence: Span
) -> Iterator[tuple[int, DateExpression]]:
    """Yield the days that are told in the clause of the cue, each with how far it is from it."""
    text = article.text
    every = _expressions(text, article.published)
    first = bisect_right(every, sentence.start, key=lambda each: each.end)
    for each in takewhile(lambda each: each.start < sentence.end, every[first:]):
        place = Span(start=each.start, end=each.end)
        if each.day is None or any(place.overlaps(span) for span in said.content):
            continue
        if _OWNING.match(text, each.end) or _BOUND.search(text, max(0, each.start - 20), each.start):
            continue
        gap = _gap(text, said, cue, place)
        if gap is not None:
            yield gap, each


def _gap(text: str, said: Attribution, cue: Span, place: Span) -> int | None:
    """Return how many characters part a day from the cue, the source left out; None where it is of another clause."""
    if place.overlaps(cue):
        return 0
    if said.source and said.source.contains(place):
        return 0 if _ISSUED.search(text, said.source.start, place.start) else None
    between = Span(start=cue.end, end=place.start) if cue.end <= place.start else Span(start=place.end, end=cue.start)
    if len(between) > _FURTHEST or any(between.overlaps(span) for span in said.content):
        return None
    words = _without(text, between, said.source)
    if place.end <= cue.start and _SUBORDINATE.search(text, max(0, place.start - _NEAR_BEFORE), place.start):
        return None
    if _OTHER_CLAUSE.search(words):
        return None
    is_behind = cue.end <= place.start
    if is_behind and _TOPIC.match(words):
        return None
    verb = last_tense(words) != "unclear"
    return None if verb and (not is_behind or _JOINED.search(words)) else len(words)


def _without(text: str, within: Span, source: Span | None) -> str:
    """Return the characters of a place, without those of the source."""
    if source is None or not source.overlaps(within):
        return within.of(text)
    return text[within.start : max(within.start, source.start)] + text[min(source.end, within.end) : within.end]


def _sentence_around(text: str, cue: Span) -> Span:
    """Return the sentence or sentences that a place lies in."""
    every = _sentences(text)
    first = bisect_right(every, cue.start, key=lambda each: each.end)
    around = list(takewhile(lambda each: each.start < cue.end, every[first:]))
    return covering(around) if around else cue


@lru_cache(maxsize=4)
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(sentences(text))


@lru_cache(maxsize=4)
def _expressions(text: str, published: date | None) -> tuple[DateExpression, ...]:
    return tuple(date_expressions(text, published))
