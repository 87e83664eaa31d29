"""What was done, and in what state things are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

WatchRelation = Literal["adds", "differs", "contradicts"]
"""What new words are to a claim that is followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A folder or an address that is looked at again and again, each so many minutes; only when asked for where None.

    `failure` is what went wrong at the last look, in one line.
    """

    source: str
    minutes: int | None
    begun_at: datetime
    looked_at: datetime | None = None
    failure: str | None = None

    def is_due(self, now: datetime) -> bool:
        """Say whether it is time to look again."""
        if self.minutes is None:
            return False
        return self.looked_at is None or now - self.looked_at >= timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedClaim:
    """Words of a new article at a place, and what they are to a claim that is followed."""

    followed: str
    relation: WatchRelation
    words: str
    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchFinding:
    """What one look at a watched source found: the new articles by id and title, and what they are to claims."""

    source: str
    found_at: datetime
    articles: tuple[tuple[str, str], ...]
    claims: tuple[WatchedClaim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A source that could not be read, and the one clear line that says why."""

    source: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What an ingest did, by article id."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a look at an index found. `pending` counts what the vector collection had not been told when it began.

    Each of the `problems` is one clear line; there are none when all is well. `versions` is by package. `readings` is
    how many articles there are with each thing that reading left out or guessed, told on one line.
    """

    index: str
    articles: int
    passages: int
    pending: int
    embedding_model: str
    problems: tuple[str, ...]
    versions: Mapping[str, str]
    readings: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems
