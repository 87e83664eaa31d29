"""From an article to its claims: what somebody in it asserts, and what it asserts itself."""

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from onrecord.claims.detection.detector import detector
from onrecord.claims.detection.vague import vague
from onrecord.claims.said_on import said_on
from onrecord.language.moments import MOMENT
from onrecord.language.numerals import figures
from onrecord.language.words import words
from onrecord.model import Article, Attribution, Claim, Span
from onrecord.stint import steps
from onrecord.storage.records import PlacedClaim, StoredSentence

CLAIMED = 0.5
"""The probability of stating a fact that can be verified from which on words are a claim.

Below it they are where their sentence tells a figure or a day: another sentence may tell it otherwise.
"""

_FEWEST_WORDS = 5
_OWN_VOICE = 0.5
"""The share of a sentence's letters that others must not have said for it to count as the article's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Assertion:
    """Words that assert something: their place, the sentence they stand in, and who says them."""

    span: Span
    sentence: StoredSentence
    said: Attribution | None


def claims_of(
    article: Article, sentences: Sequence[StoredSentence], attributions: Sequence[Attribution]
) -> list[PlacedClaim]:
    """Return the claims of an article in the order of its text, each once.

    What somebody says over several sentences is a claim for each of them; `sentences` have their vectors.
    """
    asserted = list(_assertions(article.text, sentences, attributions))
    if not asserted:
        return []
    texts = [each.span.of(article.text) for each in asserted]
    vectors = np.stack([each.sentence.vector for each in asserted]).astype(np.float32)
    assessments = detector().assess(texts, vectors)
    seen: Counter[str] = Counter()
    found = []
    for each, text, assessed in zip(asserted, texts, assessments, strict=True):
        if assessed.verifiable < CLAIMED and not _is_comparable(each.sentence.sentence.span.of(article.text)):
            continue
        form = " ".join(words(text))
        told = said_on(article, each.said) if each.said else None
        knows_speaker = each.said is None or each.said.speaker is not None
        unpinned = vague(text, is_speaker_known=knows_speaker, is_day_known=article.published is not None)
        claim = Claim(
            article=article,
            span=each.span,
            id=_identity(article.id, form, seen[form]),
            kind=assessed.kind,
            score=assessed.score,
            verifiable=assessed.verifiable,
            reasons=assessed.reasons,
            speaker=each.said.speaker.name if each.said and each.said.speaker else None,
            source=each.said.source if each.said else None,
            said_on=told[0] if told else None,
            said_on_span=told[1] if told else None,
            vague=unpinned.moved(each.span.start) if unpinned else None,
        )
        seen[form] += 1
        place = each.sentence
        found.append(PlacedClaim(claim=claim, passage_id=place.passage_id, sentence_start=place.sentence.start))
    return found


def _assertions(
    text: str, sentences: Sequence[StoredSentence], attributions: Sequence[Attribution]
) -> Iterator[_Assertion]:
    """Yield what is asserted in each sentence of the text: by those it has words of, or else by the article."""
    spoken = _Spoken(attributions)
    for sentence in steps("finding claims", sentences):
        own = sentence.sentence
        if own.role != "prose" or text[own.start : own.end].rstrip().endswith("?"):
            continue
        within = spoken.within(own.span)
        said = {piece: each for span, each in within if (piece := _shared(text, own.span, span))}
        pieces = [piece for piece in said if not any(piece != other and other.contains(piece) for other in said)]
        yield from (_Assertion(span=piece, sentence=sentence, said=said[piece]) for piece in sorted(pieces))
        if len(words(own.span.of(text))) < _FEWEST_WORDS:
            continue
        if not pieces and _left(own.span, [span for span, _ in within]) >= _OWN_VOICE * len(own.span):
            yield _Assertion(span=own.span, sentence=sentence, said=None)


class _Spoken:
    """What is said in a text, found by its place."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._said = [(span, each) for each in attributions for span in each.content]
        self._order = sorted(range(len(self._said)), key=lambda number: self._said[number][0].start)
        self._starts = [self._said[number][0].start for number in self._order]
        self._reached = list(accumulate((self._said[number][0].end for number in self._order), max))

    def within(self, place: Span) -> list[tuple[Span, Attribution]]:
        """Return what overlaps a place and who says it, in the order of the attributions."""
        near = self._order[bisect_right(self._reached, place.start) : bisect_left(self._starts, place.end)]
        return [self._said[number] for number in sorted(near) if self._said[number][0].overlaps(place)]


def _shared(text: str, sentence: Span, said: Span) -> Span | None:
    """Return what a sentence and somebody's words share, without the space at its ends, where it is a few words."""
    start, end = max(sentence.start, said.start), min(sentence.end, said.end)
    piece = text[start:end] if start < end else ""
    bare = piece.strip()
    if len(words(bare)) < _FEWEST_WORDS:
        return None
    start += piece.index(bare)
    return Span(start=start, end=start + len(bare))


def _left(sentence: Span, spans: Iterable[Span]) -> int:
    """Return how many characters of a sentence are in none of some spans."""
    taken = {i for span in spans for i in range(max(sentence.start, span.start), min(sentence.end, span.end))}
    return len(sentence) - len(taken)


def _is_comparable(text: str) -> bool:
    """Say whether a sentence tells a figure or a moment, which another one may tell otherwise."""
    return next(figures(text), None) is not None or MOMENT.search(text) is not None


def _identity(article_id: str, form: str, nth: int) -> str:
    """Return the id of a claim: the same for the same words in the same article, wherever in it they stand."""
    return hashlib.sha256("\0".join((article_id, form, str(nth))).encode()).hexdigest()[:12]
