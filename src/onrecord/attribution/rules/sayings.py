"""Attributions found by their place: which of them hold words of a quotation or of a stretch of the text."""

from collections.abc import Iterable, Iterator

from onrecord.language.quotation_marks.quotation_marks import QuotedPassage
from onrecord.model import Attribution, Span

_STRETCH = 256


class Sayings:
    """Attributions by the stretches of the text that their content touches."""

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        """Keep the attributions."""
        self.all: list[Attribution] = []
        self._by_stretch: dict[int, list[tuple[int, Span]]] = {}
        for attribution in attributions:
            self.put(attribution)

    def put(self, attribution: Attribution) -> None:
        """Add one behind the others."""
        for span in attribution.content:
            for stretch in _stretches(span):
                self._by_stretch.setdefault(stretch, []).append((len(self.all), span))
        self.all.append(attribution)

    def holds(self, quoted: QuotedPassage) -> bool:
        """Say whether one of them has words of a quotation."""
        return any(True for piece in quoted.spans for _ in self._places(piece))

    def within(self, span: Span) -> list[Attribution]:
        """Return those that have words inside `span`, in the order in which they were put."""
        return [self.all[place] for place in sorted(set(self._places(span)))]

    def _places(self, span: Span) -> Iterator[int]:
        for stretch in _stretches(span):
            for place, other in self._by_stretch.get(stretch, ()):
                if other.overlaps(span):
                    yield place


def _stretches(span: Span) -> range:
    return range(span.start // _STRETCH, span.end // _STRETCH + 1)
