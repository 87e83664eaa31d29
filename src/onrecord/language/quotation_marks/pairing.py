"""Pairing quotation marks inside one paragraph, so that an odd one loses nothing but itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language.quotation_marks.glyphs import Mark, marks_in
from onrecord.model import Span

_WRAPPED_LINE = 100
_DEEPEST = 8
_TERMINAL = ".!?:;…\"”’'»)]"
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """The pairs of marks found in one paragraph, and the marks that found no partner there.

    `lead` is the mark that the paragraph begins with, paired or not.
    """

    span: Span
    lead: Mark | None
    pairs: list[tuple[Mark, Mark]]
    opens: list[Mark]
    closes: list[Mark]


def paired(text: str) -> list[Paragraph]:
    """Return the paragraphs of `text` that hold anything, each with its marks paired."""
    return [_pair(text, span) for span in paragraphs(text)]


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs: blocks between blank lines, and each line of a block that is not hard-wrapped."""
    start = 0
    for end, following in [*((m.start(), m.end()) for m in _BLANK_LINES.finditer(text)), (len(text), len(text))]:
        lines = text[start:end].split("\n")
        if len(lines) == 1 or _is_wrapped(lines):
            lines = [text[start:end]]
        at = start
        for line in lines:
            if line.strip():
                yield Span(start=at, end=at + len(line))
            at += len(line) + 1
        start = following


def _is_wrapped(lines: list[str]) -> bool:
    stripped = [line.strip() for line in lines]
    if any(len(line) > _WRAPPED_LINE for line in stripped):
        return False
    return any(len(line) >= _WRAPPED_LINE * 0.4 and line[-1] not in _TERMINAL for line in stripped[:-1])


def _pair(text: str, span: Span) -> Paragraph:
    marks = marks_in(text, span.start, span.end)
    paragraph = Paragraph(span=span, lead=_lead(text, span, marks), pairs=[], opens=[], closes=[])
    stack: list[Mark] = []
    skipped = _apostrophes(text, marks)
    last_double = max(
        (i for i, mark in enumerate(marks) if mark.family == "double" and mark.side != "open"), default=-1
    )
    for index, mark in enumerate(marks):
        if index in skipped:
            continue
        if _drops_a_letter(text, mark, stack):
            continue
        may_close = mark.side != "open" or _closes_low(mark, stack)
        partner = _partner(mark, stack, index < last_double) if may_close else None
        if partner is not None:
            paragraph.opens.extend(stack[partner + 1 :])
            paragraph.pairs.append((stack[partner], mark))
            del stack[partner:]
        elif mark.side == "close":
            paragraph.closes.append(mark)
        else:
            stack.append(mark)
    paragraph.opens = sorted([*paragraph.opens, *stack], key=lambda mark: mark.start)
    return paragraph


def _lead(text: str, span: Span, marks: list[Mark]) -> Mark | None:
    if not marks or marks[0].side == "close" or text[span.start : marks[0].start].strip():
        return None
    return marks[0]


def _drops_a_letter(text: str, mark: Mark, stack: list[Mark]) -> bool:
    """Say whether a straight mark inside a quotation in such marks stands for a letter: 'I told 'im an' 'e laughed'."""
    if mark.group != "plain single" or mark.side != "open" or not stack or stack[-1].group != mark.group:
        return False
    return text[mark.end : mark.end + 1].islower() and text[stack[-1].end : stack[-1].end + 1].isupper()


def _closes_low(mark: Mark, stack: list[Mark]) -> bool:
    """Say whether a mark that opens in English closes a low one („so“)."""
    return bool(stack) and stack[-1].low and not mark.low and stack[-1].family == mark.family


def _partner(mark: Mark, stack: list[Mark], double_follows: bool) -> int | None:
    """Return the place on the stack of the opening mark that `mark` closes, or None.

    One of the same shape comes first; a single mark does not reach past a double one that is still to be closed.
    """
    alike = None
    for index in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEEPEST), -1):
        opening = stack[index]
        if opening.group == mark.group:
            return index
        if opening.family == mark.family and alike is None:
            alike = index
        if mark.family == "single" and opening.family == "double" and double_follows:
            break
    return alike


def _apostrophes(text: str, marks: list[Mark]) -> set[int]:
    """Return the indices of marks that only look like closing ones: plural possessives and inches."""
    skipped: set[int] = set()
    closes_next: dict[str, bool] = {}
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        doubtful = mark.inch or (mark.weak and _in_sentence(text, marks, index))
        if mark.side == "close" and doubtful and closes_next.get(mark.group, False):
            skipped.add(index)
        elif mark.side != "open" or mark.group != "plain single" or not text[mark.end : mark.end + 1].islower():
            closes_next[mark.group] = mark.side == "close"
    return skipped


def _in_sentence(text: str, marks: list[Mark], index: int) -> bool:
    """Say whether the single mark before this one opened on a capital: a sentence, which ends in punctuation."""
    for before in range(index - 1, max(-1, index - 1 - _DEEPEST), -1):
        if marks[before].family == "single" and marks[before].side == "open":
            end = marks[before].end
            return text[end : end + 3].lstrip("'’")[:1].isupper()
    return False
