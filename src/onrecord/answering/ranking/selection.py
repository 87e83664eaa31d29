"""The candidates that may be shown, with their probabilities: what tells of another than was asked is set aside."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.answering.question.question import Question
from onrecord.answering.ranking.answer_type import phrases
from onrecord.answering.ranking.candidates import Candidate
from onrecord.answering.ranking.constraints import narrowing, tells_of_another, with_antecedent
from onrecord.answering.ranking.counted_things import counted_thing, counts_another
from onrecord.answering.ranking.groups import asked_group
from onrecord.answering.ranking.ranker import Ranked, in_order
from onrecord.answering.ranking.reading import context_of
from onrecord.embedding import WordVectors
from onrecord.language.patterns import NUMBER
from onrecord.language.synonyms import synonym_stems
from onrecord.language.words import words

_FEW = 3
"""Words of the question in the neighbour; where there are fewer, what takes its place must hold them all."""

_LEANING = 4.0
"""How much likelier a sentence is than its words tell where its pronoun stands for the one asked about; set by hand."""

_CONTEXT = 300
"""Characters before a sentence that may have the one word that it lacks."""

_LEAST = 1e-9

Selected = tuple[tuple[Ranked, ...], tuple[Ranked, ...]]
"""What may answer, and the neighbours, the likeliest first."""


def selected(
    question: Question, candidates: Sequence[Candidate], shares: NDArray[np.float64], word_vectors: WordVectors
) -> Selected:
    """Return the candidates with their probabilities, and apart from them those that tell of another.

    `shares` are the probabilities of the candidates; what they lack of 1 is that of none of them. Where the likeliest
    is a neighbour, only what says the same of the one that was asked about may take its place; without such a sentence
    the neighbours' probability is nobody's, so that nothing is answered.
    """
    raised = _leaning_raised(question, candidates, shares)
    aside = np.array([_is_neighbour(question, each, word_vectors) for each in candidates], dtype=bool)
    if not aside.any():
        return in_order(candidates, raised), ()
    neighbours = in_order([c for c, out in zip(candidates, aside, strict=True) if out], raised[aside])
    kept, best = ~aside, int(raised.argmax())
    if aside[best]:
        stands_in = np.array([_stands_in(question, candidates[best], each) for each in candidates], dtype=bool)
        if not (kept & stands_in).any():
            left = [c for c, inside in zip(candidates, kept, strict=True) if inside]
            return in_order(left, raised[kept]), neighbours
        kept &= stands_in
    left = [c for c, inside in zip(candidates, kept, strict=True) if inside]
    again = shares[kept] / max(1.0 - shares[~kept].sum(), _LEAST)
    return in_order(left, _leaning_raised(question, left, again)), neighbours


def _is_neighbour(question: Question, candidate: Candidate, word_vectors: WordVectors) -> bool:
    """Say whether a sentence tells of another than was asked about, or counts something else."""
    if tells_of_another(question, candidate):
        return True
    is_counted = counted_thing(question) is not None
    return is_counted and counts_another(question, candidate.text, context_of(candidate), word_vectors)


def _leaning_raised(
    question: Question, candidates: Sequence[Candidate], shares: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the probabilities with those raised of sentences whose "they" is the group that a detail is asked of."""
    group = asked_group(question)
    if group is None:
        return shares
    raised = np.array([_LEANING if _leans_on(question, group, each) else 1.0 for each in candidates]) * shares
    return np.asarray(raised / (1.0 - shares.sum() + raised.sum()), dtype=np.float64)


def _leans_on(question: Question, group: str, candidate: Candidate) -> bool:
    text, told = candidate.text, with_antecedent(candidate)
    if told == text or group not in words(told) or group in words(text):
        return False
    asked = set(synonym_stems(question.topic)) - set(synonym_stems([group]))
    has_detail = bool(NUMBER.search(text)) if question.wanted == "number" else bool(phrases(question, text))
    return has_detail and not asked.isdisjoint(synonym_stems(words(text)))


def _stands_in(question: Question, neighbour: Candidate, candidate: Candidate) -> bool:
    """Say whether a sentence has what narrows the question, and of its other words what the neighbour has of them."""
    own = words(with_antecedent(candidate))
    theirs = words(with_antecedent(neighbour))
    if not (narrowing(question) - set(theirs)) <= set(own):
        return False
    asked = set(synonym_stems(question.topic))
    shared = asked & set(synonym_stems(theirs))
    lacking = shared - set(synonym_stems(own))
    if not lacking:
        return True
    if len(lacking) > 1 or len(shared) < _FEW:
        return False
    before = candidate.article.text[max(0, candidate.span.start - _CONTEXT) : candidate.span.start]
    return bool(phrases(question, candidate.text)) or lacking <= set(synonym_stems(words(before)))
