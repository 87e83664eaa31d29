"""The work on one source: how far it is, how long it may take, and how much memory.

Whoever goes through a long text calls `reach` with how far it is. Whoever began the work hears of it, and it ends where
a limit is passed. The limits are of the work at hand, and so held by its context: the loops that call `reach` lie far
below those who know of settings, and many of them are also run without any limit.
"""

import mmap
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from onrecord.errors import SourceLimitError

T = TypeVar("T")
_STATM = Path("/proc/self/statm")
_LOOK_AFTER = 0.2
"""Seconds between two looks at the memory, which cost more than one at the clock; set by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How far the work on a source is: `done` of `total` parts of one of its stages."""

    source: str
    stage: str
    done: int
    total: int

    @property
    def line(self) -> str:
        """The same in words."""
        return f"{self.source}: {self.stage}, {self.done:,} of {self.total:,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the work on one source may take, in seconds and in megabytes of memory; 0 is as much as it needs."""

    seconds: float = 0.0
    megabytes: int = 0

    @property
    def too_slow(self) -> str:
        """The one clear line for a source that took too long."""
        return f"takes longer than {self.seconds:g} seconds: raise ONRECORD_MAX_SOURCE_SECONDS to read it"

    @property
    def too_heavy(self) -> str:
        """The one clear line for a source that took too much memory."""
        return f"takes more than {self.megabytes:,} MB of memory: raise ONRECORD_MAX_SOURCE_MEGABYTES to read it"


NO_LIMITS = Limits()
Listener = Callable[[Reached], None]


class _Stint:
    """The work on one source, from when it began."""

    def __init__(self, source: str, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.began = self.looked = time.monotonic()
        self.held = held_bytes()

    def check(self) -> None:
        """Raise SourceLimitError where a limit is passed."""
        now = time.monotonic()
        if self.limits.seconds and now - self.began > self.limits.seconds:
            raise SourceLimitError(self.limits.too_slow)
        if self.limits.megabytes and now - self.looked >= _LOOK_AFTER:
            self.looked = now
            if held_bytes() - self.held > self.limits.megabytes * 1_000_000:
                raise SourceLimitError(self.limits.too_heavy)


_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)
_stint: ContextVar[_Stint | None] = ContextVar("stint", default=None)


@contextmanager
def heard_by(listener: Listener | None) -> Iterator[None]:
    """Let somebody hear how far the work on sources is, in the block."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@contextmanager
def at_work_on(source: str, limits: Limits) -> Iterator[None]:
    """Count the block as work on a source; raises SourceLimitError where it, or `reach` in it, passes a limit."""
    stint = _Stint(source, limits)
    token = _stint.set(stint)
    try:
        yield
        stint.check()
    finally:
        _stint.reset(token)


def reach(stage: str, done: int, total: int) -> None:
    """Say how far the work at hand is; raises SourceLimitError where it has passed a limit of its source."""
    at_work = _stint.get()
    if at_work is None:
        return
    at_work.check()
    listener = _listener.get()
    if listener is not None:
        listener(Reached(source=at_work.source, stage=stage, done=done, total=total))


def steps(stage: str, parts: Sequence[T]) -> Iterator[T]:
    """Yield the parts of a stage, each after `reach`."""
    for number, part in enumerate(parts):
        reach(stage, number, len(parts))
        yield part


def held_bytes() -> int:
    """Return how much memory this process holds, or the most that it has held, or 0, as the system tells."""
    try:
        return int(_STATM.read_bytes().split()[1]) * mmap.PAGESIZE
    except OSError:
        if sys.platform == "win32":
            return 0
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
