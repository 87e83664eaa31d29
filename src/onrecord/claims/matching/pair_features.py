"""What two texts have in common and what not, as numbers; the same whichever of them comes first."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from onrecord.backbone import Floats
from onrecord.claims.matching.traits import Traits, traits
from onrecord.embedding import WordVectors
from onrecord.language.polarity import is_reversed

FEATURES = (
    "cosine",
    "shared",
    "least_covered",
    "most_covered",
    "least_aligned",
    "most_aligned",
    "strangest_of_both",
    "strangest_of_one",
    "names_shared",
    "names_differ",
    "names_more",
    "numbers_agree",
    "numbers_differ",
    "numbers_more",
    "days_agree",
    "days_differ",
    "shades_differ",
    "denials_differ",
    "turns_differ",
    "reversed",
    "neighbours_shared",
    "order_kept",
    "one_has_by",
    "length_ratio",
    "shorter",
)
"""The columns, in the order of the models' weights."""

VALUES = ("numbers_agree", "numbers_differ", "numbers_more", "days_agree", "days_differ")
"""The columns that compare values; what has the same subject may differ in them."""

_MOST = 3


def pair_features(pairs: Sequence[tuple[str, str]], cosines: Floats, word_vectors: WordVectors) -> Floats:
    """Return the features of pairs whose texts have these cosines, shape (pairs, features)."""
    found = np.zeros((len(pairs), len(FEATURES)), dtype=np.float32)
    aligned = _Alignment(word_vectors)
    aligned.know({text for pair in pairs for text in pair})
    for row, (a, b) in enumerate(pairs):
        one, other = traits(a), traits(b)
        found[row, 0] = cosines[row]
        found[row, 1:] = (
            *_overlap(one, other),
            *aligned(one, other),
            *_names(one, other),
            *_numbers(one, other),
            *_days(one, other),
            *_turned(a, b, one, other),
            *_order(one, other),
            *_lengths(one, other),
        )
    return found


class _Alignment:
    """How much of one text finds a word of like meaning in another one."""

    def __init__(self, word_vectors: WordVectors) -> None:
        self._word_vectors = word_vectors
        self._rows: dict[str, int] = {}
        self._table = np.zeros((0, 0), dtype=np.float32)

    def know(self, texts: set[str]) -> None:
        """Look up the vectors of all words of the texts at once."""
        every = sorted({word for text in texts for word in traits(text).words})
        self._rows = {word: row for row, word in enumerate(every)}
        self._table = self._word_vectors(every) if every else self._table

    def __call__(self, one: Traits, other: Traits) -> tuple[float, float, float, float]:
        """Return the lower and the higher aligned share, then the weight of the strangest word of both and of one."""
        if not one.words or not other.words:
            return (0.0, 0.0, 1.0, 1.0)
        mine = self._table[[self._rows[word] for word in one.words]]
        theirs = self._table[[self._rows[word] for word in other.words]]
        near = mine @ theirs.T
        stems = np.array([[a == b for b in other.stems] for a in one.stems])
        near[stems] = 1.0
        best_mine, best_theirs = near.max(axis=1).clip(0, 1), near.max(axis=0).clip(0, 1)
        shares = sorted(
            (_share(best_mine, one.weights), _share(best_theirs, other.weights)),
        )
        strange = sorted(
            (float(((1 - best_mine) * one.weights).max()), float(((1 - best_theirs) * other.weights).max()))
        )
        return shares[0], shares[1], strange[0], strange[1]


def _share(best: Floats, weights: Floats) -> float:
    return float(best @ weights / weights.sum())


def _overlap(one: Traits, other: Traits) -> tuple[float, float, float]:
    mine = dict(zip(one.stems, one.weights.tolist(), strict=True))
    theirs = dict(zip(other.stems, other.weights.tolist(), strict=True))
    both = sum(max(weight, theirs[stem]) for stem, weight in mine.items() if stem in theirs)
    sizes = sum(mine.values()), sum(theirs.values())
    if not min(sizes):
        return (0.0, 0.0, 0.0)
    joined = (
        both + sum(w for s, w in mine.items() if s not in theirs) + sum(w for s, w in theirs.items() if s not in mine)
    )
    return both / joined, min(1.0, both / max(sizes)), min(1.0, both / min(sizes))


def _names(one: Traits, other: Traits) -> tuple[float, float, float]:
    mine = one.named | (one.opening & (other.named | other.opening))
    theirs = other.named | (other.opening & (one.named | one.opening))
    left = sorted((len(mine - set(other.stems)), len(theirs - set(one.stems))))
    return _part(len(mine & theirs)), _part(left[0]), _part(left[1])


def _numbers(one: Traits, other: Traits) -> tuple[float, float, float]:
    mine = [values for values in one.numbers if all(values.isdisjoint(each) for each in other.numbers)]
    theirs = [values for values in other.numbers if all(values.isdisjoint(each) for each in one.numbers)]
    left = sorted((len(mine), len(theirs)))
    return _part(len(one.numbers) - len(mine)), _part(left[0]), _part(left[1])


def _days(one: Traits, other: Traits) -> tuple[float, float]:
    return _part(len(one.days & other.days)), float(bool(one.days - other.days) and bool(other.days - one.days))


def _turned(a: str, b: str, one: Traits, other: Traits) -> tuple[float, float, float, float]:
    return (
        _part(len(one.shades ^ other.shades)),
        _part(abs(one.denials - other.denials)),
        _part(abs(one.turns - other.turns)),
        float(is_reversed(a, [b]) or is_reversed(b, [a])),
    )


def _order(one: Traits, other: Traits) -> tuple[float, float, float]:
    mine, theirs = one.neighbours, other.neighbours
    side_by_side = len(mine & theirs) / max(1, len(mine | theirs))
    place = {stem: at for at, stem in enumerate(other.stems)}
    shared = [place[stem] for stem in dict.fromkeys(one.stems) if stem in place]
    pairs = [(x < y) for n, x in enumerate(shared) for y in shared[n + 1 :]]
    return side_by_side, sum(pairs) / len(pairs) if pairs else 0.5, float(one.has_by != other.has_by)


def _lengths(one: Traits, other: Traits) -> tuple[float, float]:
    sizes = sorted((len(one.stems) + 1, len(other.stems) + 1))
    return math.log(sizes[1] / sizes[0]), math.log(sizes[0]) / 4


def _part(count: int) -> float:
    return min(count, _MOST) / _MOST


Scorer = Callable[[Floats], Floats]
"""From features, (pairs, features), to a probability for each pair."""
