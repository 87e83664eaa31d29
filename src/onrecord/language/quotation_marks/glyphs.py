"""Which characters of a text are quotation marks, and whether each opens or closes."""

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Span

Side = Literal["open", "close", "either"]
Family = Literal["double", "single", "guillemet", "small guillemet"]

_GLYPH = re.compile(
    r"(?:''|’’|‘‘|``)(?!['’‘`])"  # two single marks typed as one double mark
    r"|[\"＂“”„‟«»‹›]"
    r"|[‘‚‛]|['’](?!\w)|(?<!\w)['’]"  # single marks that do not stand between two letters
)
_MARKS = "\"＂“”„‟«»‹›‘‚‛'’`"
_OPENS = set("“„‟«‹‘‚‛")
_CLOSES = set("”»›’")
_GROUP = {'"': "straight", "＂": "straight", "'": "plain single", "‘": "curly single", "’": "curly single"}
_ELISION = re.compile(
    r"(?:\d0s|em|til|tis|twas|twere|cause|bout|round|n|cos|cuz|nuff|neath|fraid|ello|ere|im|er|im)\b", re.IGNORECASE
)
_CLIPPED = re.compile(r"(?:\b(?:t|th|o|an|wi|ol|fo|i)|\w{2}in)\Z", re.IGNORECASE)
"""Words of dialect that end in an apostrophe: t’ mill, o’ course, an’, goin’."""

_ENDING = ",.;:!?…)]}—–"
_LETTER_BEFORE_APOSTROPHE = "sSzZxXnN"


@dataclass(slots=True)
class Mark:
    """One quotation mark of a text: where it stands, what it pairs with, which way it faces."""

    span: Span
    family: Family
    group: str
    side: Side
    weak: bool
    inch: bool
    low: bool

    @property
    def start(self) -> int:
        """Where the mark begins."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where the mark ends."""
        return self.span.end


def marks_in(text: str, start: int, end: int) -> list[Mark]:
    """Return the quotation marks of `text[start:end]`, one paragraph, in order; apostrophes are left out."""
    found = (_read(text, match.start(), match.end(), start, end) for match in _GLYPH.finditer(text, start, end))
    return [mark for mark in found if mark is not None]


def _read(text: str, start: int, end: int, first: int, last: int) -> Mark | None:
    glyph = text[start:end]
    before, after = _neighbours(text, start, end, first, last)
    if before == "=" or (after == ">" and glyph == '"'):
        return None
    family = _family(glyph)
    side = _side(glyph, before, after)
    if family == "single":
        if glyph in "'’" and side == "open" and (glyph == "’" or _ELISION.match(text, end)):
            return None
        if glyph == "‘" and _ELISION.match(text, end) and text[end : end + 1].isdigit():
            return None
        if side == "either" and glyph in "'’":
            return None
    return Mark(
        span=Span(start=start, end=end),
        family=family,
        group=_GROUP.get(glyph, "twin" if end - start == 2 else "curly" if family == "double" else family),
        side=side,
        weak=family == "single" and after == " " and _may_be_clipped(text, start, before),
        inch=glyph in {'"', "''", "”", "'", "’"} and before.isdigit(),
        low=glyph in "„‚",
    )


def _may_be_clipped(text: str, start: int, before: str) -> bool:
    """Say whether an apostrophe may end the word before a mark: a plural's, or one of dialect."""
    return before in _LETTER_BEFORE_APOSTROPHE or bool(_CLIPPED.search(text, max(0, start - 8), start))


def _family(glyph: str) -> Family:
    if glyph in "«»":
        return "guillemet"
    if glyph in "‹›":
        return "small guillemet"
    return "single" if glyph in "‘’‚‛'" else "double"


def _neighbours(text: str, start: int, end: int, first: int, last: int) -> tuple[str, str]:
    """Return the characters either side of a run of marks; a space stands for the paragraph's edge."""
    while start > first and start > end - 8 and text[start - 1] in _MARKS:
        start -= 1
    limit = min(last, end + 8)
    while end < limit and text[end] in _MARKS:
        end += 1
    before = text[start - 1] if start > first else " "
    after = text[end] if end < last else " "
    return (" " if before.isspace() else before), (" " if after.isspace() else after)


def _side(glyph: str, before: str, after: str) -> Side:
    """Say which way a mark faces: the spaces round it decide, then its own shape, then the punctuation."""
    if before == " " and after != " ":
        bullet_or_close = glyph in "»›" and after in _ENDING
        return "close" if bullet_or_close else "open"
    if after == " " and before != " ":
        return "open" if glyph in "«‹" and before in "([{" else "close"
    if glyph in "«»‹›" and (before in "([{" or after in _ENDING):
        return "open" if before in "([{" else "close"
    if glyph[0] in _OPENS or glyph == "``":
        return "open"
    if glyph[0] in _CLOSES:
        return "close"
    if before in "([{":
        return "open"
    if after in _ENDING:
        return "close"
    return "open" if before in "—–-/" else "either"
