"""The ledger's database file: opened, made when missing, and refused when it is not what it should be."""

import os
import shutil
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
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

from onrecord.errors import IndexDamagedError, IndexLockedError, WriteError
from onrecord.storage.ledger.schema import FIRST_WITH_CLAIMS, MIGRATED, VERSION, articles, manifest, metadata, unclaimed

_PATIENCE, _PAUSE = 10, 0.02
"""Seconds that another process is waited for, and between two tries."""

_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_UNUSABLE = tuple(f"SQLITE_{what}" for what in ("CORRUPT", "NOTADB", "CANTOPEN", "IOERR", "PERM"))

_LEAST_ROOM = 1 << 16
"""Bytes that must be free for an input or output error to have another cause than a full disk."""


def is_read_only(path: Path) -> bool:
    """Say whether a ledger's file is there, and it or its folder may only be read."""
    is_there = os.access(path, os.R_OK) and path.is_file()
    return is_there and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def address(path: Path) -> str:
    """Return a ledger's file as an address for SQLite.

    A file that may only be read is opened as one that nobody changes, as nothing can be put beside it; unless somebody
    died writing to it, whose last words are still beside it.
    """
    whole = path.absolute().as_uri()
    if not is_read_only(path):
        return whole
    log = path.with_name(f"{path.name}-wal")
    return f"{whole}?mode=ro" if log.exists() and log.stat().st_size else f"{whole}?mode=ro&immutable=1"


def open_database(path: Path, tables: Sequence[str]) -> Engine:
    """Open a ledger's file, making it and its tables when missing; `tables` are statements for those beside the schema.

    Raises IndexDamagedError, now or at any later use, when the file cannot be read or is not a ledger, WriteError when
    there is no room or it may only be read, and IndexLockedError when another process keeps it for longer than a
    transaction takes.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        creator=lambda: _connect(path),
        max_overflow=-1,
    )
    event.listen(engine, "connect", lambda connection, _: _prepare(connection, reading=is_read_only(path)))
    event.listen(engine, "handle_error", _refuse)
    try:
        _make_or_check(engine, path, tables)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _connect(path: Path) -> sqlite3.Connection:
    """Connect to a ledger. Who writes asks for it at the beginning: SQLite lets nobody wait who has read before."""
    return sqlite3.connect(address(path), uri=True, check_same_thread=False, isolation_level="IMMEDIATE")


def _make_or_check(engine: Engine, path: Path, tables: Sequence[str]) -> None:
    with engine.connect() as connection:
        known = inspect(connection).get_table_names()
        if known and manifest.name not in known:
            raise IndexDamagedError(f"{path} is another program's file: use another folder for the index")
        if not known:
            _make_tables(connection, tables)
        made_by = connection.scalar(select(manifest.c.value).where(manifest.c.key == "schema"))
        if made_by in {str(version) for version in MIGRATED}:
            made_by = _migrate(connection, made_by)
    if made_by != str(VERSION):
        raise IndexDamagedError(f"{path} {_of_version(made_by)}")


def _of_version(found: str | None) -> str:
    """Return what to say of a ledger whose tables are of another version."""
    if found is None or not found.isdecimal():
        return "does not say which version of onrecord made it: restore a backup, or ingest into a new folder"
    if int(found) > VERSION:
        return f"is from a newer version of onrecord (index {found}, known up to {VERSION}): update onrecord"
    return f"is from a version of onrecord before the first release (index {found}): ingest into a new folder"


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


def _migrate(connection: Connection, made_by: str) -> str:
    """Make the tables that an earlier version lacks, to be filled from the others; return the version it is then."""
    connection.rollback()
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    metadata.create_all(connection)
    if int(made_by) < FIRST_WITH_CLAIMS:
        everything = insert(unclaimed).prefix_with("OR IGNORE").from_select(["article_id"], select(articles.c.id))
        connection.execute(everything)
    connection.execute(update(manifest).where(manifest.c.key == "schema").values(value=str(VERSION)))
    connection.commit()
    return str(VERSION)


def _prepare(connection: Any, *, reading: bool) -> None:  # noqa: ANN401
    for pragma in (f"busy_timeout = {1000 * _PATIENCE}", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    if not reading:
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
    if name.startswith("SQLITE_READONLY"):
        raise WriteError(f"{file} may only be read: make it writable, or name another index") from error
    if name == "SQLITE_FULL" or (name.startswith("SQLITE_IOERR") and _is_full(file)):
        raise WriteError(f"no room is left for {file}: make some, then do the same again") from error
    if name.startswith(_UNUSABLE):
        raise IndexDamagedError(
            f"{file} cannot be used ({error}): restore a backup, or ingest into a new folder"
        ) from error


def _is_full(file: str | None) -> bool:
    folder = Path(file or "").parent
    return folder.is_dir() and shutil.disk_usage(folder).free < _LEAST_ROOM
