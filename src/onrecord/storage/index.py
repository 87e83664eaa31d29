"""The index: the ledger with its vector collection, kept in step through any interruption."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from onrecord.embedding import Embedder
from onrecord.errors import IndexDamagedError, IndexLockedError, IndexOutdatedError, VectorsDamagedError, WriteError
from onrecord.model import EVERYTHING, Scope
from onrecord.storage.addresses import IN_FOLDER, StorageAddresses
from onrecord.storage.backup import LEDGER, save
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.sqlite.database import is_read_only
from onrecord.storage.migration import migrate
from onrecord.storage.protocols import Lock
from onrecord.storage.vectors.chroma import ChromaServer
from onrecord.storage.vectors.generations import Generations
from onrecord.storage.vectors.shelf import FolderShelf, ServerShelf

_PATIENCE = 10.0
"""Seconds that whoever wants to write waits for one writing of another."""

_PAUSE = 0.02
"""Seconds between two tries."""


class Index:
    """A ledger and a vector collection, in a folder or on servers. The ledger is the truth; the vectors follow it.

    One process writes at a time. Each use of the vectors first brings them up to what the ledger says, so a writer
    that died leaves nothing to repair by hand.
    """

    def __init__(self, folder: Path, embedder: Embedder, cutter: int, addresses: StorageAddresses = IN_FOLDER) -> None:
        """Open the index of a folder, making it when missing; raises IndexDamagedError.

        `cutter` is the version of what cuts articles into passages: an index that another one made is out of date.
        What has an address in `addresses` is there instead of in the folder. Raises SettingsError for one that is none.
        """
        self._folder = folder
        self.embedder = embedder
        self._cutter = cutter
        server = ChromaServer(addresses.vectors, addresses.vectors_token) if addresses.vectors else None
        if not (addresses.ledger and server):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise IndexDamagedError(f"{folder} cannot hold an index: {error.strerror}") from error
        self._is_elsewhere = addresses.ledger is not None
        if not self._is_elsewhere:
            self._refuse_a_lost_ledger(folder / LEDGER)
        self.ledger = Ledger(addresses.ledger or folder / LEDGER)
        self._writing: Lock = self.ledger.lock("writing") or FileLock(folder / "write.lock", poll_interval=_PAUSE)
        self._holder = folder / "writer"
        self._holds = 0
        alone: Lock = FileLock(folder / "vectors.lock")
        if server:
            shared = self.ledger.lock("vectors") or alone
            self._vectors = Generations(ServerShelf(server, self.ledger.manifest), self.ledger, shared)
        else:
            self._vectors = Generations(FolderShelf(folder / "vectors"), self.ledger, alone)

    @property
    def is_read_only(self) -> bool:
        """Whether the folder, or the ledger in it, may only be read."""
        return not self._is_elsewhere and is_read_only(self._folder / LEDGER)

    def close(self) -> None:
        """Let go of the folder."""
        self._vectors.close()
        self.ledger.close()

    @contextmanager
    def writing(self, patience: float | None = None) -> Iterator[None]:
        """Hold the right to write, after waiting for another thread or process that has it.

        Threads of one process wait for each other as long as it takes. Raises IndexLockedError when one writing of
        another process takes longer than some seconds of patience, and WriteError when the folder may only be read.
        """
        if self.is_read_only:
            raise WriteError(f"{self._folder} may only be read: make it writable, or name another index")
        self._acquire(_PATIENCE if patience is None else patience)
        try:
            self._holds += 1
            with suppress(OSError):
                self._holder.write_text(f"{os.getpid()} {self._holds}", encoding="ascii")
            yield
        finally:
            self._writing.release()

    def _acquire(self, patience: float) -> None:
        """Wait for the right to write, for as long as those who have it take turns."""
        while True:
            before = self._held_by()
            try:
                self._writing.acquire(timeout=patience)
            except Timeout as error:
                now = self._held_by()
                is_own = now[:1] == [str(os.getpid())]
                if patience and (is_own or now != before):
                    continue
                other = f"another process ({now[0]})" if now else "another process"
                who = "another part of this process" if is_own else other
                raise IndexLockedError(f"{who} is writing to {self._folder}: wait until it is done") from error
            except OSError as error:
                raise WriteError(f"{self._folder} cannot be written: {error.strerror}") from error
            return

    def _held_by(self) -> list[str]:
        """Return the process that had the right to write last, and its how manieth writing it was."""
        if self._is_elsewhere:
            return []
        try:
            return self._holder.read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return []

    def _refuse_a_lost_ledger(self, path: Path) -> None:
        """Raise IndexDamagedError where there are vectors of a ledger that is gone, or was emptied."""
        is_lost = not path.exists() or (path.is_file() and not path.stat().st_size)
        if is_lost and any(each.is_dir() for each in (self._folder / "vectors").glob("*")):
            raise IndexDamagedError(f"the ledger of {self._folder} is gone: restore a backup into a new folder")

    def remove(self, article_id: str) -> None:
        """Remove an article everywhere; raises ArticleNotFoundError."""
        with self.writing():
            self.ledger.remove(article_id)

    def describe(
        self, article_id: str, stated: Mapping[str, str | date | None], *, unless_stated: bool = False
    ) -> None:
        """Set fields of an article to what a user states; see `Ledger.describe`."""
        with self.writing():
            self.ledger.describe(article_id, stated, unless_stated=unless_stated)

    def migrate(self, to: Path | str) -> int:
        """Carry the ledger into an empty folder or database; return how many articles it has; raises WriteError.

        The vectors there are made from it when they are first used.
        """
        if isinstance(to, Path):
            try:
                to.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise WriteError(f"{to} cannot hold an index: {error.strerror}") from error
        with self.writing(), closing(Ledger(to / LEDGER if isinstance(to, Path) else to)) as target:
            return migrate(self.ledger, target)

    def backup(self, file: Path) -> int:
        """Write the ledger to a new file, even while in use; return how many articles it has; raises WriteError."""
        if not self._is_elsewhere:
            return save(self._folder / LEDGER, file)
        with TemporaryDirectory(prefix="onrecord-") as folder:
            copy = Path(folder, LEDGER)
            with closing(Ledger(copy)) as target:
                migrate(self.ledger, target)
            return save(copy, file)

    def nearest(self, vector: NDArray[np.float32], k: int, scope: Scope) -> list[tuple[int, float]]:
        """Return the `k` passages of a scope that are nearest to a unit vector, with their cosine similarity.

        Among all articles the vector collection is asked; a narrower scope is scanned exactly, and so is everything
        where the collection cannot be used: in a folder that may only be read, on a full disk.
        """
        if scope.is_everything and not self.is_read_only:
            with suppress(WriteError, VectorsDamagedError):
                found = self._vectors.nearest(vector, k)
                if len(found) == k:
                    return found
        ids, matrix = self.ledger.passages.vectors(scope)
        if not ids:
            return []
        scores = matrix @ vector
        best = np.argsort(-scores)[:k]
        return [(ids[i], float(scores[i])) for i in best]

    def around(self, vectors: Iterable[NDArray[np.float32]], k: int) -> set[int]:
        """Return the passages that are among the `k` nearest to any of some unit vectors."""
        some = list(vectors)
        try:
            return self._vectors.around(some, k)
        except (WriteError, VectorsDamagedError):
            return {number for vector in some for number, _ in self.nearest(vector, k, EVERYTHING)}

    def check_up_to_date(self) -> None:
        """Raise IndexOutdatedError when the index was made in another way than it would be now."""
        facts = self.ledger.manifest.facts()
        made = facts.get("embedding_model"), facts.get("cutter")
        if made not in ((None, None), (self.embedder.identity, str(self._cutter))):
            raise IndexOutdatedError(
                f"{self._folder} was made with {made[0]} and cutter {made[1]}: run `onrecord doctor --rebuild`"
            )

    def begin(self) -> None:
        """Make sure that what is about to be written fits what is there; raises IndexOutdatedError."""
        self.check_up_to_date()
        if "embedding_model" not in self.ledger.manifest.facts():
            self.sign()

    def sign(self, embedding_model: str | None = None) -> None:
        """Write down what the index is made with: the embedding model, or what stands in its place for now."""
        self.ledger.manifest.note(cutter=self._cutter, embedding_model=embedding_model or self.embedder.identity)

    def catch_up(self) -> None:
        """Bring the vectors up to what the ledger says."""
        self._vectors.catch_up()

    def renew_vectors(self) -> None:
        """Make the vectors again from the ledger."""
        self._vectors.renew()
