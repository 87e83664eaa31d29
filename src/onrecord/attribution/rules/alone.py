"""Quotations that fill a paragraph of their own and are not those of the verb that they were read with."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.language.quotation_marks.edges import first_behind, last_before, overlapping
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage
from onrecord.model import Attribution, Span

_ENDS = ".?!…"
_OPENING = "\"“„«‘'"
_BLANKS = " \t\u00a0"
_UNKNOWN = 0.5


def set_apart(text: str, attribution: Attribution, quotations: Sequence[QuotedPassage]) -> Iterator[Attribution]:
    """Yield an attribution without quotations that stand alone before or behind its paragraph, and these as nobody's.

    Before it, where the paragraph of the verb opens with words of the article's own; behind it, where its last
    quotation asks something, which another answers.
    """
    cue = attribution.cue
    if attribution.kind != "direct" or cue is None:
        yield attribution
        return
    start, end = text.rfind("\n", 0, cue.start) + 1, text.find("\n", cue.end)
    paragraph = Span(start=start, end=end if end >= 0 else len(text))
    apart = tuple(span for span in attribution.content if _is_apart(text, span, paragraph, quotations))
    kept = tuple(span for span in attribution.content if span not in apart)
    if kept:
        yield replace(attribution, content=kept)
    for span in apart:
        yield Attribution(content=(span,), kind="direct", confidence=_UNKNOWN)


def _is_apart(text: str, content: Span, paragraph: Span, quotations: Sequence[QuotedPassage]) -> bool:
    if content.overlaps(paragraph):
        return False
    held = next(iter(overlapping(quotations, content)), None)
    if held is None or not _fills_paragraph(text, held):
        return False
    if content.end <= paragraph.start:
        return text[held.spans[-1].end - 1] in _ENDS and not _opens_quoted(text, paragraph)
    last = max((q.spans[-1].end for q in overlapping(quotations, paragraph)), default=0)
    return last > 0 and text[last - 1] == "?"


def _opens_quoted(text: str, paragraph: Span) -> bool:
    opening = paragraph.of(text).lstrip()[:1]
    return opening in _OPENING or opening.islower()


def _fills_paragraph(text: str, quoted: QuotedPassage) -> bool:
    edges = {last_before(text, quoted.outer.start, _BLANKS), first_behind(text, quoted.outer.end, _BLANKS)}
    return edges <= {"", "\n"}
