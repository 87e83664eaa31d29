"""The generations of the vector collection, kept in step with the ledger through any interruption."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import VectorsDamagedError, WriteError
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.protocols import Lock, VectorStore
from onrecord.storage.records import Pending
from onrecord.storage.vectors.shelf import FolderShelf, ServerShelf

T = TypeVar("T")

_CHURN_SHARE, _CHURN_LEAST = 0.2, 500
"""Deletions since the generation was made, as a share of it and in number, above which the next one is made."""


class Generations:
    """The vectors of a ledger's passages. Each use first tells the collection what is pending in the ledger.

    The ledger says which generation counts, so the next is made beside it and swapped in by one transaction. One
    process changes the collection at a time. In a folder the same goes for its use; a collection on a server is
    searched by all, and what fails because another process has just swapped it is done once more.
    """

    def __init__(self, shelf: FolderShelf | ServerShelf, ledger: Ledger, lock: Lock) -> None:
        """Name where the generations stand; nothing is opened yet."""
        self._shelf = shelf
        self._ledger = ledger
        self._threads = threading.RLock()
        self._processes = lock
        self._collection: VectorStore | None = None
        self._opened = ""
        self._seen = 0

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        """Return the `k` nearest passages to a unit vector with their cosine similarity, the best first."""
        return self._use(lambda collection: collection.nearest(vector, k))

    def around(self, vectors: Iterable[NDArray[np.float32]], k: int) -> set[int]:
        """Return the passages that are among the `k` nearest to any of some unit vectors."""
        some = list(vectors)
        return self._use(lambda collection: {i for vector in some for i, _ in collection.nearest(vector, k)})

    def catch_up(self) -> None:
        """Tell the collection what is pending."""
        self._use(lambda _: None)

    def renew(self) -> None:
        """Make the collection again from the ledger."""
        with self._alone():
            self._renew()

    def close(self) -> None:
        """Let go of the collection, and of where it stands."""
        with self._threads:
            self._shut()
            self._shelf.close()

    def _shut(self) -> None:
        if self._collection is not None:
            self._collection.close()
            self._collection = None

    def _use(self, action: Callable[[VectorStore], T]) -> T:
        """Do something with the collection, which is made again when it cannot be used."""
        settled = self._settled() if self._shelf.is_shared else None
        if settled is not None:
            try:
                return action(settled)
            except VectorsDamagedError:
                self._opened = ""
        with self._alone():
            try:
                return action(self._current())
            except VectorsDamagedError:
                return action(self._renew())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Have the collection alone. A process's threads take turns first, so that one of them asks for the lock."""
        with self._threads:
            try:
                self._processes.acquire()
            except OSError as error:
                raise WriteError(f"the vector collection cannot be written: {error.strerror}") from error
            try:
                yield
            finally:
                self._processes.release()

    def _settled(self) -> VectorStore | None:
        """Return the open collection where it is the one that counts and has nothing more to be told."""
        is_current = self._opened == self._ledger.manifest.facts().get("generation", "0")
        return None if not is_current or self._ledger.outbox.pending() else self._collection

    def _current(self) -> VectorStore:
        """Return the collection that counts, told everything; another process may have changed it since."""
        self._shelf.check()
        facts = self._ledger.manifest.facts()
        generation = facts.get("generation", "0")
        is_known = int(facts.get("vectors", 0)) == self._seen or self._shelf.is_shared
        if self._collection is not None and is_known and generation == self._opened:
            return self._tell(self._collection)
        self._shut()
        with self._shelf.marked():
            collection = self._collection = self._shelf.open(generation)
            collection.probe()
        self._opened, self._seen = generation, int(facts.get("vectors", 0))
        self._drop_all_but(generation)
        collection = self._tell(collection)
        if len(collection) != self._ledger.outbox.expected_count():
            raise VectorsDamagedError("the vector collection is not the ledger's")
        return collection

    def _tell(self, collection: VectorStore) -> VectorStore:
        """Tell the collection what is pending; return it, or the next generation when much has been deleted."""
        waiting = self._ledger.outbox.pending()
        if not waiting:
            return collection
        with self._shelf.marked():
            collection.add(waiting.added, waiting.vectors)
            collection.delete(waiting.deleted)
            collection.probe()
            facts = self._ledger.manifest.facts()
            churn = int(facts.get("churn", 0)) + len(waiting.deleted)
            self._seen = int(facts.get("vectors", 0))
            self._settle(waiting, churn=churn)
        return self._renew() if churn > max(_CHURN_LEAST, _CHURN_SHARE * len(collection)) else collection

    def _renew(self) -> VectorStore:
        """Make the next generation from the ledger, then swap it in and drop the others."""
        self._shut()
        facts = self._ledger.manifest.facts()
        generation = str(int(facts.get("generation", 0)) + 1)
        self._seen = int(facts.get("vectors", 0))
        self._drop_all_but(facts.get("generation", "0"))
        waiting = self._ledger.outbox.pending()
        collection = self._collection = self._shelf.open(generation)
        collection.add(*self._ledger.passages.vectors())
        collection.probe()
        self._settle(waiting, churn=0, generation=generation)
        self._opened = generation
        self._shelf.settle()
        self._drop_all_but(generation)
        return collection

    def _settle(self, told: Pending, **facts: int | str) -> None:
        """Write down what the collection knows; the count of `vectors` tells other processes to open it anew."""
        self._seen += 1
        self._ledger.outbox.acknowledge(told, vectors=self._seen, **facts)

    def _drop_all_but(self, generation: str) -> None:
        self._shelf.drop_all_but(generation)
