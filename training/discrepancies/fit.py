"""A logistic regression whose weights may only have the sign that makes sense."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from training.discrepancies.examples import Example

Floats = NDArray[np.float64]

PULL = 1.0
"""How freely weights may grow: the inverse of their penalty."""


def matrix(examples: Sequence[Example], names: Sequence[str]) -> Floats:
    """Return the signs of examples as rows, with a constant last: shape (examples, names + 1)."""
    rows = [[*(example.signs.get(name, 0.0) for name in names), 1.0] for example in examples]
    return np.array(rows, dtype=np.float64)


def fit(examples: Sequence[Example], names: Sequence[str], helpful: frozenset[str]) -> Floats:
    """Return the weights of the signs, the constant last: those of the helpful ones at least 0, others at most."""
    rows = matrix(examples, names)
    sides = np.array([1.0 if example.is_real else -1.0 for example in examples])
    weights = np.array([example.weight for example in examples])

    def loss(vector: Floats) -> tuple[float, Floats]:
        margins = sides * (rows @ vector)
        slope = -(weights * sides / (1 + np.exp(margins))) @ rows
        slope[:-1] += vector[:-1] / PULL
        return float((weights * np.logaddexp(0, -margins)).sum() + (vector[:-1] ** 2).sum() / (2 * PULL)), slope

    bounds = [(0, None) if name in helpful else (None, 0) for name in names]
    start = np.zeros(len(names) + 1)
    return np.asarray(
        minimize(loss, start, jac=True, bounds=[*bounds, (None, None)], method="L-BFGS-B").x, dtype=np.float64
    )


def folds(examples: Sequence[Example], number: int) -> list[int]:
    """Return the fold of each example; those of one group share it."""
    groups = sorted({example.group for example in examples})
    np.random.default_rng(0).shuffle(groups)
    return [groups.index(example.group) % number for example in examples]


def crossed(examples: Sequence[Example], names: Sequence[str], helpful: frozenset[str], number: int = 20) -> Floats:
    """Return the probability of each example, from weights that were fitted without its group."""
    found, fold = np.zeros(len(examples)), folds(examples, number)
    for each in range(number):
        kept = [example for example, place in zip(examples, fold, strict=True) if place != each]
        left = [n for n, place in enumerate(fold) if place == each]
        if left and kept:
            vector = fit(kept, names, helpful)
            found[left] = 1 / (1 + np.exp(-(matrix([examples[n] for n in left], names) @ vector)))
    return found
