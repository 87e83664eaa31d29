"""How sure it is that a difference is one: the fitted weights of its signs."""

import json
import math
from functools import cache
from pathlib import Path

from onrecord.backbone import shipped_file
from onrecord.claims.discrepancies.difference import Difference
from onrecord.model.claim import DiscrepancyKind

SHIPPED = Path(__file__).with_name("weights.json")

_NAMED, _SHARED = 0.6, 0.5
"""How sure it is that "Friday's meeting" is the meeting of another sentence, which shares this much: set by hand."""

_MODELS: dict[DiscrepancyKind, str] = {
    "number": "number", "day": "day", "negation": "opposite", "position": "opposite", "actor": "opposite",
}  # fmt: skip


def chance(difference: Difference, signs: dict[str, float]) -> float:
    """Return the probability that a difference is real, from its signs; that of other words in a quotation is given."""
    if difference.kind == "wording":
        return difference.signs["confidence"]
    weights = shipped_weights()[_MODELS[difference.kind]]
    if difference.kind == "day" and signs.get("named by day") and signs["whole shared"] >= _SHARED:
        return max(_NAMED, 1 / (1 + math.exp(-_total(weights, signs))))
    return 1 / (1 + math.exp(-_total(weights, signs)))


def most(difference: Difference) -> float:
    """Return the highest probability that a difference can come to have, whatever the reader says."""
    if difference.kind == "wording":
        return difference.signs["confidence"]
    weights = shipped_weights()[_MODELS[difference.kind]]
    best = {name: 1.0 if weight > 0 else 0.0 for name, weight in weights.items()}
    return chance(difference, {**best, **difference.signs})


def _total(weights: dict[str, float], signs: dict[str, float]) -> float:
    return weights["constant"] + sum(weight * signs.get(name, 0.0) for name, weight in weights.items())


@cache
def shipped_weights() -> dict[str, dict[str, float]]:
    """Return the weights that are shipped, by the name of the model, then of the sign."""
    found: dict[str, dict[str, float]] = json.loads(shipped_file(SHIPPED).read_text(encoding="utf-8"))["weights"]
    return found
