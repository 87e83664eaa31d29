"""Fits the tagger's content to quotation marks: a quotation is somebody's words as a whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.attribution.tagger.features import Encoding
from onrecord.attribution.tagger.tagger import CONTENT, CUE, SOURCE, Tagging, TokenSpan
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage
from onrecord.model import Span

_SURE, _LIKELY = 0.5, 0.2
_SPILL = 1
_SMALL_WORD = 3
_WIDEST_GAP, _NO_ROLE = 2, 0.3
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
    spans = list(tagged)
    filled: list[Chunk] = []
    for quoted in reading.encoding.quotations:
        inner = [span for piece in quoted.spans if (span := tokens_in(reading.encoding, piece))]
        if quoted.depth or not inner:
            continue
        around = tokens_in(reading.encoding, quoted.outer) or inner[0]
        first, last = around
        if is_heading(text, quoted):
            spans = [span for span in spans if not (first <= span[0] and span[1] <= last)]
            continue
        touching = [span for span in spans if span[0] < last and first < span[1]]
        if not is_said(reading, quoted, inner):
            continue
        rest = [span for span in spans if span not in touching]
        before = min((s for s, _ in touching), default=first)
        after = max((e for _, e in touching), default=last)
        if before < first and text[: quoted.outer.start].rstrip()[-1:] == ":":
            rest, before = [*rest, (before, first)], first
        if _wordy(text, reading.encoding, before, first) or _wordy(text, reading.encoding, last, after):
            spans = sorted([*rest, (min(before, first), max(after, last))])
        else:
            spans = sorted(rest)
            filled.append(Chunk(spans=tuple(inner), quoted=quoted))
    loose = [Chunk(spans=(span,)) for span in _bridged(text, reading, spans)]
    return sorted([*loose, *filled], key=lambda chunk: chunk.spans)


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
    alone = text[: quoted.outer.start].rstrip(" \t")[-1:] in {"", "\n"} and text[quoted.outer.end :].lstrip(" \t")[
        :1
    ] in {"", "\n"}
    longer = [word for word in quoted.words(text).split() if len(word) > _SMALL_WORD]
    return alone and len(longer) > 1 and all(not word[0].islower() for word in longer)


def tokens_in(encoding: Encoding, span: Span) -> TokenSpan | None:
    """Return the tokens that lie in a span of characters, None where there are none."""
    first = int(np.searchsorted(encoding.starts, span.start, side="left"))
    last = int(np.searchsorted(encoding.ends, span.end, side="right"))
    return (first, last) if first < last else None


def _wordy(text: str, encoding: Encoding, first: int, last: int) -> bool:
    """Say whether the tokens `first:last` are more than a word or two that slipped over a mark."""
    if last <= first:
        return False
    words = text[int(encoding.starts[first]) : int(encoding.ends[last - 1])].split()
    return sum(any(char.isalnum() for char in word) for word in words) >= _SPILL
