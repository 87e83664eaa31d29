"""Fitting the small models: networks with one hidden layer, and the linear ranker of candidates."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from sklearn.exceptions import ConvergenceWarning  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.neural_network import MLPClassifier  # type: ignore[import-untyped]

from onrecord.claims.matching.check_index import CHECK_FEATURES
from onrecord.claims.matching.fitted import CheckRanker, SmallNetwork, leads
from training.matching.candidates import Candidates, digest_of

Array = np.ndarray[Any, Any]
SEEDS = (1, 2, 3)
FOLDS = 5
DECAY = 0.03
STEPS, RATE = 300, 0.02


def fit_network(
    features: Array,
    right: Array,
    weights: Array,
    names: Sequence[str],
    columns: Sequence[str],
    hidden: int,
    decay: float,
) -> tuple[dict[str, Any], SmallNetwork]:
    """Return a network over some columns, as it is stored and as it is used."""
    picked = features[:, [names.index(name) for name in columns]]
    mean, scale = picked.mean(axis=0), picked.std(axis=0) + 1e-3
    members = []
    for seed in SEEDS:
        model = MLPClassifier((hidden,), activation="tanh", alpha=decay, max_iter=60, random_state=seed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit((picked - mean) / scale, right, sample_weight=weights)
        (inner, outer), (shift, bias) = model.coefs_, model.intercepts_
        parts = {"inner": inner, "shift": shift, "outer": outer[:, 0]}
        members.append({name: _rounded(part) for name, part in parts.items()} | {"bias": round(float(bias[0]), 5)})
    kept = {"columns": list(columns), "mean": _rounded(mean), "scale": _rounded(scale), "members": members}
    return kept, SmallNetwork.of(kept, names)


def _rounded(array: Array) -> Any:  # noqa: ANN401
    return np.round(np.asarray(array, dtype=np.float64), 5).tolist()


def fit_weights(found: Candidates) -> tuple[Array, Array, Array]:
    """Return mean, scale and weights of a ranker: a softmax over the candidates of each query that has a right one."""
    kept = found.right.sum(axis=1) > 0
    features = found.features[kept].astype(np.float64)
    mean, scale = features.mean(axis=(0, 1)), features.std(axis=(0, 1)) + 1e-3
    rows = torch.from_numpy((features - mean) / scale)
    wrong = torch.from_numpy(found.right[kept] == 0)
    weights = torch.zeros(rows.shape[2], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([weights], lr=RATE)
    for _ in range(STEPS):
        chances = (rows @ weights).log_softmax(1)
        loss = -chances.masked_fill(wrong, -1e9).logsumexp(1).mean() + DECAY * weights.square().sum()
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return mean, scale, weights.detach().numpy()


def ranker_of(parts: tuple[Array, Array, Array], chance: Array | None = None) -> CheckRanker:
    """Return the ranker with these weights."""
    mean, scale, weights = parts
    return CheckRanker(
        mean=mean,
        scale=scale,
        weights=weights,
        chance=np.zeros(5, dtype=np.float32) if chance is None else chance.astype(np.float32),
    )


def scores_across(found: Candidates) -> Array:
    """Return each query's scores by a ranker that was fitted without its group, (queries, candidates)."""
    folds = np.array([digest_of(f"fold {group}") % FOLDS for group in found.groups])
    scores = np.zeros(found.right.shape)
    for fold in range(FOLDS):
        ranker = ranker_of(fit_weights(found.take(folds != fold)))
        scores[folds == fold] = ranker.scores(found.features[folds == fold])
    return scores


def chance_rows(scores: Array, found: Candidates) -> tuple[Array, Array]:
    """Return what the chance is read from, and whether it is right, for the first three candidates of each query.

    Each query counts twice: as it is, and as if nobody had checked its claim.
    """
    cosine, words = CHECK_FEATURES.index("best_cosine"), CHECK_FEATURES.index("words_of_text")
    rows, right = [], []
    for of_query, features, answers in zip(scores, found.features, found.right, strict=True):
        for kept in (np.ones(len(answers), dtype=bool), answers == 0):
            mine = of_query[kept]
            first = np.argsort(-mine)[:3]
            told = (mine, leads(mine), features[kept][:, cosine], features[kept][:, words], np.ones(len(mine)))
            rows.append(np.column_stack(told)[first])
            right.append(answers[kept][first])
    return np.concatenate(rows), np.concatenate(right)


def fit_chance(scores: Array, found: Candidates) -> Array:
    """Return the weights that turn a score and what goes with it into a probability."""
    rows, right = chance_rows(scores, found)
    model = LogisticRegression(C=10.0, fit_intercept=False, max_iter=1000).fit(rows, right)
    return np.asarray(model.coef_[0])


def map_at_5(scores: Array, found: Candidates) -> float:
    """Return the mean average precision at 5; right ones that are no candidates count as missed."""
    total = 0.0
    for of_query, answers, golds in zip(scores, found.right, found.golds, strict=True):
        hits = answers[np.argsort(-of_query, kind="stable")[:5]]
        total += float((hits * hits.cumsum() / np.arange(1, len(hits) + 1)).sum()) / min(5, int(golds))
    return total / len(scores)
