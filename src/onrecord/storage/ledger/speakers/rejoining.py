"""The speakers of changed articles joined with those of the archive, and with no more of these than they can touch."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Row, delete, func, insert, select, update

from onrecord.storage.ledger.attributions import AttributionCount, attribution_counts, counts_of_speakers
from onrecord.storage.ledger.batches import batches
from onrecord.storage.ledger.manifest import changes
from onrecord.storage.ledger.schema import articles, manifest
from onrecord.storage.ledger.speakers.directories import DirectoryEntry, Joining, Rejoined
from onrecord.storage.ledger.speakers.stated import stated_identities
from onrecord.storage.ledger.speakers.tables import called, families, members, speakers
from onrecord.storage.ledger.speakers.waiting import settle, waiting
from onrecord.storage.ledger.upsert import upsert

_JOINED = "speakers_kept_at"
_MANY = 0.25
"""Share of the articles from which on joining everybody is no dearer: set by hand."""


def joined_at(connection: Connection) -> str | None:
    """Return the count of changes at which the kept speakers were joined; None where none are kept."""
    return connection.scalar(select(manifest.c.value).where(manifest.c.key == _JOINED))


def rejoin(connection: Connection, joining: Joining) -> Rejoined:
    """Join the speakers of the articles that wait, with those of the archive that share a family with them.

    1. Find the families of those who wait, as they were and as they are.
    2. Add whoever shares a family with those, and whoever shares one with these, until nobody is added.
    3. Join all of them as if they were the whole archive.
    """
    before, at = joined_at(connection), changes(connection)
    changed, stated = waiting(connection), stated_identities(connection)
    total = connection.scalar(select(func.count()).select_from(articles)) or 0
    if before is None or len(changed) > _MANY * total:
        entries = joining.link(attribution_counts(connection), stated)
        return Rejoined(entries=tuple(entries), replaced=None, before=before, at=at)
    fresh = attribution_counts(connection, changed)
    touched = _related(connection, joining.families(fresh, stated) | _families_of(connection, changed))
    counts = _counts(connection, touched, frozenset(changed))
    entries = joining.link([*counts, *fresh], stated)
    return Rejoined(entries=tuple(entries), replaced=frozenset(touched), before=before, at=at)


def keep(connection: Connection, rejoined: Rejoined) -> None:
    """Keep what was joined in its place, within a transaction, unless another has done so first.

    The fact is noted first: whoever does the same at the same time waits there until all of this is done.
    """
    if not _note_joined(connection, rejoined):
        return
    settle(connection, rejoined.at)
    if rejoined.replaced is None:
        for table in (members, families, called, speakers):
            connection.execute(delete(table))
    else:
        for some in batches(sorted(rejoined.replaced)):
            for column in (members.c.speaker_id, families.c.speaker_id, called.c.speaker_id, speakers.c.id):
                connection.execute(delete(column.table).where(column.in_(some)))
    _add(connection, rejoined.entries)


def _note_joined(connection: Connection, rejoined: Rejoined) -> bool:
    """Note when the speakers were joined; say whether nobody has noted anything since they were read."""
    if rejoined.before is None:
        noting = upsert(manifest).values(key=_JOINED, value=rejoined.at).on_conflict_do_nothing()
        return connection.scalar(noting.returning(manifest.c.key)) is not None
    known = (manifest.c.key == _JOINED) & (manifest.c.value == rejoined.before)
    changing = update(manifest).where(known).values(value=rejoined.at)
    return connection.scalar(changing.returning(manifest.c.key)) is not None


def _add(connection: Connection, entries: Sequence[DirectoryEntry]) -> None:
    first = (connection.scalar(select(func.max(speakers.c.id))) or 0) + 1
    numbered = list(enumerate(entries, start=first))
    if not numbered:
        return
    rows = [
        {
            "id": number,
            "name": each.speaker.name,
            "aliases": list(each.speaker.aliases),
            "attributions": each.speaker.attributions,
            "articles": each.speaker.articles,
        }
        for number, each in numbered
    ]
    connection.execute(insert(speakers), rows)
    places = [
        {"article_id": article_id, "name": name, "speaker_id": number}
        for number, each in numbered
        for article_id, name in each.members
    ]
    connection.execute(insert(members), places)
    shared = [{"family": family, "speaker_id": n} for n, each in numbered for family in sorted(each.families)]
    named = [{"word": word, "speaker_id": n} for n, each in numbered for word in sorted(each.words)]
    for table, held in ((families, shared), (called, named)):
        if held:
            connection.execute(insert(table), held)


def _families_of(connection: Connection, article_ids: Collection[str]) -> frozenset[str]:
    """Return the families of those who are kept as speakers of some articles."""
    wanted = select(families.c.family).join(members, members.c.speaker_id == families.c.speaker_id).distinct()
    return frozenset(row.family for row in _rows(connection, wanted, members.c.article_id, article_ids))


def _related(connection: Connection, shared: Collection[str]) -> set[int]:
    """Return the numbers of the kept speakers that these families lead to, over any number of others."""
    known, found = set(shared), set[int]()
    while shared:
        rows = _rows(connection, select(families.c.speaker_id).distinct(), families.c.family, shared)
        more = {row.speaker_id for row in rows} - found
        found |= more
        rows = _rows(connection, select(families.c.family).distinct(), families.c.speaker_id, more)
        shared = {row.family for row in rows} - known
        known |= shared
    return found


def _counts(connection: Connection, touched: Collection[int], changed: frozenset[str]) -> list[AttributionCount]:
    """Return the attributions of some kept speakers, without those of the articles that have changed."""
    found: list[AttributionCount] = []
    for some in batches(sorted(touched)):
        found.extend(each for each in counts_of_speakers(connection, some) if each.article_id not in changed)
    return found


def _rows(connection: Connection, wanted: Any, column: Column[Any], values: Collection[Any]) -> Iterable[Row[Any]]:  # noqa: ANN401
    for some in batches(sorted(values)):
        yield from connection.execute(wanted.where(column.in_(some)))
