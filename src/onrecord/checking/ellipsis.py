"""What an ellipsis leaves out: words of one utterance are its to drop, as long as they turn nothing.

Where it drops a negation, a condition, a denial or an exception, joins two utterances or moves words, the quote says
what nobody said. So it does where half a sentence goes on with half of another, with a subject from here and a verb
from there, or where words stay that belong to a number left out: "forty in summer and thirty in winter" is not "forty
… in winter".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.checking.matches import Match
from onrecord.checking.quote import Quote
from onrecord.checking.utterances import SpokenArticle, Utterance, ends_sentence
from onrecord.language.numerals import COUNTING_WORDS
from onrecord.language.turning_words import is_left_alone, turning_words
from onrecord.language.wording import Wording, contiguous
from onrecord.model import Span

_LEAST_PIECE = 2
"""Words that a part of a quote must have to be looked for in another utterance than the rest."""

_MOST_SHOWN = 240
_SENTENCE_END = re.compile(r"(?<=\w\w)[.?!…][\"”’)]*\s+[\"“‘(]*(?=[A-Z\d]|\Z)")
_ENDS_HERE = re.compile(r"[\"”’)]*[.?!…]")
_CLAUSE_END = re.compile(r"[,;:—–-][\"“”\s]*\Z|\b(?:and|but|so|that|because|or|while)\s+\Z")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_OF_NUMBER = frozenset({"at", "by", "for", "from", "in", "of", "on", "per", "percent", "with"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The parts of a quote, each quoted in an article, but not in this order in one utterance.

    `match` holds the parts in the order of the article; `moved` tells that they are of one utterance, which has them
    in another order.
    """

    match: Match
    moved: bool


def honest(found: Sequence[Match], quote: Quote) -> list[Match]:
    """Return the places whose ellipses, if there are any, turn nothing and make one sentence of no two."""
    return [each for each in found if not each.quoted or not _is_changed(each, quote)]


def _is_changed(found: Match, quote: Quote) -> bool:
    return any((turned_by(found), grafted(found, quote), left_alone(found)))


def dropped(found: Match) -> list[Span]:
    """Return the words of the utterance that the quote leaves out between its parts, a place for each run of them."""
    held = _utterance_of(found)
    if held is None:
        return []
    own = {i for run in found.runs for i in run}
    first, last = found.runs[0][0], found.runs[-1][-1]
    out = [i for i in held.words if first < i < last and i not in own]
    return [found.spoken.wording.span(run) for run in contiguous(out)]


def turned_by(found: Match) -> Span | None:
    """Return the words left out that turn the sense of those kept, None where none do.

    Of an expression such as "far from" one half is enough, the other being kept beside it.
    """
    text = found.spoken.article.text
    for gap in dropped(found):
        near = _widened(found, gap)
        for turns in turning_words(near.of(text)):
            place = Span(start=near.start + turns.start, end=near.start + turns.end)
            if place.overlaps(gap):
                return gap
    return None


def left_alone(found: Match) -> Span | None:
    """Return the words left out that govern the word kept behind them, None where none do."""
    held, forms = _utterance_of(found), found.spoken.wording.forms
    own = {i for run in found.runs for i in run}
    before: list[str] = []
    out: list[int] = []
    for word in held.words if held else ():
        if word not in own:
            out.append(word)
            continue
        if out and is_left_alone(before, [forms[i] for i in out], forms[word]):
            return found.spoken.wording.span(list(contiguous(out))[-1])
        if out:
            before, out = [], []
        before.append(forms[word])
    return None


def grafted(found: Match, quote: Quote) -> Span | None:
    """Return what stands between two parts that an ellipsis makes one sentence of, None where it does not."""
    words, text = found.spoken.wording.words, found.spoken.article.text
    own = [i for run in found.runs for i in run]
    if len(own) != len(quote.forms):
        return None
    at = 0
    for number, tight in enumerate(quote.tight):
        at += len(quote.fragments[number].words)
        left, right = own[at - 1], own[at]
        if tight or right <= left + 1:
            continue
        between = text[words[left].end : words[right].start]
        first = quote.fragments[number + 1].words[0]
        runs_on = quote.text[first.start].islower() and text[words[right].start].isupper()
        if _is_number_s(found, right) or _is_graft(between, runs_on=runs_on):
            return found.spoken.wording.span(range(left + 1, right))
    return None


def _is_graft(between: str, *, runs_on: bool) -> bool:
    """Say whether what was left out ends one sentence in its middle and begins another in its middle."""
    ends = [end for end in _SENTENCE_END.finditer(between) if ends_sentence(end)]
    if not ends or _ENDS_HERE.match(between):
        return False
    if ends[-1].end() == len(between):
        return runs_on
    return _CLAUSE_END.search(between) is None


def _is_number_s(found: Match, right: int) -> bool:
    """Say whether the word at `right` goes with a number just before it, which was left out."""
    forms = found.spoken.wording.forms
    number = forms[right - 1]
    is_number = (number in COUNTING_WORDS and number != "one") or number.isdigit()
    return is_number and not _YEAR.fullmatch(number) and forms[right] in _OF_NUMBER


def _widened(found: Match, gap: Span) -> Span:
    words = found.spoken.wording.words
    place = found.spoken.wording.within(gap)
    start, end = words[max(0, place[0] - 1)].start, words[min(len(words) - 1, place[-1] + 1)].end
    return Span(start=start, end=end)


def shown(found: Match, gap: Span) -> str:
    """Return the words left out as they are told, where they are many only those around what turns the sense."""
    text = gap.of(found.spoken.article.text)
    if len(text) <= _MOST_SHOWN and "\n" not in text:
        return text
    turns = turning_words(text)
    start = max(0, turns[0].start - 40) if turns else 0
    start = text.rfind(" ", 0, start) + 1
    part = text[start : start + _MOST_SHOWN].split("\n", 1)[0]
    return part.rpartition(" ")[0] if len(part) == _MOST_SHOWN and " " in part else part


def places(found: Match) -> list[int]:
    """Return the indices of the utterance's words from the first that was asked about to the last."""
    held = _utterance_of(found)
    first, last = found.runs[0][0], found.runs[-1][-1]
    return [i for i in held.words if first <= i <= last] if held else [i for run in found.runs for i in run]


def _utterance_of(found: Match) -> Utterance | None:
    first, last = found.runs[0][0], found.runs[-1][-1]
    return next((u for u in found.spoken.utterances if first in u.words and last in u.words), None)


def find_join(spoken: SpokenArticle, quote: Quote) -> Joined | None:
    """Return how a quote with an ellipsis is put together from quoted words that do not stand so in one utterance."""
    parts = [part for part in quote.fragments if len(part.words) >= _LEAST_PIECE]
    if len(quote.fragments) < 2 or not parts:
        return None
    pieces = [list(_places(spoken, part)) for part in quote.fragments]
    if not all(pieces):
        return None
    chosen = _together(pieces) or [each[0] for each in pieces]
    utterances = {number for number, _ in chosen}
    if len(utterances) > 1 and len(parts) < len(quote.fragments):
        return None
    runs = sorted((run for _, each in chosen for run in each), key=lambda run: run[0])
    if any(one[-1] >= other[0] for one, other in pairwise(runs)):
        return None
    return Joined(match=Match(spoken=spoken, runs=tuple(runs), quoted=True), moved=len(utterances) == 1)


def _together(pieces: Sequence[Sequence[tuple[int, list[range]]]]) -> list[tuple[int, list[range]]] | None:
    """Return a place for each part in one and the same utterance, None where no utterance has them all."""
    for number in dict.fromkeys(number for number, _ in pieces[0]):
        own = [next((place for place in each if place[0] == number), None) for each in pieces]
        found = [place for place in own if place is not None]
        if len(found) == len(pieces):
            return found
    return None


def _places(spoken: SpokenArticle, part: Wording) -> Iterator[tuple[int, list[range]]]:
    """Yield where a part of a quote is quoted: the number of the utterance, and the runs of the article's words."""
    for number, utterance in enumerate(spoken.utterances):
        for run in spoken.of_words(utterance.words).runs(part):
            yield number, list(contiguous([utterance.words[i] for i in run]))
