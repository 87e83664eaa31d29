"""Dates that are written out: "Oct. 4, 2016", "Monday, 3 May", "2016-10-04", "in January"."""

import re
from datetime import date

from onrecord.language.days.almanac import ATTACK_DAY, HOLIDAYS, month_value, safe_date, spelt_year
from onrecord.language.days.date_patterns import (
    DAY_NUMBER,
    GAP,
    MONTH,
    PART_OF,
    SPELT_YEAR,
    WEEKDAY,
    YEAR,
    any_case,
    one_of,
)  # fmt: skip
from onrecord.language.days.setting import Rule, Setting
from onrecord.language.lexicon.calendar_names import MONTH_STARTS, WEEKDAY_STARTS
from onrecord.language.lexicon.date_words import ORDINALS

_YEAR_FOLLOWS = re.compile(
    rf"(?:{GAP}(?:to|and|through|until){GAP}|{GAP}?[-–]{GAP}?)(?:{MONTH}{GAP})?\d{{1,2}},{GAP}(\d{{4}})\b"
)
_RELATIVE_YEAR = rf"(?P<relative>{any_case('this|last|next|that')}){GAP}year"
_NAMES_OF_PEOPLE = re.compile(r"\s[A-Z][a-z]{2,20}\b")
_MONTH_CONTEXT = re.compile(
    r"(?:\b(?:in|since|by|until|till|of|from|between|through|during|for|to|before|after|every|each|early|late|mid|and|or"
    r"|last|next|this|past|previous|around|about|with|on|beginning|starting|effective|ended|ending|over)[\s-]{1,2}|[(])$",
    re.IGNORECASE,
)
_BETWEEN_DAYS = re.compile(r"\s?[-–]\s?|,?\s(?:and|or|to|through)\s")
_MONTH_AND_DAY = re.compile(rf"{MONTH}{GAP}\d{{1,2}}$")
_NO_NOUN = re.compile(r"[,.;:)]|\s(?:in|at|by|for|to|as|with|when|after|before|and|or|on|of)\b|$|\n")
_ATTACKS = re.compile(r"\s(?:terror|attack|hijack)", re.IGNORECASE)
_NEAR_MONTHS, _MONTHS_BACK = 10, 8
_MONTH_AHEAD, _NEAR_FEAST = 75, 45


def month_number(name: str) -> int:
    """Return a month's number, from any way of writing it."""
    return MONTH_STARTS.index(name[:3].lower()) + 1


def weekday_number(name: str) -> int:
    """Return a weekday's number, Monday being 0, from any way of writing it."""
    return WEEKDAY_STARTS.index(name[:3].lower())


def nearest_year(setting: Setting, month: int, day: int | None) -> int | None:
    """Return the year of a month or day that is written without one: by the tense, else the nearest; None unknown."""
    ahead = _YEAR_FOLLOWS.match(setting.behind)
    if ahead:
        return int(ahead.group(1))
    told = _year_of_history(setting, month)
    if told is not None:
        return told
    published = setting.published
    if published is None:
        return None
    dates = [safe_date(published.year + n, month, day or 15) for n in (-1, 0, 1)]
    known = [each for each in dates if each]
    if day is None:
        same = [each for each in known if (each.year, each.month) == (published.year, published.month)]
        if same:
            return published.year
    spoken = setting.tense
    past, future = [each for each in known if each <= published], [each for each in known if each >= published]
    if spoken == "past" and past and (day is None or (published - past[-1]).days < 31 * _NEAR_MONTHS):
        return past[-1].year
    if spoken == "future" and future and (future[0] - published).days < 31 * _NEAR_MONTHS:
        return future[0].year
    if day is None and past and (not future or (future[0] - published).days > _MONTH_AHEAD):
        return past[-1].year
    return min(known, key=lambda each: abs((each - published).days)).year if known else None


def _year_of_history(setting: Setting, month: int) -> int | None:
    """Return the year that was told last, or the one after it where the months have begun anew; None in news."""
    if not setting.is_history and setting.published:
        return None
    year, told = setting.told_year, setting.told_month
    if year is None or told is None or int(told[:4]) != year:
        return year
    return year + (int(told[5:7]) - month > _MONTHS_BACK)


def day_number(written: str) -> int:
    """Return the day of the month, from its digits or its word."""
    digits = re.match(r"\d{1,2}", written)
    if digits:
        return int(digits.group())
    return ORDINALS.index(re.sub(r"^the\s{1,2}", "", written.lower())) + 1


def _year_of(found: re.Match[str], setting: Setting, month: int, day: int | None) -> int | None:
    if found["year"]:
        return int(found["year"])
    relative = found["relative"]
    if relative and relative.lower() == "that":
        return setting.told_year
    if relative and setting.published:
        return setting.published.year + {"this": 0, "last": -1, "next": 1}[relative.lower()]
    return nearest_year(setting, month, day)


def _attack_day(_found: re.Match[str], _setting: Setting) -> str | None:
    """Read "9/11" and "the Sept. 11 attacks", which name the day of 2001."""
    return ATTACK_DAY.isoformat()


def _day_of_month(found: re.Match[str], setting: Setting) -> str | None:
    month, day = month_number(found["month"]), day_number(found["day"])
    if (month, day) == (9, 11) and _ATTACKS.match(setting.behind):
        return _attack_day(found, setting)
    year = _year_of(found, setting, month, day)
    if year is None:
        return f"XXXX-{month:02}-{day:02}" if safe_date(2000, month, day) else None
    known = safe_date(year, month, day)
    return known.isoformat() if known else None


def _second_day(found: re.Match[str], setting: Setting) -> str | None:
    """Read the second number of "Oct. 3-5" or "April 24 and 25"."""
    last = setting.earlier[-1] if setting.earlier else None
    if last is None or last.kind != "date" or not _BETWEEN_DAYS.fullmatch(setting.text[last.end : setting.start]):
        return None
    if not _MONTH_AND_DAY.search(setting.text[last.start : last.end]) or not _NO_NOUN.match(setting.behind):
        return None
    first, second = last.day, int(found["second"])
    if first is None or second <= first.day:
        return None
    day = safe_date(first.year, first.month, second)
    return day.isoformat() if day else None


def _month(found: re.Match[str], setting: Setting) -> str | None:
    month = month_number(found["month"])
    if found["words"]:
        return month_value(spelt_year(found["words"]) or 0, month)
    is_bare = found["year"] is None and found["relative"] is None
    if is_bare and not _is_month(found, setting):
        return None
    year = _year_of(found, setting, month, None)
    return f"XXXX-{month:02}" if year is None else month_value(year, month)


def _is_month(found: re.Match[str], setting: Setting) -> bool:
    """Say whether a bare month's name is one: "in May", and not "May I" or "April Reyes"."""
    if re.match(r"\s{1,2}\d", setting.behind):
        return False
    if found["part"]:
        return True
    if _NAMES_OF_PEOPLE.match(setting.behind) and month_number(found["month"]) in (1, 4, 6, 8, 5, 3):
        return False
    if found["month"].upper() == found["month"] or found["month"] in ("March", "May", "August", "April", "June"):
        return _MONTH_CONTEXT.search(setting.before) is not None or setting.behind[:2] in ("'s", "’s")
    return True


def _numeric(found: re.Match[str], _setting: Setting) -> str | None:
    """Read year-month-day as it stands; of two numbers before a year the month first, unless it cannot be."""
    if found["y"]:
        known = safe_date(int(found["y"]), int(found["m"]), int(found["d"]))
        return known.isoformat() if known else None
    first, second, year = int(found["a"]), int(found["b"]), int(found["c"])
    if year < 100:
        year += 2000 if year < 50 else 1900
    ordered = ((second, first), (first, second)) if found["sep"] == "." else ((first, second), (second, first))
    days = (safe_date(year, month, day) for month, day in ordered)
    known = next(filter(None, days), None)
    return known.isoformat() if known else None


def _holiday(found: re.Match[str], setting: Setting) -> str | None:
    name = re.sub(r"\s{1,2}", " ", found["name"].lower().replace("’", "'"))
    feast = HOLIDAYS[name]
    if found["year"]:
        return feast(int(found["year"])).isoformat()
    if setting.published is None:
        return "XXXX-XX-XX"
    return _nearest_feast(feast(setting.published.year), found["which"].lower().strip(), name, setting)


def _nearest_feast(this_year: date, which: str, name: str, setting: Setting) -> str | None:
    feast, published = HOLIDAYS[name], setting.published
    if published is None:
        return None
    days = [feast(published.year - 1), this_year, feast(published.year + 1)]
    nearest = min(days, key=lambda day: abs((day - published).days))
    if not which and abs((nearest - published).days) < _NEAR_FEAST:
        return nearest.isoformat()
    past, future = [day for day in days if day <= published], [day for day in days if day > published]
    spoken = setting.tense
    if which in ("last", "past") or (spoken == "past" and which != "next"):
        return past[-1].isoformat()
    if which == "next" or (spoken == "future" and which == ""):
        return future[0].isoformat()
    if which == "this":
        return this_year.isoformat()
    return nearest.isoformat()


_YEAR_BEHIND = rf"(?:{GAP}?,?{GAP}(?P<year>{YEAR})(?!\w)|,?{GAP}(?:of{GAP})?{_RELATIVE_YEAR})?"

_DAY_BEFORE = rf"(?:{WEEKDAY}{GAP}?,?{GAP})?"

WRITTEN_DATES = (
    Rule(pattern=r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?"
         r"|(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d\d(?!\d))(?!\.\d)",
         kind="date", value=_numeric),
    Rule(pattern=rf"{_DAY_BEFORE}(?:{PART_OF})?(?P<month>{MONTH}){GAP}(?P<day>{DAY_NUMBER}){_YEAR_BEHIND}",
         kind="date", value=_day_of_month),
    Rule(pattern=rf"{_DAY_BEFORE}(?:the{GAP})?(?P<day>{DAY_NUMBER}){GAP}(?:of{GAP})?(?P<month>{MONTH}){_YEAR_BEHIND}",
         kind="date", value=_day_of_month),
    Rule(pattern=r"(?P<second>3[01]|[12]\d|[1-9])", kind="date", value=_second_day),
    Rule(pattern=r"9/11(?!/)", kind="date", value=_attack_day),
    Rule(pattern=rf"(?P<part>{PART_OF})?(?P<month>{MONTH})(?:,?{GAP}(?:of{GAP})?(?:(?P<year>{YEAR})(?!\w|,\d)"
         rf"|(?P<words>{SPELT_YEAR})|{_RELATIVE_YEAR}))?", kind="date", value=_month),
    Rule(pattern=rf"(?P<which>{any_case('(?:last|this|next|past)' + GAP)}|)(?P<name>{one_of(HOLIDAYS)})"
         rf"(?:,?{GAP}(?P<year>{YEAR}))?", kind="date", value=_holiday),
)  # fmt: skip
"""From the fullest to the barest."""
