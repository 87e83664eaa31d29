"""Whether the words of a quotation stand in a text, whatever form they are written in.

Form is case, the style of quotation marks, spacing, punctuation, hyphens and the Unicode form. Two texts that differ only
in form have the same words.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from onrecord.model import Span

_MARK = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = rf"[^\W_][{_MARK}]*"
_APOSTROPHES = "'’‘ʼ＇`´"
_WORD = re.compile(
    rf"\d+(?:[.,:/]\d+)+(?:{_LETTER})*|(?:{_LETTER})+(?:[{_APOSTROPHES}](?:{_LETTER})+)*|[$£€¥₹%&@#°+=<>§]"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")


@dataclass(frozen=True, slots=True)
class Worded:
    """A text as its words in one form, each with its place in the text itself.

    `joined` holds the words between single spaces, with a space at either end.
    """

    joined: str
    spans: tuple[Span, ...]
    starts: tuple[int, ...]

    def find(self, words: str) -> Iterator[Span]:
        """Yield every place where `words`, joined as this text's are, stand in a row."""
        if not words.strip():
            return
        at = self.joined.find(words)
        while at >= 0:
            first = bisect_right(self.starts, at) - 1
            last = bisect_right(self.starts, at + len(words) - 2) - 1
            yield Span(start=self.spans[first].start, end=self.spans[last].end)
            at = self.joined.find(words, at + 1)


@lru_cache(maxsize=512)
def worded(text: str) -> Worded:
    """Return the words of a text with their places."""
    found = [(same, Span(start=m.start(), end=m.end())) for m in _WORD.finditer(text) if (same := _same(m.group()))]
    spans = tuple(span for _, span in found)
    starts = tuple(accumulate((len(word) + 1 for word, _ in found), initial=0))[:-1]
    return Worded(joined=f" {' '.join(word for word, _ in found)} ", spans=spans, starts=starts)


def places(quotation: str, text: str, within: Span | None = None) -> Iterator[Span]:
    """Yield the spans of `text` that have the same words as a quotation, in the order of the text.

    A span begins and ends with a word, so that punctuation at the edges is left out.
    """
    wanted = worded(quotation).joined
    for span in worded(text).find(wanted):
        if within is None or within.contains(span):
            yield span


@lru_cache(maxsize=50_000)
def _same(word: str) -> str:
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", word)).casefold()
    return _THOUSANDS.sub("", _APOSTROPHE.sub("'", plain))
