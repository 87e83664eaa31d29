"""Everything that two sentences may be at odds about, not judged yet."""

from datetime import date

from onrecord.claims.discrepancies.actors import actor_differences
from onrecord.claims.discrepancies.days import day_differences
from onrecord.claims.discrepancies.denials import denial_differences
from onrecord.claims.discrepancies.difference import Difference, with_signs
from onrecord.claims.discrepancies.quantities import agreeing, number_differences
from onrecord.claims.discrepancies.quoted_words import wording_differences
from onrecord.claims.discrepancies.sentence import read
from onrecord.claims.discrepancies.signs import is_barred, tells_of_another, weigh_signs

_LEAST = 2
"""Words of content that two sentences must share to be compared at all."""


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
    numbers = list(number_differences(one, other))
    days = list(day_differences(one, other, published))
    agree = min(agreeing(one, other), 2) / 2
    found = [
        *(with_signs(each, {"day apart": float(bool(days))}) for each in numbers),
        *(with_signs(each, {"number apart": float(bool(numbers)), "others agree": agree}) for each in days),
        *denial_differences(one, other, published, speakers),
        *actor_differences(one, other),
    ]
    if found and tells_of_another(one, other):
        found = []
    weighed = (with_signs(each, weigh_signs(one, other, each, published)) for each in found)
    return [*wording_differences(one, other, published, speakers), *(each for each in weighed if not is_barred(each))]
