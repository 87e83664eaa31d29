"""Fitting the linear weights and how they add up."""

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sparse  # type: ignore[import-untyped]
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import f1_score  # type: ignore[import-untyped]

from onrecord.backbone import Floats
from onrecord.claims.detection.piece_features import COLUMNS, piece_columns
from onrecord.claims.detection.reasons import PRIORS
from onrecord.claims.detection.scales import KINDS, TASKS, Blend, Linear
from onrecord.claims.detection.word_features import word_features
from training.claims.sources import Labelled

Doubles = NDArray[np.float64]
_VECTORS, _PIECES = 10.0, 8.0
_STRENGTH = {"verifiable": 0.01, "worth": 0.01, "kind": 0.03}
_HELD_BY_PRIOR = 30.0
_LEAST = 0.05
"""How the blocks are scaled against each other and held down, by cross-validation on the parts to tune on; the last
two were set by hand."""


def fit_linear(examples: Sequence[Labelled], vectors: Floats | None) -> Linear:
    """Fit the tasks and kinds on word features, pieces and vectors, (examples, dimension), where there are any."""
    features = word_features([example.text for example in examples])
    spread = np.maximum(features.std(axis=0), 0.15)
    dense = features / spread if vectors is None else np.hstack((features / spread, vectors * _VECTORS))
    wide = sparse.hstack([sparse.csr_matrix(dense), _pieces(examples) * _PIECES]).tocsr()
    width = 0 if vectors is None else vectors.shape[1]
    outputs = len(TASKS) + len(KINDS)
    of_features = np.zeros((features.shape[1], outputs), dtype=np.float32)
    of_vectors = np.zeros((width, outputs), dtype=np.float32)
    of_pieces = np.zeros((COLUMNS, len(TASKS)), dtype=np.float32)
    bias = np.zeros(outputs, dtype=np.float32)
    for column, task in enumerate((*TASKS, "kind")):
        known = [row for row, example in enumerate(examples) if getattr(example, task) is not None]
        labels = [getattr(examples[row], task) for row in known]
        within = dense[known] if task == "kind" else wide[known]
        balance = "balanced" if task == "kind" else None
        model = LogisticRegression(C=_STRENGTH[task], max_iter=1000, class_weight=balance).fit(within, labels)
        to = slice(len(TASKS), None) if task == "kind" else slice(column, column + 1)
        weights, bias[to] = model.coef_.T, model.intercept_
        of_features[:, to] = weights[: len(spread)] / spread[:, None]
        of_vectors[:, to] = weights[len(spread) : len(spread) + width] * _VECTORS
        if task != "kind":
            of_pieces[:, to] = weights[len(spread) + width :] * _PIECES
    return Linear(features=of_features, pieces=of_pieces, vectors=of_vectors, bias=bias)


def _pieces(examples: Sequence[Labelled]) -> sparse.csr_matrix:
    rows = piece_columns([example.text for example in examples])
    values = np.concatenate([np.full(len(row), 1 / np.sqrt(max(len(row), 1)), dtype=np.float32) for row in rows])
    starts = np.cumsum([0, *map(len, rows)])
    return sparse.csr_matrix((values, np.concatenate(rows), starts), shape=(len(rows), COLUMNS))


def fit_blend(logits: Sequence[Floats], held: Sequence[Floats], labels: Sequence[Floats], moved: Floats) -> Blend:
    """Fit how models and reasons add up, for each task on sentences that no model was fitted on.

    `logits` is for each task (models, texts). The weights of reasons start from their priors and keep their side of
    zero. The point that parts yes from no is put where F1 is best, then `moved` for each task.
    """
    fitted = [_fit_task(*each) for each in zip(logits, held, labels, strict=True)]
    bias = np.array([one[-1] for one in fitted], dtype=np.float32) + moved
    size = logits[0].shape[0]
    models = np.stack([one[:size] for one in fitted], axis=1).astype(np.float32)
    return Blend(
        models=models, reasons=np.stack([one[size:-1] for one in fitted], axis=1).astype(np.float32), bias=bias
    )


def _fit_task(logits: Floats, held: Floats, labels: Floats) -> Floats:
    size = len(logits)
    columns = np.hstack((logits.T, held, np.ones((len(labels), 1)))).astype(np.float64)
    prior = np.concatenate((np.full(size, 1 / size), 0.5 * PRIORS, [0.0]))
    stiffness = np.concatenate((np.full(size, 1.0), np.full(len(PRIORS), _HELD_BY_PRIOR), [0.0]))
    signs = [(_LEAST, None) if weight > 0 else (None, -_LEAST) for weight in PRIORS]

    def cost(weights: Doubles) -> tuple[float, Doubles]:
        margin = columns @ weights
        gap = weights - prior
        lost = np.logaddexp(0, margin) - labels * margin
        slope = columns.T @ (1 / (1 + np.exp(-margin)) - labels) + stiffness * gap
        return float(lost.sum() + (stiffness * gap**2).sum() / 2), slope

    found = minimize(cost, prior, jac=True, method="L-BFGS-B", bounds=[(0.0, None)] * size + signs + [(None, None)])
    weights = np.asarray(found.x)
    weights[-1] -= _best_point(columns @ weights, labels)
    return np.asarray(weights, dtype=np.float32)


def _best_point(margins: Floats, labels: Floats) -> float:
    """Return the middle of the points that are within half a hundredth of the best F1."""
    points = np.linspace(-2.5, 2.5, 101)
    scores = np.array([f1_score(labels, margins >= point) for point in points])
    return float(points[scores >= scores.max() - 0.005].mean())
