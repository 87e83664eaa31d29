"""Dense and lexical search, fused by reciprocal rank.

The vectors of whole passages only choose what to look at. What was chosen, by them or by its words, is ranked by its
sentences: a passage is as near to a question as its nearest sentence and its mean are.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.irregular import forms_of
from onrecord.model import Article, Hit, Passage
from onrecord.retrieval.named import narrowed, scopes
from onrecord.storage.index import Index
from onrecord.storage.records import Scope, StoredSentence
from onrecord.words import content_words

DEPTH = 50
"""Passages that each of the two searches contributes."""

_RANK_OFFSET = 5
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009, who took 60)."""

_NO_WORDS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+|\(@\w+\)|(?<!\w)@\w+", re.IGNORECASE)
"""Addresses and handles, which say nothing of what is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """The cosine similarity to the question of each sentence of a passage, and of the passage."""

    similarities: NDArray[np.float32]
    mean: float

    @property
    def nearness(self) -> float:
        """How near the passage is to the question, by its nearest sentence and by its mean."""
        return float(self.similarities.max()) + self.mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A passage that a search found, and its sentences in the order of `near`.

    `lexical_rank` counts from 1 and is None where its words did not find it.
    """

    passage: Passage
    article: Article
    score: float
    lexical_rank: int | None
    near: Nearness
    sentences: Sequence[StoredSentence]


def search(index: Index, question: str, k: int = 10, scope: Scope | None = None) -> list[Hit]:
    """Return the `k` passages of a scope that best match a question, by meaning and by words, the best first.

    Passages of an outlet or a day that the question names as its source come first.
    """
    asked = _NO_WORDS.sub(" ", question)
    if not asked.strip():
        return []
    found = find(index, asked, index.embedder.encode_question(asked), k, scope or Scope())
    return [
        Hit(passage=each.passage, article=each.article, score=each.score, rank=rank)
        for rank, each in enumerate(found, start=1)
    ]


def find(index: Index, question: str, vector: NDArray[np.float32], k: int, scope: Scope) -> list[Found]:
    """Return the `k` best passages for a question and its unit vector, the best first.

    Of an outlet or a day that the question names as its source, half of them come first.
    """
    index.check_up_to_date()
    everywhere = _find(index, question, vector, k, scope)
    named: list[Found] = []
    for each in scopes(question, index.ledger.publishers):
        within = narrowed(scope, each)
        if within is not None and not named:
            named = _find(index, question, vector, (k + 1) // 2, within)
    known = {each.passage.id for each in named}
    raised = [replace(each, score=each.score + 1.0) for each in named]
    return [*raised, *(each for each in everywhere if each.passage.id not in known)][:k]


def _find(index: Index, question: str, vector: NDArray[np.float32], k: int, scope: Scope) -> list[Found]:
    query = lexical_query(question)
    lexical = [passage_id for passage_id, _ in index.ledger.lexical(query, DEPTH, scope)] if query else []
    chosen = {passage_id for passage_id, _ in index.nearest(vector, DEPTH, scope)} | set(lexical)
    near = _nearness(index, chosen, vector)
    dense = sorted(near, key=lambda passage_id: -near[passage_id].nearness)
    fused = fuse([dense, [passage_id for passage_id in lexical if passage_id in near]])[:k]
    ids = [passage_id for passage_id, _ in fused]
    stored, sentences = index.ledger.passages(ids), _sentences(index, ids)
    lexical_ranks = _ranks(lexical)
    return [
        Found(
            passage=stored[passage_id][0],
            article=stored[passage_id][1],
            score=score,
            lexical_rank=lexical_ranks.get(passage_id),
            near=near[passage_id],
            sentences=sentences[passage_id],
        )
        for passage_id, score in fused
        if passage_id in stored and passage_id in sentences
    ]


def fuse(rankings: Sequence[Sequence[int]]) -> list[tuple[int, float]]:
    """Return the items of several rankings with the sum of their 1 / (5 + rank), best first; ties as in the first."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for item, rank in _ranks(ranking).items():
            scores[item] = scores.get(item, 0.0) + 1.0 / (_RANK_OFFSET + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])


def lexical_query(question: str) -> str:
    """Return the FTS5 query for a question: any of its content words in any form, or any word when it has none."""
    forms = (form for word in content_words(question) for form in dict.fromkeys((word, *forms_of(word))))
    return " OR ".join(f'"{form}"' for form in forms)


def _ranks(ranking: Sequence[int]) -> dict[int, int]:
    return {item: rank for rank, item in enumerate(ranking, start=1)}


def _nearness(index: Index, passage_ids: Iterable[int], vector: NDArray[np.float32]) -> dict[int, Nearness]:
    ids = list(passage_ids)
    (holders, matrix), whole = index.ledger.sentence_vectors(ids), index.ledger.vectors_of(ids)
    if not holders:
        return {}
    similarities = matrix @ vector
    places: dict[int, list[int]] = {}
    for place, passage_id in enumerate(holders):
        places.setdefault(passage_id, []).append(place)
    return {
        passage_id: Nearness(similarities=similarities[own], mean=float(whole[passage_id] @ vector))
        for passage_id, own in places.items()
        if passage_id in whole
    }


def _sentences(index: Index, passage_ids: Iterable[int]) -> dict[int, list[StoredSentence]]:
    found: dict[int, list[StoredSentence]] = {}
    for each in index.ledger.sentences(passage_ids):
        found.setdefault(each.passage_id, []).append(each)
    return found
