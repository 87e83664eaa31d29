"""The speakers of the archive as they were joined last, kept so that nobody waits for it twice.

Every change of the attributions counts one up, in its own transaction, and lets the article's speakers wait. What was
joined is kept with the count that it was joined at, and holds as long as the two are the same.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Engine

from onrecord.errors import IndexLockedError, WriteError
from onrecord.storage.ledger.manifest import changes, snapshot
from onrecord.storage.ledger.speakers.directories import (
    Directory,
    JoinedDirectory,
    Joining,
    KeptDirectory,
    Rejoined,
    StatedIdentity,
)
from onrecord.storage.ledger.speakers.rejoining import joined_at, keep, rejoin
from onrecord.storage.ledger.speakers.stated import state, stated_identities


class Speakers:
    """The speakers of a ledger."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through an engine."""
        self._engine = engine

    @contextmanager
    def up_to_date(self, joining: Joining) -> Iterator[Directory]:
        """Give the speakers of the archive as it is, at one moment; what changed is joined anew.

        What was joined is kept for the next time, unless nothing can be written.
        """
        rejoined: Rejoined | None = None
        try:
            with snapshot(self._engine) as connection:
                if joined_at(connection) == changes(connection):
                    yield KeptDirectory(connection)
                    return
                rejoined = rejoin(connection, joining)
                yield JoinedDirectory(rejoined, connection)
        finally:
            if rejoined is not None:
                with suppress(WriteError, IndexLockedError), self._engine.begin() as connection:
                    keep(connection, rejoined)

    def stated(self) -> list[StatedIdentity]:
        """Return what the user states of names."""
        with self._engine.connect() as connection:
            return stated_identities(connection)

    def state(self, names: Collection[str], article_ids: Collection[str], *, are_one: bool | None) -> None:
        """Keep whether two folded names are one speaker's, in one transaction; with None nothing is stated any more.

        The speakers of these articles are joined again.
        """
        with self._engine.begin() as connection:
            state(connection, names, article_ids, are_one=are_one)
