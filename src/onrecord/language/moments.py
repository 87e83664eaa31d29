"""The days, months, years and hours that a sentence tells, as far as two of them can be compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.language.days.finder import date_expressions
from onrecord.language.lexicon.calendar_names import ANY_MONTH, ANY_WEEKDAY, MONTH_STARTS, WEEKDAY_STARTS
from onrecord.language.patterns import MONTH

TimeUnit = Literal["year", "clock", "day", "any"]
"""What a question for a time may ask for."""

_WEEKDAY = f"(?:{ANY_WEEKDAY})"
MOMENT = re.compile(
    rf"\b(?:(?P<w1>{_WEEKDAY}),?\s)?(?P<m1>{MONTH})\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<y1>[12]\d{{3}}))?"
    rf"|\b(?:(?P<w2>{_WEEKDAY}),?\s)?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m2>{MONTH})(?:,?\s(?P<y2>[12]\d{{3}}))?"
    rf"|\b(?P<w3>{_WEEKDAY})s?\b"
    rf"|\b(?P<m3>{MONTH})(?:,?\s(?:of\s)?(?P<y3>[12]\d{{3}}))?(?=\W|$)"
    r"|\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b|\b(?P<hour24>\d{1,2}):(?P<minute24>\d\d)\b"
    r"|\b(?P<year>(?:1[5-9]|20)\d\d)\b(?!\s?[\d%-]|,\d)"
)
"""A day, month, year or time of day."""

_SPOKEN = re.compile(
    r"\b(?:sa(?:y|id|ys)|told|announced|reported|confirmed|added|wrote|statement|conference|interview|published|spokes\w+"
    r"|testified|tweeted)(?:\s[^\s.,;]+){0,2}\s(?:on\s|late\s|early\s|in\s|at\s)*$"
)
"""A day of which only this is told: that somebody spoke then."""

_LOOSE_BEFORE = re.compile(
    r"\b(?:by|before|until|till|after|since|from|between|every|each|last|next|previous|around)\s$", re.I
)
"""What makes a moment a bound, a habit or a day of another week."""


_TELLS_DAY = re.compile(
    rf"\b(?:{ANY_WEEKDAY}|{ANY_MONTH}|yesterday|today|tonight|tomorrow|this|last|next|that)\b|\d{{4}}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment in a text: its place, and the parts of it that are told; `minutes` counts from midnight."""

    start: int
    end: int
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    minutes: int | None = None

    def has(self, unit: TimeUnit) -> bool:
        """Say whether it tells what a question for such a time asks for."""
        is_day = self.weekday is not None or self.month is not None
        match unit:
            case "clock":
                return self.minutes is not None
            case "year":
                return self.year is not None
            case "day":
                return is_day
            case "any":
                return is_day or self.year is not None

    def agrees(self, other: "Moment") -> bool:
        """Say whether no part that both tell differs."""
        return not any(
            mine is not None and theirs is not None and mine != theirs
            for mine, theirs in zip(self._parts, other._parts, strict=True)
        )

    def dated(self, published: date | None) -> "Moment":
        """Return it with the weekday that its day and month have, in its own year or that of publication."""
        year = self.year or (published.year if published else None)
        if self.weekday is not None or not (self.month and self.day and year):
            return self
        try:
            weekday = date(year, self.month, self.day).weekday()
        except ValueError:
            return self
        return Moment(
            start=self.start, end=self.end, weekday=weekday, month=self.month, day=self.day, year=year,
            minutes=self.minutes,
        )  # fmt: skip

    @property
    def is_weekday(self) -> bool:
        """Whether all that it tells of its day is that of the week."""
        return self.weekday is not None and self.month is None

    @property
    def _parts(self) -> tuple[int | None, ...]:
        day = None if self.month is None or self.day is None else self.month * 100 + self.day
        weekday = self.weekday
        return (weekday, self.month, day, self.year, self.minutes)


def moments(text: str) -> Iterator[Moment]:
    """Yield the moments of a text, without bounds, habits and days on which something was only said."""
    for found in MOMENT.finditer(text):
        before = text[max(0, found.start() - 60) : found.start()]
        if not (_SPOKEN.search(before) or _LOOSE_BEFORE.search(before)):
            yield _moment(found)


def resolve(text: str, published: date | None) -> list[tuple[int, int, str | None]]:
    """Return the dates of a text in order: start, end and the day that is meant, as in "2016-10-04".

    The day is None where it cannot be told, and where no single day is meant ("in January", "last year", "recently");
    what is meant then is told by `date_expressions`. A time of day counts where its words tell the day too ("Friday
    night"); lengths ("three months") and what recurs ("every Friday") do not. Days that are told from another are
    resolved from that of publication and the tense of the clause, never from the clock.
    """
    return [
        (each.start, each.end, each.day.isoformat() if each.day else None)
        for each in date_expressions(text, published)
        if each.kind == "date" or (each.kind == "time" and _TELLS_DAY.search(text, each.start, each.end))
    ]


def _moment(found: re.Match[str]) -> Moment:
    month = found["m1"] or found["m2"] or found["m3"]
    day = found["d1"] or found["d2"]
    year = found["y1"] or found["y2"] or found["y3"] or found["year"]
    weekday = found["w1"] or found["w2"] or found["w3"]
    minutes = None
    if found["hour24"]:
        minutes = int(found["hour24"]) * 60 + int(found["minute24"])
    elif found["hour"]:
        minutes = int(found["hour"]) % 12 * 60 + int(found["minute"] or 0) + 720 * (found["half"] == "p")
    return Moment(
        start=found.start(),
        end=found.end(),
        weekday=WEEKDAY_STARTS.index(weekday[:3].lower()) if weekday else None,
        month=MONTH_STARTS.index(month[:3].lower()) + 1 if month else None,
        day=int(day) if day else None,
        year=int(year) if year else None,
        minutes=minutes,
    )
