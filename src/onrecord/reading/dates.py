"""Dates as a document states them; what is ambiguous, incomplete or relative is no date."""

import re
import warnings
from datetime import date, datetime

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_READINGS = tuple((day_first, year_first) for day_first in (False, True) for year_first in (False, True))
_FILLERS = (datetime(2000, 1, 1), datetime(2003, 10, 28))
_LONGEST = 80


def parse_date(value: object) -> date | None:
    """Return the calendar day that `value` states, or None unless every way of reading it gives the same day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or len(value) > _LONGEST or not re.search(r"\d", value):
        return None
    stated = re.sub(r"^(?:published|posted|date)(?: on)?:?\s+", "", value.strip(), flags=re.IGNORECASE)
    if match := _YEAR_FIRST.match(stated):
        return _day(int(match[1]), int(match[3]), int(match[4]))
    days = {_read(stated, *reading, filler) for reading in _READINGS for filler in _FILLERS}
    return days.pop() if len(days) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read(stated: str, day_first: bool, year_first: bool, filler: datetime) -> date | None:
    """Read `stated` in one way; a part it does not state is taken from `filler`."""
    from dateutil import parser  # type: ignore[import-untyped]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            read: datetime = parser.parse(
                stated, dayfirst=day_first, yearfirst=year_first, default=filler, ignoretz=True
            )
        except (ValueError, OverflowError):
            return None
    return read.date()
