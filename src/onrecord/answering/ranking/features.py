"""How well a sentence would answer a question: the features that the ranking weighs."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.answering.question.question import Question
from onrecord.answering.ranking.answer_type import ANSWER_TYPES, answer_type, holds, nearness, phrases
from onrecord.answering.ranking.candidates import Candidate
from onrecord.answering.ranking.name_features import is_named_in, said, speaking, whole_names
from onrecord.embedding import Vectors, WordVectors
from onrecord.language.patterns import NAME, NUMBER, PLACE, QUANTITIES, REASON, STRONG_REASON, TIMES
from onrecord.language.words import lemmas_or_stems, words
from onrecord.model import Article

FEATURES = (
    "similarity", "passage_similarity", "coverage", "context_coverage", "passage_coverage", "missing", "pairs",
    "names", "context_names", "article_names", "passage_rank", "lexical_rank",
    "number", "quantity", "counted", "time", "place", "person", "reason",
    "speaker_speaks", "speaker_here", "speaker_before", "utterance", "speech_for_speaker", "quoted",
    "asks", "brief", "lead",
    "likeness", "least_likeness", "said_by_asked", "said_by_asked_or_not", "said_by_someone", "said_by_namesake",
    "whole_names_in_article", "namesake_in_article", "whole_names",
    "near_number", "near_time", "near_place", "near_person", "near_reason", "near_quote", "quotation", "unit",
)  # fmt: skip
"""The names of the columns of a feature matrix, in order."""

_CONTEXT = 300
"""Characters before a sentence that are read with it, for names and pronouns."""

_UNLIKE = 0.25
"""Similarity of two words' vectors that still means nothing."""

_UNLIKE_NEARBY = 0.35
"""The same for words near the detail asked for, where a chance likeness would count for more."""


Weigh = Callable[[str], float]
"""The weight of a stem: the rarer in the archive, the higher."""

Weights = Mapping[str, float]
"""The weights of a question's terms, in their order."""


def features(question: Question, candidates: Sequence[Candidate], weigh: Weigh, word_vectors: WordVectors) -> Vectors:
    """Return the feature matrix, shape (candidates, len(FEATURES)); every value lies between -1.5 and 1.5."""
    articles = {candidate.article.id: candidate.article for candidate in candidates}
    named = {article_id: _names_in_article(question.names, article) for article_id, article in articles.items()}
    likenesses = _likenesses(question, [_words_of(candidate.text) for candidate in candidates], word_vectors)
    topic = np.array([weigh(stem) for stem in lemmas_or_stems(question.topic)])
    shares = topic / (topic.sum() or 1.0)
    weights = {term: weigh(term) for term in question.terms}
    rows = [
        [
            *_row(question, candidate, weights, named[candidate.article.id]),
            *_alike(alike, shares),
            *said(question, candidate),
            *whole_names(question, candidate),
            *_detail(question, candidate.text, alike, shares),
        ]
        for candidate, alike in zip(candidates, likenesses, strict=True)
    ]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(FEATURES))


def _likenesses(
    question: Question, texts: Sequence[Sequence[str]], word_vectors: WordVectors
) -> list[NDArray[np.float64]]:
    """Return how well each text's words stand for the question's, 0 to 1: a matrix (question, text) for each text."""
    topic = lemmas_or_stems(question.topic)
    places = {word: place for place, word in enumerate(dict.fromkeys(word for text in texts for word in text))}
    if not topic or not places:
        return [np.zeros((len(topic), len(text))) for text in texts]
    likeness = np.clip(word_vectors(question.topic) @ word_vectors(list(places)).T, 0.0, 1.0).astype(np.float64)
    for place, stem in enumerate(lemmas_or_stems(places)):
        if stem in topic:
            likeness[[own == stem for own in topic], place] = 1.0
    return [likeness[:, [places[word] for word in text]] for text in texts]


def _alike(likeness: NDArray[np.float64], shares: NDArray[np.float64]) -> list[float]:
    """Return how well a text stands for the question, by weight and for the worst of its words."""
    if not likeness.size:
        return [0.0, 0.0]
    best = likeness.max(axis=1)
    return [float(_beyond(best, _UNLIKE) @ shares), float(best.min())]


def _beyond(likeness: NDArray[np.float64], least: float) -> NDArray[np.float64]:
    return np.clip((likeness - least) / (1 - least), 0.0, 1.0)


def _detail(question: Question, text: str, likeness: NDArray[np.float64], shares: NDArray[np.float64]) -> list[float]:
    """Return how near the question's words are to what could be the detail asked for, by kind, and whether any is."""
    wanted = answer_type(question)
    found = phrases(question, text)
    near = nearness(text, found, _beyond(likeness, _UNLIKE_NEARBY), shares) if likeness.size and found else 0.0
    return [
        *(near if kind == wanted else 0.0 for kind in ANSWER_TYPES),
        holds(question, found, "quote"),
        holds(question, found, "number"),
    ]


def _row(question: Question, candidate: Candidate, weights: Weights, named_in_article: float) -> list[float]:
    text, article = candidate.text, candidate.article
    before = _words_of(article.text[max(0, candidate.span.start - _CONTEXT) : candidate.span.start])
    title = _words_of(article.title or "")
    own_words = _words_of(text)
    own = lemmas_or_stems(own_words)
    around = set(own) | set(lemmas_or_stems(before)) | set(lemmas_or_stems(title))
    passage = _stems_of(candidate.passage.of(article.text)) | around
    return [
        candidate.similarity,
        candidate.passage_similarity,
        _coverage(weights, set(own)),
        _coverage(weights, around),
        _coverage(weights, passage),
        _missing(weights, around),
        _pairs(question.terms, own),
        _names_in(question.names, f" {' '.join(own_words)} "),
        _names_in(question.names, f" {' '.join([*own_words, *before, *title])} "),
        named_in_article,
        1.0 / candidate.passage_rank,
        1.0 / candidate.lexical_rank,
        *_wanted(question, text, own_words, own),
        *speaking(question, text, own_words, before),
        float(text.rstrip("\"”’' ").endswith("?")),
        1.0 - min(len(own_words), 12) / 12,
        1.0 / (1 + candidate.span.start / 500),
    ]


@lru_cache(maxsize=8192)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(words(text))


@lru_cache(maxsize=2048)
def _stems_of(text: str) -> frozenset[str]:
    return frozenset(lemmas_or_stems(_words_of(text)))


def _coverage(weights: Weights, present: AbstractSet[str]) -> float:
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in present) / total if total else 0.0


def _missing(weights: Weights, present: AbstractSet[str]) -> float:
    """Return the weight of the weightiest term that is missing, as a share of the weightiest of all."""
    return max((w for t, w in weights.items() if t not in present), default=0.0) / max(weights.values(), default=1.0)


def _pairs(terms: Sequence[str], own: Sequence[str]) -> float:
    """Return the share of the question's neighbouring terms that stand close together in the sentence."""
    pairs = list(pairwise(terms))
    places = {stem: place for place, stem in enumerate(own)}
    close = sum(a in places and b in places and abs(places[a] - places[b]) <= 4 for a, b in pairs)
    return close / len(pairs) if pairs else 0.0


def _names_in(names: Sequence[Sequence[str]], text: str) -> float:
    """Return the share of names that a text holds, each counted by its last word."""
    return sum(f" {name[-1]} " in text for name in names) / len(names) if names else 1.0


def _names_in_article(names: Sequence[tuple[str, ...]], article: Article) -> float:
    return sum(is_named_in(name[-1:], article) for name in names) / len(names) if names else 1.0


def _wanted(question: Question, text: str, own_words: Sequence[str], own: Sequence[str]) -> list[float]:
    wanted, quantity = question.wanted, question.quantity
    exact = QUANTITIES[quantity] if quantity in ("money", "percent") else None
    return [
        _fit(wanted == "number", lambda: bool(NUMBER.search(text))),
        _fit(exact is not None, lambda: bool(exact and exact.search(text))),
        _fit(bool(question.counted), lambda: _counts(question.counted, own_words, own)),
        _fit(wanted == "time", lambda: bool(TIMES[question.time].search(text))),
        _fit(wanted == "place", lambda: _new_place(question, text)),
        _fit(wanted == "person" or question.seeks_speaker, lambda: _other_name(question, text)),
        _fit(wanted == "reason", lambda: bool(REASON.search(text)))
        + 0.5 * (wanted == "reason" and bool(STRONG_REASON.search(text))),
    ]


def _fit(asked: bool, found: Callable[[], bool]) -> float:
    """Return 1 or -1 for what is asked for and found or not; 0, without looking, for what is not asked for."""
    return 0.0 if not asked else 1.0 if found() else -1.0


def _counts(counted: frozenset[str], own_words: Sequence[str], own: Sequence[str]) -> bool:
    """Say whether a number stands shortly before one of the things that are counted."""
    return any(
        bool(NUMBER.match(word)) and not counted.isdisjoint(own[place + 1 : place + 6])
        for place, word in enumerate(own_words)
    )


def _new_place(question: Question, text: str) -> bool:
    asked = {word for name in question.names for word in name}
    return any(not set(words(match.group(1))) & asked for match in PLACE.finditer(text))


def _other_name(question: Question, text: str) -> bool:
    asked = {word for name in question.names for word in name}
    return any(not set(words(match.group())) & asked for match in NAME.finditer(text))
