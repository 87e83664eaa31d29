"""A difference between two sentences, before it is known whether it is one."""

from dataclasses import dataclass, field, replace

from onrecord.model.claim import DiscrepancyKind, Relation

Place = tuple[int, int]
"""Where something begins and ends in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What two sentences tell differently: where in each, in its plain text, and what speaks for it.

    `signs` holds values, mostly 0 to 1, by name; `why` says it, with the words of both in braces as {a} and {b}.
    """

    kind: DiscrepancyKind
    relation: Relation
    a: Place
    b: Place
    why: str
    signs: dict[str, float] = field(default_factory=dict)


def with_signs(difference: Difference, signs: dict[str, float]) -> Difference:
    """Return a difference with more signs."""
    return replace(difference, signs={**difference.signs, **signs})
