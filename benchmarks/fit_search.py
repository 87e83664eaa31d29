"""Fit the weights that rank the passages of a search, and say how good the ranking is.

    python -m benchmarks.fit_search DATA_DIR ARTICLES.jsonl SEED.txt CACHE [--write]

DATA_DIR is a folder with `realtimeqa/` and `clef2020/`. Two sets are fitted on. Our questions over the articles of a
table and a text file, among RealTimeQA's articles: a passage that holds the evidence is right. CLEF 2020's training
tweets: any passage of the right claim is. The development questions of both are left to `benchmarks.retrieval`.

What is printed is cross-validated in five folds, by article and by tweet: how often a right passage comes first, and
how often among the first four. `--write` puts the weights into the package; CACHE keeps vectors and indexes.
"""

import argparse
import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks import retrieval
from benchmarks.encoded import EncodedOnce
from benchmarks.question_sets import articles_of
from benchmarks.questions import DATA, FOLDS, SEED, folds, load, original_texts
from onrecord.model import Scope
from onrecord.retrieval.scoring import FEATURES
from onrecord.retrieval.search import consider, seek
from onrecord.storage.index import Index

WEIGHTS = Path(__file__).parent.parent / "src" / "onrecord" / "retrieval" / "scoring.json"
FITTED_ON = ("article_questions.jsonl", "reworded_questions.jsonl", "seed_questions.jsonl")
PENALTY = 0.3
SHARES = {"questions": 0.4, "tweets": 0.6}
"""What each set counts for, chosen on the development questions: more weight on ours finds fewer articles in ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question: the features of the passages that are ranked for it, and which of them are right."""

    set: str
    group: str
    rows: NDArray[np.float64]
    right: NDArray[np.bool_]


def cases(name: str, index: Index, asked: Sequence[tuple[str, str, Callable[[str, str], bool]]]) -> Iterator[Case]:
    """Yield the cases of questions: each with its group and with what tells whether an article's words are right."""
    for text, group, is_right in asked:
        found = consider(index, seek(index, text), Scope())
        stored = index.ledger.passages.with_articles(found.ids)
        right = np.array([is_right(stored[each][1].id, stored[each][0].text) for each in found.ids], dtype=bool)
        yield Case(set=name, group=group, rows=found.rows, right=right)


def collect(data: Path, table: Path, file: Path, cache: Path) -> list[Case]:
    """Return the cases of both sets."""
    embedder = EncodedOnce(cache)
    texts = original_texts(table, file)
    news, _ = retrieval.load(data / "realtimeqa")
    index = retrieval.indexed("news", [*news, *articles_of(table), *articles_of(file)], embedder, cache)
    every = [each for name in FITTED_ON for each in load(name, texts)]
    own = [(each.text, each.group, each.is_answered_by) for each in every if each.is_answerable]
    found = list(cases("questions", index, own))
    claims, tweets = retrieval.load(data / "clef2020", "train")
    index = retrieval.indexed("clef2020", claims, embedder, cache)
    asked = [(each.text, each.text, lambda i, _, right=each.right: i in right) for each in tweets]
    return [*found, *cases("tweets", index, asked)]


def fit(training: Sequence[Case]) -> NDArray[np.float64]:
    """Return the weights under which a right passage is likeliest to come first, by L-BFGS with an L2 penalty.

    The sets count by SHARES, however many questions each has. The penalty is on the weights of unit-variance features.
    """
    usable = [case for case in training if case.right.any()]
    scale = np.concatenate([case.rows for case in usable]).std(axis=0)
    most = max(len(case.rows) for case in usable)
    rows = torch.zeros(len(usable), most, len(FEATURES), dtype=torch.float64)
    absent, wrong = torch.ones(len(usable), most, dtype=torch.bool), torch.ones(len(usable), most, dtype=torch.bool)
    for i, case in enumerate(usable):
        n = len(case.rows)
        rows[i, :n], absent[i, :n], wrong[i, :n] = torch.tensor(case.rows / scale), False, torch.tensor(~case.right)
    sizes = Counter(case.set for case in usable)
    counts = torch.tensor([SHARES[case.set] / sizes[case.set] for case in usable])
    weights = torch.zeros(len(FEATURES), dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        likelihoods = torch.log_softmax((rows @ weights).masked_fill(absent, -1e9), dim=1)
        likelihood = (counts * torch.logsumexp(likelihoods.masked_fill(wrong, -1e9), dim=1)).sum()
        total = PENALTY * (weights**2).sum() / len(usable) - likelihood
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    return np.asarray(weights.detach().numpy() / scale)


def cross_validated(every: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Return for each set how often a right passage comes first, and among the first four, judged unseen."""
    fold = folds({case.group for case in every})
    ranks: dict[str, list[float]] = defaultdict(list)
    for number in range(FOLDS):
        weights = fit([case for case in every if fold[case.group] != number])
        for case in every:
            if fold[case.group] == number:
                ranks[case.set].append(_rank(case, weights))
    return {
        name: {"questions": len(own), "first": round(_share(own, 1), 3), "first_four": round(_share(own, 4), 3)}
        for name, own in ranks.items()
    }


def _rank(case: Case, weights: NDArray[np.float64]) -> float:
    right = case.right[np.argsort(-(case.rows @ weights), kind="stable")]
    return float(np.flatnonzero(right)[0] + 1) if right.any() else math.inf


def _share(ranks: Sequence[float], within: int) -> float:
    return sum(rank <= within for rank in ranks) / len(ranks)


def write(weights: NDArray[np.float64], figures: dict[str, dict[str, float]], fitted_on: Sequence[Path]) -> None:
    """Put the weights into the package, with what they were fitted on."""
    stored = {
        "fitted_on": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in fitted_on},
        "seed": SEED,
        "penalty": PENALTY,
        "cross_validated": figures,
        "weights": {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)},
    }
    WEIGHTS.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, print the cross-validated figures, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "table", "file", "cache"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    every = collect(given.data, given.table, given.file, given.cache)
    figures, weights = cross_validated(every), fit(every)
    for name, own in figures.items():
        print(f"{name}: {own['questions']}, a right passage first {own['first']:.3f}, in four {own['first_four']:.3f}")
    print(dict(zip(FEATURES, np.round(weights, 3).tolist(), strict=True)))
    if given.write:
        tweets = given.data / "clef2020" / "queries_train.jsonl"
        write(weights, figures, [*(DATA / name for name in FITTED_ON), tweets])


if __name__ == "__main__":
    main()
