"""Weeks, months and years told from another day: "last week", "last May", "two days earlier", "a year ago"."""

import re

from onrecord.language.days.almanac import UNKNOWN, month_value, moved, quarter_value, year_value
from onrecord.language.days.date_patterns import (
    ABOUT,
    DAY_OR_LONGER,
    GAP,
    HYPHEN,
    MONTH,
    PART_OF,
    QUANTITY,
    STEP,
    UNIT,
    UNITS,
    any_case,
    plain,
)  # fmt: skip
from onrecord.language.days.lengths import number_of, unit_of
from onrecord.language.days.setting import Rule, Setting
from onrecord.language.days.written_dates import month_number
from onrecord.language.lexicon.date_words import FROM_TOLD, STEPS

_AGO = any_case(rf"ago|from{GAP}now|earlier|later|(?:before|after)(?=[.,;])|hence|previously")


def _step_unit(found: re.Match[str], setting: Setting) -> str | None:
    """Read "last week", "this month", "the following year"."""
    which, unit = plain(found["which"]), found["unit"].lower()
    step, base = STEPS[which], setting.base(which)
    is_length = which in ("past", "coming") or (which in ("last", "next") and found["the"])
    if is_length and not (which == "next" and setting.told_day):
        return None
    if which == "next" and found["the"]:
        base = setting.told_day
    if found["unit"][0].isupper() and found["which"][0].isupper():
        return None
    if which in FROM_TOLD and (base is None or unit in ("month", "year")):
        return _told_unit(unit, step, setting) or UNKNOWN.get(unit)
    if base is None:
        return UNKNOWN.get(unit)
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


def _step_month(found: re.Match[str], setting: Setting) -> str | None:
    """Read "last May": the last one that is over, or "next May"."""
    which, month, base = plain(found["which"]), month_number(found["month"]), setting.base(found["which"])
    if base is None:
        return f"XXXX-{month:02}"
    step = STEPS[which]
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
    direction = plain(found["direction"])
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
        return UNKNOWN.get(unit)
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


NEAR_DATES = (
    Rule(pattern=rf"(?:{PART_OF})?(?P<the>{any_case('the' + GAP)})?(?P<which>{STEP}){GAP}"
         rf"(?:{any_case('calendar|fiscal|business|school')}{GAP})?(?P<unit>{DAY_OR_LONGER})(?![\w-])",
         kind="date", value=_step_unit),
    Rule(pattern=rf"(?:{PART_OF})?(?P<which>{STEP}){GAP}(?P<month>{MONTH})(?!{GAP}\d)", kind="date", value=_step_month),
    Rule(pattern=rf"{ABOUT}(?P<quantity>{QUANTITY}|{any_case('an?')}){HYPHEN}(?:more{GAP})?(?P<unit>{UNITS}|{UNIT})"
         rf"(?:{GAP}or{GAP}so)?{GAP}(?P<direction>{_AGO})(?!\w)", kind="date", value=_ago),
)  # fmt: skip
