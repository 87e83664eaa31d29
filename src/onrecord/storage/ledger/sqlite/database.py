"""The ledger's database file: opened, made when missing, and refused when it is not what it should be."""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    ExceptionContext,
    create_engine,
    event,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from onrecord.errors import IndexDamagedError, IndexLockedError
from onrecord.storage.ledger.schema import MIGRATED, VERSION, articles, manifest, metadata, readings, unclaimed

__all__ = ["damage", "open_database", "upsert"]

_PATIENCE, _PAUSE = 10, 0.02
"""Seconds that another process is waited for, and between two tries."""

_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_UNUSABLE = tuple(f"SQLITE_{what}" for what in ("CORRUPT", "NOTADB", "CANTOPEN", "READONLY", "IOERR", "FULL", "PERM"))


def open_database(path: Path, tables: Sequence[str]) -> Engine:
    """Open a ledger's file, making it and its tables when missing; `tables` are statements for those beside the schema.

    Raises IndexDamagedError, now or at any later use, when the file cannot be read or written or is not a ledger, and
    IndexLockedError when another process keeps it for longer than a transaction takes.
    """
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "handle_error", _refuse)
    with engine.connect() as connection:
        known = inspect(connection).get_table_names()
        if known and manifest.name not in known:
            raise IndexDamagedError(f"{path} is another program's file: use another folder for the index")
        if not known:
            _make_tables(connection, tables)
        elif readings.name not in known:
            readings.create(connection, checkfirst=True)
            connection.commit()
        made_by = connection.scalar(select(manifest.c.value).where(manifest.c.key == "schema"))
        if made_by in {str(version) for version in MIGRATED}:
            made_by = _migrate(connection)
    if made_by != str(VERSION):
        raise IndexDamagedError(f"{path} is from another version of onrecord: ingest into a new folder")
    return engine


def damage(engine: Engine) -> list[str]:
    """Return what a look through the whole file finds wrong with it, a line each; none when it is sound."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check").scalars()
        return [str(line) for line in found if line != "ok"]


def _make_tables(connection: Connection, tables: Sequence[str]) -> None:
    """Make every table in one transaction; another process that does the same waits, and then finds them made."""
    connection.rollback()
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    metadata.create_all(connection)
    for statement in tables:
        connection.execute(text(statement))
    connection.execute(insert(manifest).prefix_with("OR IGNORE").values(key="schema", value=str(VERSION)))
    connection.commit()


def _migrate(connection: Connection) -> str:
    """Make the tables that an earlier version lacks, to be filled from the others; return the version it is then."""
    connection.rollback()
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    metadata.create_all(connection)
    everything = insert(unclaimed).prefix_with("OR IGNORE").from_select(["article_id"], select(articles.c.id))
    connection.execute(everything)
    connection.execute(update(manifest).where(manifest.c.key == "schema").values(value=str(VERSION)))
    connection.commit()
    return str(VERSION)


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401
    for pragma in (f"busy_timeout = {1000 * _PATIENCE}", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    _write_ahead(connection)


def _write_ahead(connection: Any) -> None:  # noqa: ANN401
    """Switch a file to write-ahead logging. SQLite does not wait for another process that is just doing the same."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith(_BUSY) or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _refuse(context: ExceptionContext) -> None:
    """Turn an error of the database file into one of ours; any other goes its way."""
    error = context.original_exception
    name = getattr(error, "sqlite_errorname", "")
    file = context.engine.url.database if context.engine else "the ledger"
    if name.startswith(_BUSY):
        raise IndexLockedError(f"another process is writing to {file}: wait until it is done") from error
    if name.startswith(_UNUSABLE):
        raise IndexDamagedError(f"{file} cannot be used ({error}): mend it, or ingest into a new folder") from error
