"""The manifest: facts about the whole index, and a count of its changes."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, select, text

from onrecord.storage.ledger.schema import manifest
from onrecord.storage.ledger.upsert import upsert

CHANGES = "attribution_changes"


class Manifest:
    """Facts by name: schema, embedding model, cutter, vector generation."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through an engine."""
        self._engine = engine

    def facts(self) -> dict[str, str]:
        """Return every fact."""
        with self._engine.connect() as connection:
            return {row.key: row.value for row in connection.execute(select(manifest))}

    def note(self, **values: object) -> None:
        """Set facts, in one transaction."""
        with self._engine.begin() as connection:
            note(connection, **values)


def note(connection: Connection, **values: object) -> None:
    """Set facts within a transaction."""
    for key, value in values.items():
        row = upsert(manifest).values(key=key, value=str(value))
        connection.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": str(value)}))


def note_change(connection: Connection) -> None:
    """Count a change of the articles or of their attributions."""
    counted = upsert(manifest).values(key=CHANGES, value="1")
    more = text("CAST(CAST(manifest.value AS INTEGER) + 1 AS TEXT)")
    connection.execute(counted.on_conflict_do_update(index_elements=["key"], set_={"value": more}))


def changes(connection: Connection) -> str:
    """Return the count of changes; read it before what may change."""
    return connection.scalar(select(manifest.c.value).where(manifest.c.key == CHANGES)) or "0"


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Read everything in the block as it was at one moment; an engine's option `snapshot` says how that is begun."""
    with engine.connect() as connection:
        connection.exec_driver_sql(engine.get_execution_options().get("snapshot", "BEGIN"))
        yield connection
