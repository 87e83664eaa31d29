"""Weekdays and weekends: "Friday", "last Monday", "the last Friday in May", "the weekend"."""

import re
from datetime import date, timedelta

from onrecord.language.days.almanac import UNKNOWN, day_value, nth_weekday, part_value, week_value
from onrecord.language.days.date_patterns import EARLY, GAP, MONTH, PART_BEHIND, STEP, WEEKDAY, YEAR, any_case, plain
from onrecord.language.days.setting import Rule, Setting
from onrecord.language.days.written_dates import month_number, nearest_year, weekday_number
from onrecord.language.lexicon.calendar_names import WEEKDAYS
from onrecord.language.lexicon.date_words import STEPS

_TO_SECOND = re.compile(r"\s?(?:[-–]|and|to|through|or|until)\s?|,\s", re.IGNORECASE)
_SATURDAY = WEEKDAYS.index("Saturday")
_IS_WEEKDAY = re.compile(WEEKDAY)


def _weekday(found: re.Match[str], setting: Setting) -> str | None:
    """Read a weekday: the last one, that of publication included, unless the clause speaks of what is to come."""
    number = weekday_number(found["weekday"])
    which = plain(found["which"] or "")
    if found["plural"]:
        return None
    base = setting.base(which) if which else setting.published
    if base is None:
        return f"XXXX-WXX-{number + 1}"
    from_first = None if which else _after_first(number, setting)
    if from_first:
        return part_value(from_first, found["daypart"])
    days = _days_to_weekday(base, number, which, setting)
    return part_value(day_value(base, days), found["daypart"])


def _after_first(number: int, setting: Setting) -> str | None:
    """Read the second of two weekdays: "Friday through Sunday", "Monday and Tuesday"."""
    last = setting.earlier[-1] if setting.earlier else None
    if last is None or last.day is None or not _TO_SECOND.fullmatch(setting.text[last.end : setting.start]):
        return None
    is_weekday = _IS_WEEKDAY.search(setting.text[last.start : last.end])
    day = last.day + timedelta(days=(number - last.day.weekday() - 1) % 7 + 1)
    is_joined = "and" in setting.text[last.end : setting.start]
    is_beyond = is_joined and setting.published is not None and last.day <= setting.published < day
    return None if is_beyond or not is_weekday else day.isoformat()


def _days_to_weekday(base: date, number: int, which: str, setting: Setting) -> int:
    ago = (base.weekday() - number) % 7
    if which in ("last", "past", "this past", "previous"):
        return -ago or -7
    if which in ("next", "coming", "this coming", "upcoming", "following"):
        return 7 - ago
    if which == "this":
        return 7 - ago if ago and setting.tense == "future" else -ago if setting.tense == "past" else (7 - ago) % 7
    return 7 - ago if ago and setting.tense == "future" else -ago


def _nth_of_month(found: re.Match[str], setting: Setting) -> str | None:
    """Read "the last Friday in May", in its own year or in the one that the month alone would be of."""
    month = month_number(found["month"])
    year = int(found["year"]) if found["year"] else nearest_year(setting, month, None)
    n = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}[found["nth"].lower()]
    return UNKNOWN["day"] if year is None else nth_weekday(year, month, weekday_number(found["weekday"]), n).isoformat()


def _weekend(found: re.Match[str], setting: Setting) -> str | None:
    which = plain(found["which"] or "the")
    base = setting.published
    if base is None:
        return "XXXX-WXX-WE"
    if which in ("the", "this", "that"):
        spoken = setting.tense
        is_over = spoken == "past" or (spoken == "unclear" and which != "this")
        step = -1 if base.weekday() < 4 and is_over else 0
    else:
        step = (
            STEPS[which] if not (which in ("next", "coming", "upcoming", "this coming") and base.weekday() < 5) else 0
        )
    week = week_value(base, step)
    return f"{week}-WE" if week else None


WEEKDAY_RULES = (
    Rule(pattern=rf"{any_case('the')}{GAP}(?P<nth>{any_case('first|second|third|fourth|last')}){GAP}(?P<weekday>{WEEKDAY}){GAP}"
         rf"(?:in|of){GAP}(?P<month>{MONTH})(?:,?{GAP}(?P<year>{YEAR}))?", kind="date", value=_nth_of_month),
    Rule(pattern=rf"{EARLY}(?:(?P<which>{STEP}){GAP})?(?P<weekday>{WEEKDAY})(?P<plural>s)?{PART_BEHIND}",
         kind="date", value=_weekday),
    Rule(pattern=rf"(?:(?P<which>{STEP}|{any_case('the')}){GAP}){any_case('weekend')}", kind="date", value=_weekend),
)  # fmt: skip
