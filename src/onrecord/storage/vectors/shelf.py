"""Where the generations of the vector collection stand: in a folder, or on a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from uuid import uuid4

from onrecord.errors import VectorsDamagedError, WriteError
from onrecord.storage.ledger.manifest import Manifest
from onrecord.storage.protocols import VectorStore
from onrecord.storage.vectors.chroma import ChromaServer, VectorCollection

_ARCHIVE = "collections"
"""The fact that tells the collections of one archive from another's on the same server."""


class FolderShelf:
    """Generations in folders, one each. One process has them at a time.

    A marker stands among them while files may be half written: who finds it knows that a process died there.
    """

    is_shared = False

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is made yet."""
        self._folder = folder
        self._marker = folder / "unfinished"

    def check(self) -> None:
        """Raise VectorsDamagedError where a process died while it changed the files."""
        if self._marker.exists():
            raise VectorsDamagedError("a process died while it changed the vector collection")

    def open(self, generation: str) -> VectorStore:
        """Open a generation, making it when missing."""
        return VectorCollection(self._folder / generation)

    @contextmanager
    def marked(self) -> Iterator[None]:
        """Leave a marker for as long as a process that dies would leave the files in doubt."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._marker.touch()
        except OSError as error:
            raise WriteError(f"{self._folder} cannot be written: {error.strerror}") from error
        yield
        self.settle()

    def close(self) -> None:
        """Do nothing: an open generation is closed by itself."""

    def settle(self) -> None:
        """Take the marker away."""
        self._marker.unlink(missing_ok=True)

    def drop_all_but(self, generation: str) -> None:
        """Drop every other generation."""
        for found in self._folder.glob("*"):
            if found.is_dir() and found.name != generation:
                rmtree(found, ignore_errors=True)
            elif found.is_file() and found != self._marker:
                found.unlink(missing_ok=True)


class ServerShelf:
    """Generations on a server, as collections that bear the archive's own name; many processes search them at once."""

    is_shared = True

    def __init__(self, server: ChromaServer, manifest: Manifest) -> None:
        """Name the server, and where the archive's name there is kept."""
        self._server = server
        self._manifest = manifest

    def check(self) -> None:
        """Do nothing: what a process that died has told the server is whole, and is told again."""

    def open(self, generation: str) -> VectorStore:
        """Open a generation, making it when missing."""
        return VectorCollection(self._server, self._archive() + generation)

    @contextmanager
    def marked(self) -> Iterator[None]:
        """Do nothing else."""
        yield

    def close(self) -> None:
        """Let go of the server."""
        self._server.close()

    def settle(self) -> None:
        """Do nothing."""

    def drop_all_but(self, generation: str) -> None:
        """Drop every other generation."""
        self._server.drop(self._archive(), but=self._archive() + generation)

    def _archive(self) -> str:
        known = self._manifest.facts().get(_ARCHIVE)
        if known is None:
            known = uuid4().hex[:16]
            self._manifest.note(**{_ARCHIVE: known})
        return f"onrecord-{known}-"
