"""Fits the tagger's content to quotation marks: a quotation is somebody's words as a whole or not at all."""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.attribution.tagger.features import Encoding
from onrecord.attribution.tagger.tagger import CONTENT, CUE, SOURCE, Tagging, TokenSpan
from onrecord.language.quotation_marks.edges import first_behind, last_before
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage
from onrecord.model import Span

_SURE, _LIKELY = 0.5, 0.2
_SMALL_WORD = 3
_WIDEST_GAP, _NO_ROLE = 2, 0.3
_LETTER = re.compile(r"[^\W_]")
_STOPS = frozenset('.?!;:\n“”"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Words that belong together: token spans, one for each paragraph, and the quotation that they fill, if any."""

    spans: tuple[TokenSpan, ...]
    quoted: QuotedPassage | None = None

    @property
    def first(self) -> int:
        """The first token."""
        return self.spans[0][0]

    @property
    def last(self) -> int:
        """The token after the last."""
        return self.spans[-1][1]


def align_with_quotations(text: str, reading: Tagging, tagged: Sequence[TokenSpan]) -> list[Chunk]:
    """Return content chunks that each fill quotations or hold them whole, in the order of their first token."""
    spans = _Passing(tagged)
    filled: list[Chunk] = []
    for quoted in reading.encoding.quotations:
        inner = [span for piece in quoted.spans if (span := tokens_in(reading.encoding, piece))]
        if quoted.depth or not inner:
            continue
        first, last = tokens_in(reading.encoding, quoted.outer) or inner[0]
        touching = spans.take(first, last)
        if is_heading(text, quoted):
            spans.put_back(span for span in touching if not (first <= span[0] and span[1] <= last))
            continue
        if not is_said(reading, quoted, inner):
            spans.put_back(touching)
            continue
        before = min(first, *(s for s, _ in touching)) if touching else first
        after = max(last, *(e for _, e in touching)) if touching else last
        rest: list[TokenSpan] = []
        if before < first and last_before(text, quoted.outer.start) == ":":
            rest, before = [(before, first)], first
        if _wordy(text, reading.encoding, before, first) or _wordy(text, reading.encoding, last, after):
            rest.append((before, after))
        else:
            filled.append(Chunk(spans=tuple(inner), quoted=quoted))
        spans.put_back(rest)
    loose = [Chunk(spans=(span,)) for span in _bridged(text, reading, spans.all())]
    return sorted([*loose, *filled], key=lambda chunk: chunk.spans)


class _Passing:
    """Spans in order, taken and put back at a place that only moves on."""

    def __init__(self, spans: Sequence[TokenSpan]) -> None:
        self._passed: list[TokenSpan] = []
        self._ahead = deque(spans)

    def take(self, first: int, last: int) -> list[TokenSpan]:
        """Take out the spans that share a token with `first:last`."""
        taken = []
        while self._ahead and self._ahead[0][1] <= first:
            self._passed.append(self._ahead.popleft())
        while self._ahead and self._ahead[0][0] < last:
            taken.append(self._ahead.popleft())
        return taken

    def put_back(self, spans: Iterable[TokenSpan]) -> None:
        """Put spans at the place where others were taken."""
        self._ahead.extendleft(reversed(list(spans)))

    def all(self) -> list[TokenSpan]:
        """Return every span, in order."""
        return [*self._passed, *self._ahead]


def _bridged(text: str, reading: Tagging, spans: Sequence[TokenSpan]) -> list[TokenSpan]:
    """Join spans that a word or two part which are no cue and no source."""
    joined: list[TokenSpan] = []
    for start, end in spans:
        before = joined[-1][1] if joined else start
        if before < start <= before + _WIDEST_GAP and _is_gap(text, reading, before, start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_gap(text: str, reading: Tagging, first: int, last: int) -> bool:
    encoding = reading.encoding
    between = text[int(encoding.ends[first - 1]) : int(encoding.starts[last])]
    roles = reading.tags[[SOURCE, CUE], first:last, 1:].sum(axis=2)
    return _STOPS.isdisjoint(between) and float(roles.max()) <= _NO_ROLE


def is_said(reading: Tagging, quoted: QuotedPassage, inner: Sequence[TokenSpan]) -> bool:
    """Say whether a quotation is to be read as content."""
    inside = np.concatenate([reading.tags[CONTENT, s:e, 1:].sum(axis=1) for s, e in inner])
    share = float(inside.mean())
    return share >= _SURE or (quoted.is_words and len(inside) > 3 and (share >= _LIKELY))


def is_heading(text: str, quoted: QuotedPassage) -> bool:
    """Say whether a quotation is a line of its own whose longer words all have a capital."""
    edges = {last_before(text, quoted.outer.start, " \t"), first_behind(text, quoted.outer.end, " \t")}
    alone = edges <= {"", "\n"}
    longer = [word for word in quoted.words(text).split() if len(word) > _SMALL_WORD]
    return alone and len(longer) > 1 and all(not word[0].islower() for word in longer)


def tokens_in(encoding: Encoding, span: Span) -> TokenSpan | None:
    """Return the tokens that lie in a span of characters, None where there are none."""
    first = int(np.searchsorted(encoding.starts, span.start, side="left"))
    last = int(np.searchsorted(encoding.ends, span.end, side="right"))
    return (first, last) if first < last else None


def _wordy(text: str, encoding: Encoding, first: int, last: int) -> bool:
    """Say whether the tokens `first:last` are more than marks that slipped over another mark."""
    if last <= first:
        return False
    return _LETTER.search(text, int(encoding.starts[first]), int(encoding.ends[last - 1])) is not None
