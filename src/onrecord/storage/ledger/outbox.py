"""The outbox between the ledger and the vector collection: what the collection has not yet been told."""

from sqlalchemy import Engine, bindparam, case, delete, func, select

from onrecord.storage.ledger.manifest import note
from onrecord.storage.ledger.passages import matrix
from onrecord.storage.ledger.schema import passages, pending
from onrecord.storage.records import Pending


class Outbox:
    """What the vector collection must still be told, written down in the transactions that made it so."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through an engine."""
        self._engine = engine

    def pending(self) -> Pending:
        """Return what the vector collection must still be told."""
        changes = select(pending, passages.c.vector).join_from(
            pending, passages, pending.c.passage_id == passages.c.id, isouter=True
        )
        with self._engine.connect() as connection:
            rows = connection.execute(changes.order_by(pending.c.passage_id)).all()
        added = [row for row in rows if row.action == "add"]
        return Pending(
            added=tuple(row.passage_id for row in added),
            vectors=matrix([row.vector for row in added]),
            deleted=tuple(row.passage_id for row in rows if row.action == "delete"),
        )

    def expected_count(self) -> int:
        """Return the number of passages that a vector collection has which was told all but what is pending."""
        untold = select(func.coalesce(func.sum(case((pending.c.action == "add", 1), else_=-1)), 0)).select_from(pending)
        stored = select(func.count()).select_from(passages).scalar_subquery()
        with self._engine.connect() as connection:
            return int(connection.scalar(select(stored - untold.scalar_subquery())) or 0)

    def acknowledge(self, told: Pending, **facts: object) -> None:
        """Forget what was pending and has been told, and set facts of the manifest, in one transaction.

        What a passage is waiting for since then stays.
        """
        pairs = [(each, "add") for each in told.added] + [(each, "delete") for each in told.deleted]
        matching = (pending.c.passage_id == bindparam("told_id")) & (pending.c.action == bindparam("told_action"))
        with self._engine.begin() as connection:
            if pairs:
                connection.execute(
                    delete(pending).where(matching), [{"told_id": i, "told_action": a} for i, a in pairs]
                )
            note(connection, **facts)
