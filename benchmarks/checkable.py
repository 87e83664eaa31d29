"""Which sentences are checkable and worth checking: `python -m benchmarks.checkable DATA_DIR`.

DATA_DIR holds `claims/`. The governors' speeches were trained on: their figures are those out of fold that training
wrote beside the weights. What else is reported was never trained on.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import safe_open
from sklearn.metrics import f1_score, roc_auc_score  # type: ignore[import-untyped]

from onrecord.backbone import Floats
from onrecord.claims.detection.detector import SHIPPED, detector
from onrecord.claims.detection.scales import KINDS
from onrecord.embedding import Embedder

SENTENCES = Path(__file__).with_name("data") / "checkable_sentences.jsonl"
OTHER_MODEL = 8
"""The dimension of vectors that stand for those of another embedding model."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checkable", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of claims/")
    claims = parser.parse_args().data / "claims"
    with safe_open(SHIPPED, "numpy") as file:
        figures = json.loads(file.metadata()["figures"])
    print("| out of fold, or on the tuning part | |\n| --- | ---: |")
    for name, value in figures.items():
        print(f"| {name} | {value:.3f} |")
    tuning = _rows(claims / "checkworthy_ct24/dev.jsonl")
    seen = {row["text"].lower() for row in [*tuning, *_rows(claims / "checkworthy_ct24/train.jsonl.gz")]}
    ranked = [row for row in _rows(claims / "checkworthy_claimrank/all.jsonl") if row["text"].lower() not in seen]
    tweets = _rows(claims / "checkworthy_tweets_ct22/dev.jsonl")
    print("\n| never trained on, AUC of the score | sentences | read | by vectors | words | length |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    _ranking("claimrank, one outlet or more", ranked, lambda row: row["agree"] >= 1)
    _ranking("claimrank, three or more", ranked, lambda row: row["agree"] >= 3)
    _ranking("tweets", tweets, lambda row: row["label"] == 1)
    _invented([json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()])


def _rows(path: Path) -> list[dict[str, Any]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return [json.loads(line) for line in text.split("\n") if line]


def _ways(texts: list[str]) -> list[Floats]:
    """Return the probabilities of each way to judge, (texts, 2)."""
    vectors = Embedder().encode_documents(texts)
    other = np.zeros((len(texts), OTHER_MODEL), dtype=np.float32)
    return [detector().probabilities(texts, given) for given in (None, vectors, other)]


def _ranking(name: str, rows: list[dict[str, Any]], is_right: Callable[[dict[str, Any]], bool]) -> None:
    texts, right = [row["text"] for row in rows], [is_right(row) for row in rows]
    scores = [shares[:, 1] for shares in _ways(texts)] + [np.array([len(text) for text in texts])]
    cells = " | ".join(f"{roc_auc_score(right, score):.3f}" for score in scores)
    print(f"| {name} | {len(rows)} | {cells} |", flush=True)


def _invented(rows: list[dict[str, Any]]) -> None:
    """Print the figures on the invented sentences that nothing was fitted to, with the kinds that were taken wrong."""
    texts = [row["text"] for row in rows]
    print("\n| invented sentences | sentences | read | by vectors | words |\n| --- | ---: | ---: | ---: | ---: |")
    ways = _ways(texts)
    for voice in ("news", "speech"):
        chosen = [n for n, row in enumerate(rows) if row["voice"] == voice]
        for column, label in enumerate(("verifiable", "worth")):
            right = [rows[n][label] for n in chosen]
            cells = " | ".join(f"{f1_score(right, shares[chosen, column] >= 0.5):.3f}" for shares in ways)
            print(f"| {voice}, {label}, F1 | {len(chosen)} | {cells} |")
    vectors = Embedder().encode_documents(texts)
    given = (None, vectors, np.zeros((len(texts), OTHER_MODEL), dtype=np.float32))
    kinds = [[each.kind for each in detector().assess(texts, one)] for one in given]
    cells = " | ".join(f"{np.mean([k == r['kind'] for k, r in zip(of, rows, strict=True)]):.3f}" for of in kinds)
    print(f"| kind, accuracy | {len(rows)} | {cells} |")
    counts = Counter(zip((row["kind"] for row in rows), kinds[0], strict=True))
    print(f"\n| kind, taken as | {' | '.join(KINDS)} |\n| --- |{' ---: |' * len(KINDS)}")
    for kind in KINDS:
        print(f"| {kind} | {' | '.join(str(counts[kind, taken] or '') for taken in KINDS)} |")


if __name__ == "__main__":
    main()
