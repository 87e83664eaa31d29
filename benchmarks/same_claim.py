"""Whether two sentences claim the same: `python -m benchmarks.same_claim [DATA_DIR CACHE]`.

Without arguments, on invented pairs alone, never fitted on (the bar is F1 .85), and how long a pair takes: those of
`benchmarks/data/same_claim.jsonl`, which were looked at three times, the fresh ones of
`benchmarks/data/same_claim_fresh.jsonl`, written later, and two sets in which each sentence stands once beside a
rewording and once beside a near miss: `same_claim_contrast.jsonl` and, written apart, `same_claim_apart.jsonl`. With
DATA_DIR (it holds `claims/`) and CACHE (vectors), also on the parts of the data sets that are kept for reports, beside
the cosine and the overlap of words.
"""

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score, roc_auc_score  # type: ignore[import-untyped]
from training.matching.pairs import Pair, pairs

from benchmarks.encoded import EncodedOnce
from onrecord.claims.matching.pair_features import FEATURES
from onrecord.claims.matching.same_claim import SAME, SIMILAR, ClaimPairs, Pairs, same, same_event, same_subject
from onrecord.embedding import Embedder

INVENTED = {
    name: Path(__file__).parent / "data" / f"{file}.jsonl"
    for name, file in (
        ("invented pairs", "same_claim"),
        ("fresh pairs", "same_claim_fresh"),
        ("contrasted pairs", "same_claim_contrast"),
        ("contrasted pairs, written apart", "same_claim_apart"),
    )
}
Array = np.ndarray[Any, Any]
_VALUES = ("number", "year", "month", "day")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.same_claim", description=__doc__)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("cache", type=Path, nargs="?")
    arguments = parser.parse_args()
    for name, path in INVENTED.items():
        invented(name, path)
    if arguments.data and arguments.cache:
        reported(arguments.data, EncodedOnce(arguments.cache))


def invented(title: str, path: Path) -> None:
    """Print what is told of the invented pairs of a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found: Pairs = [(row["a"], row["b"]) for row in rows]
    right = np.array([row["label"] == "same" for row in rows])
    embedder = Embedder()
    features = ClaimPairs.of(found, embedder=embedder).features
    chances = same(found, embedder=embedder)
    print(f"\n| {title} | precision | recall | F1 | AUC |\n| --- | ---: | ---: | ---: | ---: |")
    for name, scores, least in (
        ("cosine, its best threshold", *_best(features[:, FEATURES.index("cosine")], right)),
        ("words shared, its best threshold", *_best(features[:, FEATURES.index("shared")], right)),
        ("ours, SIMILAR", chances, SIMILAR),
        ("ours, 0.5", chances, 0.5),
        ("ours, SAME", chances, SAME),
    ):
        taken = scores >= least
        precision, recall = right[taken].mean() if taken.any() else 0.0, taken[right].mean()
        f1 = f1_score(right, taken)
        print(f"| {name} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {roc_auc_score(right, scores):.3f} |")
    wrong = Counter(
        row["kind"] for row, chance in zip(rows, chances, strict=True) if (chance >= 0.5) != (row["label"] == "same")
    )
    print(f"\nwrong at 0.5, by kind: {dict(wrong)}")
    near = ~right & np.array([row["kind"] in _VALUES for row in rows])
    subjects = same_subject(found, embedder=embedder)
    of_same, of_near = ((subjects[kept] >= 0.5).mean() for kept in (right, near))
    print(f"same_subject >= 0.5: {of_same:.2f} of the same, {of_near:.2f} of those that differ in a value only")
    _speed(found, embedder)


def _best(scores: Array, right: Array) -> tuple[Array, float]:
    return scores, max(scores, key=lambda least: f1_score(right, scores >= least))


def _speed(found: Pairs, embedder: Embedder) -> None:
    texts = [text for pair in found for text in pair]
    vectors = embedder.encode_documents(texts).reshape(len(found), 2, -1)
    for name, ask in (("same_subject (nothing read)", same_subject), ("same", same)):
        started = time.perf_counter()
        for _ in range(5):
            ask(found, vectors, embedder)
        print(f"{name}, vectors given: {(time.perf_counter() - started) / 5 / len(found) * 1000:.2f} ms a pair")


def reported(data: Path, embedder: Embedder) -> None:
    """Print what is told of the parts of the data sets that are kept for reports."""
    every = [pair for pair in pairs(data, random.Random(3)) if pair.is_reported]  # noqa: S311 - no secret
    print("\n| reported pairs | n | same | cosine AUC | words AUC | ours AUC | precision at SAME | taken |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    told = [pair for pair in every if pair.same is not None]
    groups = {name: [p for p in told if p.source == name] for name in ("mrpc", "sts", "paws", "summedits")}
    groups["breaking, changed, lie"] = [p for p in told if p.source in ("breaking", "changed", "lie")]
    groups["changed beside mrpc, sts"] = [
        p for p in told if p.source == "changed" or (p.source in ("mrpc", "sts") and p.same)
    ]
    for name, some in groups.items():
        print(_line(name, some, embedder))
    _events([pair for pair in every if pair.source == "ecb"], embedder)


def _line(name: str, some: list[Pair], embedder: Embedder) -> str:
    found = [(pair.a, pair.b) for pair in some]
    right = np.array([bool(pair.same) for pair in some])
    features = ClaimPairs.of(found, embedder=embedder).features
    chances = same(found, embedder=embedder)
    aucs = [roc_auc_score(right, features[:, FEATURES.index(column)]) for column in ("cosine", "shared")]
    cells = " | ".join(f"{value:.3f}" for value in (*aucs, roc_auc_score(right, chances)))
    taken = chances >= SAME
    precise = f"{right[taken].mean():.3f}" if taken.any() else "-"
    return f"| {name} | {len(some)} | {right.sum()} | {cells} | {precise} | {taken.sum()} |"


def _events(some: list[Pair], embedder: Embedder) -> None:
    found = [(pair.a, pair.b) for pair in some]
    right = np.array([bool(pair.subject) for pair in some])
    features = ClaimPairs.of(found, embedder=embedder).features
    scores = {
        "cosine": features[:, FEATURES.index("cosine")],
        "words shared": features[:, FEATURES.index("shared")],
        "same_event": same_event(found, embedder=embedder),
        "same_subject": same_subject(found, embedder=embedder),
    }
    print("\n| ECB+ pairs_dev, AUC of the same event | against all others |\n| --- | ---: |")
    for name, each in scores.items():
        print(f"| {name} | {roc_auc_score(right, each):.3f} |")


if __name__ == "__main__":
    main()
