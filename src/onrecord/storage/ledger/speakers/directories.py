"""The speakers of an archive at one moment: as they were kept, or as they were joined just now."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, select

from onrecord.model import KnownSpeaker
from onrecord.storage.ledger.attributions import AttributionCount
from onrecord.storage.ledger.batches import batches
from onrecord.storage.ledger.speakers.tables import called, members, speakers

Member = tuple[str, str]
"""An article's id, and the name that somebody goes by there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """A speaker of the archive, its members, the families that it may be joined within, the words of its names."""

    speaker: KnownSpeaker
    members: tuple[Member, ...]
    families: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedIdentity:
    """What the user states of two names, folded: that they are one speaker's, or are not."""

    names: frozenset[str]
    are_one: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """How the speakers of single articles are joined into those of the archive, with what the user states of names.

    Only those that share one of the `families` can come out as one: joined by themselves they come out as they do among
    all.
    """

    link: Callable[[Sequence[AttributionCount], Sequence[StatedIdentity]], Sequence[DirectoryEntry]]
    families: Callable[[Sequence[AttributionCount], Sequence[StatedIdentity]], frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejoined:
    """What was joined just now, and the numbers of the kept speakers in whose place it is; None for all of them.

    `before` is the count of changes at which the kept ones were joined, `at` the one at which these were.
    """

    entries: tuple[DirectoryEntry, ...]
    replaced: frozenset[int] | None
    before: str | None
    at: str


class Directory(Protocol):
    """The speakers of an archive at one moment."""

    def speakers(self) -> dict[int, KnownSpeaker]:
        """Return the speakers by their number, those with the most attributions first."""

    def called(self, words: Collection[str]) -> dict[int, KnownSpeaker]:
        """Return the speakers one of whose names has one of these words, as `speakers` does."""

    def members(self, numbers: Collection[int]) -> set[Member]:
        """Return the members of these speakers."""

    def names(self, article_ids: Collection[str]) -> dict[Member, KnownSpeaker]:
        """Return whom the names of these articles stand for."""


class KeptDirectory:
    """The speakers of an archive as they were kept, without those of some numbers."""

    def __init__(self, connection: Connection, without: Collection[int] = ()) -> None:
        """Read through a connection that sees one moment."""
        self._connection = connection
        self._without = without

    def speakers(self) -> dict[int, KnownSpeaker]:
        """Return the kept speakers by their number, those with the most attributions first."""
        rows = self._connection.execute(select(speakers))
        return in_order({row.id: _known(row) for row in rows if row.id not in self._without})

    def called(self, words: Collection[str]) -> dict[int, KnownSpeaker]:
        """Return the kept speakers one of whose names has one of these words, as `speakers` does."""
        wanted = select(speakers).where(speakers.c.id.in_(select(called.c.speaker_id).where(called.c.word.in_(words))))
        return in_order(
            {row.id: _known(row) for row in self._connection.execute(wanted) if row.id not in self._without}
        )

    def members(self, numbers: Collection[int]) -> set[Member]:
        """Return the members of these kept speakers."""
        found: set[Member] = set()
        for some in batches(sorted(set(numbers).difference(self._without))):
            wanted = select(members.c.article_id, members.c.name).where(members.c.speaker_id.in_(some))
            found.update((row.article_id, row.name) for row in self._connection.execute(wanted))
        return found

    def names(self, article_ids: Collection[str]) -> dict[Member, KnownSpeaker]:
        """Return whom the names of these articles stand for."""
        found: dict[Member, KnownSpeaker] = {}
        wanted = select(members.c.article_id, members.c.name.label("called"), speakers).join_from(members, speakers)
        for some in batches(sorted(article_ids)):
            for row in self._connection.execute(wanted.where(members.c.article_id.in_(some))):
                if row.id not in self._without:
                    found[row.article_id, row.called] = _known(row)
        return found


class JoinedDirectory:
    """The speakers of an archive, some or all of them as they were joined just now."""

    def __init__(self, rejoined: Rejoined, connection: Connection) -> None:
        """Take what was joined; the others are read as they were kept."""
        replaced = rejoined.replaced
        self._kept = None if replaced is None else KeptDirectory(connection, without=replaced)
        self._entries = {-1 - number: entry for number, entry in enumerate(rejoined.entries)}

    def speakers(self) -> dict[int, KnownSpeaker]:
        """Return the speakers by their number, those with the most attributions first."""
        kept = self._kept.speakers() if self._kept else {}
        return in_order(kept | {number: entry.speaker for number, entry in self._entries.items()})

    def called(self, words: Collection[str]) -> dict[int, KnownSpeaker]:
        """Return the speakers one of whose names has one of these words, as `speakers` does."""
        kept = self._kept.called(words) if self._kept else {}
        entries = self._entries.items()
        return in_order(kept | {n: entry.speaker for n, entry in entries if not entry.words.isdisjoint(words)})

    def members(self, numbers: Collection[int]) -> set[Member]:
        """Return the members of these speakers."""
        found = self._kept.members([number for number in numbers if number >= 0]) if self._kept else set()
        return found.union(*(self._entries[number].members for number in numbers if number < 0))

    def names(self, article_ids: Collection[str]) -> dict[Member, KnownSpeaker]:
        """Return whom the names of these articles stand for."""
        found = self._kept.names(article_ids) if self._kept else {}
        return found | _names(self._entries.values(), frozenset(article_ids))


def in_order(found: Mapping[int, KnownSpeaker]) -> dict[int, KnownSpeaker]:
    """Return speakers by their number, those with the most attributions first; nothing hangs on the numbers."""

    def order(item: tuple[int, KnownSpeaker]) -> tuple[int, str, tuple[str, ...], int]:
        each = item[1]
        return -each.attributions, each.name, each.aliases, -each.articles

    return dict(sorted(found.items(), key=order))


def _names(entries: Iterable[DirectoryEntry], article_ids: Collection[str]) -> dict[Member, KnownSpeaker]:
    return {member: each.speaker for each in entries for member in each.members if member[0] in article_ids}


def _known(row: Any) -> KnownSpeaker:  # noqa: ANN401
    return KnownSpeaker(name=row.name, aliases=tuple(row.aliases), attributions=row.attributions, articles=row.articles)
