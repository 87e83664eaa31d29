"""Fitted weights: from features to logits, and from logits and reasons to probabilities."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import numpy as np

from onrecord.backbone import Floats
from onrecord.model.claim import ClaimKind

KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
TASKS = ("verifiable", "worth")
"""What is scored, in the order of the columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """Logits of the tasks and kinds from word features, word pieces and, where there are weights for them, vectors.

    `features` is (features, tasks + kinds), `pieces` (columns, tasks), `vectors` (dimension, tasks + kinds) or empty.
    """

    features: Floats
    pieces: Floats
    vectors: Floats
    bias: Floats

    @classmethod
    def of(cls, tensors: Mapping[str, Floats], prefix: str) -> "Linear":
        """Take the weights out of stored tensors."""
        return cls(
            features=tensors[f"{prefix}.features"],
            pieces=tensors[f"{prefix}.pieces"].astype(np.float32),
            vectors=tensors[f"{prefix}.vectors"],
            bias=tensors[f"{prefix}.bias"],
        )

    def logits(self, features: Floats, of_pieces: Floats, vectors: Floats | None = None) -> Floats:
        """Return the logits, (texts, tasks + kinds); `of_pieces` are those of the pieces, (texts, tasks)."""
        found = features @ self.features + self.bias
        if len(self.vectors) and vectors is not None:
            found = found + vectors @ self.vectors
        found[:, : len(TASKS)] += of_pieces
        return np.asarray(found, dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blend:
    """How logits of several models and the reasons add up: `models` is (models, tasks), `reasons` (reasons, tasks)."""

    models: Floats
    reasons: Floats
    bias: Floats

    @classmethod
    def of(cls, tensors: Mapping[str, Floats], prefix: str) -> "Blend":
        """Take the weights out of stored tensors."""
        return cls(**{name: tensors[f"{prefix}.{name}"] for name in ("models", "reasons", "bias")})

    def probabilities(self, logits: Floats, held: Floats) -> Floats:
        """Return (texts, tasks) from logits, (models, texts, tasks), and the reasons that hold, (texts, reasons)."""
        added = np.einsum("mnt,mt->nt", logits, self.models) + held @ self.reasons + self.bias
        return np.asarray(1 / (1 + np.exp(-added)), dtype=np.float32)
