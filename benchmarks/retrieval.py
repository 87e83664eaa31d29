"""How well articles are found, beside what a user would otherwise build.

    python -m benchmarks.retrieval DATA_DIR CACHE [--sets realtimeqa clef2020]

DATA_DIR is a folder with `realtimeqa/` and `clef2020/`; CACHE keeps vectors and indexes between runs. In one run, over
the same articles, with the same embedding model, each article with its title:

    ours        `onrecord.retrieval.search`
    tutorial    LangChain's tutorial: RecursiveCharacterTextSplitter of 1,000 characters with 200 of overlap, Chroma
    bm25        the same chunks by BM25 (FTS5, Porter stems, the question's content words)
    fusion      the reciprocal rank fusion of these two

    MRR@10, recall@10    by article: each article counts once, at its best passage
    answer@4             a passage of the right article among the first four holds the answer's words; of all questions,
                         and of those whose right article holds them at all
"""

import argparse
import gzip
import json
import re
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.chunks import Chunks
from benchmarks.encoded import EncodedOnce
from onrecord.embedding import Embedder
from onrecord.ingesting import chunking
from onrecord.ingesting.pipeline import Pipeline, open_index
from onrecord.model import Article
from onrecord.reading import read
from onrecord.retrieval.search import search
from onrecord.settings import Settings
from onrecord.storage.index import Index

DEPTH = 100
"""Passages that each system is asked for, so that ten articles are found however the passages crowd."""

_NEWSLETTER = "five-things"
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]

Ranked = list[tuple[str, str]]
"""Article ids with the words of a passage, the best first."""

System = Callable[[str], Ranked]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question, the articles that answer it, and the answer's words where they are known."""

    text: str
    right: frozenset[str]
    answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """One system's figures over one set of questions; `answers` and `held` are None where no answers are known."""

    mrr: float
    recall: float
    answers: float | None
    held: float | None


def normal(text: str) -> str:
    """Return a text's words with a space around each, numbers below thirteen as digits, without articles."""
    words = re.findall(r"\d[\d.,]*\d|\w+", text.lower())
    kept = (str(_NUMBERS.index(w)) if w in _NUMBERS else w for w in words if w not in ("a", "an", "the"))
    return f" {' '.join(kept)} "


def load(folder: Path, split: str = "dev") -> tuple[list[Article], list[Query]]:
    """Return the articles and the questions of a set's split, without newsletters."""
    [corpus] = folder.glob("corpus*")
    with gzip.open(corpus, "rt") if corpus.suffix == ".gz" else corpus.open() as lines:
        left_out = {row["id"] for row in map(json.loads, lines) if _NEWSLETTER in (row["url"] or "")}
    articles = [a for a in read([corpus], Settings()) if isinstance(a, Article) and a.id not in left_out]
    known = {article.id for article in articles}
    queries = []
    for row in map(json.loads, (folder / f"queries_{split}.jsonl").read_text(encoding="utf-8").splitlines()):
        right = known.intersection(each["doc_id"] for each in row["evidence"])
        if right:
            queries.append(Query(text=row["question"], right=frozenset(right), answer=row["answer"]))
    return articles, queries


def indexed(name: str, articles: Sequence[Article], embedder: Embedder, cache: Path) -> Index:
    """Return an index of articles that is kept in the cache."""
    index = open_index(cache / f"ours-{name}-{chunking.VERSION}", embedder)
    for _ in Pipeline(index).add(articles):
        pass
    return index


def ours(name: str, articles: Sequence[Article], embedder: Embedder, cache: Path) -> System:
    """Return our search, over an index kept in the cache."""
    index = indexed(name, articles, embedder, cache)
    return lambda question: [(hit.article.id, hit.passage.text) for hit in search(index, question, DEPTH)]


def others(articles: Sequence[Article], embedder: Embedder) -> dict[str, System]:
    """Return the tutorial's pipeline, BM25 and their fusion, over the same chunks."""
    both = Chunks(articles, embedder)

    def dense(question: str) -> list[int]:
        return [i for i, _ in both.dense(question, DEPTH)]

    def bm25(question: str) -> list[int]:
        return [i for i, _ in both.bm25(question, DEPTH)]

    def fusion(question: str) -> list[int]:
        return reciprocal([dense(question), bm25(question)])[:DEPTH]

    def system(ranking: Callable[[str], list[int]]) -> System:
        return lambda question: [both.chunks[i] for i in ranking(question)]

    return {"tutorial": system(dense), "bm25": system(bm25), "fusion": system(fusion)}


def reciprocal(rankings: Sequence[Sequence[int]]) -> list[int]:
    """Return the plain reciprocal rank fusion of rankings, with the usual constant of 60; ties as in the first."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1 / (60 + rank)
    return sorted(scores, key=lambda item: -scores[item])


def score(system: System, queries: Sequence[Query], texts: dict[str, str]) -> Scores:
    """Ask a system every question."""
    reciprocal, found, answered, held = [], [], [], []
    for query in queries:
        ranked = system(query.text)
        ten = list(dict.fromkeys(article_id for article_id, _ in ranked))[:10]
        reciprocal.append(next((1 / rank for rank, each in enumerate(ten, start=1) if each in query.right), 0.0))
        found.append(float(not query.right.isdisjoint(ten)))
        if query.answer:
            answer = normal(query.answer)
            answered.append(any(i in query.right and answer in normal(words) for i, words in ranked[:4]))
            held.append(any(answer in normal(texts[i]) for i in query.right))
    return Scores(
        mrr=statistics.fmean(reciprocal),
        recall=statistics.fmean(found),
        answers=statistics.fmean(answered) if answered else None,
        held=sum(answered) / sum(held) if any(held) else None,
    )


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--sets", nargs="+", default=["realtimeqa", "clef2020"])
    given = parser.parse_args()
    embedder = EncodedOnce(given.cache)
    for name in given.sets:
        articles, queries = load(given.data / name)
        texts = {article.id: article.text for article in articles}
        print(f"{name}: {len(queries)} questions, {len(articles)} articles")
        systems = {"ours": ours(name, articles, embedder, given.cache), **others(articles, embedder)}
        for label, system in systems.items():
            scores = score(system, queries, texts)
            line = f"  {label:9} MRR@10 {scores.mrr:.3f}  recall@10 {scores.recall:.3f}"
            if scores.answers is not None and scores.held is not None:
                line += f"  answer@4 {scores.answers:.3f}  of those that hold it {scores.held:.3f}"
            print(line, flush=True)


if __name__ == "__main__":
    main()
