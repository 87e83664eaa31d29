"""Quotations that stand in a row with nothing between them: as a rule one answers the other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.language.quotation_marks.edges import overlapping
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage
from onrecord.model import Attribution, Span, covering

_ENDS = ".?!…"
_UNKNOWN = 0.5


def parted(text: str, attribution: Attribution, quotations: Sequence[QuotedPassage]) -> Iterator[Attribution]:
    """Yield an attribution with the quotations beside its cue only, and the others of a row as nobody's known."""
    held = {q.outer: q for span in attribution.content for q in overlapping(quotations, span)}
    rows = list(_rows(text, [held[outer] for outer in sorted(held)]))
    if attribution.kind != "direct" or attribution.cue is None or len(rows) < 2:
        yield attribution
        return
    cue = attribution.cue
    nearest = min(rows, key=lambda row: min(_distance(quoted.outer, cue) for quoted in row))
    for row in rows:
        own = covering([quoted.outer for quoted in row])
        content = tuple(span for span in attribution.content if own.contains(span))
        if row is nearest:
            yield replace(attribution, content=content)
        elif content:
            yield Attribution(content=content, kind="direct", confidence=_UNKNOWN)


def _rows(text: str, held: Sequence[QuotedPassage]) -> Iterator[list[QuotedPassage]]:
    """Yield the quotations parted where one that ends a sentence is followed by another at once, in the same line."""
    row: list[QuotedPassage] = []
    for quoted in held:
        if row and _answers(text, row[-1], quoted):
            yield row
            row = []
        row.append(quoted)
    yield row


def _answers(text: str, before: QuotedPassage, quoted: QuotedPassage) -> bool:
    between = text[before.outer.end : quoted.outer.start]
    return text[before.spans[-1].end - 1] in _ENDS and not between.strip() and "\n" not in between


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
