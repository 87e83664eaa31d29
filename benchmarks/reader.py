"""What the reader is worth on what it was not trained on: `python -m benchmarks.reader DATA_DIR [--weights FILE]`.

DATA_DIR holds `claims/` and `reading/`. Sets without a training part of their own are cut by document, and only the
third that is for reports is used here (`training/reader/sources.py`). Beside it stands what words alone reach.
"""

import argparse
import random
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]
from training.reader.candidates import Group, without
from training.reader.questions import judged, selqa, squad2_rows, whole
from training.reader.sources import REPORT, part, rows_of

from benchmarks.reader_floor import WordRelations, word_scores
from onrecord.reader import Reader, reader

Floats = np.ndarray[Any, Any]
Relations = Callable[[Sequence[tuple[str, str]]], Floats]
Scores = Callable[[Group], Floats]
THREE = {"entailment": 0, "neutral": 1, "contradiction": 2}
ENTAILED, CONTRADICTED = 0, 2
QUESTIONS = 200


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reader", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of claims/ and reading/")
    parser.add_argument("--weights", type=Path, help="other weights than the shipped ones")
    parser.add_argument("--which", default=REPORT, help="the part to measure on: report or tune")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    read = Reader.load(arguments.weights) if arguments.weights else reader()
    print("| relations | pairs | words alone | reader |\n| --- | ---: | ---: | ---: |")
    for row in relation_rows(arguments.data, arguments.which, read.relations, _floor(arguments.data)):
        print(row, flush=True)
    print("\n| answers | questions | words alone | reader | with surroundings |\n| --- | ---: | ---: | ---: | ---: |")
    for row in answer_rows(arguments.data, arguments.which, read):
        print(row, flush=True)
    speed(read)


def _floor(data: Path) -> Relations:
    rows = rows_of(data, "claims/nli_mnli_snli_dev/mnli_dev.jsonl.gz")[:6000]
    rows += rows_of(data, "claims/nli_sick/train.jsonl")[:2000]
    return WordRelations([(row["a"], row["b"]) for row in rows], [THREE[row["label"]] for row in rows]).relations


def relation_rows(data: Path, which: str, read: Relations, floor: Relations) -> "list[str]":
    """Return the lines of the table of relations."""
    claims = data / "claims"
    found: list[str] = []

    def line(name: str, pairs: Sequence[tuple[str, str]], measure: Callable[[Floats], float]) -> None:
        both = [measure(system(pairs)) for system in (floor, read)]
        found.append(f"| {name} | {len(pairs)} | {both[0]:.3f} | {both[1]:.3f} |")

    negation = part(claims, "nli_negation/dev.jsonl", "group", which)
    sets = {
        "rte3, three-way accuracy": part(claims, "nli_rte3/dev.jsonl", "a", which),
        "negated SNLI and MNLI, three-way accuracy": [row for row in negation if row["source"] != "RTE"],
        "sick dev, three-way accuracy": rows_of(claims, "nli_sick/dev.jsonl"),
    }
    breaking = part(claims, "nli_breaking/dev.jsonl", "a", which)
    for kind in sorted({row["kind"] for row in breaking}):
        sets[f"one word replaced, {kind}, three-way accuracy"] = [row for row in breaking if row["kind"] == kind]
    for name, rows in sets.items():
        gold = np.array([THREE[row["label"]] for row in rows])
        line(name, _pairs(rows), lambda p, gold=gold: float((p.argmax(1) == gold).mean()))  # type: ignore[misc]
    rows = [row for row in negation if row["source"] == "RTE"]
    gold = np.array([row["label"] == "entailment" for row in rows])
    line("negated RTE, entailed or not, balanced accuracy", _pairs(rows), lambda p: _balanced(p.argmax(1) == 0, gold))
    rows = part(claims, "nli_fever_symmetric/dev.jsonl", "evidence", which)
    supports = np.array([row["label"] == "SUPPORTS" for row in rows])
    line(
        "fever symmetric, entailed over contradicted, accuracy",
        [(row["evidence"], row["claim"]) for row in rows],
        lambda p: float(((p[:, ENTAILED] > p[:, CONTRADICTED]) == supports).mean()),
    )
    for domain in (None, "news"):
        rows = part(claims, "edits_summedits/dev.jsonl", "doc_id", which)
        rows = [row for row in rows if domain in (None, row["domain"])]
        same = np.array([row["label"] == "consistent" for row in rows])
        pairs = [(row["original"], row["edited"]) for row in rows]
        name = f"small edits{f', {domain}' if domain else ''}"
        line(f"{name}, AUC of entailed", pairs, lambda p, same=same: float(roc_auc_score(same, p[:, 0])))  # type: ignore[misc]
        line(f"{name}, balanced accuracy", pairs, lambda p, same=same: _balanced(p.argmax(1) == 0, same))  # type: ignore[misc]
    found += _both_ways("mrpc dev", rows_of(claims, "pairs_mrpc/dev.jsonl"), read, floor)
    found += _both_ways("paws", part(claims, "pairs_paws/dev.jsonl", "a", which), read, floor)
    return found


def _both_ways(name: str, rows: Sequence[dict[str, Any]], read: Relations, floor: Relations) -> list[str]:
    gold = [row["label"] for row in rows]
    pairs = _pairs(rows)
    back = [(b, a) for a, b in pairs]
    scores = [roc_auc_score(gold, np.minimum(f(pairs)[:, 0], f(back)[:, 0])) for f in (floor, read)]
    return [f"| {name}, AUC of entailed both ways | {len(rows)} | {scores[0]:.3f} | {scores[1]:.3f} |"]


def _pairs(rows: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(row["a"], row["b"]) for row in rows]


def _balanced(said: Floats, gold: Floats) -> float:
    return float((said[gold].mean() + (~said[~gold]).mean()) / 2)


def answer_rows(data: Path, which: str, read: Reader) -> list[str]:
    """Return the lines of the table of answers."""
    rng = random.Random(1)  # noqa: S311 - no secret
    news = part(data / "reading", "newsqa.jsonl.gz", "context", which)
    wiki = [row for row in part(data / "reading", "wikiqa.jsonl.gz", "question", which) if row["answerable"]]
    one = part(data / "reading", "onestopqa.jsonl.gz", "title", which)
    scorer = Scorer(read)
    stories = [whole(row) for row in rng.sample(news, min(QUESTIONS, len(news)))]
    sets = {
        "trecqa dev": judged(data, "claims/qa_trecqa/dev.jsonl"),
        "selqa": selqa(data, which),
        "wikiqa": [whole(row) for row in rng.sample(wiki, min(QUESTIONS, len(wiki)))],
        "newsqa, whole stories": stories,
        "onestopqa": [whole(row) for row in rng.sample(one, min(QUESTIONS, len(one)))],
        "multirc, any of the evidence": [
            whole(r)
            for r in part(data / "reading", "multirc.jsonl.gz", "doc", which)
            if r["source"] in ("News", "Sept11")
        ],
    }
    systems: list[Scores] = [
        lambda g: word_scores(g.question, g.sentences),
        lambda g: scorer.scores(g, with_around=False),
        lambda g: scorer.scores(g, with_around=True),
    ]
    found = []
    for name, groups in sets.items():
        kept = [g for g in groups if any(g.right) and not all(g.right)]
        kept = rng.sample(kept, min(QUESTIONS, len(kept)))
        cells = [" / ".join(f"{x:.3f}" for x in _ranked(kept, system)) for system in systems]
        found.append(f"| {name}: MAP / MRR / first right | {len(kept)} | {' | '.join(cells)} |")
    rows = squad2_rows(data, which)
    squad = [whole(row) for row in rng.sample(rows, min(QUESTIONS, len(rows)))]
    halved = [without(g) if n % 2 else g for n, g in enumerate(stories)]
    for name, groups in (("squad 2", squad), ("newsqa, every other without its answer", halved)):
        kept = [g for g in groups if g.sentences]
        cells = [_nulls(kept, lambda g: np.append(word_scores(g.question, g.sentences), 0.7))]
        cells += [_nulls(kept, lambda g: read.chances(scorer.scores(g, with_around=False)))]
        cells += [_nulls(kept, lambda g: read.chances(scorer.scores(g, with_around=True)))]
        head = f"{name}: AUC of none / right when there is one / none when none"
        found.append(f"| {head} | {len(kept)} | {' | '.join(cells)} |")
    return found


class Scorer:
    """The reader's scores, each sentence read once."""

    def __init__(self, read: Reader) -> None:
        """Wrap a reader."""
        self._read = read
        self._known: dict[tuple[str, str, str], float] = {}

    def scores(self, group: Group, *, with_around: bool) -> Floats:
        """Return the scores of a group's sentences."""
        around = group.around if with_around else ("",) * len(group.sentences)
        keys = [(group.question, s, a) for s, a in zip(group.sentences, around, strict=True)]
        new = [key for key in dict.fromkeys(keys) if key not in self._known]
        found = self._read.scores(group.question, [key[1] for key in new], [key[2] for key in new])
        self._known |= dict(zip(new, found.tolist(), strict=True))
        return np.array([self._known[key] for key in keys], dtype=np.float32)


def _ranked(groups: Sequence[Group], scores: Scores) -> tuple[float, float, float]:
    """Return the mean average precision, the mean reciprocal rank and how often the first is right."""
    precisions, reciprocals = [], []
    for group in groups:
        order = np.argsort(-scores(group), kind="stable")
        places = np.flatnonzero(np.array(group.right)[order]) + 1
        precisions.append(float(np.mean(np.arange(1, len(places) + 1) / places)))
        reciprocals.append(1 / places[0])
    return float(np.mean(precisions)), float(np.mean(reciprocals)), float(np.mean([r == 1 for r in reciprocals]))


def _nulls(groups: Sequence[Group], answers: Scores) -> str:
    """Return how well "none" is told: the AUC, then how often the choice is right with an answer and without one."""
    said = [answers(group) for group in groups]
    null = np.array([not any(group.right) for group in groups])
    margin = [float(np.log(p[-1] + 1e-9) - np.log(p[:-1].max() + 1e-9)) for p in said]
    right = np.array([bool((*g.right, not any(g.right))[int(p.argmax())]) for g, p in zip(groups, said, strict=True)])
    return f"{roc_auc_score(null, margin):.3f} / {right[~null].mean():.3f} / {right[null].mean():.3f}"


def speed(read: Reader) -> None:
    """Print what 30 pairs of about 60 tokens cost, on one thread and on two."""
    words = re.findall(r"\w+", "The harbour board said on Monday that repairs to the pier would take until the spring.")
    rng = random.Random(3)  # noqa: S311 - no secret
    pairs = [(" ".join(rng.choices(words, k=30)), " ".join(rng.choices(words, k=27))) for _ in range(30)]
    for threads in (1, 2):
        torch.set_num_threads(threads)
        read.relations(pairs)
        taken = []
        for _ in range(9):
            begun = time.perf_counter()
            read.relations(pairs)
            taken.append(time.perf_counter() - begun)
        print(
            f"\n30 pairs of about 60 tokens, {threads} thread{'s' * (threads > 1)}: {1000 * np.median(taken):.0f} ms",
            end="",
        )
    print()


if __name__ == "__main__":
    main()
