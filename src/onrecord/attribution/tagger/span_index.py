"""Token spans of one role found by their place, and where sentences end: nothing here looks through a whole text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.attribution.tagger.tagger import TokenSpan

_RUN = re.compile(r"[^\w\s]+|\n")
_ENDS = ".!?"


class SpanIndex:
    """Spans that may be linked to: in order, and none of them shares a token with another."""

    def __init__(self, spans: Sequence[TokenSpan]) -> None:
        """Keep the spans."""
        self.spans = list(spans)
        self._firsts = [first for first, _ in spans]
        self._lasts = [last for _, last in spans]

    def between(self, first: int, last: int) -> list[TokenSpan]:
        """Return the spans that share a token with `first:last`, in order."""
        return self.spans[bisect_right(self._lasts, first) : bisect_left(self._firsts, last)]

    def begins_between(self, first: int, last: int) -> bool:
        """Say whether one of the spans begins with a token of `first:last`."""
        return bisect_left(self._firsts, first) < bisect_left(self._firsts, last)

    def beginning_at(self, token: int) -> TokenSpan | None:
        """Return the span that begins with a token, None where none does."""
        place = bisect_left(self._firsts, token)
        return self.spans[place] if place < len(self.spans) and self._firsts[place] == token else None


class SentenceEnds:
    """Where a text's sentences end: at a line's end, and at a stop that only marks part from the next space."""

    def __init__(self, text: str) -> None:
        """Find the ends."""
        self._stops: list[int] = []
        self._closed: list[int] = []
        for run in _RUN.finditer(text):
            start, end = run.span()
            stop = start if run[0] == "\n" else start + max(map(run[0].rfind, _ENDS))
            if run[0] == "\n" or (stop >= start and text[end : end + 1].isspace()):
                self._stops.append(stop)
                self._closed.append(end if run[0] != "\n" else start)

    def between(self, start: int, end: int) -> bool:
        """Say whether a sentence ends inside `start:end`, the space behind it included."""
        place = bisect_left(self._stops, start)
        return place < len(self._stops) and self._closed[place] < end
