"""How well a sentence would answer a question: the features that the ranking weighs."""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from onrecord.answering.patterns import (
    MARK,
    NAME,
    NUMBER,
    PLACE,
    PRONOUN,
    QUANTITIES,
    REASON,
    SPEECH,
    STRONG_REASON,
    TIMES,
)
from onrecord.answering.question import SPEECH_VERBS, Question
from onrecord.embedding import Vectors
from onrecord.model import Article, Span
from onrecord.words import stems, words

FEATURES = (
    "similarity", "passage_similarity", "coverage", "context_coverage", "passage_coverage", "missing", "pairs",
    "names", "context_names", "article_names", "passage_rank", "lexical_rank",
    "number", "quantity", "counted", "time", "place", "person", "reason",
    "speaker_speaks", "speaker_here", "speaker_before", "utterance", "speech_for_speaker", "quoted",
    "asks", "brief", "lead",
    "likeness", "least_likeness", "said_by_asked", "said_by_asked_or_not", "said_by_someone",
)  # fmt: skip
"""The names of the columns of a feature matrix, in order."""

_CONTEXT = 300
"""Characters before a sentence that are read with it, for names and pronouns."""

_UNLIKE = 0.25
"""Similarity of two words' vectors that still means nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may answer: its place, the passage it stands in, and what the searches thought of that passage.

    `speakers` holds the stems of the names of those whose words it reports.
    """

    article: Article
    span: Span
    passage: Span
    similarity: float
    passage_similarity: float
    passage_rank: int
    lexical_rank: int
    speakers: frozenset[str]

    @property
    def text(self) -> str:
        """The sentence's exact words."""
        return self.span.of(self.article.text)


Weigh = Callable[[str], float]
"""The weight of a stem: the rarer in the archive, the higher."""

WordVectors = Callable[[Sequence[str]], Vectors]
"""The unit vectors of words, (words, dimension), that are near for words of like meaning."""


def features(question: Question, candidates: Sequence[Candidate], weigh: Weigh, word_vectors: WordVectors) -> Vectors:
    """Return the feature matrix, shape (candidates, len(FEATURES)); every value lies between -1.5 and 1.5."""
    articles = {candidate.article.id: candidate.article for candidate in candidates}
    named = {article_id: _names_in_article(question.names, article) for article_id, article in articles.items()}
    alike = _alike(question, [_words_of(candidate.text) for candidate in candidates], weigh, word_vectors)
    rows = [
        [*_row(question, candidate, weigh, named[candidate.article.id]), *likeness, *_said(question, candidate)]
        for candidate, likeness in zip(candidates, alike, strict=True)
    ]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(FEATURES))


def _alike(
    question: Question, texts: Sequence[Sequence[str]], weigh: Weigh, word_vectors: WordVectors
) -> list[tuple[float, float]]:
    """Return how well each text's words stand for the question's, by weight and for the worst of them."""
    topic = stems(question.topic)
    places = {word: place for place, word in enumerate(dict.fromkeys(word for text in texts for word in text))}
    if not topic or not places:
        return [(0.0, 0.0)] * len(texts)
    likeness = np.clip(word_vectors(question.topic) @ word_vectors(list(places)).T, 0.0, 1.0)
    for word, place in places.items():
        [stem] = stems([word])
        if stem in topic:
            likeness[[own == stem for own in topic], place] = 1.0
    weights = np.array([weigh(stem) for stem in topic])
    shares = weights / weights.sum()
    found = []
    for text in texts:
        best = likeness[:, [places[word] for word in text]].max(axis=1) if text else np.zeros(len(topic))
        beyond = np.clip((best - _UNLIKE) / (1 - _UNLIKE), 0.0, 1.0)
        found.append((float(beyond @ shares), float(best.min())))
    return found


def _said(question: Question, candidate: Candidate) -> list[float]:
    by_asked = 0.0
    if question.speaker:
        by_asked = 1.0 if stems([question.speaker[-1]])[0] in candidate.speakers else -1.0
    return [
        0.0 if question.is_yes_no else by_asked,
        by_asked if question.is_yes_no else 0.0,
        float(question.seeks_speaker and bool(candidate.speakers)),
    ]


def _row(question: Question, candidate: Candidate, weigh: Weigh, named_in_article: float) -> list[float]:
    text, article = candidate.text, candidate.article
    before = _words_of(article.text[max(0, candidate.span.start - _CONTEXT) : candidate.span.start])
    title = _words_of(article.title or "")
    own_words = _words_of(text)
    own = stems(own_words)
    around = set(own) | set(stems(before)) | set(stems(title))
    passage = _stems_of(candidate.passage.of(article.text)) | around
    return [
        candidate.similarity,
        candidate.passage_similarity,
        _coverage(question.terms, set(own), weigh),
        _coverage(question.terms, around, weigh),
        _coverage(question.terms, passage, weigh),
        _missing(question.terms, around, weigh),
        _pairs(question.terms, own),
        _names_in(question.names, f" {' '.join(own_words)} "),
        _names_in(question.names, f" {' '.join([*own_words, *before, *title])} "),
        named_in_article,
        1.0 / candidate.passage_rank,
        1.0 / candidate.lexical_rank,
        *_wanted(question, text, own_words, own),
        *_speaking(question, text, own_words, before),
        float(text.rstrip("\"”’' ").endswith("?")),
        1.0 - min(len(own_words), 12) / 12,
        1.0 / (1 + candidate.span.start / 500),
    ]


@lru_cache(maxsize=8192)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(words(text))


@lru_cache(maxsize=2048)
def _stems_of(text: str) -> frozenset[str]:
    return frozenset(stems(_words_of(text)))


def _coverage(terms: Sequence[str], present: AbstractSet[str], weigh: Weigh) -> float:
    total = sum(weigh(term) for term in terms)
    return sum(weigh(term) for term in terms if term in present) / total if total else 0.0


def _missing(terms: Sequence[str], present: AbstractSet[str], weigh: Weigh) -> float:
    """Return the weight of the weightiest term that is missing, as a share of the weightiest of all."""
    weights = {term: weigh(term) for term in terms}
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


def _names_in_article(names: Sequence[Sequence[str]], article: Article) -> float:
    whole = f"{article.title or ''}\n{article.text}"
    found = sum(bool(re.search(rf"\b{re.escape(name[-1])}\b", whole, re.IGNORECASE)) for name in names)
    return found / len(names) if names else 1.0


def _wanted(question: Question, text: str, own_words: Sequence[str], own: Sequence[str]) -> list[float]:
    number = bool(NUMBER.search(text))
    wanted = question.wanted
    quantity = question.quantity
    return [
        _fit(wanted == "number", number),
        _fit(quantity in ("money", "percent"), bool(quantity and QUANTITIES[quantity].search(text))),
        _fit(bool(question.counted), _counts(question.counted, own_words, own)),
        _fit(wanted == "time", bool(TIMES[question.time].search(text))),
        _fit(wanted == "place", _new_place(question, text)),
        _fit(wanted == "person" or question.seeks_speaker, _other_name(question, text)),
        _fit(wanted == "reason", bool(REASON.search(text)))
        + 0.5 * (wanted == "reason" and bool(STRONG_REASON.search(text))),
    ]


def _fit(asked: bool, found: bool) -> float:
    return 0.0 if not asked else 1.0 if found else -1.0


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


def _speaking(question: Question, text: str, own: Sequence[str], before: Sequence[str]) -> list[float]:
    speech, quoted = bool(SPEECH.search(text)), bool(MARK.search(text))
    utters = float(speech or quoted)
    if not question.speaker:
        return [0.0, 0.0, 0.0, utters * question.seeks_speaker, 0.0, float(quoted)]
    surname = question.speaker[-1]
    here = surname in own
    previous = surname in before and bool(PRONOUN.search(text) or quoted)
    return [
        float(here and _speaks(surname, text)),
        1.0 if here else -1.0,
        float(previous and not here),
        0.0,
        utters * float(here or previous),
        float(quoted),
    ]


def _speaks(surname: str, text: str) -> bool:
    """Say whether a verb of speech stands shortly after or before a surname."""
    name, between = re.escape(surname), r"\W+(?:\w+\W+)"
    patterns = (
        rf"{name}{between}{{0,3}}?{SPEECH_VERBS}\b",
        rf"{SPEECH_VERBS}{between}{{0,4}}?{name}",
        rf"according to{between}{{0,4}}?{name}",
    )
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns)
