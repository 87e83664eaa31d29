"""What stands beside a place of a text: the characters next to it, and the quotations round it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from onrecord.language.quotation_marks.quotation_marks import QuotedPassage
from onrecord.model import Span

_REFERENCE = re.compile(r"(?:[ \t\u00a0]*(?:\[[^\[\]\n]{1,80}\]|\((?=[^()\n]*\d)[^()\n]{1,60}\)))+")


def past_reference(text: str, quoted: QuotedPassage) -> int:
    """Return where a quotation ends, a reference in brackets behind it included: “…” [Book 18:38]."""
    reference = _REFERENCE.match(text, quoted.outer.end)
    return reference.end() if reference else quoted.outer.end


def references_in(text: str, quotations: Sequence[QuotedPassage]) -> list[Span]:
    """Return the references in brackets that stand behind quotations, in order."""
    found = (Span(start=q.outer.end, end=past_reference(text, q)) for q in quotations if not q.depth)
    return [span for span in found if len(span)]


def last_before(text: str, at: int, passing: str | None = None) -> str:
    """Return the last character before `at` that is not of `passing`, by default white space; nothing at the start."""
    end = end_before(text, at, passing)
    return text[end - 1] if end else ""


def end_before(text: str, at: int, passing: str | None = None) -> int:
    """Return where what stands before `at` ends, characters of `passing`, or white space, left out."""
    while at > 0 and (text[at - 1].isspace() if passing is None else text[at - 1] in passing):
        at -= 1
    return at


def first_behind(text: str, at: int, passing: str) -> str:
    """Return the first character from `at` on that is not of `passing`; nothing at the end."""
    while at < len(text) and text[at] in passing:
        at += 1
    return text[at : at + 1]


def overlapping(quotations: Sequence[QuotedPassage], span: Span) -> Iterator[QuotedPassage]:
    """Yield those of a text's outermost quotations, marks included, that share a character with `span`, last first.

    `quotations` are in the order of their opening marks; those that stand inside others may be left out of them.
    """
    for place in range(bisect_left(quotations, span.end, key=attrgetter("outer.start")) - 1, -1, -1):
        quoted = quotations[place]
        if quoted.depth:
            continue
        if quoted.outer.end <= span.start:
            return
        if quoted.outer.overlaps(span):
            yield quoted


def overlapped(spans: Sequence[Span], span: Span) -> Iterator[Span]:
    """Yield those of `spans`, in order and apart from each other, that share a character with `span`."""
    for place in range(bisect_right(spans, span.start, key=attrgetter("end")), len(spans)):
        if spans[place].start >= span.end:
            return
        yield spans[place]
