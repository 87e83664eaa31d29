"""Ledgers with claims whose relations are given, so that what is tested is how they are put together."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from onrecord.model import Article, Claim, Discrepancy, Span
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.records import ClaimLink, ClaimRelations, CutPassage, EmbeddedPassage, PlacedClaim, Sentence


def article(name: str, text: str, day: int | None = None, publisher: str | None = None) -> Article:
    return Article(id=name, publisher=publisher, published=day and date(2031, 3, day), text=text)  # type: ignore[arg-type]


def claim_in(of: Article, speaker: str | None = None) -> Claim:
    """Return the first sentence of an article as a claim."""
    end = of.text.index(".") + 1
    return Claim(
        article=of,
        span=Span(start=0, end=end),
        id=f"c-{of.id}",
        kind="event",
        score=0.5,
        verifiable=0.9,
        speaker=speaker,
    )


def store(ledger: Ledger, of: Article, speaker: str | None = None) -> int:
    """Store an article whose first sentence is a claim; return the claim's number."""
    starts = [0, *(i + 2 for i, mark in enumerate(of.text[:-2]) if mark == ".")]
    ends = [*(start - 1 for start in starts[1:]), len(of.text)]
    sentences = tuple(Sentence(start=start, end=end) for start, end in zip(starts, ends, strict=True))
    vectors = np.eye(4, dtype=np.float32)[[0] * len(sentences)]
    ledger.write(of, [EmbeddedPassage.of(CutPassage(sentences=sentences), vectors)])
    (passage,) = ledger.passages.ids_of(of.id)
    placed = PlacedClaim(claim=claim_in(of, speaker), passage_id=passage, sentence_start=0)
    (number,) = ledger.claims.replace(of.id, [placed])
    ledger.claim_links.record(of.id, [number], ClaimRelations())
    return number


def link(ledger: Ledger, *pairs: tuple[int, int, str]) -> None:
    """Link claims as `same` or `similar`."""
    links = tuple(ClaimLink(a=a, b=b, strength=s, probability=0.9) for a, b, s in pairs)  # type: ignore[arg-type]
    ledger.claim_links.record("", [], ClaimRelations(links=links))


def set_against(ledger: Ledger, one: int, other: int, kind: str = "number") -> None:
    """Say that two claims contradict each other in their first three characters."""
    claims = {each.number: each.claim for each in ledger.claims.numbered([one, other])}
    told = Span(start=0, end=3)
    found = Discrepancy(
        kind=kind,  # type: ignore[arg-type]
        relation="contradicts",
        confidence=0.9,
        why="they differ",
        a=claims[one],
        b=claims[other],
        told_a=told,
        told_b=told,
    )
    ledger.claim_links.record("", [], ClaimRelations(discrepancies=((one, other, found),)))


def ids(claims: Sequence[Claim]) -> list[str]:
    return [claim.article.id for claim in claims]
