"""Search: passages chosen by meaning and by words, and ranked by how well each would answer.

The vectors of whole passages, and BM25, only choose what to look at. What was chosen is ranked by its sentences, its
words and its article (`relevance.py`). What stands in several articles comes once before it comes again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.language.lexicon.irregular_verbs import forms_of
from onrecord.language.words import content_words
from onrecord.model import Hit, Scope
from onrecord.retrieval.results import Nearness, PassageHit
from onrecord.retrieval.scoring import Term, asking, features, shares, terms
from onrecord.retrieval.source_filter import narrowed, scopes
from onrecord.retrieval.wire_copy import Copies
from onrecord.storage.index import Index
from onrecord.storage.records import StoredSentence

DEPTH = 50
"""Passages that each of the two searches contributes."""

_NO_WORDS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+|\(@\w+\)|(?<!\w)@\w+", re.IGNORECASE)
"""Addresses and handles, which say nothing of what is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """A question, its unit vector, that of the sentence in it that asks, and its words as the archive holds them."""

    text: str
    whole: NDArray[np.float32]
    asking: NDArray[np.float32]
    terms: Sequence[Term]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPool:
    """The passages that were looked at: their ids, features (passages, FEATURES), nearness and ranks by BM25."""

    ids: list[int]
    rows: NDArray[np.float64]
    near: dict[int, Nearness]
    lexical_ranks: dict[int, int]


def search(index: Index, question: str, k: int = 10, scope: Scope | None = None) -> list[Hit]:
    """Return the `k` passages of a scope that best match a question, by meaning and by words, the best first.

    Passages of an outlet or a day that the question names as its source come first.
    """
    asked = _NO_WORDS.sub(" ", question)
    if not asked.strip():
        return []
    return [
        Hit(passage=each.passage, article=each.article, score=each.score, rank=rank)
        for rank, each in enumerate(find_passages(index, asked, k, scope or Scope()), start=1)
    ]


def find_passages(index: Index, question: str, k: int, scope: Scope) -> list[PassageHit]:
    """Return the `k` best passages for a question, the best first.

    Of an outlet or a day that the question names as its source, half of them come first.
    """
    index.check_up_to_date()
    sought = seek(index, question)
    everywhere = _find(index, sought, k, scope)
    named: list[PassageHit] = []
    for each in scopes(question, index.ledger.articles.publishers):
        within = narrowed(scope, each)
        if within is not None and not named:
            named = _find(index, sought, (k + 1) // 2, within)
    known = {each.passage.id for each in named}
    raised = [replace(each, score=each.score + 1.0) for each in named]
    return [*raised, *(each for each in everywhere if each.passage.id not in known)][:k]


def seek(index: Index, question: str) -> SearchQuery:
    """Return a question with what the search needs of it."""
    encode, sentence = index.embedder.encode_question, asking(question)
    whole = encode(question)
    return SearchQuery(
        text=question,
        whole=whole,
        asking=whole if sentence == question else encode(sentence),
        terms=terms(index.ledger, question),
    )


def consider(index: Index, sought: SearchQuery, scope: Scope) -> SearchPool:
    """Choose the passages of a scope to look at, by meaning and by words, and weigh how each would answer."""
    lexical = [passage_id for passage_id, _ in index.ledger.lexical.best(query_words(sought.text), DEPTH, scope)]
    vectors = [sought.whole] if sought.asking is sought.whole else [sought.whole, sought.asking]
    nearest = {passage_id for vector in vectors for passage_id, _ in index.nearest(vector, DEPTH, scope)}
    near = _nearness(index, nearest | set(lexical), sought.asking)
    ids, ranks = sorted(near), {passage_id: rank for rank, passage_id in enumerate(lexical, start=1)}
    likeness = np.array([(near[each].similarities.max(), near[each].mean) for each in ids], dtype=np.float32)
    passages, articles = index.ledger.lexical.size()
    rows = features(
        sought.terms,
        np.array(ids, dtype=np.int64),
        index.ledger.lexical.extents(ids),
        likeness.reshape(-1, 2),
        ranks,
        passages / articles if articles else 1.0,
    )
    return SearchPool(ids=ids, rows=rows, near=near, lexical_ranks=ranks)


def _find(index: Index, sought: SearchQuery, k: int, scope: Scope) -> list[PassageHit]:
    """Return the best `k` passages of a scope: copies of better ones only where there is nothing else."""
    looked_at = consider(index, sought, scope)
    scores = shares(looked_at.rows)
    order = np.argsort(-scores, kind="stable").tolist()
    copies = Copies()
    kept: list[PassageHit] = []
    copied: list[PassageHit] = []
    while len(kept) < k and order:
        some, order = order[: k - len(kept)], order[k - len(kept) :]
        for found in _read(index, looked_at, {looked_at.ids[place]: float(scores[place]) for place in some}):
            (copied if copies.is_copy(found) else kept).append(found)
    return (kept + copied)[:k]


def _read(index: Index, looked_at: SearchPool, scores: dict[int, float]) -> Iterator[PassageHit]:
    """Yield passages with their sentences, in the order of the scores; those that are no longer stored are left out."""
    stored, sentences = index.ledger.passages.with_articles(scores), _sentences(index, scores)
    for passage_id, score in scores.items():
        if passage_id in stored and passage_id in sentences:
            passage, article = stored[passage_id]
            yield PassageHit(
                passage=passage,
                article=article,
                score=score,
                lexical_rank=looked_at.lexical_ranks.get(passage_id),
                near=looked_at.near[passage_id],
                sentences=sentences[passage_id],
            )


def query_words(question: str) -> list[str]:
    """Return the words to look for: a question's content words in any form, or any word when it has none."""
    return [form for word in content_words(question) for form in dict.fromkeys((word, *forms_of(word)))]


def _nearness(index: Index, passage_ids: Iterable[int], vector: NDArray[np.float32]) -> dict[int, Nearness]:
    ids = list(passage_ids)
    (holders, matrix), whole = index.ledger.passages.sentence_vectors(ids), index.ledger.passages.vectors_of(ids)
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
    for each in index.ledger.passages.sentences(passage_ids):
        found.setdefault(each.passage_id, []).append(each)
    return found
