"""Days of one event that are not the same."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from onrecord.claims.discrepancies.difference import Difference
from onrecord.claims.discrepancies.sentence import ComparedSentence, read
from onrecord.language.lexicon.calendar_names import ANY_WEEKDAY
from onrecord.language.lexicon.happenings import NIGHT
from onrecord.language.moments import Moment, moments
from onrecord.model.claim import Relation

Published = date | None
"""The day of an article, where it is known."""

_WEEK = 6
_RELATIVE = re.compile(r"\b(?P<day>yesterday|today|tonight|tomorrow|last night|this morning)\b", re.IGNORECASE)
_SHIFT = {"yesterday": -1, "last night": -1, "tomorrow": 1}
_TODAY = re.compile(r"\btoday\s\(\s?$", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom(?=\s(?:{ANY_WEEKDAY})[’']s\b)")
"""Before an event that is named by its day, "from" bounds nothing: "statements from Friday's meeting"."""

_NIGHT = frozenset(NIGHT.split())
_CLOCK = re.compile(r"\b[ap]\.?\s?m\b", re.IGNORECASE)


@dataclass(frozen=True)
class Day:
    """A day in a sentence: a moment, or days from that of publication; `near` are the words around it."""

    start: int
    end: int
    moment: Moment | None
    shift: int
    by_night: bool

    def on(self, published: Published) -> "_Dated":
        """Return what is known of it when the article is of a day."""
        if self.moment is None:
            if published is None:
                return _Dated()
            day = published + timedelta(days=self.shift)
            return _Dated(weekday=day.weekday(), month=day.month, day=day.day, year=day.year, exact=day)
        told = self.moment
        weekday = told.weekday
        exact: date | None = None
        if told.month and told.day:
            exact = _exact(told, published)
            weekday = exact.weekday() if exact else weekday
        return _Dated(weekday=weekday, month=told.month, day=told.day, year=told.year, exact=exact)


@dataclass(frozen=True)
class _Dated:
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    exact: date | None = None


def _exact(told: Moment, published: Published) -> date | None:
    year = told.year or (published.year if published else None)
    try:
        return date(year, told.month or 1, told.day or 1) if year else None
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def days(text: str) -> tuple[Day, ...]:
    """Return the days, months and years of a sentence."""
    sentence = read(text)
    found = [
        Day(each.start, each.end, each, 0, _is_by_night(sentence, each.start, each.end))
        for each in moments(_FROM.sub("with", sentence.plain))
        if each.minutes is None and not _TODAY.search(sentence.plain[: each.start])
    ]
    found += [
        Day(each.start(), each.end(), None, _SHIFT.get(each["day"].lower(), 0), _is_by_night(sentence, *each.span()))
        for each in _RELATIVE.finditer(sentence.plain)
    ]
    return tuple(found)


def _is_by_night(sentence: ComparedSentence, start: int, end: int) -> bool:
    around = sentence.plain[max(0, start - 12) : end + 35]
    return not _NIGHT.isdisjoint(re.findall(r"\w+", around.lower())) or bool(_CLOCK.search(around))


def day_differences(
    a: ComparedSentence, b: ComparedSentence, published: tuple[Published, Published]
) -> Iterator[Difference]:
    """Yield the days that may be of one event and are not the same."""
    mine = [(day, day.on(published[0])) for day in days(a.text)]
    theirs = [(day, day.on(published[1])) for day in days(b.text)]
    for day, dated in mine:
        if any(_relation(day, dated, *each, published) == "same" for each in theirs):
            continue
        for other, other_dated in theirs:
            if any(_relation(*each, other, other_dated, published) == "same" for each in mine):
                continue
            relation = _relation(day, dated, other, other_dated, published)
            if relation in ("contradicts", "differs"):
                yield _difference(day, other, relation, (mine, theirs))


def _difference(one: Day, other: Day, relation: str, every: Sequence[Sequence[object]]) -> Difference:
    kept: Relation = "differs" if relation == "differs" else "contradicts"
    how = "one night, told by two days" if kept == "differs" else "the same event on two days"
    is_year = one.moment is not None and one.moment.month is None and one.moment.weekday is None
    return Difference(
        kind="day",
        relation=kept,
        a=(one.start, one.end),
        b=(other.start, other.end),
        why=f"{{a}} here, {{b}} there: {how}",
        signs={"crowded": min(max(map(len, every)) - 1, 3) / 3, "year": float(is_year)},
    )


def _relation(one: Day, mine: _Dated, other: Day, theirs: _Dated, published: tuple[Published, Published]) -> str | None:
    """Say whether two days are the same, differ, or cannot both be; None where they cannot be compared."""
    if mine.exact and theirs.exact:
        if mine.exact == theirs.exact:
            return "same"
        return _apart(one, other, abs((mine.exact - theirs.exact).days))
    if mine.day and theirs.day:
        return "same" if (mine.month, mine.day) == (theirs.month, theirs.day) else "contradicts"
    if mine.weekday is not None and theirs.weekday is not None:
        return _weekdays(one, mine, other, theirs, published)
    for part in ("month", "year"):
        own, its = getattr(mine, part), getattr(theirs, part)
        if own and its:
            both = part == "year" or not (mine.day or theirs.day)
            return "same" if own == its else ("contradicts" if both else None)
    return None


def _weekdays(one: Day, mine: _Dated, other: Day, theirs: _Dated, published: tuple[Published, Published]) -> str | None:
    anchors = [dated.exact or day for dated, day in zip((mine, theirs), published, strict=True)]
    if anchors[0] and anchors[1] and abs((anchors[0] - anchors[1]).days) > _WEEK + 1:
        return None
    if mine.weekday == theirs.weekday:
        return "same"
    if (mine.exact and published[1] is None) or (theirs.exact and published[0] is None):
        return None
    steps = abs((mine.weekday or 0) - (theirs.weekday or 0))
    return _apart(one, other, min(steps, 7 - steps))


def _apart(one: Day, other: Day, steps: int) -> str:
    return "differs" if steps == 1 and (one.by_night and other.by_night) else "contradicts"
