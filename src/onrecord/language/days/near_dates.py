"""Days and longer stretches told from another day: "Friday", "last week", "two days earlier", "a year ago"."""

import re
from datetime import date, timedelta

from onrecord.language.days.almanac import UNKNOWN, day_value, month_value, moved, nth_weekday, quarter_value, week_value, year_value
from onrecord.language.days.date_patterns import (
    ABOUT, CLOCK, DAY_OR_LONGER, DAY_PART, GAP, HYPHEN, MONTH, PART_OF, QUANTITY, UNIT, UNITS, WEEKDAY, YEAR, ZONE, any_case,
)  # fmt: skip
from onrecord.language.days.lengths import number_of, unit_of
from onrecord.language.days.setting import Rule, Setting
from onrecord.language.days.written_dates import month_number, nearest_year
from onrecord.language.lexicon.calendar_names import WEEKDAY_STARTS
from onrecord.language.lexicon.date_words import DAY_PARTS

_STEPS = {
    "last": -1, "past": -1, "previous": -1, "this past": -1, "prior": -1, "preceding": -1,
    "this": 0, "current": 0, "this current": 0, "same": 0, "that": 0, "that same": 0, "this very": 0,
    "next": 1, "coming": 1, "this coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip
_TOLD = frozenset({"previous", "prior", "preceding", "same", "that", "that same", "following", "this very"})
"""What counts from the day that was told last, and not from that of publication."""

_STEP = any_case(
    rf"that{GAP}same|this{GAP}(?:past|coming|very|current)|last|past|previous|prior|preceding|this|current|same|that"
    r"|next|coming|following|upcoming"
)
_AGO = any_case(rf"ago|from{GAP}now|earlier|later|(?:before|after)(?=[.,;])|hence|previously")
_TO_SECOND = re.compile(r"\s?(?:[-–]|and|to|through|or|until)\s?|,\s", re.IGNORECASE)
_IS_WEEKDAY = re.compile(WEEKDAY)
_WITHIN = re.compile(r"\b(?:in|by|at|during|until|since|from)\s{1,2}$", re.IGNORECASE)
_TURNS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def step_of(written: str) -> int:
    """Return by how many units "last", "this" or "next" moves."""
    return _STEPS[_plain(written)]


def _plain(written: str) -> str:
    return re.sub(r"\s{1,2}", " ", written.lower())


def _base(setting: Setting, which: str) -> date | None:
    """Return the day that an expression counts from."""
    return setting.told_day if _plain(which) in _TOLD else setting.published


def weekday_number(name: str) -> int:
    """Return a weekday's number, Monday being 0, from any way of writing it."""
    return WEEKDAY_STARTS.index(name[:3].lower())


def _weekday(found: re.Match[str], setting: Setting) -> str | None:
    """Read a weekday: the last one, that of publication included, unless the clause speaks of what is to come."""
    number = weekday_number(found["weekday"])
    which = _plain(found["which"] or "")
    if found["plural"]:
        return None
    base = _base(setting, which) if which else setting.published
    if base is None:
        return f"XXXX-WXX-{number + 1}"
    from_first = None if which else _after_first(number, setting)
    if from_first:
        return _with_part(from_first, found["daypart"])
    days = _days_to_weekday(base, number, which, setting)
    return _with_part(day_value(base, days), found["daypart"])


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


def _nth_of_month(found: re.Match[str], setting: Setting) -> str | None:
    """Read "the last Friday in May", in its own year or in the one that the month alone would be of."""
    month = month_number(found["month"])
    year = int(found["year"]) if found["year"] else nearest_year(setting, month, None)
    n = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}[found["nth"].lower()]
    return UNKNOWN["day"] if year is None else nth_weekday(year, month, weekday_number(found["weekday"]), n).isoformat()


def _days_to_weekday(base: date, number: int, which: str, setting: Setting) -> int:
    ago = (base.weekday() - number) % 7
    if which in ("last", "past", "this past", "previous"):
        return -ago or -7
    if which in ("next", "coming", "this coming", "upcoming", "following"):
        return 7 - ago
    if which == "this":
        return 7 - ago if ago and setting.tense == "future" else -ago if setting.tense == "past" else (7 - ago) % 7
    return 7 - ago if ago and setting.tense == "future" else -ago


def _with_part(value: str | None, part: str | None) -> str | None:
    return f"{value}T{DAY_PARTS[part.lower()]}" if value and part else value


def _step_unit(found: re.Match[str], setting: Setting) -> str | None:
    """Read "last week", "this month", "the following year"."""
    which, unit = _plain(found["which"]), found["unit"].lower()
    step, base = _STEPS[which], _base(setting, which)
    is_length = which in ("past", "coming") or (which in ("last", "next") and found["the"])
    if is_length and not (which == "next" and setting.told_day):
        return None
    if which == "next" and found["the"]:
        base = setting.told_day
    if found["unit"][0].isupper() and found["which"][0].isupper():
        return None
    if which in _TOLD and (base is None or unit in ("month", "year")):
        return _told_unit(unit, step, setting) or UNKNOWN[unit]
    if base is None:
        return UNKNOWN[unit]
    if unit in ("decade", "century"):
        return str(base.year // 10 + step) if unit == "decade" else str(base.year // 100 + step)
    return moved(base, unit, step)


def _told_unit(unit: str, step: int, setting: Setting) -> str | None:
    """Read what counts from the last month or year that was told, where no day was."""
    if unit == "year":
        year = setting.told_year
        return year_value(year + step) if year else None
    month = setting.told_month
    if unit == "month" and month:
        return month_value(int(month[:4]), int(month[5:7]), step)
    return None


def _weekend(found: re.Match[str], setting: Setting) -> str | None:
    which = _plain(found["which"] or "the")
    base = setting.published
    if base is None:
        return "XXXX-WXX-WE"
    if which in ("the", "this", "that"):
        spoken = setting.tense
        is_over = spoken == "past" or (spoken == "unclear" and which != "this")
        step = -1 if base.weekday() < 4 and is_over else 0
    else:
        step = _STEPS[which] if not (which in ("next", "coming", "upcoming", "this coming") and base.weekday() < 5) else 0
    week = week_value(base, step)
    return f"{week}-WE" if week else None


def _step_month(found: re.Match[str], setting: Setting) -> str | None:
    """Read "last May": the last one that is over, or "next May"."""
    which, month, base = _plain(found["which"]), month_number(found["month"]), _base(setting, found["which"])
    if base is None:
        return f"XXXX-{month:02}"
    step = _STEPS[which]
    if step == 0:
        return month_value(base.year, month)
    year = base.year
    if step < 0 and month >= base.month:
        year -= 1
    if step > 0 and month <= base.month:
        year += 1
    return month_value(year, month)


def _ago(found: re.Match[str], setting: Setting) -> str | None:
    """Read "two days earlier": "ago" counts from publication, "earlier" and "later" from the day told last."""
    direction = _plain(found["direction"])
    unit = unit_of(found["unit"])
    count = number_of(found["quantity"])
    sign = 1 if direction in ("from now", "later", "after", "hence") else -1
    is_from_now = direction in ("ago", "from now", "hence")
    if count is None:
        return ("PAST_REF" if sign < 0 else "FUTURE_REF") if is_from_now else None
    if unit in ("hour", "minute", "second"):
        return None
    same = _same_stretch(unit, count, sign, setting) if count == int(count) else None
    if same:
        return same
    base = setting.published if is_from_now else (setting.told_day or setting.published)
    if base is None:
        return UNKNOWN[unit]
    if count != int(count):
        months = round(count * {"year": 12, "decade": 120}.get(unit, 0))
        return month_value(base.year, base.month, sign * months) if months else None
    return moved(base, unit, sign * int(count))


def _same_stretch(unit: str, count: float, sign: int, setting: Setting) -> str | None:
    """Read "a year earlier" behind a quarter: the same quarter of the year before."""
    if unit != "year" or count != 1:
        return None
    last = setting.earlier[-1].value if setting.earlier else ""
    quarter = setting.latest_quarter
    if quarter and not re.fullmatch(r"\d{4}-\d\d-\d\d", last):
        return quarter_value(int(quarter[:4]), int(quarter[6]), sign * 4)
    return None


def _turn(found: re.Match[str], setting: Setting) -> str | None:
    """Read "yesterday", "the day before yesterday", "tomorrow night"."""
    word = found["word"].lower()
    days = _TURNS[word]
    if found["beyond"]:
        days *= 2
    if setting.published is None:
        return "PRESENT_REF" if days == 0 else "PAST_REF" if days < 0 else "FUTURE_REF"
    part = found["daypart"] or ("night" if word == "tonight" else None)
    return _with_part(day_value(setting.published, days), part)


def _part_of_day(found: re.Match[str], setting: Setting) -> str | None:
    """Read "this morning", "last night", "that evening"."""
    which = _plain(found["which"])
    base = _base(setting, which)
    if base is None:
        return f"XXXX-XX-XXT{DAY_PARTS[found['daypart'].lower()]}"
    step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(which, 0)
    return _with_part(day_value(base, step), found["daypart"])


def _bare_part(found: re.Match[str], setting: Setting) -> str | None:
    """Read "in the morning", "by mid-afternoon": of the day told last, else of that of publication."""
    if not _WITHIN.search(setting.before):
        return None
    base = setting.told_day or setting.published
    return f"{base.isoformat() if base else 'XXXX-XX-XX'}T{DAY_PARTS[found['daypart'].lower()]}"


def _day_beside(found: re.Match[str], setting: Setting) -> str | None:
    """Read "the day before", "the next day", "the same day", "the following morning": beside the day told last."""
    base = setting.told_day
    if base is None:
        return UNKNOWN["day"]
    words = _plain(found.group())
    step = -1 if "before" in words or "previous" in words else 1 if "next" in words or "after" in words or "following" in words else 0
    return day_value(base, step)


def _clock(found: re.Match[str], setting: Setting) -> str | None:
    base = setting.told_day or setting.published
    return f"{base.isoformat() if base else 'XXXX-XX-XX'}T{hour_of(found['clock'])}"


def hour_of(written: str) -> str:
    """Return a time of day as hours and minutes: "10 p.m." is 22:00."""
    lowered = written.lower()
    if lowered in ("noon", "midnight"):
        return "12:00" if lowered == "noon" else "24:00"
    digits = re.match(r"(\d{1,2})(?:[:.](\d\d))?", lowered)
    if digits is None:
        return "XX:XX"
    hour, minute = int(digits.group(1)), digits.group(2) or "00"
    half = re.search(r"([ap])\.?m|(morning)|(afternoon|evening)", lowered[digits.end() :])
    if half:
        hour = hour % 12 + (12 if half.group(1) == "p" or half.group(3) else 0)
    return f"{hour:02}:{minute}"


_PART_BEHIND = rf"(?:{GAP}(?P<daypart>{DAY_PART})(?!\w))?"
_OPTIONAL_STEP = rf"(?:(?:{any_case('on' + GAP)})?(?P<which>{_STEP}){GAP})?"
_EARLY = rf"(?:{any_case('early|late|earlier|later|mid')}{GAP})?"

NEAR_DATES = (
    Rule(pattern=rf"{any_case('the')}{GAP}(?P<nth>{any_case('first|second|third|fourth|last')}){GAP}(?P<weekday>{WEEKDAY}){GAP}"
         rf"(?:in|of){GAP}(?P<month>{MONTH})(?:,?{GAP}(?P<year>{YEAR}))?", kind="date", value=_nth_of_month),
    Rule(pattern=rf"{_EARLY}(?:(?P<which>{_STEP}){GAP})?(?P<weekday>{WEEKDAY})(?P<plural>s)?{_PART_BEHIND}",
         kind="date", value=_weekday),
    Rule(pattern=rf"(?:{PART_OF})?(?P<the>{any_case('the' + GAP)})?(?P<which>{_STEP}){GAP}"
         rf"(?:{any_case('calendar|fiscal|business|school')}{GAP})?(?P<unit>{DAY_OR_LONGER})(?![\w-])",
         kind="date", value=_step_unit),
    Rule(pattern=rf"(?:(?P<which>{_STEP}|{any_case('the')}){GAP}){any_case('weekend')}", kind="date", value=_weekend),
    Rule(pattern=rf"(?:{PART_OF})?(?P<which>{_STEP}){GAP}(?P<month>{MONTH})(?!{GAP}\d)", kind="date", value=_step_month),
    Rule(pattern=rf"{ABOUT}(?P<quantity>{QUANTITY}|{any_case('an?')}){HYPHEN}(?:more{GAP})?(?P<unit>{UNITS}|{UNIT})"
         rf"(?:{GAP}or{GAP}so)?{GAP}(?P<direction>{_AGO})(?!\w)", kind="date", value=_ago),
    Rule(pattern=rf"{_EARLY}(?P<beyond>{any_case(f'the{GAP}day{GAP}(?:before|after){GAP}')})?"
         rf"(?P<word>{any_case('yesterday|today|tonight|tomorrow')}){_PART_BEHIND}", kind="date", value=_turn),
    Rule(pattern=rf"{_EARLY}(?:{any_case('the' + GAP)})?(?P<which>{any_case(f'this|last|that{GAP}same|that|previous|next|following|same')})"
         rf"{GAP}(?P<daypart>{DAY_PART})", kind="time", value=_part_of_day),
    Rule(pattern=rf"{any_case('(?:the|mid|early|late)')}{HYPHEN}(?P<daypart>{any_case('morning|afternoon|evening')})", kind="time", value=_bare_part),
    Rule(pattern=any_case(rf"(?:the{GAP}(?:next|previous|following|same)|that{GAP}(?:same{GAP})?){GAP}?day"
         rf"|the{GAP}day{GAP}(?:before|after)(?={GAP}?[.,;])"), kind="date", value=_day_beside),
    Rule(pattern=rf"(?:{any_case('about|around|nearly|shortly (?:before|after)')}{GAP})?(?P<clock>{CLOCK}){ZONE}",
         kind="time", value=_clock),
)  # fmt: skip
