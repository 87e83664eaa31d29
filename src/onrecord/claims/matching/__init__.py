"""The same claim: known fact-checks of it, and sentences that make it."""

from onrecord.claims.matching.known_checks import CONFIRMED, SUGGESTED, CheckMatch, KnownChecks, is_confirmed
from onrecord.claims.matching.same_claim import SAME, SIMILAR, same, same_event, same_subject

__all__ = [
    "CONFIRMED",
    "SAME",
    "SIMILAR",
    "SUGGESTED",
    "CheckMatch",
    "KnownChecks",
    "is_confirmed",
    "same",
    "same_event",
    "same_subject",
]
