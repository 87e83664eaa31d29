"""The outbox between the ledger and the vector collection: what the collection has not yet been told."""

from sqlalchemy import Connection, bindparam, case, delete, func, select

from onrecord.storage.ledger.passages import matrix
from onrecord.storage.ledger.schema import passages, pending
from onrecord.storage.records import Pending


def pending_changes(connection: Connection) -> Pending:
    """Return what the vector collection must still be told."""
    wanted = select(pending, passages.c.vector).join_from(
        pending, passages, pending.c.passage_id == passages.c.id, isouter=True
    )
    rows = connection.execute(wanted.order_by(pending.c.passage_id)).all()
    added = [row for row in rows if row.action == "add"]
    return Pending(
        added=tuple(row.passage_id for row in added),
        vectors=matrix([row.vector for row in added]),
        deleted=tuple(row.passage_id for row in rows if row.action == "delete"),
    )


def expected_count(connection: Connection) -> int:
    """Return the number of passages that a vector collection has which was told all but what is pending."""
    untold = select(func.coalesce(func.sum(case((pending.c.action == "add", 1), else_=-1)), 0)).select_from(pending)
    stored = select(func.count()).select_from(passages).scalar_subquery()
    return int(connection.scalar(select(stored - untold.scalar_subquery())) or 0)


def acknowledge(connection: Connection, told: Pending) -> None:
    """Forget what was pending and has been told; what a passage is waiting for since then stays."""
    pairs = [(each, "add") for each in told.added] + [(each, "delete") for each in told.deleted]
    matching = (pending.c.passage_id == bindparam("told_id")) & (pending.c.action == bindparam("told_action"))
    if pairs:
        connection.execute(delete(pending).where(matching), [{"told_id": i, "told_action": a} for i, a in pairs])
