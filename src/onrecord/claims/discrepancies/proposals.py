"""Everything that two sentences may be at odds about, not judged yet."""

from datetime import date

from onrecord.claims.discrepancies.actors import actor_differences, actors
from onrecord.claims.discrepancies.days import day_differences
from onrecord.claims.discrepancies.denials import denial_differences
from onrecord.claims.discrepancies.difference import Difference
from onrecord.claims.discrepancies.quantities import number_differences
from onrecord.claims.discrepancies.quoted_words import wording_differences
from onrecord.claims.discrepancies.sentence import read

_LEAST = 2
"""Words of content that two sentences must share to be compared at all."""

__all__ = ["actors", "proposals"]


def proposals(
    a: str,
    b: str,
    published: tuple[date | None, date | None],
    speakers: tuple[str | None, str | None],
) -> list[Difference]:
    """Return the differences between two sentences, those that are none still among them."""
    one, other = read(a), read(b)
    if len(one.content & other.content) < _LEAST:
        return []
    return [
        *wording_differences(one, other, published, speakers),
        *number_differences(one, other),
        *day_differences(one, other, published),
        *denial_differences(one, other, published, speakers),
        *actor_differences(one, other),
    ]
