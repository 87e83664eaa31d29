"""How much of what a sentence says stands in passages, by its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.answering.grounding.passage import NumberedPassage
from onrecord.embedding import Vectors, WordVectors
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.numerals import NUMBER_WORDS, Figure, figures
from onrecord.language.words import content_words, stems, words
from onrecord.model import Span

_UNLIKE, _ALIKE = 0.25, 0.6
"""Similarities of two words' vectors: what still means nothing, and what means as much as the same word."""

_HELD = 0.5
"""How surely a word must stand in a passage to be counted as standing there."""

_MOST_SENTENCES = 3
_LEAST_GAIN = 0.8
"""What a further sentence must hold that the chosen ones do not, in words."""

_STRONG = 0.6
"""Share of what the best sentence holds that makes another a strong one."""

_SAYING = word_list("speech verbs") | word_list("speech words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What passages hold of a sentence: `whole` of its words in all of them, `close` in the few sentences of `spans`.

    Both are shares, 0 to 1. `spans` are the article sentences that hold most, by the number of their passage; `strong`
    are those among them that hold nearly as much as the best.
    """

    whole: float
    close: float
    spans: dict[int, tuple[Span, ...]]
    strong: tuple[tuple[int, Span], ...] = ()


@dataclass(frozen=True)
class SentenceContent:
    """What a sentence says outside its quotations; `asked` are stems that it may have from the question."""

    plain: str
    asked: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The content words, without those that only report speech."""
        kept = (word for word in content_words(self.plain) if word not in _SAYING and word not in NUMBER_WORDS)
        return tuple(word for word in kept if not word[0].isdigit())

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of the words."""
        return tuple(stems(self.words))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers."""
        return tuple(figures(self.plain))


class PassageContent:
    """A passage laid out to be compared with many sentences: its words once, with their stems and vectors."""

    def __init__(self, given: NumberedPassage, vectors: WordVectors | None) -> None:
        """Lay out a passage; without `vectors` only the same words count."""
        self.given = given
        own = [words(span.of(given.article.text)) for span in given.sentences]
        heading = frozenset(stems(word for text in _heading(given) for word in words(text)))
        self._stems = [heading.union(stems(each)) for each in own]
        self._vectors = vectors
        self._starts = np.cumsum([0, *(max(1, len(each)) for each in own[:-1])])
        self._words = [word for each in own for word in each or ["-"]]

    @cached_property
    def _table(self) -> Vectors:
        return self._vectors(self._words) if self._vectors else np.zeros((len(self._words), 1), dtype=np.float32)

    def held(self, said: SentenceContent, vectors: Vectors | None) -> NDArray[np.float64]:
        """Return how surely each sentence has each word of what is said, (sentences, words), 0 to 1."""
        exact: NDArray[np.float64] = np.array([[float(stem in own) for stem in said.stems] for own in self._stems])
        if vectors is None or exact.max(axis=0).all():
            return exact
        likeness = np.maximum.reduceat(self._table @ vectors.T, self._starts, axis=0)
        near: NDArray[np.float64] = np.maximum(exact, np.clip((likeness - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0, 1.0))
        return near


def support(said: SentenceContent, grounds: Sequence[PassageContent], vectors: WordVectors | None) -> Support:
    """Return how well passages support what a sentence says."""
    if not grounds or not said.words:
        return Support(whole=1.0, close=1.0, spans={})
    own = vectors(said.words) if vectors else None
    matrix = _without_asked(np.concatenate([ground.held(said, own) for ground in grounds]), said)
    places = [(ground.given.n, span) for ground in grounds for span in ground.given.sentences]
    chosen = _chosen(matrix)
    spans: dict[int, tuple[Span, ...]] = {}
    for n, span in (places[index] for index in sorted(chosen)):
        spans[n] = (*spans.get(n, ()), span)
    sums = matrix.sum(axis=1)
    strong = tuple(places[index] for index in sorted(chosen) if sums[index] >= _STRONG * sums[chosen].max())
    close = float(matrix[chosen].max(axis=0).mean()) if chosen else 0.0
    return Support(whole=float(matrix.max(axis=0).mean()), close=close, spans=spans, strong=strong)


def _without_asked(matrix: NDArray[np.float64], said: SentenceContent) -> NDArray[np.float64]:
    """Return what is held of the words without those of the question that nothing holds, where others are left."""
    kept = np.array([stem not in said.asked for stem in said.stems]) | (matrix.max(axis=0) >= _HELD)
    news = np.array([stem not in said.asked for stem in said.stems])
    return matrix[:, kept] if news.any() and not kept.all() else matrix


def _chosen(matrix: NDArray[np.float64]) -> list[int]:
    """Return the rows that together hold most, greedily, few of them."""
    held = np.zeros(matrix.shape[1])
    chosen: list[int] = []
    while len(chosen) < _MOST_SENTENCES:
        gains = np.maximum(matrix, held).sum(axis=1) - held.sum()
        best = int(gains.argmax())
        if gains[best] < (_LEAST_GAIN if chosen else 0.01):
            break
        chosen.append(best)
        held = np.maximum(held, matrix[best])
    return chosen


def _heading(given: NumberedPassage) -> Iterable[str]:
    article = given.article
    if article.published:
        yield f"{article.published:%A %B}"
    yield from filter(None, (article.publisher, article.author, *given.speaker_names))
