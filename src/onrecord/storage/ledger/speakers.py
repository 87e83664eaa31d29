"""The speakers of the archive as they were joined last, kept so that nobody waits for it twice.

Every change of the attributions counts one up, in its own transaction. What was joined is kept with the count that it
was joined at, and holds as long as the two are the same.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, Engine, delete, insert, select

from onrecord.errors import IndexLockedError, WriteError
from onrecord.model import KnownSpeaker
from onrecord.storage.ledger.attributions import AttributionCount, attribution_counts
from onrecord.storage.ledger.manifest import changes, note, snapshot
from onrecord.storage.ledger.schema import manifest, members, speakers

Member = tuple[str, str]
"""An article's id, and the name that somebody goes by there."""

_JOINED = "speakers_joined_at"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """A speaker of the archive, and its members."""

    speaker: KnownSpeaker
    members: tuple[Member, ...]


Link = Callable[[Sequence[AttributionCount]], Sequence[DirectoryEntry]]
"""Joins the speakers of single articles into those of the archive."""


class Speakers:
    """The speakers of a ledger, as they were joined last."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through an engine."""
        self._engine = engine

    @contextmanager
    def up_to_date(self, link: Link) -> Iterator["Directory"]:
        """Give the speakers of the archive as it is, at one moment; they are joined anew where something changed.

        What was joined is kept for the next time, unless nothing can be written.
        """
        with snapshot(self._engine) as connection:
            if _is_current(connection):
                yield KeptDirectory(connection)
                return
            at = changes(connection)
            counts = attribution_counts(connection)
        entries = link(counts)
        with suppress(WriteError, IndexLockedError), self._engine.begin() as connection:
            _save(connection, entries, at)
        yield JoinedDirectory(entries)


class Directory(Protocol):
    """The speakers of an archive at one moment."""

    def speakers(self) -> dict[int, KnownSpeaker]:
        """Return the speakers by their number, in the order they were joined in."""

    def members(self, numbers: Collection[int]) -> set[Member]:
        """Return the members of these speakers."""

    def names(self, article_ids: Collection[str]) -> dict[Member, KnownSpeaker]:
        """Return whom the names of these articles stand for."""


class JoinedDirectory:
    """The speakers of an archive as they were joined just now."""

    def __init__(self, entries: Sequence[DirectoryEntry]) -> None:
        """Take what was joined."""
        self._entries = entries

    def speakers(self) -> dict[int, KnownSpeaker]:
        """Return the speakers by their number, in the order they were joined in."""
        return {number: each.speaker for number, each in enumerate(self._entries)}

    def members(self, numbers: Collection[int]) -> set[Member]:
        """Return the members of these speakers."""
        return {member for number in numbers for member in self._entries[number].members}

    def names(self, article_ids: Collection[str]) -> dict[Member, KnownSpeaker]:
        """Return whom the names of these articles stand for."""
        wanted = set(article_ids)
        return {member: each.speaker for each in self._entries for member in each.members if member[0] in wanted}


class KeptDirectory:
    """The speakers of an archive as they were kept."""

    def __init__(self, connection: Connection) -> None:
        """Read through a connection that sees one moment."""
        self._connection = connection

    def speakers(self) -> dict[int, KnownSpeaker]:
        """Return the kept speakers by their number, in the order they were kept in."""
        return {
            row.id: KnownSpeaker(
                name=row.name, aliases=tuple(row.aliases), attributions=row.attributions, articles=row.articles
            )
            for row in self._connection.execute(select(speakers).order_by(speakers.c.id))
        }

    def members(self, numbers: Collection[int]) -> set[Member]:
        """Return the members of these kept speakers."""
        wanted = select(members.c.article_id, members.c.name).where(members.c.speaker_id.in_(list(numbers)))
        return {(row.article_id, row.name) for row in self._connection.execute(wanted)}

    def names(self, article_ids: Collection[str]) -> dict[Member, KnownSpeaker]:
        """Return whom the names of these articles stand for."""
        found: dict[Member, KnownSpeaker] = {}
        ids = sorted(article_ids)
        wanted = select(members.c.article_id, members.c.name.label("called"), speakers).join_from(members, speakers)
        for start in range(0, len(ids), _AT_ONCE):
            for row in self._connection.execute(wanted.where(members.c.article_id.in_(ids[start : start + _AT_ONCE]))):
                found[row.article_id, row.called] = KnownSpeaker(
                    name=row.name, aliases=tuple(row.aliases), attributions=row.attributions, articles=row.articles
                )
        return found


def _is_current(connection: Connection) -> bool:
    """Say whether nothing has changed since the speakers were joined."""
    joined_at = connection.scalar(select(manifest.c.value).where(manifest.c.key == _JOINED))
    return joined_at is not None and joined_at == changes(connection)


def _save(connection: Connection, joined: Sequence[DirectoryEntry], at: str) -> None:
    """Keep the speakers as they were joined at a count of changes, in place of those of before.

    The fact is noted first: whoever does the same at the same time waits there until all of this is done.
    """
    note(connection, **{_JOINED: at})
    connection.execute(delete(members))
    connection.execute(delete(speakers))
    rows = [
        {
            "id": number,
            "name": each.speaker.name,
            "aliases": list(each.speaker.aliases),
            "attributions": each.speaker.attributions,
            "articles": each.speaker.articles,
        }
        for number, each in enumerate(joined)
    ]
    places = [
        {"article_id": article_id, "name": name, "speaker_id": number}
        for number, each in enumerate(joined)
        for article_id, name in each.members
    ]
    if rows:
        connection.execute(insert(speakers), rows)
        connection.execute(insert(members), places)
