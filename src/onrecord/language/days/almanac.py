"""Days, weeks, months and quarters counted on, and the days of feasts; every value in the form of TIMEX3."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from onrecord.language.lexicon.date_words import DAY_PARTS
from onrecord.language.numerals import spelt

UNKNOWN = {
    "day": "XXXX-XX-XX", "night": "XXXX-XX-XX", "week": "XXXX-WXX", "fortnight": "XXXX-WXX", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
"""The values of a unit of time of which nothing is known but that one is meant."""


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_value(day: date, days: int = 0) -> str | None:
    """Return the value of the day so many days on; None beyond the calendar."""
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def part_value(day: str | None, part: str | None) -> str | None:
    """Return the value of a part of a day, such as "morning", or that of the day where none is told."""
    return f"{day}T{DAY_PARTS[part.lower()]}" if day and part else day


def week_value(day: date, weeks: int = 0) -> str | None:
    """Return the value of the week so many weeks on from that of a day."""
    try:
        year, week, _ = (day + timedelta(weeks=weeks)).isocalendar()
    except OverflowError:
        return None
    return f"{year:04}-W{week:02}"


def month_value(year: int, month: int, months: int = 0) -> str | None:
    """Return the value of the month so many months on."""
    count = year * 12 + month - 1 + months
    return f"{count // 12:04}-{count % 12 + 1:02}" if 12 <= count < 120_000 else None


def quarter_value(year: int, quarter: int, quarters: int = 0) -> str | None:
    """Return the value of the quarter so many quarters on."""
    count = year * 4 + quarter - 1 + quarters
    return f"{count // 4:04}-Q{count % 4 + 1}" if 4 <= count < 40_000 else None


def year_value(year: int) -> str | None:
    """Return the value of a year, None where the calendar has none such."""
    return f"{year:04}" if 1 <= year <= 9999 else None


def quarter_of(day: date) -> int:
    """Return the quarter of a day's year that it lies in, from 1."""
    return (day.month - 1) // 3 + 1


def moved(base: date, unit: str, count: int) -> str | None:
    """Return the value of the unit of time that is so many units from that of a day."""
    match unit:
        case "day" | "night":
            return day_value(base, count)
        case "week" | "fortnight":
            return week_value(base, count * (2 if unit == "fortnight" else 1))
        case "month":
            return month_value(base.year, base.month, count)
        case "quarter":
            return quarter_value(base.year, quarter_of(base), count)
        case "year":
            return year_value(base.year + count)
        case "decade":
            return year_value(base.year + 10 * count)
        case "century":
            return str(base.year // 100 + count) if abs(count) < 10 else None
    return None


def spelt_year(written: str, *, is_named: bool = False) -> int | None:
    """Return the year that words spell, "nineteen ninety-six"; "two thousand" is one only where it is named a year."""
    words = [word for word in re.split(r"[\s-]{1,2}", written.lower()) if word != "and"]
    if words[:2] == ["two", "thousand"]:
        return 2000 + int(spelt(words[2:])) if len(words) > 2 or is_named else None
    return {"nineteen": 1900, "eighteen": 1800, "twenty": 2000}[words[0]] + int(spelt(words[1:]))


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """Return the nth weekday of a month; the last where n is -1."""
    if n == -1:
        following = date(year + month // 12, month % 12 + 1, 1)
        return following - timedelta(days=(following.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _easter(year: int) -> date:
    """Return Easter Sunday, by the anonymous Gregorian computation."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


HOLIDAYS: dict[str, Callable[[int], date]] = {
    "new year's day": lambda year: date(year, 1, 1),
    "martin luther king day": lambda year: nth_weekday(year, 1, 0, 3),
    "valentine's day": lambda year: date(year, 2, 14),
    "presidents day": lambda year: nth_weekday(year, 2, 0, 3),
    "st. patrick's day": lambda year: date(year, 3, 17),
    "good friday": lambda year: _easter(year) - timedelta(days=2),
    "easter sunday": _easter,
    "easter monday": lambda year: _easter(year) + timedelta(days=1),
    "easter": _easter,
    "april fools' day": lambda year: date(year, 4, 1),
    "may day": lambda year: date(year, 5, 1),
    "memorial day": lambda year: nth_weekday(year, 5, 0, -1),
    "independence day": lambda year: date(year, 7, 4),
    "bastille day": lambda year: date(year, 7, 14),
    "labor day": lambda year: nth_weekday(year, 9, 0, 1),
    "columbus day": lambda year: nth_weekday(year, 10, 0, 2),
    "halloween": lambda year: date(year, 10, 31),
    "election day": lambda year: nth_weekday(year, 11, 0, 1) + timedelta(days=1),
    "veterans day": lambda year: date(year, 11, 11),
    "armistice day": lambda year: date(year, 11, 11),
    "thanksgiving day": lambda year: nth_weekday(year, 11, 3, 4),
    "thanksgiving": lambda year: nth_weekday(year, 11, 3, 4),
    "christmas eve": lambda year: date(year, 12, 24),
    "christmas day": lambda year: date(year, 12, 25),
    "christmas": lambda year: date(year, 12, 25),
    "boxing day": lambda year: date(year, 12, 26),
    "new year's eve": lambda year: date(year, 12, 31),
}
"""The days of feasts that news names, as kept in the United States and Britain, by year."""

ATTACK_DAY = date(2001, 9, 11)
"""The day that "9/11" names."""
