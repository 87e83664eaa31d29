"""What was done, and in what state things are."""

from collections.abc import Mapping
from dataclasses import dataclass, field


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
