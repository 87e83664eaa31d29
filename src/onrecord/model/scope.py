"""Which articles a question may use."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from onrecord.errors import BadDayError


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which articles count: all of them, unless narrowed. Dates are inclusive; `articles` holds ids."""

    publisher: str | None = None
    since: date | None = None
    until: date | None = None
    articles: frozenset[str] | None = None

    def __post_init__(self) -> None:
        """Take any iterable of ids."""
        if self.articles is not None and not isinstance(self.articles, frozenset):
            object.__setattr__(self, "articles", frozenset(self.articles))

    @property
    def is_everything(self) -> bool:
        """Say whether nothing narrows it."""
        return self == EVERYTHING

    def within(self, articles: Iterable[str]) -> Self:
        """Return the part of it that lies among some articles."""
        ids = frozenset(articles)
        own = ids if self.articles is None else self.articles & ids
        return type(self)(publisher=self.publisher, since=self.since, until=self.until, articles=own)


EVERYTHING = Scope()
"""All articles."""


def day_of(written: str | None) -> date | None:
    """Return a day written as 2031-03-10, None for no words; raises BadDayError for anything else."""
    words = (written or "").strip()
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise BadDayError(f"{words!r} is not a day: write it as 2031-03-10") from error
