"""Yesterday, tomorrow, the day before, parts of days and hours."""

import re

from onrecord.language.days.almanac import UNKNOWN, day_value, part_value
from onrecord.language.days.date_patterns import (
    CLOCK,
    DAY_PART,
    EARLY,
    GAP,
    HYPHEN,
    PART_BEHIND,
    ZONE,
    any_case,
    one_of,
    plain,
)  # fmt: skip
from onrecord.language.days.setting import Rule, Setting
from onrecord.language.lexicon.date_words import DAY_PARTS

_WITHIN = re.compile(r"\b(?:in|by|at|during|until|since|from)\s{1,2}$", re.IGNORECASE)
_BEFORE, _AFTER = re.compile("before|previous"), re.compile("after|next|following")
_TURNS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def _turn(found: re.Match[str], setting: Setting) -> str | None:
    """Read "yesterday", "the day before yesterday", "tomorrow night"."""
    word = found["word"].lower()
    days = _TURNS[word]
    if found["beyond"]:
        days *= 2
    if setting.published is None:
        return "PRESENT_REF" if days == 0 else "PAST_REF" if days < 0 else "FUTURE_REF"
    part = found["daypart"] or ("night" if word == "tonight" else None)
    return part_value(day_value(setting.published, days), part)


def _part_of_day(found: re.Match[str], setting: Setting) -> str | None:
    """Read "this morning", "last night", "that evening"."""
    which = plain(found["which"])
    base = setting.base(which)
    if base is None:
        return f"XXXX-XX-XXT{DAY_PARTS[found['daypart'].lower()]}"
    step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(which, 0)
    return part_value(day_value(base, step), found["daypart"])


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
    words = plain(found.group())
    step = -1 if _BEFORE.search(words) else 1 if _AFTER.search(words) else 0
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


_BESIDE = any_case(
    rf"the{GAP}(?:next|previous|following|same){GAP}day|that{GAP}(?:same{GAP})?day"
    rf"|the{GAP}day{GAP}(?:before|after)(?={GAP}?[.,;])"
)
_BEYOND = any_case(f"the{GAP}day{GAP}(?:before|after){GAP}")
_WHICH = any_case(f"this|last|that{GAP}same|that|previous|next|following|same")
_ABOUT_HOUR = any_case(rf"(?:(?:about|around|nearly|shortly{GAP}(?:before|after)){GAP})?")

HOUR_RULES = (
    Rule(pattern=rf"{EARLY}(?P<beyond>{_BEYOND})?(?P<word>{one_of(_TURNS)}){PART_BEHIND}", kind="date", value=_turn),
    Rule(pattern=rf"{EARLY}(?:{any_case('the' + GAP)})?(?P<which>{_WHICH}){GAP}(?P<daypart>{DAY_PART})", kind="time",
         value=_part_of_day),
    Rule(pattern=rf"{any_case('the|mid|early|late')}{HYPHEN}(?P<daypart>{any_case('morning|afternoon|evening')})",
         kind="time", value=_bare_part),
    Rule(pattern=_BESIDE, kind="date", value=_day_beside),
    Rule(pattern=rf"{_ABOUT_HOUR}(?P<clock>{CLOCK}){ZONE}", kind="time", value=_clock),
)  # fmt: skip
