"""The quoted words that come nearest to a quote which stands nowhere exactly."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from onrecord.checking.matches import Match
from onrecord.checking.utterances import SpokenArticle
from onrecord.checking.word_diff import Step, align, weight
from onrecord.language.wording import Wording, contiguous

_LEAST_SHARE = 30.0
"""The score of rapidfuzz's partial ratio, of 100, below which an utterance is not looked at more closely."""

_LEAST_PIECE = 4
"""Words that each part of a stitched quote must have in common with the article; fewer stand together by chance."""

_FIRST_PRIVATE = 0xE000


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Quoted words of an article beside those of a quote; `places` are the indices of the article's words.

    `likeness`, 0 to 1, is 1 where they are the same words. `stitched` tells that they come from several utterances.
    """

    spoken: SpokenArticle
    places: tuple[int, ...]
    steps: tuple[Step, ...]
    likeness: float
    stitched: bool = False

    @property
    def shared(self) -> int:
        """The number of words that are the same."""
        return sum(len(step.quote) for step in self.steps if step.equal)

    @property
    def match(self) -> Match:
        """The article's words, as a place of their own."""
        return Match(spoken=self.spoken, runs=tuple(contiguous(self.places)), quoted=True)


def nearest(quote: Wording, spoken: SpokenArticle) -> Iterator[Alignment]:
    """Yield for each utterance of an article that is anything like a quote how near it comes."""
    code = _Code()
    sought = code.of(quote.forms)
    for utterance in spoken.utterances:
        forms = [spoken.wording.forms[i] for i in utterance.words]
        heard = code.of(forms)
        if not heard:
            continue
        found = fuzz.partial_ratio_alignment(sought, heard, score_cutoff=_LEAST_SHARE)
        if found is None:
            continue
        room = max(4, len(sought) // 2)
        start, end = max(0, found.dest_start - room), min(len(forms), found.dest_end + room)
        aligned = _aligned(spoken, quote, utterance.words[start:end])
        if aligned is not None:
            yield aligned


def _aligned(spoken: SpokenArticle, quote: Wording, places: Sequence[int]) -> Alignment | None:
    own = _tight(quote.forms, spoken, places)
    steps = _trimmed(align(quote.forms, [spoken.wording.forms[i] for i in own]), own)
    if not any(step.equal for step in steps):
        return None
    first, last = steps[0].article.start, steps[-1].article.stop
    steps = [replace(s, article=range(s.article.start - first, s.article.stop - first)) for s in steps]
    own = tuple(own[first:last])
    shared = sum(weight(quote.forms[i]) for step in steps if step.equal for i in step.quote)
    total = sum(map(weight, quote.forms)) + sum(weight(spoken.wording.forms[i]) for i in own)
    return Alignment(spoken=spoken, places=own, steps=tuple(steps), likeness=2 * shared / total)


def _tight(quote: Sequence[str], spoken: SpokenArticle, places: Sequence[int]) -> tuple[int, ...]:
    """Return the places from the last at which the common words can begin, with room for a first word replaced."""
    backwards = align(quote[::-1], [spoken.wording.forms[i] for i in reversed(places)])
    beginnings = [len(places) - step.article.stop for step in backwards if step.equal]
    room = backwards[-1].quote if backwards and not backwards[-1].equal else range(0)
    return tuple(places[max(0, min(beginnings, default=0) - len(room)) :])


def _trimmed(steps: Sequence[Step], places: Sequence[int]) -> list[Step]:
    """Return steps without the article's words beyond the quote's edges, but for those that the quote replaces.

    Those that it replaces at an edge stand together in the article.
    """
    kept = list(steps)
    if kept and not kept[0].equal:
        start, stop = max(kept[0].article.start, kept[0].article.stop - len(kept[0].quote)), kept[0].article.stop
        apart = [i for i in range(start + 1, stop) if places[i] != places[i - 1] + 1]
        kept[0] = replace(kept[0], article=range(apart[-1] if apart else start, stop))
    if len(kept) > 1 and not kept[-1].equal:
        start, stop = kept[-1].article.start, min(kept[-1].article.stop, kept[-1].article.start + len(kept[-1].quote))
        apart = [i for i in range(start + 1, stop) if places[i] != places[i - 1] + 1]
        kept[-1] = replace(kept[-1], article=range(start, apart[0] if apart else stop))
    return [step for step in kept if step.quote or step.article]


def stitched(quote: Wording, spoken: SpokenArticle) -> Alignment | None:
    """Return how a quote is put together, without a change, from several utterances of an article."""
    heard = [(utterance, spoken.of_words(utterance.words)) for utterance in spoken.utterances]
    places: list[int] = []
    parts = set()
    at = 0
    while heard and at < len(quote.words):
        rest = Wording(quote.text, quote.words[at:])
        number, run = max(((n, _longest(rest, own)) for n, (_, own) in enumerate(heard)), key=lambda each: len(each[1]))
        if len(run) < _LEAST_PIECE:
            return None
        places.extend(heard[number][0].words[i] for i in run)
        parts.add(number)
        at += len(run)
    if len(parts) < 2 or len(places) != len(quote.words):
        return None
    same = Step(equal=True, quote=range(len(quote.words)), article=range(len(places)))
    return Alignment(spoken=spoken, places=tuple(places), steps=(same,), likeness=1.0, stitched=True)


def _longest(quote: Wording, heard: Wording) -> range:
    """Return where the longest beginning of a quote stands in what was heard."""
    longest = range(0)
    low, high = 1, len(quote.words)
    while low <= high:
        middle = (low + high) // 2
        run = next(heard.runs(Wording(quote.text, quote.words[:middle])), None)
        if run is None:
            high = middle - 1
        else:
            longest, low = run, middle + 1
    return longest


class _Code:
    """Words as single characters, so that rapidfuzz compares words and not letters."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def of(self, forms: Iterable[str]) -> str:
        """Return a string with one character for each form."""
        return "".join(self._codes.setdefault(form, chr(_FIRST_PRIVATE + len(self._codes))) for form in forms)
