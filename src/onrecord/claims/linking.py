"""How the claims of one article stand to all others: the same, similar, or not at one.

Only claims in passages that are near are compared, and of those only the ones whose sentences are: what is compared
does not grow with the archive.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from onrecord.claims.discrepancies.comparison import compare
from onrecord.claims.matching.sameness import SAME, SIMILAR, SUBJECT, same, same_subject
from onrecord.model import EVERYTHING, Discrepancy, Span, Strength
from onrecord.storage.index import Index
from onrecord.storage.records import ClaimLink, ClaimRelations, StoredClaim

_PASSAGES = 60
"""Passages near one of the article's own in which claims are compared with its claims."""

_NEAR = 0.45
"""The cosine of two sentences from which on their claims are compared."""

Pair = tuple[StoredClaim, StoredClaim]


def relations(index: Index, own: Sequence[StoredClaim], passage_ids: Sequence[int]) -> ClaimRelations:
    """Return how the claims of an article, which stand in some passages, stand to those of the archive."""
    pairs = list(_near(own, _candidates(index, passage_ids)))
    if not pairs:
        return ClaimRelations()
    texts = [(one.claim.text, other.claim.text) for one, other in pairs]
    vectors = np.array([(one.vector, other.vector) for one, other in pairs], dtype=np.float32)
    subjects = same_subject(texts, vectors)
    near = [i for i, probability in enumerate(subjects) if probability >= SUBJECT]
    if not near:
        return ClaimRelations()
    alike = same([texts[i] for i in near], vectors[near])
    links, differing = [], []
    for i, probability in zip(near, alike.tolist(), strict=True):
        one, other = pairs[i]
        conflict = _compared(one, other)
        if conflict:
            differing.append((one.number, other.number, conflict))
        if probability >= SIMILAR:
            strength: Strength = "same" if probability >= SAME and not conflict else "similar"
            links.append(ClaimLink(a=one.number, b=other.number, strength=strength, probability=probability))
    return ClaimRelations(links=tuple(links), discrepancies=tuple(differing))


def _candidates(index: Index, passage_ids: Sequence[int]) -> list[StoredClaim]:
    """Return the claims in passages near some, and in those themselves."""
    near = set(passage_ids)
    for vector in index.ledger.passages.vectors_of(passage_ids).values():
        near |= {number for number, _ in index.nearest(vector, _PASSAGES, EVERYTHING)}
    return index.ledger.claims.within(near)


def _near(own: Sequence[StoredClaim], others: Sequence[StoredClaim]) -> Iterator[Pair]:
    """Yield the pairs of claims whose sentences are near, the smaller number first, each once."""
    if not own or not others:
        return
    vectors = np.stack([each.vector for each in others]).astype(np.float32)
    mine = {each.number for each in own}
    for one in own:
        cosines = vectors @ one.vector.astype(np.float32)
        for place in np.flatnonzero(cosines >= _NEAR).tolist():
            other = others[place]
            if other.number in mine and other.number <= one.number:
                continue
            yield (one, other) if one.number < other.number else (other, one)


def _compared(one: StoredClaim, other: StoredClaim) -> Discrepancy | None:
    """Return how two claims of one subject are at odds, None where they are not."""
    a, b = one.claim, other.claim
    found = compare(
        a.text,
        b.text,
        (a.article.published, b.article.published),
        speakers=(a.speaker, b.speaker),
        titles=(a.article.title, b.article.title),
    )
    if found is None:
        return None
    return Discrepancy(
        kind=found.kind,
        relation=found.relation,
        confidence=found.confidence,
        why=found.why,
        a=a,
        b=b,
        told_a=Span(start=a.span.start + found.told_a[0], end=a.span.start + found.told_a[1]),
        told_b=Span(start=b.span.start + found.told_b[0], end=b.span.start + found.told_b[1]),
    )
