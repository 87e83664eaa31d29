"""Quarters, seasons, years, decades and centuries, and what points to now, to the past or to the future."""

import re

from onrecord.language.days.almanac import (
    UNKNOWN,
    month_value,
    moved,
    quarter_of,
    quarter_value,
    spelt_year,
    year_value,
)
from onrecord.language.days.date_patterns import GAP, HYPHEN, MONTH, PART_OF, SEASON, SPELT_YEAR, YEAR, any_case, one_of
from onrecord.language.days.setting import Rule, Setting
from onrecord.language.lexicon.calendar_names import MONTH_STARTS
from onrecord.language.lexicon.date_words import (
    DECADES,
    LONG_AGO,
    NOW,
    ORDINALS,
    SEASON_STARTS,
    SEASONS,
    TO_COME,
)  # fmt: skip

_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_QUARTERS |= {f"q{n}": n for n in range(1, 5)}
_NOT_A_YEAR = re.compile(
    r"(?:[\s-](?:feet|foot|miles|people|points|shares|pounds|dollars|meters|metres|tons|jobs|workers|men|women|troops"
    r"|times|votes|homes|copies|units|employees|percent|votes|words|pages|square|acres)\b|[%°/]|,\d|\.\d|-\d{3}(?!\d))"
)
_ENDED = re.compile(rf"{GAP}end(?:ed|ing){GAP}({MONTH})")
_OF_WEATHER = re.compile(r"\b(?:highs?|lows?|temperatures?|degrees|mercury|scores?|scored)\b", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(r"(?:[$£€#/.,]|\d\s|\b\d{1,3}-|\bNo\.?\s|\bRoom\s|\bFlight\s|\bRoute\s)$")


def _quarter(found: re.Match[str], setting: Setting) -> str | None:
    """Read a numbered quarter: of the year told with it, else the last one that has begun."""
    number = _QUARTERS[found["number"].lower()]
    which = re.sub(r"[\s-]{1,2}", " ", (found["which"] or "").lower())
    year = _year_told(found, setting)
    if year is None:
        year = _year_of_quarter(number, setting)
    if year is None:
        return f"XXXX-Q{number}"
    if "earlier" in which or "ago" in which:
        year -= 1
    elif which in ("last year's", "last year’s", "next year's", "next year’s", "this year's", "this year’s"):
        base = setting.published
        year = base.year + {"last": -1, "next": 1, "this": 0}[which[:4]] if base else year
    return quarter_value(year, number)


def _year_told(found: re.Match[str], setting: Setting) -> int | None:
    written = found["year"] or found["year_before"]
    if written:
        return int(written)
    relative, base = found["relative"], setting.published
    if relative and base:
        return base.year + {"last": -1, "this": 0, "next": 1}[relative.lower()]
    return None


def _year_of_quarter(number: int, setting: Setting) -> int | None:
    base = setting.published
    if base is None:
        return None
    if setting.tense == "future" and (quarter_of(base) - number) % 4 > 1:
        return base.year if number >= quarter_of(base) else base.year + 1
    return base.year if number <= quarter_of(base) else base.year - 1


def _bare_quarter(found: re.Match[str], setting: Setting) -> str | None:
    """Read "the quarter", "the year-earlier period": the one told last, or the last that is over."""
    which = re.sub(r"[\s-]{1,2}", " ", (found["which"] or "").lower())
    told, base = setting.latest_quarter, setting.published
    is_period = found["noun"].lower() == "period"
    if is_period and (told is None or which in ("", "that", "the")):
        return None
    if told is None and base is None:
        return "XXXX-QX"
    if which in ("last", "next", "this", "current") and base:
        return quarter_value(base.year, quarter_of(base), {"last": -1, "next": 1}.get(which, 0))
    if which in ("latest", "most recent") and base:
        return quarter_value(base.year, quarter_of(base), -1)
    ended = _ENDED.match(setting.behind)
    if ended and base:
        month = MONTH_STARTS.index(ended.group(1)[:3].lower()) + 1
        return quarter_value(base.year - (month > base.month), (month + 2) // 3)
    value = told or (quarter_value(base.year, quarter_of(base), -1) if base else None)
    if value and ("earlier" in which or "ago" in which):
        return quarter_value(int(value[:4]), int(value[6]), -4)
    return value


def _bare_year(_found: re.Match[str], setting: Setting) -> str | None:
    """Read "year-earlier", as in "from a year-earlier loss"."""
    told, base = setting.latest_quarter, setting.published
    if told:
        return quarter_value(int(told[:4]), int(told[6]), -4)
    return year_value(base.year - 1) if base else UNKNOWN["year"]


def _half(found: re.Match[str], setting: Setting) -> str | None:
    number = 1 if found["number"].lower() == "first" else 2
    year = _year_told(found, setting)
    if year is None and setting.published is None:
        return f"XXXX-H{number}"
    if year is None and setting.published:
        year = setting.published.year
    return f"{year:04}-H{number}"


def _season(found: re.Match[str], setting: Setting) -> str | None:
    code = SEASONS[found["season"].lower()]
    if found["year"]:
        return f"{found['year']}-{code}"
    if found["words"]:
        return f"{spelt_year(found['words'])}-{code}"
    which = (found["which"] or "").lower().split()
    base = setting.published
    if not which and not re.search(r"\b(?:in|by|since|until|during|of)\s{1,2}$", setting.before, re.I):
        return None
    if base is None:
        return f"XXXX-{code}"
    begins = SEASON_STARTS[code]
    year = base.year
    if which[:1] == ["last"] or (which and which[-1] == "past"):
        year -= begins + 2 >= base.month
    elif which[:1] == ["next"]:
        year += begins <= base.month
    elif not which:
        spoken = setting.tense
        year -= spoken == "past" and begins > base.month
        year += spoken == "future" and begins + 2 < base.month
    return f"{year:04}-{code}"


def _year(found: re.Match[str], setting: Setting) -> str | None:
    """Read four digits as a year, unless they count something."""
    written = found["year"]
    if _NOT_A_YEAR.match(setting.behind) or _NUMBER_BEFORE.search(setting.before):
        return None
    if int(written) < 1500 and not re.search(r"\b(?:in|since|of|year|by|from|until|and)\s{1,2}$", setting.before, re.I):
        return None
    told = setting.latest_quarter
    is_quarter = told is not None and (found["noun"] or "").lower() == "quarter"
    return f"{written}-{told[5:]}" if told and is_quarter else written


def _spelt_year(found: re.Match[str], _setting: Setting) -> str | None:
    year = spelt_year(found["words"], is_named="year" in found.group().lower())
    return str(year) if year else None


def _decade(found: re.Match[str], setting: Setting) -> str | None:
    if found["full"]:
        return found["full"][:3]
    if found["bare"] and _OF_WEATHER.search(setting.before):
        return None
    tens = found["short"] or found["bare"]
    if tens:
        return f"19{tens[0]}" if tens[0] in "23456789" else f"20{tens[0]}"
    return f"19{DECADES.index(found['name'].lower()) + 2}"


def _century(found: re.Match[str], _setting: Setting) -> str | None:
    written = found["number"].lower()
    digits = re.match(r"\d{1,2}", written)
    number = int(digits.group()) if digits else ORDINALS.index(written) + 1
    return f"{number - 1:02}" if 0 < number <= 40 else None


def _year_end(_found: re.Match[str], setting: Setting) -> str | None:
    base = setting.published
    return month_value(base.year, 12) if base else "XXXX-12"


def _the_unit(found: re.Match[str], setting: Setting) -> str | None:
    """Read "the end of the year", "earlier in the month"."""
    base = setting.published
    if found["bare"] and re.match(r"\s(?:ended|ending|to|from|through)\b", setting.behind):
        return "P1Y"
    unit = (found["unit"] or found["bare"]).lower()
    if base is None:
        return UNKNOWN.get(unit)
    return str(base.year // 10) if unit == "decade" else moved(base, unit, 0)


def _now(_found: re.Match[str], _setting: Setting) -> str | None:
    return "PRESENT_REF"


def _past(_found: re.Match[str], _setting: Setting) -> str | None:
    return "PAST_REF"


def _future(found: re.Match[str], setting: Setting) -> str | None:
    if found.group().lower() == "future" and not re.search(r"\b(?:in)\s{1,2}$", setting.before, re.I):
        return None
    return "FUTURE_REF"


_WHICH = any_case(
    rf"(?:comparable{GAP})?year[-\s](?:earlier|ago)|comparable|same|latest|most{GAP}recent|(?:last|this|next){GAP}year[’']s"
    r"|last|next|this|current|previous|prior|coming|that"
)
_OF_YEAR = (
    rf"(?:{GAP}(?:of{GAP})?(?:fiscal{GAP})?(?P<year>{YEAR})(?!\w)"
    rf"|{GAP}of{GAP}(?P<relative>{any_case('last|this|next')}){GAP}year)?"
)
_NUMBERED = rf"(?P<number>{one_of(_QUARTERS)})"
_FISCAL = any_case(r"(?:fiscal[-\s])?")
_THE = any_case(f"(?:the{GAP})?")
_PART = any_case(f"(?:(?:early|late|mid){HYPHEN})?")
_WHICH_SEASON = any_case(f"this{GAP}(?:past|coming)|last|this|next|past")
_THE_YEAR = any_case(f"(?:(?:the{GAP})?(?:calendar{GAP}|fiscal{GAP})?(?:year{GAP})?)?")
_PART_OF_THE = any_case(
    f"(?:the{GAP}(?:end|middle|beginning|start){GAP}of|(?:earlier|later|late|early){GAP}in){GAP}the"
)

STRETCHES = (
    Rule(pattern=rf"(?:{PART_OF})?(?:{any_case('the|a|its|their')}{GAP})?(?:(?P<which>{_WHICH}){GAP})?"
         rf"(?:(?P<year_before>{YEAR}){GAP})?{_FISCAL}{_NUMBERED}{HYPHEN}{_FISCAL}{any_case('quarter')}(?!\w){_OF_YEAR}",
         kind="date", value=_quarter),
    Rule(pattern=rf"(?P<which>)(?P<year_before>)(?P<number>Q[1-4])(?!\w){_OF_YEAR}", kind="date", value=_quarter),
    Rule(pattern=rf"(?:{PART_OF})?{_THE}(?P<number>{any_case('first|second|last|latter')}){GAP}{any_case('half')}"
         rf"(?P<year_before>){_OF_YEAR}", kind="date", value=_half),
    Rule(pattern=rf"(?:{PART_OF})?(?:{any_case('the')}{GAP}(?:(?P<which>{_WHICH}){GAP})?|{_WHICH}{GAP})"
         rf"(?P<noun>{any_case('quarter|period')})(?![\w-])", kind="date", value=_bare_quarter),
    Rule(pattern=any_case(r"year-(?:earlier|ago)"), kind="date", value=_bare_year),
    Rule(pattern=rf"(?:{PART_OF})?{_THE}(?:(?P<which>{_WHICH_SEASON}){GAP})?(?P<season>{SEASON})(?!\w)"
         rf"(?:{GAP}(?:of{GAP})?(?:(?P<year>{YEAR})|(?P<words>{SPELT_YEAR})))?", kind="date", value=_season),
    Rule(pattern=rf"(?:{PART_OF})?{_THE_YEAR}(?P<year>{YEAR})(?:{GAP}(?P<noun>{any_case('period|quarter')}))?(?![\w])",
         kind="date", value=_year),
    Rule(pattern=rf"{any_case(f'(?:(?:the{GAP})?year{GAP})?')}(?P<words>{SPELT_YEAR})", kind="date", value=_spelt_year),
    Rule(pattern=rf"{_THE}{_PART}(?:(?P<full>1\d\d0|20\d0)|[’'](?P<short>\d0)(?P<bare>))[’']?s", kind="date",
         value=_decade),
    Rule(pattern=rf"{any_case(f'the{GAP}')}{_PART}(?P<full>)(?P<short>)"
         rf"(?:(?P<bare>[2-9]0)[’']?s|(?P<name>{one_of(DECADES)}))", kind="date", value=_decade),
    Rule(pattern=rf"{_THE}{_PART}(?P<number>\d{{1,2}}(?:st|nd|rd|th)|{one_of(ORDINALS)}){HYPHEN}{any_case('century')}",
         kind="date", value=_century),
    Rule(pattern=any_case(rf"(?:around{GAP})?year[-\s]end"), kind="date", value=_year_end),
    Rule(pattern=rf"{_PART_OF_THE}{GAP}(?P<unit>{any_case('year|month|week|decade')})(?!\w)"
         rf"|{any_case('the')}{GAP}(?P<bare>{any_case('year|month')})(?![-\w])", kind="date", value=_the_unit),
    Rule(pattern=one_of(NOW), kind="date", value=_now),
    Rule(pattern=one_of(LONG_AGO), kind="date", value=_past),
    Rule(pattern=one_of(TO_COME), kind="date", value=_future),
)  # fmt: skip
