"""Who makes articles ready to be stored: this process in its turn, or several others, here or on other machines.

Only the process that has the index writes. What a worker gives back is stored as it comes; what a worker took with it
when it died is given to another one. So nothing is lost and nothing is stored twice.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Protocol

from onrecord.embedding import Embedder
from onrecord.errors import WorkersError
from onrecord.ingesting.prepare import Attribute, ChunkedArticle, PreparedArticle, RefusedArticle, prepare

Work = list[ChunkedArticle]
Done = PreparedArticle | RefusedArticle

AHEAD = 2
"""Pieces of work for each worker that are given out at once, so that none waits while the index is written."""

_MOST_DEATHS = 5
"""Times in a row that workers may die without giving anything back: then it is their work that kills them."""


class Workers(Protocol):
    """Make articles ready; what is given out comes back in any order."""

    def give(self, work: Work) -> None:
        """Give out a piece of work."""

    def take(self, *, every: bool) -> Iterator[Iterable[Done]]:
        """Yield what is ready: of `every` piece that was given out, or until there is room for another."""

    def close(self) -> None:
        """Send the workers away."""


@dataclass(frozen=True, slots=True)
class Preparer:
    """What a worker holds: the models, loaded once."""

    embedder: Embedder
    attribute: Attribute

    def prepared(self, work: Work) -> Iterator[Done]:
        """Make a piece of work ready."""
        return prepare(work, self.embedder, self.attribute)


@dataclass(slots=True)
class InTurn:
    """The process that has the index, alone."""

    preparer: Preparer
    _waiting: list[Work] = field(default_factory=list)

    def give(self, work: Work) -> None:
        """Keep a piece of work until somebody takes it."""
        self._waiting.append(work)

    def take(self, *, every: bool) -> Iterator[Iterable[Done]]:  # noqa: ARG002 there is room for one only
        """Yield each piece of work, made ready while it is read."""
        while self._waiting:
            yield self.preparer.prepared(self._waiting.pop(0))

    def close(self) -> None:
        """Do nothing."""


_HERE: list[Preparer] = []
"""The preparer of a worker's process."""


def _settle_in(make: Callable[[], Preparer]) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    _HERE.append(make())


def _end_with_parent() -> None:
    """End this process when the one that gives it work has ended, however it did."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _prepared_here(work: Work) -> list[Done]:
    return list(_HERE[0].prepared(work))


class ProcessWorkers:
    """Processes on this machine."""

    def __init__(self, count: int, make: Callable[[], Preparer]) -> None:
        """Name how many, and what makes the preparer of each; they start with the first piece of work."""
        self._count = count
        self._make = make
        self._pool: ProcessPoolExecutor | None = None
        self._given: dict[Future[list[Done]], Work] = {}
        self._deaths = 0

    def give(self, work: Work) -> None:
        """Give out a piece of work; workers that have died are replaced, and what they had is given out again."""
        try:
            self._submit(work)
        except BrokenProcessPool:
            self._replace([work])

    def take(self, *, every: bool) -> Iterator[Iterable[Done]]:
        """Yield what is ready: of `every` piece that was given out, or until there is room for another."""
        room = 0 if every else AHEAD * self._count
        while len(self._given) > room or (self._given and any(each.done() for each in self._given)):
            done, _ = wait(self._given, return_when=FIRST_COMPLETED)
            lost: list[Work] = []
            for each in done:
                work = self._given.pop(each)
                try:
                    found = each.result()
                except BrokenProcessPool:
                    lost.append(work)
                else:
                    self._deaths = 0
                    yield found
            if lost:
                self._replace(lost)

    def close(self) -> None:
        """Send the workers away, with what they have not given back."""
        self._stop()
        self._given.clear()

    def _stop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _submit(self, work: Work) -> None:
        if self._pool is None:
            context = get_context("forkserver")
            context.set_forkserver_preload([__name__])
            self._pool = ProcessPoolExecutor(self._count, context, initializer=_settle_in, initargs=(self._make,))
        self._given[self._pool.submit(_prepared_here, work)] = work

    def _replace(self, lost: Sequence[Work]) -> None:
        """Hire other workers, and give them what the others had and did not give back."""
        self._deaths += 1
        if self._deaths > _MOST_DEATHS:
            raise WorkersError("the workers die again and again: is there memory enough for so many?")
        self._stop()
        broken = {each: work for each, work in self._given.items() if each.cancelled() or each.exception()}
        for each in broken:
            del self._given[each]
        for work in (*lost, *broken.values()):
            self._submit(work)
