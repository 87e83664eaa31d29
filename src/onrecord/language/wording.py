"""Words compared as a reader would: by what they are, not by how they are set.

Letter case, accents, the style of marks, spacing, Unicode form, hyphens and punctuation between words do not make two
wordings differ. A word, a number, a "not" or a currency sign does.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from onrecord.model import Span

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_APOSTROPHES = "’‘ʼ`´"
_WORD = re.compile(
    rf"\d+(?:[.,:]\d+)+|[^\W_](?:[^\W_]|[\u0300-\u036f{_INVISIBLE}]|['{_APOSTROPHES}](?=[^\W_])|\.(?=[^\W\d_]\b))*"
    r"|[$€£¥%&]"
)
_HYPHENS = re.compile(r"[-\u00ad\u2010-\u2015\u2212]\s*\Z|\A[-\u00ad\u2010\u2011]")
_SIGNS = {"%": "percent", "&": "and"}
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}\b)")
_DROPPED = str.maketrans("", "", _INVISIBLE)
_PLAIN_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))


class Word(NamedTuple):
    """A word of a text: where it stands, its `form` for comparing, and whether a hyphen joins it to the one before."""

    start: int
    end: int
    form: str
    hyphened: bool = False

    @property
    def span(self) -> Span:
        """The word's place."""
        return Span(start=self.start, end=self.end)


@dataclass(frozen=True)
class Wording:
    """A text as its words, in order."""

    text: str
    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str) -> "Wording":
        """Read a text."""
        return cls(text, tuple(_words(text)))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words' forms."""
        return tuple(word.form for word in self.words)

    @cached_property
    def letters(self) -> str:
        """All forms, with nothing between them."""
        return "".join(self.forms)

    @cached_property
    def _begins(self) -> list[int]:
        """Where each word begins in `letters`, and where the last one ends."""
        begins = [0]
        for form in self.forms:
            begins.append(begins[-1] + len(form))
        return begins

    def within(self, span: Span) -> range:
        """Return the indices of the words that lie wholly inside a span of the text."""
        starts = self._starts
        first = bisect_left(starts, span.start)
        last = bisect_left(starts, span.end)
        while last > first and self.words[last - 1].end > span.end:
            last -= 1
        return range(first, last)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def span(self, indices: range) -> Span:
        """Return the place of a run of words, which must not be empty."""
        return Span(start=self.words[indices[0]].start, end=self.words[indices[-1]].end)

    def runs(self, wanted: "Wording") -> Iterator[range]:
        """Yield every run of words, by index, that is the same as all the words of `wanted`."""
        sought, at = wanted.letters, -1
        while sought and (at := self.letters.find(sought, at + 1)) >= 0:
            first = bisect_left(self._begins, at)
            last = bisect_left(self._begins, at + len(sought))
            whole = self._begins[first] == at and self._begins[last] == at + len(sought)
            if whole and self._is_divided_alike(range(first, last), wanted):
                yield range(first, last)

    def _is_divided_alike(self, run: range, wanted: "Wording") -> bool:
        """Say whether the same letters make the same words, a hyphen between two counting as nothing or as a space."""
        own = {self._begins[i] - self._begins[run[0]]: self.words[i].hyphened for i in run[1:]}
        other = {wanted._begins[i]: wanted.words[i].hyphened for i in range(1, len(wanted.words))}
        return all({**own, **other}[cut] for cut in own.keys() ^ other.keys())


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return the form of a word: letters without case, accents and invisible characters."""
    plain = word.translate(_DROPPED).translate(_PLAIN_APOSTROPHE)
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in apart if not unicodedata.combining(c))
    if plain[:1].isdigit():
        plain = _GROUPED.sub("", plain)
    elif "." in plain:
        plain = plain.replace(".", "")
    plain = plain.casefold()
    return _SIGNS.get(plain, plain)


def _words(text: str) -> Iterator[Word]:
    before = 0
    for match in _WORD.finditer(text):
        form = fold(match.group())
        if form:
            start, end = match.span()
            gap = text[before:start]
            yield Word(start, end, form, before > 0 and gap != " " and _HYPHENS.search(gap) is not None)
            before = end


def same_words(one: str, other: str) -> bool:
    """Say whether two texts are the same words, however they are set."""
    mine, theirs = Wording.of(one), Wording.of(other)
    return mine.letters == theirs.letters and any(len(run) == len(mine.words) for run in mine.runs(theirs))


def exact(text: str, quote: str) -> list[Span]:
    """Return where the words of `quote` stand in `text`, however they are set there; every place, in order."""
    wording = Wording.of(text)
    return [wording.span(run) for run in wording.runs(Wording.of(quote))]


def contiguous(indices: Sequence[int]) -> Iterator[range]:
    """Yield the runs of neighbouring numbers among some that are in order."""
    start = 0
    for place in range(1, len(indices) + 1):
        if place == len(indices) or indices[place] != indices[place - 1] + 1:
            yield range(indices[start], indices[place - 1] + 1)
            start = place
