"""Search by words alone: both ledgers beside each other, and PostgreSQL's own ranking.

    python -m benchmarks.lexical DATA_DIR CACHE ADDRESS [--sets realtimeqa]

DATA_DIR is a folder with `realtimeqa/`; CACHE keeps a ledger in SQLite between runs, whose vectors are drawn; ADDRESS
is an empty PostgreSQL database, or one that an earlier run has filled.

    sqlite        BM25 over FTS5
    postgresql    BM25 over a tsvector of our stems
    ts_rank_cd    the same passages in the order of PostgreSQL's cover density, by length

    MRR@10, recall@10    by article: each article counts once, at its best passage
    alike                questions whose first 100 passages are the same in the same order
"""

import argparse
import statistics
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from sqlalchemy import text

from benchmarks.retrieval import DEPTH, Query, load
from onrecord.embedding import Embedder, Vectors
from onrecord.ingesting.pipeline import Pipeline, open_index
from onrecord.language.words import stems, words_apart
from onrecord.model import EVERYTHING
from onrecord.retrieval.search import query_words
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.migration import migrate

Found = list[tuple[int, float]]
System = Callable[[Sequence[str]], Found]

_COVER = text(
    "SELECT passage_id, ts_rank_cd(stems, CAST(:query AS tsquery), 2) AS score FROM passage_words"
    " WHERE stems @@ CAST(:query AS tsquery) ORDER BY score DESC, passage_id LIMIT :k"
)


class Drawn(Embedder):
    """The bundled model's way of cutting, with vectors that are drawn: nothing here looks at them."""

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (texts, 384)."""
        rows = np.random.default_rng(len(texts)).standard_normal((len(texts), 384)).astype(np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def own_ranking(ledger: Ledger) -> System:
    """Return a ledger's own search by words."""
    return lambda words: ledger.lexical.best(words, DEPTH, EVERYTHING)


def cover_density(ledger: Ledger) -> System:
    """Return PostgreSQL's own ranking of the passages that hold any of some words."""

    def ranked(words: Sequence[str]) -> Found:
        parts = {" <-> ".join(f"'{stem}'" for stem in stems(words_apart(word))) for word in words}
        with ledger.snapshot() as connection:
            rows = connection.execute(_COVER, {"query": " | ".join(f"({part})" for part in sorted(parts)), "k": DEPTH})
            return [(row.passage_id, row.score) for row in rows]

    return ranked


def score(ledger: Ledger, found: Sequence[Found], queries: Sequence[Query]) -> tuple[float, float]:
    """Return MRR@10 and recall@10."""
    reciprocal, recalled = [], []
    for query, ranking in zip(queries, found, strict=True):
        known = ledger.passages.with_articles(number for number, _ in ranking)
        ten = list(dict.fromkeys(known[number][1].id for number, _ in ranking))[:10]
        reciprocal.append(next((1 / rank for rank, each in enumerate(ten, 1) if each in query.right), 0.0))
        recalled.append(float(not query.right.isdisjoint(ten)))
    return statistics.fmean(reciprocal), statistics.fmean(recalled)


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("address")
    parser.add_argument("--sets", nargs="+", default=["realtimeqa"])
    given = parser.parse_args()
    for name in given.sets:
        articles, queries = load(given.data / name)
        index = open_index(given.cache / f"lexical-{name}", Drawn())
        for _ in Pipeline(index).add(articles):
            pass
        with closing(Ledger(given.address)) as other:
            if not other.articles.any():
                migrate(index.ledger, other)
            systems: dict[str, System] = {
                "sqlite": own_ranking(index.ledger),
                "postgresql": own_ranking(other),
                "ts_rank_cd": cover_density(other),
            }
            asked = [query_words(query.text) for query in queries]
            found = {label: [system(words) for words in asked] for label, system in systems.items()}
            print(
                f"{name}: {len(queries)} questions, {len(articles)} articles, {index.ledger.lexical.size()[0]} passages"
            )
            for label, rankings in found.items():
                mrr, recall = score(index.ledger, rankings, queries)
                pairs = zip(rankings, found["sqlite"], strict=True)
                alike = sum([i for i, _ in one] == [i for i, _ in two] for one, two in pairs)
                print(f"  {label:11} MRR@10 {mrr:.3f}  recall@10 {recall:.3f}  alike {alike}", flush=True)
        index.close()


if __name__ == "__main__":
    main()
