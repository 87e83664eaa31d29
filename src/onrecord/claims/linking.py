"""How the claims of some articles stand to all others: the same, similar, or not at one.

Only claims in passages that are near are compared, and of those only the ones whose sentences are: what is compared
does not grow with the archive.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.claims.discrepancies.comparison import compare
from onrecord.claims.matching.same_claim import SIMILAR, ClaimPairs
from onrecord.language.numerals import figures
from onrecord.model import Discrepancy, Span, Strength
from onrecord.stint import reach, steps
from onrecord.storage.index import Index
from onrecord.storage.records import ClaimLink, ClaimRelations, StoredClaim

_PASSAGES = 40
"""Passages near one of the article's own in which claims are compared with its claims."""

_NEAR, _ALIKE = 0.5, 0.65
"""The cosine of two sentences from which on it is asked whether they are at odds, and whether they claim the same."""

_NEAREST = 64
"""Claims that one is compared with at the most, set by hand."""

_AT_ONCE = 4096
"""Pairs that are compared at once; set by hand, so that memory does not grow with a text."""

_ROWS = 512
"""Claims whose cosines with all others are held at once."""

_SUBJECT = 0.5
"""The probability of speaking of one thing from which on two claims are compared."""

SAME = 0.7
"""The probability from which on two claims of an archive stand together; see docs/claims.md for how often it is so."""

_ONE = re.compile(r"\bone\s(?!of\b|day\b|another\b|more\b)[a-z]", re.IGNORECASE)

Pair = tuple[StoredClaim, StoredClaim]
NumberedDiscrepancy = tuple[int, int, Discrepancy]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedArticle:
    """An article whose claims are to be compared: the claims, their numbers, and its passages."""

    article_id: str
    claims: tuple[StoredClaim, ...]
    numbers: tuple[int, ...]
    passage_ids: tuple[int, ...]


def relations(index: Index, articles: Iterable[ComparedArticle]) -> ClaimRelations:
    """Return how the claims of some articles, which are stored, stand to those of the archive."""
    every = {
        (one.number, other.number): (one, other)
        for article in articles
        for one, other in _near(article.claims, _candidates(index, article))
    }
    pairs = list(every.values())
    kept: list[Pair] = []
    alike: list[tuple[list[Pair], ClaimPairs]] = []
    for start in range(0, len(pairs), _AT_ONCE):
        reach("comparing claims", start, len(pairs))
        some = pairs[start : start + _AT_ONCE]
        vectors = np.array([(one.vector, other.vector) for one, other in some], dtype=np.float32)
        compared = ClaimPairs.of([(a.claim.text, b.claim.text) for a, b in some], vectors, index.embedder)
        cosines = np.einsum("nd,nd->n", vectors[:, 0], vectors[:, 1])
        of_one_thing = np.flatnonzero(compared.same_subject() >= _SUBJECT).tolist()
        kept += [some[i] for i in of_one_thing]
        rows = [i for i in of_one_thing if cosines[i] >= _ALIKE]
        alike.append(([some[i] for i in rows], compared.take(rows)))
    differing = list(_differences(kept))
    odd = {(a, b) for a, b, _ in differing}
    links: list[ClaimLink] = []
    for some, compared in steps("reading pairs of claims", alike):
        links += _links(some, compared, odd)
    return ClaimRelations(links=tuple(links), discrepancies=tuple(differing))


def _candidates(index: Index, article: ComparedArticle) -> list[StoredClaim]:
    """Return the claims near those of an article, in passages near its own and in those themselves."""
    if not article.claims:
        return []
    passages = index.ledger.passages.vectors_of(article.passage_ids)
    around = passages.keys() | index.around(passages.values(), _PASSAGES)
    numbers, vectors = index.ledger.claims.vectors_within(around)
    mine = np.stack([each.vector for each in article.claims]).astype(np.float32)
    near = np.zeros(len(numbers), dtype=bool)
    for start in range(0, len(mine), _ROWS):
        near |= (vectors @ mine[start : start + _ROWS].T >= _NEAR).any(axis=1)
    return index.ledger.claims.numbered(numbers[near].tolist())


def _near(own: Sequence[StoredClaim], others: Sequence[StoredClaim]) -> Iterator[Pair]:
    """Yield the pairs of claims of two sentences that are near, the smaller number first.

    Of each claim's only the nearest: a long text that says the like all over has as many as the square of its claims.
    """
    if not own or not others:
        return
    vectors = np.stack([each.vector for each in others]).astype(np.float32)
    for number, one in enumerate(own):
        if number % _AT_ONCE == 0:
            reach("finding claims that are near", number, len(own))
        cosines = vectors @ one.vector.astype(np.float32)
        near = np.flatnonzero(cosines >= _NEAR)
        if len(near) > _NEAREST:
            near = np.sort(near[np.argpartition(-cosines[near], _NEAREST)[:_NEAREST]])
        for place in near.tolist():
            other = others[place]
            if other.number != one.number and _sentence(one) != _sentence(other):
                yield (one, other) if one.number < other.number else (other, one)


def _sentence(stored: StoredClaim) -> tuple[str, Span]:
    return stored.claim.article.id, stored.sentence


def _links(pairs: Sequence[Pair], compared: ClaimPairs, odd: set[tuple[int, int]]) -> Iterator[ClaimLink]:
    """Yield which pairs claim the same, or may; what is at odds is only similar."""
    for (one, other), chance in zip(pairs, compared.same(only_suggested=True).tolist(), strict=True):
        if chance >= SIMILAR:
            is_odd = (one.number, other.number) in odd or _counts_apart(one.claim.text, other.claim.text)
            strength: Strength = "same" if chance >= SAME and not is_odd else "similar"
            yield ClaimLink(a=one.number, b=other.number, strength=strength, probability=chance)


def _counts_apart(a: str, b: str) -> bool:
    """Say whether two claims both have figures, and none of them in common."""
    mine, theirs = _numbers(a), _numbers(b)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _numbers(text: str) -> frozenset[float | str]:
    """Return what the figures of a text may stand for; "one man" counts as one."""
    values = [value for figure in figures(text) for value in figure.values]
    return frozenset([*values, 1.0] if _ONE.search(text) else values)


def _differences(pairs: Sequence[Pair]) -> Iterator[NumberedDiscrepancy]:
    """Yield where the sentences of two claims are at odds, each pair of sentences once.

    Whole sentences are compared, as what somebody said often lacks the subject; the claim is that which holds what
    differs, or else the first of its sentence.
    """
    sentences: dict[tuple[tuple[str, Span], tuple[str, Span]], list[Pair]] = {}
    for one, other in pairs:
        sentences.setdefault((_sentence(one), _sentence(other)), []).append((one, other))
    for same_sentences in sentences.values():
        found = _compared(*same_sentences[0])
        if found:
            told = found.told_a, found.told_b
            best = max(
                same_sentences, key=lambda pair: [c.claim.span.contains(t) for c, t in zip(pair, told, strict=True)]
            )
            yield best[0].number, best[1].number, replace(found, a=best[0].claim, b=best[1].claim)


def _compared(one: StoredClaim, other: StoredClaim) -> Discrepancy | None:
    """Return how the sentences of two claims are at odds, None where they are not."""
    a, b = one.claim, other.claim
    found = compare(
        one.sentence.of(a.article.text),
        other.sentence.of(b.article.text),
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
        told_a=_span(found.told_a).moved(one.sentence.start),
        told_b=_span(found.told_b).moved(other.sentence.start),
    )


def _span(place: tuple[int, int]) -> Span:
    return Span(start=place[0], end=place[1])
