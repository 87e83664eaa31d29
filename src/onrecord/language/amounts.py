"""The amounts that a sentence tells, with what they count and how exactly: "at least 12 people", "about $3 million"."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.language.moments import MOMENT
from onrecord.language.numerals import Figure, figures
from onrecord.language.words import lemmas_or_stems

_WORD = r"[^\W\d_]+"
_LEAST = re.compile(
    r"\b(?:at least|(?<!no )more than|over|no (?:fewer|less) than|a minimum of|above|upwards of|exceed\w*)\s+\W?$", re.I
)
_MOST = re.compile(
    r"\b(?:at most|up to|(?<!no )(?:fewer|less) than|under|no more than|as many as|a maximum of|below)\s+\W?$", re.I
)
_NEAR = re.compile(
    r"\b(?:about|around|some|roughly|nearly|almost|approximately|estimated|close to|perhaps|probably|just|only just"
    r"|just (?:over|under|above|below))\s+\W?$",
    re.I,
)
_OR_MORE = re.compile(r"^(?:\s+or more\b|\+|\s+plus\b)", re.I)
_OR_LESS = re.compile(r"^\s+or (?:less|fewer)\b", re.I)
_PARTIAL_BEFORE = re.compile(
    r"\w-$|\b(?:another|others?|further|additional|including|among|extra|by|every|each|per|from|not|rather than|until"
    r"|(?:one|two|three|half|some|many|most|any|out|\d) of|of (?:the|those|these|them|its|their)|compared (?:to|with)"
    r"|initially|originally|first|first \w+|earlier|previous(?:ly)?)\s+(?:at least |about )?\W?$",
    re.I,
)
"""What makes an amount a part, an addition, a change or a rate, or what somebody had thought before."""

_PARTIAL_BEHIND = re.compile(
    rf"^[\s-]+(?:{_WORD}\s+){{0,2}}?(?:more|others?|another|of (?:the|those|these|them|whom|its|their|\d+|every|all)"
    r"|out of|in (?:\d+|ten|five|three|four|every)|(?:and|or) (?:older|over|up|above|younger|under|below)|to \d+"
    r"|(?<!in )(?<!within )(?<!for )(?<!over )an? (?:day|week|month|year|hour|head|person|piece)|each|apiece"
    r"|per(?!\s?cent)|daily|weekly|annually|at first|fewer|less|times|ago|earlier|later|before|after that)\b"
    r"|^\w*(?:th|st|nd|rd)\b",
    re.I,
)
_PERCENT = re.compile(r"^[\s-]?(?:%|per\s?cent\b|percent\b|percentage points?\b)", re.I)
_SIGN = re.compile(r"(?:US|A|C)?[$£€¥]\s?$")
_CURRENCIES = r"dollars?|euros?|pounds?|crowns?|marks?|cents?|pence|francs?|kroner|shillings?|yen|roubles?|rupees?"
_CURRENCY = re.compile(rf"^[\s-]+({_CURRENCIES})\b", re.I)
_SECONDS = {
    "second": 1.0,
    "minute": 60.0,
    "hour": 3600.0,
    "day": 86400.0,
    "night": 86400.0,
    "week": 7 * 86400.0,
    "month": 30.44 * 86400.0,
    "year": 365.25 * 86400.0,
    "decade": 3652.5 * 86400.0,
}
_PERIOD = re.compile(
    r"^(?:\s+|-(?!\w+\s[a-z]))(seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?)\b(?!\s?-?old)",
    re.I,
)
_MEASURES = (
    r"miles?|kilomet(?:er|re)s?|met(?:er|re)s?|km|feet|foot|inch(?:es)?|pounds?|kilos?|kg|tons?|tonnes?|acres?"
    r"|hectares?|degrees?|stor(?:e?y|ies)|knots?|mph|lit(?:er|re)s?|gallons?|points?"
)
_MEASURE = re.compile(rf"^[\s-]+(?:square |cubic )?({_MEASURES})\b", re.I)
_AGE_AFTER = re.compile(r"^(?:[\s-]years?[\s-]olds?\b)", re.I)
_AGE_BEFORE = re.compile(r"\b(?:aged|age|at the age of|age of)\s$", re.I)
_AGE_BETWEEN = re.compile(r"[A-Z][\w’'-]+(?:, | \()$")
_AGE_END = re.compile(r"^[,.)](?!\d)")
_SIGNS = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen"}
_RANGE = re.compile(r"^(?:\s?[-–]\s?|\s(?:to|and|or)\s)$", re.I)
_NOUN = re.compile(rf"^((?:[\s-]+{_WORD}(?:[’']s)?){{1,4}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount in a text: its place, the values that it allows, and how far off a rounded one may be.

    `unit` is "percent", "age", "duration" (in seconds), "money dollar", "measure mile" and so on, or "count"; `after`
    are the words that follow it, in lower case, up to a break.
    """

    start: int
    end: int
    low: float
    high: float
    slack: float
    unit: str
    after: tuple[str, ...]

    def agrees(self, other: "Amount") -> bool:
        """Say whether both can be true of one thing, as far as rounding, "about" and "at least" allow."""
        slack = max(self.slack, other.slack)
        return self.low - slack <= other.high and other.low - slack <= self.high


def amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts of a text that stand for a whole, in order; parts, rates, changes and dates are left out."""
    dated = [found.span() for found in MOMENT.finditer(text)]
    found = [
        figure
        for figure in figures(text)
        if _value(figure) is not None and not any(start <= figure.start < end for start, end in dated)
    ]
    ranged: set[int] = set()
    for one, two in pairwise(found):
        between = text[one.start + len(one.written) : two.start]
        if _RANGE.match(between) and (between.strip() != "and" or _is_after_between(text, one)):
            ranged |= {id(one), id(two)}
    for figure in found:
        if id(figure) not in ranged:
            amount = _amount(text, figure)
            if amount:
                yield amount


def _is_after_between(text: str, figure: Figure) -> bool:
    return text[: figure.start].lower().rstrip(" $£€").endswith("between")


def _value(figure: Figure) -> float | None:
    """Return the number that a figure stands for, None where it may stand for several or is a time of day."""
    values = [value for value in figure.values if isinstance(value, float)]
    return max(values) if len(values) == len(figure.values) else None


def _amount(text: str, figure: Figure) -> Amount | None:
    value, end = _value(figure), figure.start + len(figure.written)
    before, after = text[max(0, figure.start - 40) : figure.start], text[end : end + 60]
    sign = _SIGN.search(before)
    plain = before[: sign.start()] if sign else before
    if value is None or _PARTIAL_BEFORE.search(plain) or _PARTIAL_BEHIND.match(after):
        return None
    unit, taken, scale = _unit(before, after)
    if unit == "count" and _is_year(figure, value):
        return None
    slack = min(_grain(figure.written, value) / 2, 0.2 * value) * scale
    value *= scale
    low = high = value
    if _LEAST.search(plain) or _OR_MORE.match(after):
        high = math.inf
    elif _MOST.search(plain) or _OR_LESS.match(after):
        low = 0.0
    elif _NEAR.search(plain):
        slack = max(slack, 0.15 * value)
    start = figure.start - (len(before) - sign.start() if sign else 0)
    return Amount(start=start, end=end + taken, low=low, high=high, slack=slack, unit=unit, after=_after(after))


def _unit(before: str, after: str) -> tuple[str, int, float]:
    """Return what an amount is counted in, how many characters behind it say so, and what one is worth."""
    if found := _PERCENT.match(after):
        return "percent", found.end(), 1.0
    if found := _SIGN.search(before):
        return f"money {_SIGNS[found.group().strip()[-1]]}", 0, 1.0
    if found := _CURRENCY.match(after):
        return f"money {found.group(1).lower().removesuffix('s')}", found.end(), 1.0
    if found := _AGE_AFTER.match(after):
        return "age", found.end(), 1.0
    if _AGE_BEFORE.search(before) or (_AGE_BETWEEN.search(before) and _AGE_END.match(after)):
        return "age", 0, 1.0
    if found := _PERIOD.match(after):
        return "duration", found.end(), _SECONDS[found.group(1).lower().removesuffix("s")]
    if found := _MEASURE.match(after):
        return f"measure {lemmas_or_stems([found.group(1).lower()])[0]}", found.end(), 1.0
    return "count", 0, 1.0


def _is_year(figure: Figure, value: float) -> bool:
    return figure.written.isdigit() and len(figure.written) == 4 and 1500 <= value <= 2100


def _grain(written: str, value: float) -> float:
    """Return how finely a number is told: 100 for 300, 0.1 for 2.4, 100,000 for 1.2 million."""
    digits = re.match(r"[\d,]+(?:\.(\d+))?", written)
    if digits and digits.group(1):
        bare = float(digits.group().replace(",", ""))
        return value / bare * 10.0 ** -len(digits.group(1)) if bare else 1.0
    grain = 1.0
    while value and value % (grain * 10) == 0:
        grain *= 10
    return grain


def _after(text: str) -> tuple[str, ...]:
    found = _NOUN.match(text)
    return tuple(re.split(r"[\s-]+", found.group(1).lower().strip(" -"))) if found else ()
