"""The vector collection: a cache of the ledger's vectors in Chroma, for search among all passages."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.embedding import Vectors
from onrecord.errors import VectorsDamagedError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_PREFIX = "passages-"


@contextmanager
def _translated() -> Iterator[None]:
    """Turn Chroma's errors into ours, and make it forget a folder that it could not open."""
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.errors import ChromaError

    try:
        yield
    except ChromaError as error:
        SharedSystemClient.clear_system_cache()
        raise VectorsDamagedError(f"the vector collection cannot be read: {error}") from error


class VectorCollection:
    """One generation of the passages' vectors in a folder; `generation` is part of the collection's name."""

    def __init__(self, folder: Path, generation: int) -> None:
        """Open the generation, making it when missing."""
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        with _translated():
            self._client: ClientAPI = chromadb.PersistentClient(str(folder), settings=settings)
            self._collection = self._open(generation)

    def _open(self, generation: int) -> "Collection":
        return self._client.get_or_create_collection(
            f"{_PREFIX}{generation}", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()

    def __len__(self) -> int:
        """Return the number of vectors."""
        with _translated():
            return self._collection.count()

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Add vectors, in place of those that have the same ids."""
        batch = self._client.get_max_batch_size()
        for start in range(0, len(ids), batch):
            names = [str(each) for each in ids[start : start + batch]]
            with _translated():
                self._collection.upsert(ids=names, embeddings=vectors[start : start + batch])

    def delete(self, ids: Sequence[int]) -> None:
        """Delete vectors; ids that are not there are no error."""
        batch = self._client.get_max_batch_size()
        for start in range(0, len(ids), batch):
            with _translated():
                self._collection.delete(ids=[str(each) for each in ids[start : start + batch]])

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        """Return the `k` nearest ids with their cosine similarity, the best first."""
        wanted = min(k, len(self))
        if not wanted:
            return []
        with _translated():
            found = self._collection.query(query_embeddings=[vector], n_results=wanted, include=["distances"])
        distances = (found["distances"] or [[]])[0]
        return [(int(each), 1.0 - distance) for each, distance in zip(found["ids"][0], distances, strict=True)]

    def build(self, generation: int, ids: Sequence[int], vectors: Vectors) -> None:
        """Make another generation of these vectors alone, and use it from now on."""
        name = f"{_PREFIX}{generation}"
        if any(collection.name == name for collection in self._client.list_collections()):
            self._client.delete_collection(name)
        self._collection = self._open(generation)
        self.add(ids, vectors)

    def drop_others(self) -> None:
        """Drop every generation but the one in use."""
        for collection in self._client.list_collections():
            if collection.name.startswith(_PREFIX) and collection.name != self._collection.name:
                self._client.delete_collection(collection.name)
