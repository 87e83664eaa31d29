"""How long and how often: "three months", "a five-year plan", "the past two years", "daily", "every Friday"."""

import re

from onrecord.language.days.date_patterns import (
    ABOUT,
    DAY_PART,
    GAP,
    HYPHEN,
    QUANTITY,
    UNIT,
    UNITS,
    WEEKDAY,
    any_case,
    one_of,
)  # fmt: skip
from onrecord.language.days.setting import Rule, Setting
from onrecord.language.lexicon.calendar_names import WEEKDAY_STARTS
from onrecord.language.lexicon.date_words import DAY_PARTS, HOW_OFTEN, UNIT_LETTERS
from onrecord.language.numerals import NUMBER_WORDS, spelt

_IRREGULAR = {"centuries": "century", "millennia": "millennium"}
_SPECIAL = {"a couple": 2.0, "couple": 2.0, "a dozen": 12.0, "a half": 0.5, "half a": 0.5, "an half": 0.5}
_WORD = re.compile(r"[a-z]{1,20}")


def unit_of(written: str) -> str:
    """Return the unit's name, one of them: "years" is "year"."""
    lowered = written.lower()
    return _IRREGULAR.get(lowered, lowered.removesuffix("s"))


def number_of(written: str) -> float | None:
    """Return the number that a quantity tells, the first of two; None where it is vague: "a few", "several"."""
    lowered = re.sub(r"\s{1,2}|-(?=and|a|half)", " ", written.lower()).removesuffix(" of")
    if re.search(r" (?:to|or) |\d[-–]\d", lowered):
        return None
    for words, number in _SPECIAL.items():
        if lowered.startswith(words):
            return number
    digits = re.match(r"(\d{1,3},\d{3}|\d{1,4}(?:\.\d{1,2})?)([ -]1/2|½)?", lowered)
    if digits:
        return float(digits.group(1).replace(",", "")) + (0.5 if digits.group(2) else 0.0)
    if lowered in ("a", "an"):
        return 1.0
    known = [word for word in _WORD.findall(lowered) if word in NUMBER_WORDS]
    if not known:
        return None
    return spelt(known) + (0.5 if lowered.endswith("half") else 0.0)


def length_value(count: float | None, unit: str) -> str:
    """Return the value of a length of time: P3M; a vague one has an X for its number."""
    letters = UNIT_LETTERS[unit]
    if unit == "decade" and count is None:
        letters = "E"
    if count is not None:
        if unit in ("decade", "century", "fortnight", "millennium"):
            count, letters = count * {"decade": 10, "century": 100, "fortnight": 2, "millennium": 1000}[unit], "Y"
            letters = "W" if unit == "fortnight" else "Y"
        if unit == "year" and count == 0.5:
            count, letters = 6, "M"
    written = "X" if count is None else f"{count:g}"
    prefix = "PT" if letters.startswith("T") else "P"
    letter = letters.removeprefix("T")
    return _with_half(count, prefix, letter) if count and count % 1 else f"{prefix}{written}{letter}"


def _with_half(count: float, prefix: str, letter: str) -> str:
    if prefix == "PT" and letter in "HM":
        whole, sixtieths = int(count), f"{round(count % 1 * 60)}{'M' if letter == 'H' else 'S'}"
        return f"PT{whole}{letter}{sixtieths}" if whole else f"PT{sixtieths}"
    return f"{prefix}{count:g}{letter}"


def _length(found: re.Match[str], setting: Setting) -> str | None:
    if found["unit"][0].isupper() or re.match(r"[\s-]old", setting.behind):
        return None
    return length_value(number_of(found["quantity"]), unit_of(found["unit"]))


def _compound(found: re.Match[str], _setting: Setting) -> str | None:
    return length_value(number_of(found["quantity"]), unit_of(found["unit"]))


def _one(found: re.Match[str], setting: Setting) -> str | None:
    """Read "a year": a length, unless it is a rate, as in "twice a year"."""
    if _RATE_BEFORE.search(setting.before) or re.match(rf"one{GAP}day", found.group(), re.I):
        return None
    return length_value(1.5 if found["half"] else 1.0, unit_of(found["unit"]))


def _stretch(found: re.Match[str], _setting: Setting) -> str | None:
    return length_value(1.0, unit_of(found["unit"]))


def _vague(found: re.Match[str], setting: Setting) -> str | None:
    if re.match(r"[\s-]{1,2}old", setting.behind):
        return None
    if found["unit"] and found["unit"].lower() in ("minutes", "hours") and not _LASTS.search(setting.before):
        return None
    unit = found["unit"] or found["adjective"].split("-")[0]
    return length_value(None if unit.lower().endswith("s") else 1.0, unit_of(unit))


def _recent(found: re.Match[str], _setting: Setting) -> str | None:
    return "FUTURE_REF" if found["which"].lower() == "coming" else "PAST_REF"


def _often(found: re.Match[str], _setting: Setting) -> str | None:
    return HOW_OFTEN[found.group().lower()]


def _every(found: re.Match[str], _setting: Setting) -> str | None:
    if found["weekday"]:
        number = WEEKDAY_STARTS.index(found["weekday"][:3].lower()) + 1
        return f"XXXX-WXX-{number}"
    if found["daypart"]:
        return f"XXXX-XX-XXT{DAY_PARTS[found['daypart'].lower()]}"
    count = number_of(found["quantity"]) if found["quantity"] else 2.0 if found["other"] else 1.0
    return length_value(count, unit_of(found["unit"]))


def _weekdays(found: re.Match[str], _setting: Setting) -> str | None:
    number = WEEKDAY_STARTS.index(found["weekday"][:3].lower()) + 1
    part = found["daypart"]
    return f"XXXX-WXX-{number}" + (f"T{DAY_PARTS[part.lower().removesuffix('s')]}" if part else "")


_RATE_BEFORE = re.compile(
    r"(?:\b(?:once|twice|thrice|times?|[a-z]{3,20}s|percent|%|cents|\d)|\$[\d.,]{1,12})\s{1,2}$", re.IGNORECASE
)
_LASTS = re.compile(r"\b(?:for|in|within|of|over|after|few|last|next|first|took)\s{1,2}$", re.IGNORECASE)
_FRAME = any_case(
    rf"(?:(?:the{GAP})?(?:next|last|past|previous|first|coming|final|preceding|following|subsequent|recent){GAP}"
    rf"|the{GAP})?"
)
_ADJECTIVE = any_case(
    r"(?:(?:more|full|straight|consecutive|long|additional|whole|solid|fiscal|calendar|trading|business|working|school)"
    rf"{GAP})?"
)
_ONE_UNIT = any_case("hour|minute|day|night|week|month|year|decade|century")
_BARE_UNITS = any_case("minutes|hours|days|weeks|months|years|decades|centuries")
_TIMES_A = any_case(rf"(?:once|twice|(?:three|four|five|several){GAP}times){GAP}(?:an?|each|every|per){GAP}")

LENGTHS = (
    Rule(pattern=rf"(?:{any_case('at least' + GAP)})?{_FRAME}{ABOUT}(?P<quantity>{QUANTITY}){GAP}{_ADJECTIVE}"
         rf"(?P<unit>{UNITS})(?![\w-])", kind="duration", value=_length),
    Rule(pattern=rf"(?P<quantity>{QUANTITY}){HYPHEN}(?P<unit>{UNIT})(?!{HYPHEN}?olds?\b)(?:-long)?(?!\w)",
         kind="duration", value=_compound),
    Rule(pattern=rf"{ABOUT}{any_case('an?|one')}{GAP}(?:{any_case('full|whole|entire')}{GAP})?(?P<unit>{_ONE_UNIT})"
         rf"(?![\w-])(?P<half>{GAP}and{GAP}a{GAP}half)?", kind="duration", value=_one),
    Rule(pattern=rf"{any_case('the')}{GAP}{any_case('past|last|next|coming|entire|whole|full')}{GAP}"
         rf"(?P<unit>{_ONE_UNIT})(?![\w-])", kind="duration", value=_stretch),
    Rule(pattern=rf"{any_case(f'(?:the{GAP})?(?P<which>recent|past|coming)')}{GAP}(?P<unit>{UNITS})", kind="date",
         value=_recent),
    Rule(pattern=rf"(?P<unit>{_BARE_UNITS})(?![\w-])|(?P<adjective>(?:{_ONE_UNIT}s?-long))", kind="duration",
         value=_vague),
    Rule(pattern=rf"{_TIMES_A}(?P<quantity>)(?P<other>)(?P<weekday>)(?P<daypart>)(?P<unit>{UNIT})(?!\w)", kind="set",
         value=_every),
    Rule(pattern=one_of(HOW_OFTEN), kind="set", value=_often),
    Rule(pattern=rf"{any_case('every|each')}{GAP}(?P<other>{any_case('other' + GAP)})?"
         rf"(?:(?P<quantity>{QUANTITY}){GAP})?(?:(?P<unit>{UNITS}|{UNIT})|(?P<weekday>{WEEKDAY})"
         rf"|(?P<daypart>{DAY_PART}))(?!\w)", kind="set", value=_every),
    Rule(pattern=rf"(?P<weekday>{WEEKDAY})(?:s|{GAP}(?P<daypart>{DAY_PART}s))", kind="set", value=_weekdays),
)  # fmt: skip
