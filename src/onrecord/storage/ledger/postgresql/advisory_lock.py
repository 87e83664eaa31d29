"""Locks that PostgreSQL keeps for whoever uses one database, on whatever machine."""

import threading
import time
from types import TracebackType
from typing import Self

from filelock import Timeout
from sqlalchemy import Connection, Engine, text

_PAUSE = 0.02
"""Seconds between two tries."""

KEY = "hashtextextended(current_schema() || '/onrecord/' || :name, 0)"
"""The number of a lock: another schema of the same database has locks of its own."""

_WAIT = text(f"SELECT pg_advisory_lock({KEY})")
_TRY = text(f"SELECT pg_try_advisory_lock({KEY})")
_RELEASE = text(f"SELECT pg_advisory_unlock({KEY})")


class AdvisoryLock:
    """A lock by name, held by one thread at a time; when its process dies the server lets go of it."""

    def __init__(self, engine: Engine, name: str) -> None:
        """Name the lock; nothing is held yet."""
        self._engine = engine
        self._name = name
        self._here = threading.RLock()
        self._held = 0
        self._connection: Connection | None = None

    def acquire(self, timeout: float = -1) -> Self:
        """Wait for the lock, forever or so many seconds; raises filelock's Timeout when they are over."""
        if not self._here.acquire(timeout=timeout):
            raise Timeout(self._name)
        try:
            if not self._held:
                self._connection = self._taken(timeout)
        except BaseException:
            self._here.release()
            raise
        self._held += 1
        return self

    def release(self) -> None:
        """Let go of the lock once."""
        self._held -= 1
        try:
            if not self._held and self._connection is not None:
                connection, self._connection = self._connection, None
                _let_go(connection, self._name)
        finally:
            self._here.release()

    def __enter__(self) -> Self:
        """Wait for the lock."""
        return self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None, /
    ) -> None:
        """Let go of the lock."""
        self.release()

    def _taken(self, timeout: float) -> Connection:
        """Return a connection that holds the lock; one that could not take it is thrown away."""
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            _take(connection, self._name, timeout)
        except BaseException:
            connection.invalidate()
            connection.close()
            raise
        return connection


def _take(connection: Connection, name: str, timeout: float) -> None:
    if timeout < 0:
        connection.execute(_WAIT, {"name": name})
        return
    until = time.monotonic() + timeout
    while not connection.scalar(_TRY, {"name": name}):
        if time.monotonic() >= until:
            raise Timeout(name)
        time.sleep(_PAUSE)


def _let_go(connection: Connection, name: str) -> None:
    """Release a lock; a connection that cannot is thrown away, and the server releases it then."""
    try:
        connection.execute(_RELEASE, {"name": name})
    except BaseException:
        connection.invalidate()
        raise
    finally:
        connection.close()
