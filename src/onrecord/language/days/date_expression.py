"""What a text says of time: a place, and the day, the stretch or the length that is meant."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

DateKind = Literal["date", "time", "duration", "set"]
"""A day or a longer stretch; an hour or a part of a day; how long; how often."""

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """An expression of time in a text: its place, its kind and its value in the form of TIMEX3.

    A value is a day (2016-10-04), a month (2016-10), a year, a week (2016-W40), a quarter (2016-Q3), a season
    (2016-SU), a decade (201), a length (P3M), "PAST_REF", "PRESENT_REF" or "FUTURE_REF". What is not known is X, as in
    "XXXX-10-04" for a day of a year that nothing tells.
    """

    start: int
    end: int
    kind: DateKind
    value: str

    @property
    def day(self) -> date | None:
        """The single day that is meant, or on which the time of day is; None where none is, or it is not known."""
        found = _DAY.match(self.value) if self.kind in ("date", "time") else None
        return date.fromisoformat(found.group(1)) if found else None

    @property
    def year(self) -> int | None:
        """The year that is meant or lies around what is meant."""
        is_told = self.kind in ("date", "time") and self.value[:4].isdigit()
        return int(self.value[:4]) if is_told and self.value[4:5] in ("", "-") else None
