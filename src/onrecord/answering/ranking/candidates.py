"""The sentences that may answer a question, from the passages that a search found."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.answering.question.question import Question
from onrecord.language.lexicon.irregular_verbs import forms_of
from onrecord.language.words import lemmas_or_stems, stems
from onrecord.model import Excerpt, Scope, Span
from onrecord.retrieval.results import PassageHit
from onrecord.retrieval.search import find_passages
from onrecord.storage.index import Index

PASSAGES = 12
"""Passages whose sentences are considered."""

_NO_RANK = 100
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Excerpt):
    """A sentence that may answer, the passage it stands in, and what the searches thought of that passage.

    `speakers` holds the stems of the names of those whose words it reports.
    """

    passage: Span
    similarity: float
    passage_similarity: float
    passage_rank: int
    lexical_rank: int
    speakers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The candidates for a question, and how often each of its stems occurs: in how many of how many passages."""

    candidates: list[Candidate]
    occurrences: dict[str, int]
    passages: int

    def weigh(self, stem: str) -> float:
        """Return the weight of a stem: the rarer in the archive, the higher."""
        return math.log(1 + self.passages / (1 + self.occurrences.get(stem, 0)))


def gather(index: Index, question: Question, scope: Scope) -> Gathered:
    """Search for a question and return the sentences of what was found, without what is not prose."""
    found = find_passages(index, question.text, PASSAGES, scope)
    candidates = [each for rank, passage in enumerate(found, start=1) for each in _of_passage(passage, rank)]
    asked = stems([question.speaker[-1]] if question.speaker else []) + stems([name[-1] for name in question.names])
    forms = {
        base: stems(forms_of(word)) for word, base in zip(question.topic, lemmas_or_stems(question.topic), strict=True)
    }
    counted, passages = index.ledger.lexical.occurrences({*asked, *(form for each in forms.values() for form in each)})
    summed = {base: sum(counted.get(form, 0) for form in set(each)) for base, each in forms.items()}
    occurrences = {stem: count for stem, count in (counted | summed).items() if count}
    return Gathered(candidates=candidates, occurrences=occurrences, passages=passages)


def _of_passage(found: PassageHit, rank: int) -> Iterator[Candidate]:
    for stored, similarity in zip(found.sentences, found.near.similarities, strict=True):
        sentence = stored.sentence
        if sentence.role == "prose" and len(sentence.span.of(found.article.text).split()) >= _FEWEST_WORDS:
            yield Candidate(
                article=found.article,
                span=sentence.span,
                passage=found.passage.span,
                similarity=float(similarity),
                passage_similarity=found.near.mean,
                passage_rank=rank,
                lexical_rank=found.lexical_rank or _NO_RANK,
                speakers=stored.speakers,
            )
