"""What the detector makes of one sentence."""

from dataclasses import dataclass

from onrecord.model.claim import ClaimKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """How checkable a sentence is, how much worth checking, of what kind, and why.

    `verifiable` is the probability that it states a fact that can be verified, `score`, 0 to 1, how much it is worth
    checking: one is worth it from 0.5. `reasons` are what its words show for and against, the weightiest first.
    """

    verifiable: float
    score: float
    kind: ClaimKind
    reasons: tuple[str, ...]
