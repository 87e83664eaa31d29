"""Outlets and days that a question names as its source: "According to the Gazette, ...", "... on 4 May 2031"."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from onrecord.language.lexicon.calendar_names import MONTH_STARTS
from onrecord.language.words import words
from onrecord.model import Scope

_MONTH = rf"(?P<month>{'|'.join(MONTH_STARTS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = (
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
)
_BEFORE = frozenset(["according", "in", "by", "from", "of"])
_AFTER = re.compile(
    r"(?:articles?|story|stories|report\w*|pieces?|columns?|editorials?|wr(?:ite|ites|ote|itten)|says?|said|publish\w*"
    r"|describ\w*|cover\w*|claim\w*|tells?|told)"
)
_MAY_NAME_AN_OUTLET = re.compile(
    rf"\b(?:[Aa]ccording to|[Ii]n|[Bb]y|[Ff]rom|[Oo]f) (?:(?:the|an?) )?[A-Z]|[A-Z][\w.]*(?:['’]s)? {_AFTER.pattern}\b"
)
_ABOUT_ITSELF = re.compile(r"(?:polls?|surveys?|interviews?|forums?|stud(?:y|ies)|request|reporters?|journalists?|abc)")
_ENDINGS = re.compile(r"\.(?:com|co|org|net|uk|news|info|de|fr|au)\b")
_SHORTEST = 4
_LONGEST_NAME = 6


def scopes(question: str, publishers: Callable[[], Iterable[str]]) -> list[Scope]:
    """Return the scopes of the outlets and the days that a question names, the narrowest first.

    `publishers` is only asked for the outlets where the question's words could name one.
    """
    days = _days(question)
    outlets = _outlets(question, publishers) if _MAY_NAME_AN_OUTLET.search(question) else []
    if not days:
        return [Scope(publisher=outlet) for outlet in outlets]
    on = [Scope(since=day, until=day) for day in days]
    after = [Scope(since=day, until=day + timedelta(days=1)) for day in days]
    return [replace(scope, publisher=outlet) for outlet in outlets for scope in on] + on + after


def narrowed(scope: Scope, by: Scope) -> Scope | None:
    """Return a scope narrowed by another one, or None where they contradict each other."""
    if scope.publisher and by.publisher and scope.publisher.lower() != by.publisher.lower():
        return None
    since = max((each for each in (scope.since, by.since) if each), default=None)
    until = min((each for each in (scope.until, by.until) if each), default=None)
    if since and until and since > until:
        return None
    return replace(scope, publisher=scope.publisher or by.publisher, since=since, until=until)


def _days(question: str) -> list[date]:
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(question):
            month = match["month"].lower()
            number = int(month) if month.isdigit() else MONTH_STARTS.index(month[:3]) + 1
            try:
                found.append(date(int(match["year"]), number, int(match["day"])))
            except ValueError:
                continue
    return list(dict.fromkeys(found))


def _outlets(question: str, publishers: Callable[[], Iterable[str]]) -> list[str]:
    asked = words(question)
    return [name for name in publishers() if any(_is_source(asked, *place) for place in _mentions(asked, name))]


def _mentions(asked: list[str], publisher: str) -> Iterable[tuple[int, int]]:
    """Yield where the words of a question name a publisher: its words, their beginnings or their first letters."""
    own = words(_ENDINGS.sub("", publisher.lower()).replace("-", " "))
    own = own[1:] if len(own) > 1 and own[0] == "the" else own
    joined = "".join(own)
    for start in range(len(asked)):
        for end in range(start + 1, min(start + _LONGEST_NAME, len(asked)) + 1):
            some = asked[start:end]
            begins = len(some) == len(own) and all(
                word == part or (len(part) >= _SHORTEST and word.startswith(part))
                for word, part in zip(some, own, strict=True)
            )
            initials = len(own) == 1 and len(some) == len(joined) > 2 and "".join(w[0] for w in some) == joined
            if begins or initials or (len(some) > 1 and "".join(some) == joined):
                yield start, end


def _is_source(asked: list[str], start: int, end: int) -> bool:
    """Say whether words that name an outlet stand where a source is named, and not as what the question is about."""
    before = [word for word in asked[max(0, start - 3) : start] if word not in ("the", "to", "a", "an")]
    after = asked[end : end + 2]
    if any(_ABOUT_ITSELF.fullmatch(word) for word in after):
        return False
    return bool(before and before[-1] in _BEFORE) or bool(after and _AFTER.fullmatch(after[0]))
