"""The PostgreSQL database of a ledger: opened, its tables made when missing, and refused when it is not a ledger's."""

from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    ExceptionContext,
    create_engine,
    event,
    inspect,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.exc import ArgumentError

from onrecord.errors import IndexDamagedError, IndexLockedError, IndexUnreachableError, SettingsError, WriteError
from onrecord.storage.ledger.postgresql.advisory_lock import KEY
from onrecord.storage.ledger.postgresql.tables import WORD_TABLES
from onrecord.storage.ledger.schema import MIGRATED, VERSION, manifest, metadata
from onrecord.storage.ledger.upsert import upsert

_DRIVER = "postgresql+psycopg"
_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
_AT_ONE_TIME = text(f"SELECT pg_advisory_xact_lock({KEY})").bindparams(name="tables")
_BUSY = ("40P01", "55P03", "40001")
_UNUSABLE = ("XX", "25006", "42501", "58", "3D", "28")
_NOT_STORABLE = "an article holds the character NUL, which PostgreSQL cannot store: take it out"


def open_server(address: str) -> Engine:
    """Open the database of an address such as `postgresql+psycopg://user@host/name`, making its tables when missing.

    Raises SettingsError when the address is none or the driver is missing, IndexUnreachableError when nobody answers
    there, IndexDamagedError when the database is not a ledger's, now or at any later use.
    """
    engine = _engine(address)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "handle_error", _refuse)
    try:
        with engine.begin() as connection:
            _make_tables(connection, _shown(engine))
    except BaseException:
        engine.dispose()
        raise
    return engine


def unreadable(engine: Engine) -> list[str]:
    """Return what is wrong with the database, a line each: the server checks its own pages as it reads them."""
    with engine.connect() as connection:
        known = set(inspect(connection).get_table_names())
        missing = sorted({*metadata.tables, *WORD_TABLES.tables} - known)
        return [f"the table {name} is missing" for name in missing]


def _engine(address: str) -> Engine:
    try:
        url = make_url(address)
        if url.drivername == "postgresql":
            url = url.set(drivername=_DRIVER)
        if url.drivername != _DRIVER:
            raise SettingsError(f"ONRECORD_LEDGER must begin with {_DRIVER}://")
        return create_engine(url, pool_pre_ping=True, execution_options={"snapshot": _SNAPSHOT})
    except ArgumentError as error:
        raise SettingsError(f"ONRECORD_LEDGER is no address of a database: {error}") from error
    except ModuleNotFoundError as error:
        needed = "run `pip install 'onrecord[postgresql]'`"
        raise SettingsError(
            f"ONRECORD_LEDGER names a PostgreSQL database, and its driver is missing: {needed}"
        ) from error


def _make_tables(connection: Connection, place: str) -> None:
    """Make every table where there is none; another process that does the same waits, and then finds them made."""
    connection.execute(_AT_ONE_TIME)
    known = inspect(connection).get_table_names()
    if known and manifest.name not in known:
        raise IndexDamagedError(f"{place} holds another program's tables: name another database or schema")
    if not known:
        metadata.create_all(connection)
        WORD_TABLES.create_all(connection)
        connection.execute(upsert(manifest).values(key="schema", value=str(VERSION)))
    made_by = connection.scalar(select(manifest.c.value).where(manifest.c.key == "schema"))
    if made_by in {str(version) for version in MIGRATED}:
        metadata.create_all(connection)
        connection.execute(update(manifest).where(manifest.c.key == "schema").values(value=str(VERSION)))
        return
    if made_by != str(VERSION):
        raise IndexDamagedError(f"{place} is from another version of onrecord: name another database or schema")


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401
    """Let no statement be compiled, and each be planned for its own words: both ways are quicker for a ledger."""
    connection.autocommit = True
    connection.execute("SET jit TO off")
    connection.execute("SET plan_cache_mode TO force_custom_plan")
    connection.autocommit = False


def _refuse(context: ExceptionContext) -> None:
    """Turn an error of the server into one of ours; any other goes its way."""
    error = context.original_exception
    state = getattr(error, "sqlstate", None) or ""
    if context.is_pre_ping:
        return
    place = _shown(context.engine) if context.engine else "the ledger"
    reason = next(iter(str(error).splitlines()), type(error).__name__)
    if state in _BUSY:
        raise IndexLockedError(f"another process is writing to {place}: wait until it is done") from error
    if state.startswith(_UNUSABLE):
        raise IndexDamagedError(f"{place} cannot be used ({reason})") from error
    if type(error).__name__ == "OperationalError" or state.startswith(("08", "57P")):
        raise IndexUnreachableError(f"{place} cannot be reached ({reason}): is the server running?") from error
    if "NUL" in reason and not state:
        raise WriteError(_NOT_STORABLE) from error


def _shown(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)
