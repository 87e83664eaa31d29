"""Claims in the ledger: kept with their article, linked in step, and what people found out outlives both."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import create_engine, text

from onrecord.model import Article, Claim, Discrepancy, FactCheck, Ruling, Scope, Span
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.schema import VERSION
from onrecord.storage.records import ClaimLink, ClaimRelations, CutPassage, EmbeddedPassage, PlacedClaim, Sentence

GATE = Article(id="gate", publisher="Ostrel Post", published=date(2031, 3, 4), text="The gate cost 40 million crowns.")
WALL = Article(id="wall", publisher="Sorrel Tribune", text="The gate cost 60 million crowns.")
NOW = datetime(2031, 3, 9, 12, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    opened = Ledger(tmp_path / "ledger.sqlite")
    yield opened
    opened.close()


def claim_of(article: Article, claim_id: str = "", **values: object) -> Claim:
    span = Span(start=0, end=len(article.text))
    given: dict[str, object] = {"kind": "number", "score": 0.8, "verifiable": 0.9, "reasons": ("states a figure",)}
    return Claim(article=article, span=span, id=claim_id or f"c-{article.id}", **(given | values))  # type: ignore[arg-type]


def store(ledger: Ledger, article: Article, direction: int = 0) -> int:
    """Store an article of one sentence, which is a claim; return the claim's number."""
    cut = CutPassage(sentences=(Sentence(start=0, end=len(article.text)),))
    ledger.write(article, [EmbeddedPassage.of(cut, np.eye(4, dtype=np.float32)[[direction]])])
    (passage,) = ledger.passages.ids_of(article.id)
    (number,) = ledger.claims.replace(
        article.id, [PlacedClaim(claim=claim_of(article), passage_id=passage, sentence_start=0)]
    )
    return number


def test_an_article_waits_until_its_claims_are_compared(ledger: Ledger) -> None:
    number = store(ledger, GATE)
    assert ledger.claims.waiting() == ["gate"]
    ledger.claim_links.record("gate", [number], ClaimRelations())
    assert ledger.claims.waiting() == []


def test_a_claim_comes_out_as_it_went_in(ledger: Ledger) -> None:
    number = store(ledger, GATE, direction=2)
    whole = claim_of(
        GATE, speaker="Ada Quill", source=Span(start=0, end=3), said_on=date(2031, 3, 3),
        said_on_span=Span(start=4, end=8), vague=Span(start=9, end=13),
    )  # fmt: skip
    (passage,) = ledger.passages.ids_of("gate")
    ledger.claims.replace("gate", [PlacedClaim(claim=whole, passage_id=passage, sentence_start=0)])
    (stored,) = ledger.claims.of()
    assert stored.number != number
    assert stored.claim == whole
    assert stored.vector.tolist() == [0, 0, 1, 0]
    assert stored.claim.said_on_words == "gate"


def test_claims_are_found_by_scope_passage_number_and_the_start_of_their_id(ledger: Ledger) -> None:
    one, other = store(ledger, GATE), store(ledger, WALL)
    assert [each.number for each in ledger.claims.of(Scope(publisher="ostrel post"))] == [one]
    assert [each.number for each in ledger.claims.within(ledger.passages.ids_of("wall"))] == [other]
    numbers, vectors = ledger.claims.vectors_within(ledger.passages.ids_of("wall"))
    assert (numbers.tolist(), vectors.tolist()) == ([other], [[1, 0, 0, 0]])
    assert [each.claim.id for each in ledger.claims.numbered([one, other, 99])] == ["c-gate", "c-wall"]
    assert [each.claim.id for each in ledger.claims.called("c-w")] == ["c-wall"]
    assert len(ledger.claims.called("c-")) == 2
    assert ledger.claims.called("%") == []


def relations(one: int, other: int) -> ClaimRelations:
    a, b = claim_of(GATE), claim_of(WALL)
    told = Span(start=14, end=16)
    differing = Discrepancy(
        kind="number",
        relation="contradicts",
        confidence=0.9,
        why="40 here, 60 there",
        a=a,
        b=b,
        told_a=told,
        told_b=told,
    )
    link = ClaimLink(a=one, b=other, strength="similar", probability=0.7)
    return ClaimRelations(links=(link,), discrepancies=((one, other, differing),))


def test_links_and_discrepancies_go_with_either_article(ledger: Ledger) -> None:
    one, other = store(ledger, GATE), store(ledger, WALL)
    ledger.claim_links.record("wall", [other], relations(one, other))
    assert [each.strength for each in ledger.claim_links.of([one])] == ["similar"]
    (found,) = ledger.claim_links.discrepancies({one: claim_of(GATE), other: claim_of(WALL)})
    assert (found.a.article.id, found.told_a.of(GATE.text), found.told_b.of(WALL.text)) == ("gate", "40", "60")
    ledger.remove("gate")
    assert ledger.claim_links.of([one, other]) == []
    assert ledger.claim_links.discordant() == []
    assert [each.claim.id for each in ledger.claims.of()] == ["c-wall"]


def test_what_is_gone_meanwhile_is_not_linked_and_goes_on_waiting(ledger: Ledger) -> None:
    one, other = store(ledger, GATE), store(ledger, WALL)
    ledger.remove("gate")
    ledger.claim_links.record("wall", [other], relations(one, other))
    assert ledger.claim_links.of([other]) == []
    assert ledger.claims.waiting() == []
    ledger.claim_links.record("gate", [one], ClaimRelations())
    assert ledger.claims.replace("gate", []) == []


def test_rulings_and_follows_outlive_the_article(ledger: Ledger) -> None:
    store(ledger, GATE)
    ruling = Ruling(claim_id="c-gate", verdict="wrong", note="the bill says 60", sources=("the bill",), ruled_at=NOW)
    ledger.claim_files.rule(ruling, GATE.text)
    ledger.claim_files.follow(claim_of(GATE), NOW)
    ledger.remove("gate")
    store(ledger, GATE)
    assert ledger.claim_files.rulings() == {"c-gate": ruling}
    assert ledger.claim_files.followed() == {"c-gate": GATE.text}
    ledger.claim_files.withdraw(["c-gate"])
    ledger.claim_files.unfollow(["c-gate"])
    assert not ledger.claim_files.rulings()
    assert not ledger.claim_files.followed()


def test_a_fact_check_takes_the_place_of_the_one_with_its_id(ledger: Ledger) -> None:
    first = FactCheck(id="f1", claim="The gate cost 40 million.", rating="false", claimed_on=date(2031, 3, 1))
    newer = FactCheck(id="f1", claim="The gate cost 40 million.", rating="half true")
    assert ledger.fact_checks.add([first, FactCheck(id="f2", claim="The wall fell.")]) == (2, 0)
    assert ledger.fact_checks.add([newer]) == (0, 1)
    assert [(each.id, each.rating) for each in ledger.fact_checks.all()] == [("f1", "half true"), ("f2", None)]
    assert ledger.fact_checks.add([]) == (0, 0)
    assert ledger.fact_checks.count() == 2


def test_an_index_from_before_claims_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    made = Ledger(path)
    store(made, GATE)
    made.close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        newer = (
            "discrepancies",
            "claim_links",
            "claims",
            "unclaimed",
            "fact_checks",
            "fact_check_vectors",
            "follows",
            "rulings",
            "descriptions",
        )
        for table in newer:
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE manifest SET value = '3' WHERE key = 'schema'"))
    engine.dispose()
    migrated = Ledger(path)
    assert migrated.articles.get("gate") == GATE
    assert migrated.claims.waiting() == ["gate"]
    assert migrated.manifest.facts()["schema"] == str(VERSION)
    migrated.close()
