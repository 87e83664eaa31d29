"""Where an article's sentences begin and end."""

import re
from collections.abc import Iterator

import sentencex  # type: ignore[import-untyped]

from onrecord.model import Span

LONGEST_QUOTATION = 600
"""Characters above which a quotation is cut into its own sentences; shorter ones stay whole."""

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\n")
_CLOSED = re.compile(r"[.!?:;…][\"'”’»)\]]*[^\S\n]*$")
_STRAYED_MARK = re.compile(r"(?<=\s)[\"“«‘„]+\s*\Z")
_SHORT_LINE = 45
_LONGEST_BLOCK = 10_000
_MARKS = str.maketrans(dict.fromkeys('“”„"«»‘', " "))


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs: between blank lines, and at a line's end where the line is short or its sentence ends."""
    start = 0
    for stop, after in [*((m.start(), m.end()) for m in _BLANK_LINE.finditer(text)), (len(text), len(text))]:
        line = start
        for end in [*(m.start() for m in _LINE_END.finditer(text, start, stop)), stop]:
            ends_here = end == stop or end - line < _SHORT_LINE or _CLOSED.search(text, line, end)
            if ends_here:
                yield from _trimmed(text, start, end)
                start = end
            line = end + 1
        start = after


def sentences(text: str, language: str | None = None) -> list[Span]:
    """Return the sentences of `text` in order, without the space around them; no sentence crosses a paragraph.

    A short quotation stays whole with the words that introduce it, even when it holds several sentences.
    """
    found: list[Span] = []
    for block in (block for paragraph in paragraphs(text) for block in _blocks(text, paragraph)):
        for span in _segments(text, block, block.of(text), language):
            if len(span) > LONGEST_QUOTATION:
                found.extend(_segments(text, span, span.of(text).translate(_MARKS), language))
            else:
                found.append(span)
    return found


def _blocks(text: str, paragraph: Span) -> Iterator[Span]:
    """Cut an enormous paragraph, so that the time taken grows with the length and not with its square."""
    start = paragraph.start
    while paragraph.end - start > _LONGEST_BLOCK:
        latest = start + _LONGEST_BLOCK
        end = text.rfind(". ", start, latest) + 1 or text.rfind(" ", start, latest) + 1 or latest
        yield Span(start=start, end=end)
        start = end
    yield Span(start=start, end=paragraph.end)


def _segments(text: str, within: Span, seen: str, language: str | None) -> Iterator[Span]:
    """Cut `within` where `seen`, its characters or a copy of the same length, shows that sentences end."""
    start = within.start
    for boundary in sentencex.get_sentence_boundaries((language or "en")[:2], seen):
        end = within.start + boundary["end_index"]
        strayed = _STRAYED_MARK.search(text, start, end)
        if strayed and end < within.end:
            end = strayed.start()
        yield from _trimmed(text, start, end)
        start = end


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        begin = start + len(piece) - len(piece.lstrip())
        yield Span(start=begin, end=begin + len(stripped))
