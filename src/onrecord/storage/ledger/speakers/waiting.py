"""The articles whose speakers wait to be joined with those of the archive."""

from sqlalchemy import Connection, Integer, cast, delete, select

from onrecord.storage.ledger.manifest import CHANGES, note_change
from onrecord.storage.ledger.schema import manifest
from onrecord.storage.ledger.speakers.tables import unjoined
from onrecord.storage.ledger.upsert import upsert


def await_joining(connection: Connection, article_id: str) -> None:
    """Count a change of an article's attributions, and let its speakers wait, within a transaction."""
    note_change(connection)
    count = select(cast(manifest.c.value, Integer)).where(manifest.c.key == CHANGES).scalar_subquery()
    row = upsert(unjoined).values(article_id=article_id, at=count)
    connection.execute(row.on_conflict_do_update(index_elements=["article_id"], set_={"at": row.excluded.at}))


def waiting(connection: Connection) -> list[str]:
    """Return the ids of the articles whose speakers wait; some may be gone."""
    return list(connection.scalars(select(unjoined.c.article_id).order_by(unjoined.c.article_id)))


def settle(connection: Connection, at: str) -> None:
    """Let nobody wait any more who did at this count of changes."""
    connection.execute(delete(unjoined).where(unjoined.c.at <= int(at)))
