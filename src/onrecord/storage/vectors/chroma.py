"""The vector collection: the passages' vectors in Chroma, for search among all of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from onrecord.embedding import Vectors
from onrecord.errors import VectorsDamagedError, WriteError

if TYPE_CHECKING:
    from chromadb.api.client import Client

_NAME = "passages"

_SEARCHED = 300
"""How many passages the search of the graph keeps in sight: with fewer, what it finds differs more from run to run."""
_PROBED = 10


_FULL = ("disk is full", "No space left", "Disk quota exceeded")


@contextmanager
def _translated() -> Iterator[None]:
    """Turn Chroma's errors into ours."""
    from chromadb.errors import ChromaError

    try:
        yield
    except ChromaError as error:
        if any(words in str(error) for words in _FULL):
            raise WriteError("no room is left for the vector collection: make some, then do the same again") from error
        raise VectorsDamagedError(f"the vector collection cannot be read: {error}") from error


@contextmanager
def _opening(folder: Path) -> Iterator[None]:
    """Let a client that could not be opened leave nothing behind, or every later one of its folder would be it."""
    from chromadb.api.shared_system_client import SharedSystemClient

    try:
        yield
    except BaseException:
        for kept in (SharedSystemClient._identifier_to_system, SharedSystemClient._identifier_to_refcount):
            kept.pop(str(folder), None)
        raise


class VectorCollection:
    """Vectors by number, in a folder of their own.

    Every method raises VectorsDamagedError when it cannot be used, and WriteError when there is no room for it.
    """

    @_translated()
    def __init__(self, folder: Path) -> None:
        """Open the collection, making it when missing."""
        import chromadb
        from chromadb.config import Settings

        quiet = Settings(anonymized_telemetry=False)
        with _opening(folder):
            self._client = cast("Client", chromadb.PersistentClient(str(folder), settings=quiet))
            self._collection = self._client.get_or_create_collection(
                _NAME, configuration={"hnsw": {"space": "cosine", "ef_search": _SEARCHED}}, embedding_function=None
            )

    @_translated()
    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()

    @_translated()
    def __len__(self) -> int:
        """Return the number of vectors."""
        return self._collection.count()

    @_translated()
    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Add vectors, in place of those that have the same ids."""
        batch = self._client.get_max_batch_size()
        for start in range(0, len(ids), batch):
            names = [str(each) for each in ids[start : start + batch]]
            self._collection.upsert(ids=names, embeddings=vectors[start : start + batch])

    @_translated()
    def delete(self, ids: Sequence[int]) -> None:
        """Delete vectors; ids that are not there are no error."""
        batch = self._client.get_max_batch_size()
        for start in range(0, len(ids), batch):
            self._collection.delete(ids=[str(each) for each in ids[start : start + batch]])

    @_translated()
    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        """Return the `k` nearest ids with their cosine similarity, the best first; a damaged graph gives fewer."""
        found = self._collection.query(query_embeddings=vector[np.newaxis], n_results=k, include=["distances"])
        distances = (found["distances"] or [[]])[0]
        return [(int(each), 1.0 - distance) for each, distance in zip(found["ids"][0], distances, strict=True)]

    @_translated()
    def probe(self) -> None:
        """Search once, for Chroma reads its files only then; a graph that finds too little has lost some of them."""
        some = self._collection.get(limit=1, include=["embeddings"])["embeddings"]
        if some is not None and len(some):
            found = self._collection.query(query_embeddings=some, n_results=_PROBED, include=["distances"])
            if len(found["ids"][0]) < min(_PROBED, len(self)):
                raise VectorsDamagedError("the vector collection has lost some of its vectors")
