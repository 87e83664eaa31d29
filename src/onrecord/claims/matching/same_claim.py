"""Whether two sentences make the same claim, tell of the same event, or only speak of the same thing.

The same claim has the same truth conditions: another number, name, place, day or a denial makes it another one. What
two sentences share is counted first; only those that may be the same are read together, both ways round.
"""

from collections.abc import Sequence
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

READ_FEATURES = (
    *FEATURES,
    *("likely", "least_entailed", "most_entailed", "least_contradicted", "most_contradicted", "odds_of_both"),
)
"""What a pair that is read is judged by."""

_DIFFERING = ("numbers_differ", "days_differ", "names_differ", "reversed")
_MOST_OF_DIFFERING = 0.5
"""Set by hand: what differs in a number, a day or a name, or is turned round, is suggested at the most."""

Pairs = Sequence[tuple[str, str]]


def same(pairs: Pairs, vectors: Vectors | None = None, embedder: Embedder | None = None) -> Floats:
    """Return the probability that the two sentences of each pair claim the same, shape (pairs,).

    It is the same whichever comes first. `vectors`, (pairs, 2, dimension), spare embedding the sentences.
    """
    ordered, features = _features(pairs, vectors, embedder)
    chances = shipped_network("gate", FEATURES)(features)
    near = np.flatnonzero(chances >= GATE)
    if len(near):
        read = read_features([ordered[row] for row in near], features[near], chances[near])
        chances[near] = shipped_network("same", READ_FEATURES)(read)
    differs = features[:, [FEATURES.index(name) for name in _DIFFERING]].any(axis=1)
    chances[differs] = chances[differs].clip(max=_MOST_OF_DIFFERING)
    for row, (a, b) in enumerate(ordered):
        if words(a) == words(b):
            chances[row] = 1.0
    return chances


def same_event(pairs: Pairs, vectors: Vectors | None = None, embedder: Embedder | None = None) -> Floats:
    """Return how likely the two sentences of each pair tell of one event, shape (pairs,). Nothing is read together."""
    return shipped_network("event", FEATURES)(_features(pairs, vectors, embedder)[1])


def same_subject(pairs: Pairs, vectors: Vectors | None = None, embedder: Embedder | None = None) -> Floats:
    """Return how likely the two sentences speak of one thing, whatever number, day or yes or no they give it.

    The shape is (pairs,). It is where to look for what differs. Nothing is read together.
    """
    return shipped_network("subject", FEATURES)(_features(pairs, vectors, embedder)[1])


def read_features(pairs: Pairs, features: Floats, likely: Floats) -> Floats:
    """Return the features of pairs with what the reader makes of them both ways, (pairs, features)."""
    both = reader().relations([*pairs, *((b, a) for a, b in pairs)])
    return joined(features, likely, both[: len(pairs)], both[len(pairs) :])


def joined(features: Floats, likely: Floats, ahead: Floats, back: Floats) -> Floats:
    """Return features beside the relations read from the first to the second text and back."""
    entailed = np.sort(np.column_stack((ahead[:, 0], back[:, 0])), axis=1)
    contradicted = np.sort(np.column_stack((ahead[:, 2], back[:, 2])), axis=1)
    odds = np.log((entailed + 1e-3) / (1.001 - entailed)).sum(axis=1, keepdims=True)
    return np.column_stack((features, likely, entailed, contradicted, odds)).astype(np.float32)


def _features(pairs: Pairs, vectors: Vectors | None, embedder: Embedder | None) -> tuple[list[tuple[str, str]], Floats]:
    """Return the pairs with their texts in alphabetical order, and their features."""
    used = embedder or _bundled()
    ordered = [(a, b) if a <= b else (b, a) for a, b in pairs]
    if not ordered:
        return [], np.zeros((0, len(FEATURES)), dtype=np.float32)
    if vectors is None:
        texts = sorted({text for pair in ordered for text in pair})
        row = {text: number for number, text in enumerate(texts)}
        found = used.encode_documents(texts)
        vectors = found[[[row[a], row[b]] for a, b in ordered]]
    cosines = np.einsum("nd,nd->n", vectors[:, 0], vectors[:, 1])
    return ordered, pair_features(ordered, cosines, used.word_vectors)


@cache
def _bundled() -> Embedder:
    return Embedder()
