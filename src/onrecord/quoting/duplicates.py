"""Which quotations are the same: word for word, or nearly."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from rapidfuzz.distance import Indel

from onrecord.disjoint_sets import DisjointSets
from onrecord.language.wording import Wording
from onrecord.model import Occurrence

_TELLING_WORDS = 6
"""Words from which on two quotations are the same whoever is said to have said them, when one has no known speaker."""

_SHORTEST_VERSION = 8
_SHINGLE = 4
_ALIKE = 0.75
"""Share of words, in order, that two versions of one quotation have in common."""


def groups(said: Sequence[Occurrence]) -> list[list[int]]:
    """Return the places in `said` of each quotation, versions included, the first of each group deciding the order."""
    wordings = [_forms(each) for each in said]
    places = DisjointSets(range(len(said)))
    for one, other in _pairs(wordings):
        if not places.are_joined(one, other) and _are_same(said[one], wordings[one], said[other], wordings[other]):
            places.join(one, other)
    return places.sets()


def same_wording(one: Occurrence, other: Occurrence) -> bool:
    """Say whether the two are the same words."""
    return "".join(_forms(one)) == "".join(_forms(other))


def _forms(said: Occurrence) -> tuple[str, ...]:
    return tuple(form for words in said.words for form in Wording.of(words).forms)


def _pairs(wordings: Sequence[tuple[str, ...]]) -> Iterable[tuple[int, int]]:
    """Yield pairs that may be the same: those with the same letters, and long ones that share a run of words."""
    seen: dict[Hashable, list[int]] = defaultdict(list)
    for place, forms in enumerate(wordings):
        keys: set[Hashable] = {"".join(forms)} if forms else set()
        if len(forms) >= _SHORTEST_VERSION:
            keys.update(forms[start : start + _SHINGLE] for start in range(len(forms) - _SHINGLE + 1))
        earlier = {other for key in keys for other in seen[key]}
        for key in keys:
            seen[key].append(place)
        yield from ((other, place) for other in sorted(earlier))


def _are_same(one: Occurrence, mine: tuple[str, ...], other: Occurrence, theirs: tuple[str, ...]) -> bool:
    shorter = min(len(mine), len(theirs))
    if one.speaker is None or other.speaker is None:
        if shorter < _TELLING_WORDS and not (one.speaker is other.speaker and one.article.id == other.article.id):
            return False
    elif one.speaker.name != other.speaker.name:
        return False
    if "".join(mine) == "".join(theirs):
        return True
    quoted = "indirect" not in (one.kind, other.kind)
    return quoted and shorter >= _SHORTEST_VERSION and Indel.normalized_similarity(mine, theirs) >= _ALIKE
