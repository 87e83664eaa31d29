"""Quotation marks: which passages of a text stand inside them, and which of those read as somebody's words.

Marks are paired inside one paragraph. A quotation goes on in the next paragraph when that opens with the same mark and
the first was never closed, as newspapers print long statements.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from onrecord.language.quotation_marks.glyphs import Mark
from onrecord.language.quotation_marks.likelihood import likelihood
from onrecord.language.quotation_marks.pairing import Paragraph, paired
from onrecord.model import Span

_MOST_PARAGRAPHS = 40
_BEFORE_SENTENCE = ".!?:,"
_SAID_AT_END = re.compile(
    r"[,?!…]\s+(?!(?:and|but|or|nor|so|yet|then|who|which|when|while|if|because|as|that)\b)"
    r"(?:[\w.’'-]+\s+){0,4}(?:said|says|added|adds|told|asked|wrote|writes|continued|explained)\b[^,“\"]{0,80}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedPassage:
    """A passage inside quotation marks.

    `spans` are the characters inside the marks, one span for each paragraph it runs through; `outer` includes the
    marks. `depth` counts the quotations around it and `parent` is the index of the nearest. `likelihood`, 0 to 1,
    is that of its being somebody's words rather than a title, term, motto, nickname or scare quote.
    """

    spans: tuple[Span, ...]
    outer: Span
    depth: int = 0
    parent: int | None = None
    likelihood: float = 1.0

    @property
    def is_words(self) -> bool:
        """Whether it reads as somebody's words."""
        return self.likelihood >= 0.5

    def words(self, text: str) -> str:
        """Return the words inside the marks, paragraphs joined by a newline."""
        return "\n".join(span.of(text) for span in self.spans)


def quoted_passages(text: str) -> list[QuotedPassage]:
    """Return every passage of `text` that stands inside quotation marks, in the order of its opening mark."""
    paragraphs = paired(text)
    found = [*_closed(text, paragraphs), *_left_open(text, paragraphs)]
    return _nest(text, [quoted for quoted in found if quoted.spans])


@dataclass(slots=True)
class _Running:
    """A quotation that has not been closed yet: its opening marks and the spans read so far."""

    text: str
    opens: list[Mark] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def read(self, mark: Mark, end: int) -> None:
        """Add the passage from `mark` to the end of its paragraph."""
        self.opens.append(mark)
        self.spans.append(_trimmed(self.text, mark.end, end))

    def goes_on(self, lead: Mark | None) -> bool:
        """Say whether a paragraph that begins with `lead` continues it."""
        return bool(self.opens) and lead is not None and lead.group == self.opens[-1].group

    def closed(self, last: Span, end: int) -> QuotedPassage:
        """Return it closed by `last`, which ends with a mark at `end`."""
        return _quoted([*self.spans, last], self.opens[0].start, end)

    def unclosed(self) -> Iterator[QuotedPassage]:
        """Yield it as it stands, if two paragraphs or more opened with its mark."""
        if len(self.opens) > 1:
            yield _quoted(self.spans, self.opens[0].start, self.spans[-1].end)


def _closed(text: str, paragraphs: Iterable[Paragraph]) -> Iterator[QuotedPassage]:
    """Yield each pair of marks, joined to the unclosed quotation that it continues."""
    running = _Running(text)
    for paragraph in paragraphs:
        goes_on = running.goes_on(paragraph.lead)
        if not goes_on:
            yield from running.unclosed()
            running = _Running(text)
        unclosed = _unclosed(text, paragraph)
        for opening, closing in paragraph.pairs:
            inner = _trimmed(text, opening.end, closing.start)
            if goes_on and opening is paragraph.lead:
                yield running.closed(inner, closing.end)
                running = _Running(text)
            else:
                yield _quoted([inner], opening.start, closing.end)
        if unclosed is None or unclosed is not paragraph.lead:
            running = _Running(text)
        if unclosed is not None:
            running.read(unclosed, paragraph.span.end)
    yield from running.unclosed()


def _unclosed(text: str, paragraph: Paragraph) -> Mark | None:
    """Return the opening mark whose quotation runs past the paragraph's end, or None when it lacks its close."""
    for mark in reversed(paragraph.opens):
        if mark.family == "single" and mark is not paragraph.lead and not _opens_sentence(text, paragraph, mark):
            continue
        tail = text[max(mark.end, paragraph.span.end - 200) : paragraph.span.end]
        return None if _SAID_AT_END.search(tail) else mark
    return None


def _opens_sentence(text: str, paragraph: Paragraph, mark: Mark) -> bool:
    """Say whether a single mark inside a paragraph opens a sentence, so that it is no apostrophe."""
    before = text[paragraph.span.start : mark.start].rstrip()
    return before[-1:] in _BEFORE_SENTENCE and text[mark.end : mark.end + 3].lstrip("'’")[:1].isupper()


def _left_open(text: str, paragraphs: Iterable[Paragraph]) -> Iterator[QuotedPassage]:
    """Yield the quotations that open in one paragraph and close in a later one, with no mark in between."""
    opening: Mark | None = None
    spans: list[Span] = []
    for paragraph in paragraphs:
        if opening is not None:
            closing = _end_of(text, opening, paragraph)
            if closing is not None:
                spans.append(_trimmed(text, paragraph.span.start, closing.start))
                yield _quoted(spans, opening.start, closing.end)
            elif not (paragraph.pairs or paragraph.opens or paragraph.closes) and len(spans) < _MOST_PARAGRAPHS:
                spans.append(_trimmed(text, paragraph.span.start, paragraph.span.end))
                continue
            opening = None
        if paragraph.opens and paragraph.opens[-1].family == "double":
            opening = paragraph.opens[-1]
            spans = [_trimmed(text, opening.end, paragraph.span.end)]


def _end_of(text: str, opening: Mark, paragraph: Paragraph) -> Mark | None:
    """Return the mark of `paragraph` that closes `opening`: its first, of the same shape, after punctuation."""
    closing = paragraph.closes[0] if paragraph.closes else None
    if closing is None or closing.group != opening.group or text[closing.start - 1] not in ".,!?…":
        return None
    return closing if all(closing.start < mark.start for mark, _ in paragraph.pairs) else None


def _quoted(spans: Iterable[Span], start: int, end: int) -> QuotedPassage:
    return QuotedPassage(spans=tuple(span for span in spans if len(span)), outer=Span(start=start, end=end))


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end)


def _nest(text: str, found: Iterable[QuotedPassage]) -> list[QuotedPassage]:
    """Order the quotations, drop those that cross another, and say how deep each stands."""
    nested: list[QuotedPassage] = []
    around: list[int] = []
    for quoted in sorted(found, key=lambda q: (q.outer.start, -q.outer.end)):
        while around and nested[around[-1]].outer.end <= quoted.outer.start:
            around.pop()
        if around and nested[around[-1]].outer.end < quoted.outer.end:
            continue
        parent = around[-1] if around else None
        score = likelihood(text, quoted.outer, quoted.spans)
        nested.append(replace(quoted, depth=len(around), parent=parent, likelihood=score))
        around.append(len(nested) - 1)
    return nested
