"""The generations of the vector collection, kept in step with the ledger through any interruption."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import TypeVar

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from onrecord.errors import VectorsDamagedError, WriteError
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.protocols import VectorStore
from onrecord.storage.records import Pending
from onrecord.storage.vectors.chroma import VectorCollection

T = TypeVar("T")

_CHURN_SHARE, _CHURN_LEAST = 0.2, 500
"""Deletions since the generation was made, as a share of it and in number, above which the next one is made."""


class Generations:
    """The vectors of a ledger's passages. Each use first tells the collection what is pending in the ledger.

    Every generation has a folder of its own and the ledger says which one counts, so the next is made beside it and
    swapped in by one transaction. A marker stands in the folder while files may be half written: who finds it knows
    that a process died there, and makes the next generation. One process has the folder at a time.
    """

    def __init__(
        self, folder: Path, ledger: Ledger, open_store: Callable[[Path], VectorStore] = VectorCollection
    ) -> None:
        """Name the folder, and what opens a generation's vectors in one; nothing is opened yet."""
        self._folder = folder
        self._marker = folder / "unfinished"
        self._ledger = ledger
        self._threads = threading.RLock()
        self._processes = FileLock(folder.with_suffix(".lock"))
        self._open_store = open_store
        self._collection: VectorStore | None = None
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
        """Let go of the folder."""
        with self._threads:
            if self._collection is not None:
                self._collection.close()
                self._collection = None

    def _use(self, action: Callable[[VectorStore], T]) -> T:
        """Do something with the collection, which is made again when it cannot be used."""
        with self._alone():
            try:
                return action(self._current())
            except VectorsDamagedError:
                return action(self._renew())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Have the folder alone. The threads of a process take turns first, so that one of them asks for the file."""
        with self._threads:
            try:
                self._processes.acquire()
            except OSError as error:
                raise WriteError(f"{self._folder} cannot be written: {error.strerror}") from error
            try:
                yield
            finally:
                self._processes.release()

    def _current(self) -> VectorStore:
        """Return the collection that counts, told everything; another process may have changed it since."""
        if self._marker.exists():
            raise VectorsDamagedError("a process died while it changed the vector collection")
        facts = self._ledger.manifest.facts()
        if self._collection is not None and int(facts.get("vectors", 0)) == self._seen:
            return self._tell(self._collection)
        self.close()
        generation = facts.get("generation", "0")
        with self._marked():
            collection = self._collection = self._open_store(self._folder / generation)
            collection.probe()
        self._seen = int(facts.get("vectors", 0))
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
        with self._marked():
            collection.add(waiting.added, waiting.vectors)
            collection.delete(waiting.deleted)
            collection.probe()
            churn = int(self._ledger.manifest.facts().get("churn", 0)) + len(waiting.deleted)
            self._settle(waiting, churn=churn)
        return self._renew() if churn > max(_CHURN_LEAST, _CHURN_SHARE * len(collection)) else collection

    def _renew(self) -> VectorStore:
        """Make the next generation from the ledger, then swap it in and drop the others."""
        self.close()
        facts = self._ledger.manifest.facts()
        generation = int(facts.get("generation", 0)) + 1
        self._seen = int(facts.get("vectors", 0))
        self._drop_all_but(facts.get("generation", "0"))
        waiting = self._ledger.outbox.pending()
        collection = self._collection = self._open_store(self._folder / str(generation))
        collection.add(*self._ledger.passages.vectors())
        collection.probe()
        self._settle(waiting, churn=0, generation=generation)
        self._marker.unlink(missing_ok=True)
        self._drop_all_but(str(generation))
        return collection

    def _settle(self, told: Pending, **facts: int) -> None:
        """Write down what the collection knows; the count of `vectors` tells other processes to open it anew."""
        self._seen += 1
        self._ledger.outbox.acknowledge(told, vectors=self._seen, **facts)

    @contextmanager
    def _marked(self) -> Iterator[None]:
        """Leave a marker for as long as a process that dies would leave the files in doubt."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._marker.touch()
        except OSError as error:
            raise WriteError(f"{self._folder} cannot be written: {error.strerror}") from error
        yield
        self._marker.unlink(missing_ok=True)

    def _drop_all_but(self, generation: str) -> None:
        for found in self._folder.glob("*"):
            if found.is_dir() and found.name != generation:
                rmtree(found, ignore_errors=True)
            elif found.is_file() and found != self._marker:
                found.unlink(missing_ok=True)
