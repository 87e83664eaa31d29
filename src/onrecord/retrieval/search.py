"""Dense and lexical search, fused by reciprocal rank."""

from onrecord.model import Hit
from onrecord.retrieval.words import content_words
from onrecord.storage.index import Index
from onrecord.storage.ledger import Scope

DEPTH = 40
"""Passages that each of the two searches contributes."""

_RANK_OFFSET = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""


def search(index: Index, question: str, k: int = 10, scope: Scope | None = None) -> list[Hit]:
    """Return the `k` passages of a scope that best match a question, by meaning and by words, the best first."""
    scope = scope or Scope()
    index.check_up_to_date()
    if not question.strip():
        return []
    rankings = [index.nearest(index.embedder.encode_question(question), DEPTH, scope)]
    query = lexical_query(question)
    if query:
        rankings.append(index.ledger.lexical(query, DEPTH, scope))
    fused = fuse([[passage_id for passage_id, _ in ranking] for ranking in rankings])[:k]
    stored = index.ledger.passages(passage_id for passage_id, _ in fused)
    hits = [(stored[passage_id], score) for passage_id, score in fused if passage_id in stored]
    return [
        Hit(passage=passage, article=article, score=score, rank=rank)
        for rank, ((passage, article), score) in enumerate(hits, start=1)
    ]


def fuse(rankings: list[list[int]]) -> list[tuple[int, float]]:
    """Return the items of several rankings in one, with scores that sum 1 / (60 + rank); ties keep the lower id first."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1.0 / (_RANK_OFFSET + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def lexical_query(question: str) -> str:
    """Return the FTS5 query for a question: any of its content words, or any word when it has none."""
    return " OR ".join(f'"{word}"' for word in content_words(question))
