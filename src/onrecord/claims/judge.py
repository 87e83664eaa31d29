"""What is said of claims by their words alone, for measuring it from outside."""

from datetime import date

from onrecord.claims.detection.detector import checkworthy, verifiable
from onrecord.claims.discrepancies.comparison import compare
from onrecord.claims.matching.same_claim import same
from onrecord.model import Relation

__all__ = ["checkworthy", "conflict", "same", "verifiable"]


def conflict(a: str, b: str, published: tuple[date | None, date | None] = (None, None)) -> tuple[Relation | None, str]:
    """Return whether two sentences contradict or differ from each other, None where they are at one, and why.

    `published` are the days on which their articles were.
    """
    found = compare(a, b, published)
    return (found.relation, found.why) if found else (None, "")
