"""The fitted weights of the wing: small networks and a linear ranker, read once from a file of numbers.

`training/matching` fits them; MODEL_CARD.md says on what, and how well they do.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.backbone import Floats, shipped_file

SHIPPED = Path(__file__).with_name("matching.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallNetwork:
    """Networks with one hidden layer, averaged: from some of the features to a probability.

    Each member is (hidden weights, hidden biases, output weights, output bias).
    """

    columns: tuple[int, ...]
    mean: Floats
    scale: Floats
    members: tuple[tuple[Floats, Floats, Floats, float], ...]

    def __call__(self, features: Floats) -> Floats:
        """Return the probability of each row, from features of shape (rows, features)."""
        rows = (features[:, self.columns] - self.mean) / self.scale
        logits = [np.tanh(rows @ inner + shift) @ outer + bias for inner, shift, outer, bias in self.members]
        return np.asarray(1 / (1 + np.exp(-np.mean(logits, axis=0))), dtype=np.float32)

    @classmethod
    def of(cls, stored: Mapping[str, Any], names: Sequence[str]) -> "SmallNetwork":
        """Read one from the file; its columns are found by name."""
        return cls(
            columns=tuple(names.index(name) for name in stored["columns"]),
            mean=np.array(stored["mean"]),
            scale=np.array(stored["scale"]),
            members=tuple(
                (np.array(m["inner"]), np.array(m["shift"]), np.array(m["outer"]), float(m["bias"]))
                for m in stored["members"]
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRanker:
    """Orders candidates, and says how likely the first is right: `chance` weighs score, lead, cosine, words and 1."""

    mean: Floats
    scale: Floats
    weights: Floats
    chance: Floats

    def scores(self, features: Floats) -> Floats:
        """Return a score for each candidate, from features of shape (candidates, features)."""
        return np.asarray(((features - self.mean) / self.scale) @ self.weights)

    def chances(self, scores: Floats, cosines: Floats, covered: Floats) -> Floats:
        """Return the probability that each candidate is of the very claim.

        `covered` is the share of the text's words that it has. A candidate's lead is over the best of the others.
        """
        rows: Floats = np.column_stack((scores, leads(scores), cosines, covered, np.ones(len(scores))))
        return np.asarray(1 / (1 + np.exp(-(rows @ self.chance))))


def leads(scores: Floats) -> Floats:
    """Return by how much each score is above the best of the others; 0 where there are no others."""
    if len(scores) < 2:
        return np.zeros(len(scores), dtype=np.float32)
    first, second = np.sort(scores)[::-1][:2]
    return np.asarray(scores - np.where(scores == first, second, first))


@cache
def stored() -> Mapping[str, Any]:
    """Return what the shipped file holds."""
    found: Mapping[str, Any] = json.loads(shipped_file(SHIPPED).read_text(encoding="utf-8"))
    return found


@cache
def shipped_check_ranker() -> CheckRanker:
    """Return the ranker of known fact-checks, loaded once."""
    from_file = stored()["ranker"]
    return CheckRanker(**{name: np.array(from_file[name]) for name in ("mean", "scale", "weights", "chance")})


@cache
def shipped_network(task: str, names: tuple[str, ...]) -> SmallNetwork:
    """Return the network of a task over features with these names, loaded once."""
    return SmallNetwork.of(stored()[task], names)
