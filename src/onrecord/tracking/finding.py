"""Which claims somebody asks for: about a topic, by a speaker, in a scope."""

from collections.abc import Iterable, Sequence

import numpy as np

from onrecord.language.words import stems, words
from onrecord.model import EVERYTHING, Scope
from onrecord.quoting.topic import Topic
from onrecord.retrieval.search import query_words
from onrecord.speakers import find_speakers
from onrecord.storage.index import Index
from onrecord.storage.records import StoredClaim

DEPTH = 150
"""Passages that each of the two searches, by meaning and by words, looks through for a topic."""

FLOOR = 0.36
"""The score below which a claim is not about the topic."""

_MEANING, _WORDS, _TITLE = 0.7, 0.3, 0.5
"""What meaning and words count, and what a word does that stands only in the title of the article."""


def find_claims(
    index: Index, about: str | None = None, speaker: str | None = None, scope: Scope = EVERYTHING
) -> list[StoredClaim]:
    """Return the claims asked for: the nearest to the topic first, or else those most worth checking.

    Raises AmbiguousSpeakerError when the speaker's name fits several people.
    """
    members = None
    if speaker is not None and speaker.strip():
        _, members = find_speakers(index.ledger, speaker)
        scope = scope.within({article_id for article_id, _ in members})
    found = _about(index, about.strip(), scope) if about and about.strip() else _all(index, scope)
    return [each for each in found if members is None or _member(each) in members]


def _member(stored: StoredClaim) -> tuple[str, str | None]:
    return stored.claim.article.id, stored.claim.speaker


def _all(index: Index, scope: Scope) -> list[StoredClaim]:
    return sorted(index.ledger.claims.of(scope), key=lambda each: (-each.claim.score, each.claim.id))


def _about(index: Index, about: str, scope: Scope) -> list[StoredClaim]:
    index.check_up_to_date()
    topic = Topic.of(index, about)
    lexical = [number for number, _ in index.ledger.lexical.best(query_words(about), DEPTH, scope)]
    dense = [number for number, _ in index.nearest(topic.vector, DEPTH, scope)]
    within = index.ledger.claims.within({*lexical, *dense})
    scores = relevance(topic, within)
    order = np.argsort(-scores, kind="stable").tolist()
    return [within[place] for place in order if scores[place] >= FLOOR]


def relevance(topic: Topic, claims: Sequence[StoredClaim]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return how near each claim is to a topic, 0 to 1, by meaning and by words."""
    if not claims:
        return np.zeros(0)
    vectors = np.stack([each.vector for each in claims]).astype(np.float32)
    shares = np.array([_share(topic.weights, each) for each in claims])
    return np.asarray(_MEANING * np.clip(vectors @ topic.vector, 0, 1) + _WORDS * shares, dtype=np.float64)


def _share(weights: dict[str, float], stored: StoredClaim) -> float:
    claim = stored.claim
    own = _stems((claim.text, claim.speaker or ""))
    title = _stems((claim.article.title or "",))
    return sum(w if stem in own else _TITLE * w if stem in title else 0.0 for stem, w in weights.items())


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(stems(word for text in texts for word in words(text)))
