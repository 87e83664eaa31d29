"""How claims stand to each other."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Engine, Row, Table, delete, or_, select

from onrecord.model import Claim, Discrepancy, Span
from onrecord.storage.ledger.batches import batches
from onrecord.storage.ledger.schema import claim_links, claims, discrepancies, unclaimed
from onrecord.storage.ledger.upsert import upsert
from onrecord.storage.records import ClaimLink, ClaimRelations

_MOST_PARAMETERS = 10_000
"""Values that one statement may be given twice; SQLite allows 32,766 in all."""


class ClaimLinks:
    """Which claims are the same, similar, or not at one, by the claims' numbers."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through an engine."""
        self._engine = engine

    def record(self, article_id: str, numbers: Collection[int], found: ClaimRelations) -> None:
        """Store how the claims of an article, given by number, stand to others; the article no longer waits.

        Where one of them is gone meanwhile the article goes on waiting, and nothing is stored.
        """
        links = [{"a": e.a, "b": e.b, "strength": e.strength, "probability": e.probability} for e in found.links]
        pairs = [_discrepancy_values(*each) for each in found.discrepancies]
        involved = {number for row in (*links, *pairs) for number in (row["a"], row["b"])} | set(numbers)
        with self._engine.begin() as connection:
            there = set(connection.scalars(select(claims.c.number).where(claims.c.number.in_(involved))))
            if not set(numbers) <= there:
                return
            for table, rows in ((claim_links, links), (discrepancies, pairs)):
                kept = [row for row in rows if row["a"] in there and row["b"] in there]
                if kept:
                    connection.execute(upsert(table).on_conflict_do_nothing(), kept)
            connection.execute(delete(unclaimed).where(unclaimed.c.article_id == article_id))

    def of(self, numbers: Iterable[int]) -> list[ClaimLink]:
        """Return every link that some claims have."""
        return [
            ClaimLink(a=row.a, b=row.b, strength=row.strength, probability=row.probability)
            for row in self._rows(claim_links, numbers)
        ]

    def discordant(self, numbers: Iterable[int] | None = None) -> list[tuple[int, int]]:
        """Return the pairs of claims that are not at one and of which one is among some claims; all when None."""
        return [(row.a, row.b) for row in self._rows(discrepancies, numbers)]

    def discrepancies(self, known: dict[int, Claim]) -> list[Discrepancy]:
        """Return what is not at one between claims, given by number, the surest first."""
        rows = [row for row in self._rows(discrepancies, known) if row.a in known and row.b in known]
        found = [_discrepancy(row, known[row.a], known[row.b]) for row in rows]
        return sorted(found, key=lambda each: (each.relation != "contradicts", -each.confidence, each.a.id, each.b.id))

    def _rows(self, table: Table, numbers: Iterable[int] | None) -> Sequence[Row[Any]]:
        with self._engine.connect() as connection:
            if numbers is None:
                return connection.execute(select(table).order_by(table.c.a, table.c.b)).all()
            wanted = sorted(set(numbers))
            found: dict[tuple[int, int], Row[Any]] = {}
            for piece in batches(wanted, _MOST_PARAMETERS):
                rows = connection.execute(select(table).where(or_(table.c.a.in_(piece), table.c.b.in_(piece))))
                found |= {(row.a, row.b): row for row in rows}
        return [found[pair] for pair in sorted(found)]


def _discrepancy_values(a: int, b: int, found: Discrepancy) -> dict[str, Any]:
    return {
        "a": a,
        "b": b,
        "kind": found.kind,
        "relation": found.relation,
        "confidence": found.confidence,
        "why": found.why,
        "a_start": found.told_a.start,
        "a_end": found.told_a.end,
        "b_start": found.told_b.start,
        "b_end": found.told_b.end,
    }


def _discrepancy(row: Row[Any], a: Claim, b: Claim) -> Discrepancy:
    return Discrepancy(
        kind=row.kind,
        relation=row.relation,
        confidence=row.confidence,
        why=row.why,
        a=a,
        b=b,
        told_a=Span(start=row.a_start, end=row.a_end),
        told_b=Span(start=row.b_start, end=row.b_end),
    )
