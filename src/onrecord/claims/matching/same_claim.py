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

GATE = 0.05
"""Pairs below this probability without the reader are not read."""

_ENTAILED = 0.1
"""What the longer entails less than this is not read the other way round.

With this and the gate, none of the 69 pairs that were linked over 85 articles is lost, and an eighth less is read.
"""

_UNREAD = 0.3
"""What a pair that was read one way only is at the most, which is too little to be suggested."""

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

    def same(self) -> Floats:
        """Return the probability that the two of each pair claim the same, (pairs,).

        1. Of those that hardly can, what they have in common is all that counts.
        2. The others are read from the longer to the shorter; what the longer hardly entails is not the same.
        3. What is left is read the other way round, too, and judged by all of it.
        """
        chances = shipped_network("gate", FEATURES)(self.features)
        near = np.flatnonzero(chances >= GATE)
        if len(near):
            chances[near] = _read([self.texts[row] for row in near], self.features[near], chances[near])
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
    """Return the probability that pairs claim the same by reading them, the shorter way first."""
    forward = [(a, b) if len(a) >= len(b) else (b, a) for a, b in pairs]
    ahead = reader().relations(forward)
    chances = np.minimum(likely, _UNREAD)
    left = np.flatnonzero(ahead[:, 0] >= _ENTAILED)
    if len(left):
        back = reader().relations([forward[row][::-1] for row in left])
        chances[left] = shipped_network("same", READ_FEATURES)(joined(features[left], likely[left], ahead[left], back))
    return chances


def joined(features: Floats, likely: Floats, ahead: Floats, back: Floats) -> Floats:
    """Return features beside the relations read from the first to the second text and back."""
    entailed = np.sort(np.column_stack((ahead[:, 0], back[:, 0])), axis=1)
    contradicted = np.sort(np.column_stack((ahead[:, 2], back[:, 2])), axis=1)
    odds = np.log((entailed + 1e-3) / (1.001 - entailed)).sum(axis=1, keepdims=True)
    return np.column_stack((features, likely, entailed, contradicted, odds)).astype(np.float32)


@cache
def _bundled() -> Embedder:
    return Embedder()
