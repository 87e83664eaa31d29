"""Whether two sentences make the same claim, tell of the same event, or only speak of the same thing.

The same claim has the same truth conditions: another number, name, place, day or a denial makes it another one. What
two sentences share is counted first; only those that may be the same are read together, both ways round.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from onrecord.backbone import Floats
from onrecord.claims.matching.fitted import shipped_network
from onrecord.claims.matching.pair_features import FEATURES, pair_features
from onrecord.embedding import Embedder, Vectors
from onrecord.language.words import words
from onrecord.reader import reader

SAME = 0.9
"""From here on two claims are one, without anybody looking.

Below, no threshold was right nine times in ten on pairs that nearly claim the same; what the network says of reworded
claims stays below, so that only the same words reach it.
"""

SIMILAR = 0.4
"""From here on they are suggested as one."""

GATE = 0.03
"""Pairs below this probability without the reader are not read."""

_ONE_WAY = -2.6
"""The sum of two log odds, that of the gate and that of the longer sentence entailing the shorter, below which a pair
can be left without being read the other way.

Of 426 pairs of claims over 85 articles 69 came to be suggested, all of them at -2.31 or more; below -2.6 were 43 %.
"""

_UNREAD = 0.3
"""What a pair that was left so is at the most, which is too little to be suggested."""

READ_FEATURES = (
    *FEATURES,
    *("likely", "least_entailed", "most_entailed", "least_contradicted", "most_contradicted", "odds_of_both"),
)
"""What a pair that is read is judged by."""

_DIFFERING = ("numbers_differ", "days_differ", "names_differ", "reversed")
_MOST_OF_DIFFERING = 0.5
"""Set by hand: what differs in a number, a day or a name, or is turned round, is suggested at the most."""

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPairs:
    """Pairs of sentences, the two of each in alphabetical order, and what they have in common, (pairs, features).

    Made once, they can be asked several things.
    """

    texts: tuple[tuple[str, str], ...]
    features: Floats

    @classmethod
    def of(cls, pairs: Pairs, vectors: Vectors | None = None, embedder: Embedder | None = None) -> "ClaimPairs":
        """Count what pairs have in common; `vectors`, (pairs, 2, dimension), spare embedding the sentences."""
        used = embedder or _bundled()
        ordered = tuple((a, b) if a <= b else (b, a) for a, b in pairs)
        if not ordered:
            return cls(texts=(), features=np.zeros((0, len(FEATURES)), dtype=np.float32))
        if vectors is None:
            texts = sorted({text for pair in ordered for text in pair})
            row = {text: number for number, text in enumerate(texts)}
            found = used.encode_documents(texts)
            vectors = found[[[row[a], row[b]] for a, b in ordered]]
        cosines = np.einsum("nd,nd->n", vectors[:, 0], vectors[:, 1])
        return cls(texts=ordered, features=pair_features(ordered, cosines, used.word_vectors))

    def take(self, rows: Sequence[int]) -> "ClaimPairs":
        """Return some of the pairs."""
        return ClaimPairs(texts=tuple(self.texts[row] for row in rows), features=self.features[list(rows)])

    def same(self, *, only_suggested: bool = False) -> Floats:
        """Return the probability that the two of each pair claim the same, (pairs,).

        1. Of those that hardly can, what they have in common is all that counts.
        2. The others are read both ways round and judged by all of it. Where it matters only which are suggested, one
           that shows by the first reading that it will not be is left at that.
        """
        chances = shipped_network("gate", FEATURES)(self.features)
        near = np.flatnonzero(chances >= GATE)
        if len(near):
            read = _read_some if only_suggested else _read
            chances[near] = read([self.texts[row] for row in near], self.features[near], chances[near])
        differs = self.features[:, [FEATURES.index(name) for name in _DIFFERING]].any(axis=1)
        chances[differs] = chances[differs].clip(max=_MOST_OF_DIFFERING)
        for row, (a, b) in enumerate(self.texts):
            if words(a) == words(b):
                chances[row] = 1.0
        return chances

    def same_event(self) -> Floats:
        """Return how likely the two of each pair tell of one event, (pairs,). Nothing is read together."""
        return shipped_network("event", FEATURES)(self.features)

    def same_subject(self) -> Floats:
        """Return how likely the two of each pair speak of one thing, whatever they say of it, (pairs,).

        It is where to look for what differs. Nothing is read together.
        """
        return shipped_network("subject", FEATURES)(self.features)


def same(pairs: Pairs, vectors: Vectors | None = None, embedder: Embedder | None = None) -> Floats:
    """Return the probability that the two sentences of each pair claim the same, shape (pairs,).

    It is the same whichever comes first. `vectors`, (pairs, 2, dimension), spare embedding the sentences.
    """
    return ClaimPairs.of(pairs, vectors, embedder).same()


def same_event(pairs: Pairs, vectors: Vectors | None = None, embedder: Embedder | None = None) -> Floats:
    """Return how likely the two sentences of each pair tell of one event, shape (pairs,)."""
    return ClaimPairs.of(pairs, vectors, embedder).same_event()


def same_subject(pairs: Pairs, vectors: Vectors | None = None, embedder: Embedder | None = None) -> Floats:
    """Return how likely the two sentences of each pair speak of one thing, shape (pairs,)."""
    return ClaimPairs.of(pairs, vectors, embedder).same_subject()


def _read(pairs: Pairs, features: Floats, likely: Floats) -> Floats:
    """Return the probability that pairs claim the same by reading them both ways round."""
    both = reader().relations([*pairs, *((b, a) for a, b in pairs)])
    return _judged(features, likely, both[: len(pairs)], both[len(pairs) :])


def _read_some(pairs: Pairs, features: Floats, likely: Floats) -> Floats:
    """Return what `_read` does, from the longer to the shorter first; what cannot be suggested then is left low."""
    forward = [(a, b) if len(a) >= len(b) else (b, a) for a, b in pairs]
    ahead = reader().relations(forward)
    chances = np.minimum(likely, _UNREAD)
    left = np.flatnonzero(_log_odds(likely) + _log_odds(ahead[:, 0]) >= _ONE_WAY)
    if len(left):
        back = reader().relations([forward[row][::-1] for row in left])
        chances[left] = _judged(features[left], likely[left], ahead[left], back)
    return chances


def _judged(features: Floats, likely: Floats, ahead: Floats, back: Floats) -> Floats:
    return shipped_network("same", READ_FEATURES)(joined(features, likely, ahead, back))


def _log_odds(chances: Floats) -> Floats:
    return np.asarray(np.log((chances + 1e-3) / (1.001 - chances)))


def joined(features: Floats, likely: Floats, ahead: Floats, back: Floats) -> Floats:
    """Return features beside the relations read from the first to the second text and back."""
    entailed = np.sort(np.column_stack((ahead[:, 0], back[:, 0])), axis=1)
    contradicted = np.sort(np.column_stack((ahead[:, 2], back[:, 2])), axis=1)
    odds = _log_odds(entailed).sum(axis=1, keepdims=True)
    return np.column_stack((features, likely, entailed, contradicted, odds)).astype(np.float32)


@cache
def _bundled() -> Embedder:
    return Embedder()
