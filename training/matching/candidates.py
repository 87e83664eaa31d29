"""Queries with their candidates among known fact-checks, as the ranker sees them, kept on disk."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.claims.matching.check_index import CHECK_FEATURES, READ, CheckIndex, CheckRecord
from onrecord.embedding import Embedder
from training.reader.sources import rows_of

Row = dict[str, Any]
_REPORTED = 5
"""One tweet in so many is for reports only, besides those of CLEF 2020's development set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Features, (queries, 12, features), which candidates are right, and how many right ones there are at all.

    `groups` names what must not be parted when queries are: a speech, a tweet. `order` are the candidates' places.
    """

    features: np.ndarray[Any, Any]
    right: np.ndarray[Any, Any]
    golds: np.ndarray[Any, Any]
    groups: tuple[str, ...]

    def take(self, kept: np.ndarray[Any, Any]) -> "Candidates":
        """Return some of the queries."""
        return Candidates(
            features=self.features[kept],
            right=self.right[kept],
            golds=self.golds[kept],
            groups=tuple(np.array(self.groups, dtype=object)[kept]),
        )


def records_of(rows: list[Row]) -> list[CheckRecord]:
    """Return fact-checks for the index."""
    return [
        CheckRecord(
            id=row["id"],
            claim=row["claim"],
            title=row.get("title") or "",
            speaker=row.get("speaker") or "",
            date=row.get("date") or "",
        )
        for row in rows
    ]


def digest_of(text: str) -> int:
    """Return a number for a text that is the same everywhere."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def is_reported(row: Row, clef: set[str]) -> bool:
    """Say whether a tweet is kept for reports."""
    return row["text"].strip() in clef or digest_of(row["id"]) % _REPORTED == 0


def tweets(data: Path) -> tuple[list[Row], list[Row]]:
    """Return the tweets to tune on, and those for reports."""
    clef = {row["question"].strip() for row in rows_of(data, "retrieval/clef2020/queries_dev.jsonl")}
    rows = rows_of(data, "claims/match_tweets_ct22/queries_train.jsonl")
    return [r for r in rows if not is_reported(r, clef)], [r for r in rows if is_reported(r, clef)]


def speeches(data: Path, split: str) -> list[Row]:
    """Return the spoken sentences of one split."""
    return rows_of(data, f"claims/match_politifact/queries_{split}.jsonl")


def candidates(data: Path, name: str, queries: list[Row], embedder: Embedder, kept: Path) -> Candidates:
    """Return the candidates of queries in a set; computed once, then read from the folder `kept`."""
    key = digest_of(json.dumps([name, [row["id"] for row in queries], CHECK_FEATURES]))
    path = kept / f"{key % 10**12}.npz"
    if path.exists():
        found = np.load(path)
        features, right, golds = found["features"], found["right"], found["golds"]
    else:
        records = records_of(rows_of(data, f"claims/{name}/corpus.jsonl.gz"))
        index = CheckIndex(records, embedder)
        features = np.zeros((len(queries), READ, len(CHECK_FEATURES)), dtype=np.float32)
        right = np.zeros((len(queries), READ), dtype=np.float32)
        golds = np.array([len(row["gold"]) for row in queries])
        for number, row in enumerate(queries):
            likely = index.likely(row["text"], READ)
            features[number] = likely.features
            right[number] = [float(records[place].id in row["gold"]) for place in likely.order[:READ]]
        kept.mkdir(parents=True, exist_ok=True)
        np.savez(path, features=features, right=right, golds=golds)
    groups = tuple(row["id"].rsplit("_", 1)[0] for row in queries)
    return Candidates(features=features, right=right, golds=golds, groups=groups)
