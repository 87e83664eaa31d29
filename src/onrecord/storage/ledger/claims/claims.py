"""The claims of the articles, each with the vector of its sentence."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, delete, func, insert, select

from onrecord.embedding import Vectors
from onrecord.model import EVERYTHING, Article, Claim, Scope, Span
from onrecord.storage.ledger.articles import FIELDS, to_article
from onrecord.storage.ledger.batches import batches
from onrecord.storage.ledger.filters import conditions
from onrecord.storage.ledger.passages import matrix
from onrecord.storage.ledger.schema import articles, claims, sentences, unclaimed
from onrecord.storage.ledger.upsert import upsert
from onrecord.storage.records import PlacedClaim, StoredClaim

_MOST_PARAMETERS = 30_000
"""Values that one statement may be given; SQLite allows 32,766."""

_OWN = and_(sentences.c.passage_id == claims.c.passage_id, sentences.c.start == claims.c.sentence_start)
"""How a claim finds its sentence."""


class Claims:
    """The claims of a ledger, and which articles still wait for theirs to be found."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through an engine."""
        self._engine = engine

    def waiting(self) -> list[str]:
        """Return the ids of the articles whose claims have not been found or compared yet."""
        with self._engine.connect() as connection:
            return list(connection.scalars(select(unclaimed.c.article_id).order_by(unclaimed.c.article_id)))

    def replace(self, article_id: str, found: Sequence[PlacedClaim]) -> list[int]:
        """Store the claims of an article in place of those it had; return their numbers. The article goes on waiting.

        An article that is gone has none stored.
        """
        with self._engine.begin() as connection:
            connection.execute(delete(claims).where(claims.c.article_id == article_id))
            if not found or not connection.scalar(select(articles.c.id).where(articles.c.id == article_id)):
                return []
            adding = insert(claims).returning(claims.c.number, sort_by_parameter_order=True)
            return list(connection.scalars(adding, [_values(each) for each in found]))

    def of(self, scope: Scope = EVERYTHING, *, ids: Iterable[str] | None = None) -> list[StoredClaim]:
        """Return the claims of a scope, or those of them that have some ids, in the order of articles and of texts."""
        narrowed = conditions(scope)
        if ids is not None:
            narrowed.append(claims.c.id.in_(list(ids)))
        return self._stored(_selection().where(*narrowed))

    def called(self, claim_id: str) -> list[StoredClaim]:
        """Return the claim of an id, or else those whose id starts so."""
        exact = self._stored(_selection().where(claims.c.id == claim_id))
        return exact or self._stored(_selection().where(claims.c.id.startswith(claim_id, autoescape=True)))

    def numbered(self, numbers: Iterable[int]) -> list[StoredClaim]:
        """Return the claims of some numbers."""
        return self._among(claims.c.number, numbers)

    def within(self, passage_ids: Iterable[int]) -> list[StoredClaim]:
        """Return the claims that stand in some passages."""
        return self._among(claims.c.passage_id, passage_ids)

    def vectors_within(self, passage_ids: Iterable[int]) -> tuple[NDArray[np.int64], Vectors]:
        """Return the numbers of the claims that stand in some passages, and the vectors of their sentences.

        It is much cheaper than the claims themselves.
        """
        wanted = select(claims.c.number, sentences.c.vector).join_from(claims, sentences, _OWN)
        rows = [
            row
            for piece in _pieces(passage_ids)
            for row in self._rows(wanted.where(claims.c.passage_id.in_(piece)))
        ]  # fmt: skip
        numbers = np.array([row.number for row in rows], dtype=np.int64)
        return numbers, matrix([row.vector for row in rows])

    def count(self) -> int:
        """Return how many claims there are."""
        with self._engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(claims)) or 0

    def _among(self, column: ColumnElement[int], values: Iterable[int]) -> list[StoredClaim]:
        return [each for piece in _pieces(values) for each in self._stored(_selection().where(column.in_(piece)))]

    def _rows(self, selection: Select[Any]) -> Sequence[Row[Any]]:
        with self._engine.connect() as connection:
            return connection.execute(selection).all()

    def _stored(self, selection: Select[Any]) -> list[StoredClaim]:
        with self._engine.connect() as connection:
            rows = connection.execute(selection.order_by(claims.c.article_id, claims.c.start, claims.c.number)).all()
            wanted = select(*FIELDS).where(articles.c.id.in_({row.article_id for row in rows}))
            known = {row.id: to_article(row) for row in connection.execute(wanted)} if rows else {}
        return [
            StoredClaim(
                number=row.number,
                claim=_claim(row, known[row.article_id]),
                sentence=Span(start=row.sentence_start, end=row.sentence_end),
                vector=np.frombuffer(row.vector, dtype=np.float16),
            )
            for row in rows
            if row.article_id in known
        ]


def await_claims(connection: Connection, article_id: str) -> None:
    """Note, within a transaction, that the claims of an article are still to be found."""
    connection.execute(upsert(unclaimed).values(article_id=article_id).on_conflict_do_nothing())


def _selection() -> Select[Any]:
    wanted = select(claims, sentences.c.end.label("sentence_end"), sentences.c.vector)
    return wanted.join_from(claims, sentences, _OWN).join(articles, articles.c.id == claims.c.article_id)


def _pieces(values: Iterable[int]) -> Iterator[Sequence[int]]:
    """Yield different values in order, as many at a time as one statement may be given."""
    return batches(sorted(set(values)), _MOST_PARAMETERS)


def _values(placed: PlacedClaim) -> dict[str, object]:
    claim = placed.claim
    return {
        "id": claim.id,
        "article_id": claim.article.id,
        "passage_id": placed.passage_id,
        "sentence_start": placed.sentence_start,
        "start": claim.span.start,
        "end": claim.span.end,
        "kind": claim.kind,
        "score": claim.score,
        "verifiable": claim.verifiable,
        "reasons": list(claim.reasons),
        "speaker": claim.speaker,
        "source_start": claim.source and claim.source.start,
        "source_end": claim.source and claim.source.end,
        "said_on": claim.said_on,
        "said_on_start": claim.said_on_span and claim.said_on_span.start,
        "said_on_end": claim.said_on_span and claim.said_on_span.end,
        "vague_start": claim.vague and claim.vague.start,
        "vague_end": claim.vague and claim.vague.end,
    }


def _claim(row: Row[Any], article: Article) -> Claim:
    return Claim(
        article=article,
        span=Span(start=row.start, end=row.end),
        id=row.id,
        kind=row.kind,
        score=row.score,
        verifiable=row.verifiable,
        reasons=tuple(row.reasons),
        speaker=row.speaker,
        source=_span(row.source_start, row.source_end),
        said_on=row.said_on,
        said_on_span=_span(row.said_on_start, row.said_on_end),
        vague=_span(row.vague_start, row.vague_end),
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start=start, end=end)
