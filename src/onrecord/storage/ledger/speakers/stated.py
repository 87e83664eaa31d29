"""What the user states of speakers' names."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, select

from onrecord.storage.ledger.speakers.directories import StatedIdentity
from onrecord.storage.ledger.speakers.tables import identities
from onrecord.storage.ledger.speakers.waiting import await_joining
from onrecord.storage.ledger.upsert import upsert


def stated_identities(connection: Connection) -> list[StatedIdentity]:
    """Return everything that is stated, in a fixed order."""
    rows = connection.execute(select(identities).order_by(identities.c.one, identities.c.other))
    return [StatedIdentity(names=frozenset((row.one, row.other)), are_one=row.are_one) for row in rows]


def state(
    connection: Connection, names: Collection[str], article_ids: Collection[str], *, are_one: bool | None
) -> None:
    """Keep, in place of what was stated, whether two folded names are one speaker's; with None nothing is stated.

    The speakers of these articles, in which they speak, wait to be joined again.
    """
    one, other = sorted(names)
    if are_one is None:
        connection.execute(delete(identities).where((identities.c.one == one) & (identities.c.other == other)))
    else:
        row = upsert(identities).values(one=one, other=other, are_one=are_one)
        connection.execute(row.on_conflict_do_update(index_elements=["one", "other"], set_={"are_one": are_one}))
    for article_id in sorted(article_ids):
        await_joining(connection, article_id)
