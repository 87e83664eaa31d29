"""How well known fact-checks are found: `python -m benchmarks.known_checks DATA_DIR CACHE [--clef]`.

DATA_DIR holds `claims/` and `retrieval/`; CACHE keeps vectors and what was read. MAP@5 on queries that nothing was
fitted on, in one run, beside BM25 (claims with titles), vectors (claims and titles) and their fusion, over the same
claims: spoken sentences (`match_politifact`, queries_dev) and posts (`match_tweets_ct22`, a fifth of the training
queries by hash, and all of CLEF 2020's development set). `--clef` adds MRR@10 on CLEF 2020's own claims, which takes
minutes more. The bars are .45 and .89.

Then, of the same queries: how often a match of at least 0.9 and one that is confirmed are right, with the right
fact-checks in place and with them taken away.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from training.matching.candidates import Candidates, Row, candidates, records_of, speeches, tweets
from training.matching.fit import map_at_5
from training.reader.sources import rows_of

from benchmarks.encoded import EncodedOnce
from onrecord.claims.matching.check_index import CHECK_FEATURES, DENSE, CheckIndex
from onrecord.claims.matching.fitted import CheckRanker, shipped_check_ranker
from onrecord.claims.matching.known_checks import CONFIRMED, SUGGESTED, is_confirmed
from onrecord.claims.matching.lexical_index import LexicalIndex, terms
from onrecord.claims.matching.post import plain

Array = np.ndarray[Any, Any]
_TOP = 10
_OF_CLAIM = 0.7
"""The claim's share of the baseline of vectors, beside the title's."""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.known_checks", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--clef", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    embedder, data = EncodedOnce(arguments.cache), arguments.data
    told: list[str] = []
    print("| queries | n | BM25 | vectors | fusion | ours |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for label, name, queries in (
        ("spoken (politifact dev), MAP@5", "match_politifact", speeches(data, "dev")),
        ("posts (tweets, reported), MAP@5", "match_tweets_ct22", tweets(data)[1]),
    ):
        corpus = rows_of(data, f"claims/{name}/corpus.jsonl.gz")
        found = candidates(data, name, queries, embedder, arguments.cache)
        scores = np.array([shipped_check_ranker().scores(features) for features in found.features])
        others = [map_of(ranked, queries) for ranked in baselines(corpus, queries, embedder)]
        cells = " | ".join(f"{value:.3f}" for value in (*others, map_at_5(scores, found)))
        print(f"| {label} | {len(queries)} | {cells} |", flush=True)
        told += trust(label, scores, found, queries)
    if arguments.clef:
        print(clef(data, embedder), flush=True)
    print("\n| matches | at least 0.3 | right | at least 0.9 | right | wrong with the right one away, of all |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    print("\n".join(told))


def baselines(corpus: list[Row], queries: list[Row], embedder: EncodedOnce) -> list[list[list[str]]]:
    """Return the ids that BM25, vectors and their fusion rank first for each query."""
    index = LexicalIndex([terms(f"{row['claim']} {row.get('title') or ''}") for row in corpus])
    of_claims = embedder.encode_documents([row["claim"] for row in corpus])
    of_titles = embedder.encode_documents([row.get("title") or row["claim"] for row in corpus])
    ranked: list[list[list[str]]] = [[], [], []]
    for row in queries:
        bare = plain(row["text"])
        words = index.scores(terms(bare))
        vector = embedder.encode_documents([bare])[0]
        dense = _OF_CLAIM * of_claims @ vector + (1 - _OF_CLAIM) * of_titles @ vector
        for place, scores in enumerate((words, dense, words / max(words.max(), 1e-9) + DENSE * dense)):
            ranked[place].append([corpus[at]["id"] for at in np.argsort(-scores, kind="stable")[:_TOP]])
    return ranked


def map_of(ranked: Sequence[Sequence[str]], queries: list[Row]) -> float:
    """Return the mean average precision at 5 of ranked ids."""
    total = 0.0
    for ids, row in zip(ranked, queries, strict=True):
        hits = np.array([float(each in row["gold"]) for each in ids[:5]])
        total += float((hits * hits.cumsum() / np.arange(1, len(hits) + 1)).sum()) / min(5, len(row["gold"]))
    return total / len(queries)


def trust(label: str, scores: Array, found: Candidates, queries: list[Row]) -> list[str]:
    """Return a line on how far the first match's probability can be trusted."""
    ranker = shipped_check_ranker()
    with_it = [_first(ranker, *row) for row in zip(scores, found.features, found.right, strict=True)]
    without = [
        _first(ranker, s[r == 0], f[r == 0], r[r == 0])
        for s, f, r in zip(scores, found.features, found.right, strict=True)
    ]
    cells = []
    for least in (SUGGESTED, CONFIRMED):
        kept = [right for chance, right in with_it if chance >= least]
        cells += [f"{len(kept) / len(queries):.2f}", f"{sum(kept) / max(1, len(kept)):.2f}"]
    wrong = sum(chance >= CONFIRMED for chance, _ in without) / len(queries)
    return [f"| {label.split(',')[0]} | {' | '.join(cells)} | {wrong:.3f} |"]


def _first(ranker: CheckRanker, scores: Array, features: Array, right: Array) -> tuple[float, float]:
    columns = [CHECK_FEATURES.index(name) for name in ("best_cosine", "words_of_text")]
    chances = ranker.chances(scores, features[:, columns[0]], features[:, columns[1]])
    first = int(np.argmax(scores))
    return float(chances[first]), float(right[first])


def clef(data: Path, embedder: EncodedOnce) -> str:
    """Return the line of CLEF 2020: MRR@10 over its own claims, and how many are confirmed."""
    corpus = [
        {"id": row["id"], "claim": row["text"], "title": row["title"]}
        for row in rows_of(data, "retrieval/clef2020/corpus.jsonl")
    ]
    queries = [
        {"text": row["question"], "gold": [each["doc_id"] for each in row["evidence"]]}
        for row in rows_of(data, "retrieval/clef2020/queries_dev.jsonl")
    ]
    index, ranker = CheckIndex(records_of(corpus), embedder), shipped_check_ranker()
    ours, confirmed, right = [], 0, 0
    for row in queries:
        likely = index.likely(row["text"], _TOP)
        scores = ranker.scores(likely.features)
        chances = ranker.chances(scores, *likely.told)
        order = np.argsort(-scores)
        ours.append([corpus[likely.order[at]]["id"] for at in order[:_TOP]])
        if is_confirmed(row["text"], corpus[likely.order[order[0]]]["claim"], float(chances[order[0]])):
            confirmed += 1
            right += ours[-1][0] in row["gold"]
    values = [_mrr(ranked, queries) for ranked in (*baselines(corpus, queries, embedder), ours)]
    cells = " | ".join(f"{value:.3f}" for value in values)
    line = f"| CLEF 2020 dev, its own claims, MRR@10 | {len(queries)} | {cells} |"
    return f"{line}\n\nOf CLEF 2020's, {confirmed} are confirmed, {right} of them rightly."


def _mrr(ranked: Sequence[Sequence[str]], queries: list[Row]) -> float:
    firsts = [
        next((1 / (at + 1) for at, each in enumerate(ids) if each in row["gold"]), 0.0)
        for ids, row in zip(ranked, queries, strict=True)
    ]
    return sum(firsts) / len(firsts)


if __name__ == "__main__":
    main()
