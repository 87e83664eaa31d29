"""Where the words of a PDF's page stand: its lines, column by column, without line numbers and the marks of notes.

A file may draw its lines across the columns, and then pypdf gives them in turn. Only then is their order changed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.language.folding import LIGATURES
from onrecord.model import NoteKind
from onrecord.reading.superscripts import without_note_mark

if TYPE_CHECKING:
    from pypdf import PageObject

_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}(?:[,–-]\d{1,3})*|[*†‡§¶]{1,3})[\])]?\s*")
_FORMULA = re.compile(r"(?:^|[^A-Za-z])[A-Z]{1,2}$")
_NUMBER = re.compile(r"\d{1,3}")
_LEADING = re.compile(r"(\d{1,3})\s+(?=\S)")
_SMALL = 0.85
_NARROW, _USUAL = 0.36, 0.5
"""The width of a letter, as a share of its size: in narrow type, and in most."""
_SAME_ROW = 3.0
_LEAST_APART = 90.0
_INDENT = 24.0
_FEWEST_ROWS = 3
_FEWEST_NUMBERS = 3
_MEDIAN_WORDS = 18
_STEPS = frozenset({1, 2, 5, 10})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page: where it begins, in points from the bottom left, and the size of its letters."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Words drawn at once; `breaks` when pypdf ends the line before them."""

    text: str
    x: float
    y: float
    size: float
    breaks: bool


def page_lines(page: "PageObject", told: Counter[NoteKind]) -> list[Line]:
    """Return a page's lines in reading order, without the numbers of its lines and the marks of its notes.

    What was left out and put in order is counted in `told`.
    """
    pieces = list(_pieces(page))
    starts = _column_starts(pieces)
    numbered = list(_lines(pieces, starts, told))
    rows = _in_rows(_without_numbers(numbered, told), starts)
    ordered = _in_columns(rows, starts)
    told["columns_ordered"] += ordered != rows
    return ordered


def _pieces(page: "PageObject") -> Iterator[_Piece]:
    """Yield what is drawn, in the order of the page's content."""
    found: list[_Piece] = []
    broken = True

    def visit(text: str, at: list[float], within: list[float], _font: object, size: float) -> None:
        nonlocal broken
        for words in re.findall(r"[^\n]+|\n", text):
            if words == "\n":
                broken = True
            elif words.strip() or not broken:
                x, y = within[4] * at[0] + at[4], within[5] * at[3] + at[5]
                scaled = abs(size * within[3] * at[3]) or size
                found.append(_Piece(text=words.translate(LIGATURES), x=x, y=y, size=scaled, breaks=broken))
                broken = False

    page.extract_text(visitor_text=visit)
    yield from found


def _column_starts(pieces: Sequence[_Piece]) -> list[float]:
    """Return where the columns of a page begin, from the left; a page of one column has one start or none."""
    opening = [*pieces[:1]] + [
        piece for before, piece in pairwise(pieces) if piece.breaks or piece.x > _end(before, _USUAL) + 1.2 * piece.size
    ]
    starts: list[float] = []
    rows: list[list[_Piece]] = []
    for piece in sorted(opening, key=lambda piece: piece.x):
        if starts and piece.x - starts[-1] < _INDENT:
            rows[-1].append(piece)
        else:
            starts.append(piece.x)
            rows.append([piece])
    kept: list[tuple[float, list[_Piece]]] = []
    for start, column in zip(starts, rows, strict=True):
        if not kept or (start - kept[-1][0] >= _LEAST_APART and _beside(kept[-1][1], column, start)):
            kept.append((start, column))
    return [start for start, _ in kept]


def _beside(left: Sequence[_Piece], right: Sequence[_Piece], start: float) -> bool:
    """Say whether two sets of lines are columns of text beside one another, not the cells of a table."""
    low = max(min(p.y for p in side) for side in (left, right))
    high = min(max(p.y for p in side) for side in (left, right))
    both = [[p for p in side if low - _SAME_ROW <= p.y <= high + _SAME_ROW] for side in (left, right)]
    if min(len({round(p.y) for p in side}) for side in both) < _FEWEST_ROWS:
        return False
    clear = sum(_end(p, _NARROW) < start for p in both[0])
    long = [sorted(len(p.text) for p in side)[len(side) // 2] >= _MEDIAN_WORDS for side in both]
    return clear >= 0.8 * len(both[0]) and all(long)


def _end(piece: _Piece, width: float) -> float:
    return piece.x + len(piece.text) * piece.size * width


def _lines(pieces: Sequence[_Piece], starts: Sequence[float], told: Counter[NoteKind]) -> Iterator[Line]:
    """Yield the lines that the pieces make, each within one column."""
    parts: list[_Piece] = []
    words = ""
    for piece in pieces:
        if parts and _ends_before(piece, parts, starts):
            yield from _line(words, parts)
            parts, words = [], ""
        text = _kept(piece, parts, words)
        told["note_marks_dropped"] += bool(piece.text.strip()) and not text.strip()
        spaced = piece.breaks and parts and words[-1:].isalnum() and text[:1].isalnum() and text == piece.text
        words += f" {text}" if spaced else text
        parts.append(piece)
    yield from _line(words, parts)


def _line(words: str, parts: Sequence[_Piece]) -> Iterator[Line]:
    text = re.sub(r"\s+", " ", words).strip()
    if text:
        first = next((part for part in parts if part.text.strip()), parts[0])
        longest = max(parts, key=lambda part: len(part.text))
        yield Line(text=text, x=first.x, y=first.y, size=round(longest.size, 1))


def _ends_before(piece: _Piece, parts: Sequence[_Piece], starts: Sequence[float]) -> bool:
    """Say whether a line is over before a piece: at a break that is no raised mark's, and at another column."""
    if piece.breaks:
        raised = _is_mark(piece, parts[0]) and abs(piece.y - parts[0].y) < 0.7 * parts[0].size
        after = len(parts) > 1 and _is_mark(parts[-1], parts[0]) and abs(piece.y - parts[0].y) < 1
        return not raised and not after
    return len(starts) > 1 and _column(piece.x, starts) > _column(parts[-1].x, starts)


def _is_mark(piece: _Piece, first: _Piece) -> bool:
    return piece.size < _SMALL * first.size and bool(_MARK.fullmatch(piece.text))


def _kept(piece: _Piece, parts: Sequence[_Piece], words: str) -> str:
    """Return what is kept of a piece: small digits on or above the line are the mark of a note or a power."""
    if not parts or not _is_mark(piece, parts[0]) or piece.y < parts[0].y - 0.5:
        return piece.text
    if piece.y < parts[0].y + 0.5 and _FORMULA.search(words):
        return piece.text
    return without_note_mark(piece.text, words)


def _column(x: float, starts: Sequence[float]) -> int:
    """Return which column a place is in."""
    return max(0, sum(x >= start - 1 for start in starts) - 1)


def _in_rows(lines: list[Line], starts: Sequence[float]) -> list[Line]:
    """Join what stands on one row of one column, as the cells of a table do."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        level = before is not None and abs(before.y - line.y) < 1 and before.size == line.size and before.x < line.x
        if before is not None and level and _column(before.x, starts) == _column(line.x, starts):
            joined[-1] = replace(before, text=f"{before.text} {line.text}")
        else:
            joined.append(line)
    return joined


def _in_columns(lines: list[Line], starts: Sequence[float]) -> list[Line]:
    """Return the lines column by column where the file gives them in turn, and as they are where it does not."""
    columns = [_column(line.x, starts) for line in lines]
    if sum(a != b for a, b in pairwise(columns)) <= len(starts) + 1:
        return lines
    ordered: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if any(line.x < start and line.x + len(line.text) * line.size * _NARROW > start for start in starts):
            ordered += [*_by_column(band, starts), line]
            band = []
        else:
            band.append(line)
    return [*ordered, *_by_column(band, starts)]


def _by_column(band: list[Line], starts: Sequence[float]) -> list[Line]:
    return sorted(band, key=lambda line: (_column(line.x, starts), -line.y, line.x))


def _without_numbers(lines: list[Line], told: Counter[NoteKind]) -> list[Line]:
    """Return the lines of a page without the numbers that count them, as transcripts and proofs have."""
    alone = {place: int(line.text) for place, line in enumerate(lines) if _NUMBER.fullmatch(line.text)}
    text = [line for place, line in enumerate(lines) if place not in alone]
    beside = [place for place in alone if any(_follows(lines[place], line) for line in text)]
    long = sorted(len(line.text) for line in text)[len(text) // 2] >= _MEDIAN_WORDS if text else False
    if long and _counts([alone[place] for place in beside]):
        told["line_numbers_dropped"] += len(beside)
        return [line for place, line in enumerate(lines) if place not in beside]
    leading = {place: match for place, line in enumerate(lines) if (match := _LEADING.match(line.text))}
    if len(leading) >= 0.8 * len(lines) and _counts([int(match[1]) for match in leading.values()]):
        told["line_numbers_dropped"] += len(leading)
        cut = {place: replace(lines[place], text=lines[place].text[match.end() :]) for place, match in leading.items()}
        return [cut.get(place, line) for place, line in enumerate(lines)]
    return lines


def _follows(number: Line, line: Line) -> bool:
    """Say whether a line stands on the same row as a number, near it."""
    return abs(number.y - line.y) < _SAME_ROW and 0 < line.x - number.x < _LEAST_APART


def _counts(numbers: Sequence[int]) -> bool:
    """Say whether numbers count on by one and the same step, perhaps begun again."""
    steps = [b - a for a, b in pairwise(numbers)]
    usual = max(steps, key=steps.count, default=0)
    return len(numbers) >= _FEWEST_NUMBERS and usual in _STEPS and steps.count(usual) >= 0.8 * len(steps)
