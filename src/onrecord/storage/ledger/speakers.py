"""The speakers of the archive as they were joined last, kept so that nobody waits for it twice.

Every change of the attributions counts one up, in its own transaction. What was joined is kept with the count that it
was joined at, and holds as long as the two are the same.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, insert, select, text
from sqlalchemy.dialects.sqlite import insert as upsert

from onrecord.model import KnownSpeaker
from onrecord.storage.ledger.schema import manifest, members, speakers

Member = tuple[str, str]
"""An article's id, and the name that somebody goes by there."""

_CHANGES, _JOINED = "attribution_changes", "speakers_joined_at"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """A speaker of the archive, and its members."""

    speaker: KnownSpeaker
    members: tuple[Member, ...]


def note_change(connection: Connection) -> None:
    """Count a change of the attributions."""
    counted = upsert(manifest).values(key=_CHANGES, value="1")
    more = text("CAST(CAST(manifest.value AS INTEGER) + 1 AS TEXT)")
    connection.execute(counted.on_conflict_do_update(index_elements=["key"], set_={"value": more}))


def changes(connection: Connection) -> str:
    """Return the count of changes; read it before what is to be joined."""
    return connection.scalar(select(manifest.c.value).where(manifest.c.key == _CHANGES)) or "0"


def is_current(connection: Connection) -> bool:
    """Say whether nothing has changed since the speakers were joined."""
    joined_at = connection.scalar(select(manifest.c.value).where(manifest.c.key == _JOINED))
    return joined_at is not None and joined_at == changes(connection)


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Read everything in the block as it was at one moment."""
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        yield connection


def save(connection: Connection, joined: Sequence[DirectoryEntry], at: str) -> None:
    """Keep the speakers as they were joined at a count of changes, in place of those of before."""
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
    noted = upsert(manifest).values(key=_JOINED, value=at)
    connection.execute(noted.on_conflict_do_update(index_elements=["key"], set_={"value": at}))


def kept_speakers(connection: Connection) -> dict[int, KnownSpeaker]:
    """Return the kept speakers by their number, in the order they were kept in."""
    return {
        row.id: KnownSpeaker(
            name=row.name, aliases=tuple(row.aliases), attributions=row.attributions, articles=row.articles
        )
        for row in connection.execute(select(speakers).order_by(speakers.c.id))
    }


def kept_members(connection: Connection, numbers: Collection[int]) -> set[Member]:
    """Return the members of these kept speakers."""
    wanted = select(members.c.article_id, members.c.name).where(members.c.speaker_id.in_(list(numbers)))
    return {(row.article_id, row.name) for row in connection.execute(wanted)}


def kept_names(connection: Connection, article_ids: Collection[str]) -> dict[Member, KnownSpeaker]:
    """Return whom the names of these articles stand for."""
    found: dict[Member, KnownSpeaker] = {}
    ids = sorted(article_ids)
    wanted = select(members.c.article_id, members.c.name.label("called"), speakers).join_from(members, speakers)
    for start in range(0, len(ids), _AT_ONCE):
        for row in connection.execute(wanted.where(members.c.article_id.in_(ids[start : start + _AT_ONCE]))):
            found[row.article_id, row.called] = KnownSpeaker(
                name=row.name, aliases=tuple(row.aliases), attributions=row.attributions, articles=row.articles
            )
    return found
