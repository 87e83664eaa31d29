"""What the tagger sees of a text: word pieces, and what word pieces of an uncased model leave out.

Beside its word piece each token carries its place relative to quotation marks, the start of a paragraph, and its
letter case. The tagger's weights were trained with exactly these codes; changing one means training again.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = np.ndarray[tuple[int], np.dtype[np.int64]]

OUTSIDE, INSIDE, NESTED, OPENING, CLOSING = range(5)
MIDDLE, LINE_START, PARAGRAPH_START, TEXT_START = range(4)
LOWER, CAPITALISED, UPPER, OTHER = range(4)

_OPENERS = "“„«"
_CLOSERS = "”»"
_MARK = re.compile(r"''|``|[“”„«»\"‘’']")


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """The tokens of one text, as parallel arrays; `starts` and `ends` are character offsets into it."""

    ids: Ints
    starts: Ints
    ends: Ints
    marks: Ints
    breaks: Ints
    shapes: Ints

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.ids)

    def columns(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Return what the network embeds: word pieces, marks, breaks and shapes."""
        return self.ids, self.marks, self.breaks, self.shapes


def encode(text: str, tokenizer: "Tokenizer") -> Encoding:
    """Return the tokens of `text`; the tokenizer must neither truncate nor pad."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    painted = paint_marks(text)
    return Encoding(
        ids=np.array(encoded.ids, dtype=np.int64),
        starts=starts,
        ends=ends,
        marks=painted[starts] if len(text) else starts,
        breaks=_breaks(text, starts),
        shapes=np.array([_shape(text[s:e]) for s, e in offsets.tolist()], dtype=np.int64),
    )


def paint_marks(text: str) -> Ints:
    """Return for each character whether it is outside or inside quotation marks, or such a mark itself."""
    painted = np.zeros(len(text), dtype=np.int64)
    for line in re.finditer(r"[^\n]+", text):
        _paint_line(text, line.start(), line.end(), painted)
    return painted


def _paint_line(text: str, start: int, end: int, painted: Ints) -> None:
    open_at: list[tuple[int, int, bool]] = []
    for at, width, single, opens, closes in _marks(text, start, end):
        if closes and any(s == single for _, _, s in open_at):
            while open_at:
                begin, wide, kind = open_at.pop()
                if kind == single:
                    _paint(painted, begin, wide, at, width)
                    break
        elif opens:
            open_at = [o for o in open_at if o[2] != single]
            open_at.append((at, width, single))
    for begin, wide, single in open_at:
        first = not text[start:begin].strip()
        continued = text[end : end + 3].lstrip("\n")[:1] in {'"', "“", "„", "'", "‘"} and end < len(text)
        if not single and (first or continued):
            _paint(painted, begin, wide, end, 0)


def _paint(painted: Ints, begin: int, wide: int, at: int, width: int) -> None:
    inner = painted[begin + wide : at]
    inner[inner == INSIDE] = NESTED
    inner[inner == OUTSIDE] = INSIDE
    painted[begin : begin + wide] = OPENING
    painted[at : at + width] = CLOSING


def _marks(text: str, start: int, end: int) -> list[tuple[int, int, bool, bool, bool]]:
    """Return each mark's place and width, whether it is single, and whether it can open and can close."""
    found = []
    for mark in _MARK.finditer(text, start, end):
        at, width, char = mark.start(), mark.end() - mark.start(), mark[0]
        before = text[at - 1] if at > start else " "
        after = text[at + width] if at + width < end else " "
        free = before.isspace() or before in "([{—–-“\"'‘«/:"
        tight = not after.isspace()
        if char in _OPENERS:
            found.append((at, 1, False, True, False))
        elif char in _CLOSERS:
            found.append((at, 1, False, False, True))
        elif char == '"' or width == 2:
            found.append((at, width, False, free and tight, not (free and tight)))
        elif char == "‘":
            found.append((at, 1, True, tight, False))
        else:
            opens = char == "'" and free and after.isalnum()
            closes = not after.isalnum() and not before.isspace()
            if opens or closes:
                found.append((at, 1, True, opens, closes))
    return found


def _breaks(text: str, starts: Ints) -> Ints:
    codes = np.zeros(len(starts), dtype=np.int64)
    for i, (before, here) in enumerate(pairwise([0, *starts.tolist()])):
        lines = text.count("\n", before, here)
        codes[i] = MIDDLE if lines == 0 else LINE_START if lines == 1 else PARAGRAPH_START
    if len(codes):
        codes[0] = TEXT_START
    return codes


def _shape(word: str) -> int:
    if not word[:1].isalpha():
        return OTHER
    if word.islower():
        return LOWER
    return UPPER if len(word) > 1 and word.isupper() else CAPITALISED


def windows(breaks: Ints, limit: int, overlap: int) -> list[tuple[int, int]]:
    """Cut tokens into overlapping ranges of at most `limit`, at paragraphs where they allow it."""
    cuts = np.flatnonzero(breaks >= LINE_START)
    ranges, start, total = [], 0, len(breaks)
    while start < total:
        end = min(start + limit, total)
        if end < total:
            near = cuts[(cuts > start + int(0.6 * limit)) & (cuts <= end)]
            end = int(near[-1]) if len(near) else end
        ranges.append((start, end))
        if end == total:
            break
        again = cuts[(cuts >= end - overlap) & (cuts < end) & (cuts > start)]
        start = int(again[0]) if len(again) else max(end - overlap, start + 1)
    return ranges
