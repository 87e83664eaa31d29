"""The vector collection: the passages' vectors in Chroma, for search among all of them."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from onrecord.embedding import Vectors
from onrecord.errors import IndexUnreachableError, SettingsError, VectorsDamagedError, WriteError

if TYPE_CHECKING:
    from chromadb.api.client import Client

P = ParamSpec("P")
T = TypeVar("T")

_NAME = "passages"

_SEARCHED = 300
"""How many passages the search of the graph keeps in sight: with fewer, what it finds differs more from run to run."""
_PROBED = 10

_PAUSES = (0.1, 0.5, 2.0)
"""Seconds before a server that did not answer is asked again: all that it is told may be told twice."""

_MOST_AT_ONCE = 5_000
"""Vectors that are sent in one request, where the server would take more."""


_FULL = ("disk is full", "No space left", "Disk quota exceeded")


@contextmanager
def _translated() -> Iterator[None]:
    """Turn Chroma's errors into ours."""
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except ChromaError as error:
        if any(words in str(error) for words in _FULL):
            raise WriteError("no room is left for the vector collection: make some, then do the same again") from error
        raise VectorsDamagedError(f"the vector collection cannot be read: {error}") from error
    except httpx.HTTPError as error:
        raise IndexUnreachableError(f"the vectors' server does not answer: {error}") from error
    except Exception as error:
        # This is what Chroma's client makes of an answer that it does not understand, such as a proxy's.
        if type(error) is not Exception:
            raise
        said = " ".join(str(error).split())[:100]
        raise IndexUnreachableError(f"the vectors' server does not answer as Chroma does: {said}") from error


def _told(method: Callable[P, T]) -> Callable[P, T]:
    """Let a method raise our errors, and try it again where the server did not answer."""

    @wraps(method)
    def wrapped(*args: P.args, **given: P.kwargs) -> T:
        for pause in _PAUSES:
            try:
                with _translated():
                    return method(*args, **given)
            except IndexUnreachableError:
                time.sleep(pause)
        with _translated():
            return method(*args, **given)

    return wrapped


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
    """Vectors by number, in a folder of their own or on a server.

    Every method raises VectorsDamagedError when they cannot be used, WriteError when there is no room for them, and
    IndexUnreachableError when a server is silent.
    """

    @_told
    def __init__(self, place: "Path | ChromaServer", name: str = _NAME) -> None:
        """Open the collection of a folder or of a server, making it when missing."""
        self._is_served = isinstance(place, ChromaServer)
        self._client = place.client if isinstance(place, ChromaServer) else _in_folder(place)
        self._collection = self._client.get_or_create_collection(
            name, configuration={"hnsw": {"space": "cosine", "ef_search": _SEARCHED}}, embedding_function=None
        )

    @_told
    def close(self) -> None:
        """Let go of the folder; a server is let go of by itself."""
        if not self._is_served:
            self._client.close()

    @_told
    def __len__(self) -> int:
        """Return the number of vectors."""
        return self._collection.count()

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Add vectors, in place of those that have the same ids."""
        for start in range(0, len(ids), batch := self._batch()):
            self._upsert([str(each) for each in ids[start : start + batch]], vectors[start : start + batch])

    def delete(self, ids: Sequence[int]) -> None:
        """Delete vectors; ids that are not there are no error."""
        for start in range(0, len(ids), batch := self._batch()):
            self._delete([str(each) for each in ids[start : start + batch]])

    @_told
    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        """Return the `k` nearest ids with their cosine similarity, the best first; a damaged graph gives fewer."""
        found = self._collection.query(query_embeddings=vector[np.newaxis], n_results=k, include=["distances"])
        distances = (found["distances"] or [[]])[0]
        return [(int(each), 1.0 - distance) for each, distance in zip(found["ids"][0], distances, strict=True)]

    @_told
    def probe(self) -> None:
        """Search once, for Chroma reads its files only then; a graph that finds too little has lost some of them."""
        some = self._collection.get(limit=1, include=["embeddings"])["embeddings"]
        if some is not None and len(some):
            found = self._collection.query(query_embeddings=some, n_results=_PROBED, include=["distances"])
            if len(found["ids"][0]) < min(_PROBED, self._collection.count()):
                raise VectorsDamagedError("the vector collection has lost some of its vectors")

    @_told
    def _batch(self) -> int:
        """Return how many vectors may be sent at once."""
        stated = self._client.get_max_batch_size()
        return min(stated, _MOST_AT_ONCE) if stated > 0 else _MOST_AT_ONCE

    @_told
    def _upsert(self, names: list[str], vectors: Vectors) -> None:
        self._collection.upsert(ids=names, embeddings=vectors)

    @_told
    def _delete(self, names: list[str]) -> None:
        self._collection.delete(ids=names)


class ChromaServer:
    """A server of Chroma by its address, `http://host:port`, with `/tenant/database` where they are not the usual."""

    def __init__(self, address: str, token: str | None = None) -> None:
        """Read an address; raises SettingsError when it is none. Nobody is asked yet."""
        parts = urlsplit(address)
        inside = parts.path.strip("/").split("/") if parts.path.strip("/") else []
        if parts.scheme not in ("http", "https") or not parts.hostname or len(inside) not in (0, 2):
            raise SettingsError(f"ONRECORD_VECTORS is no address such as http://host:8000: {address}")
        self.address = address
        self._host, self._ssl = parts.hostname, parts.scheme == "https"
        self._port = parts.port or (443 if self._ssl else 8000)
        self._inside = dict(zip(("tenant", "database"), inside, strict=False))
        self._headers = {"X-Chroma-Token": token, "Authorization": f"Bearer {token}"} if token else {}

    @cached_property
    def client(self) -> "Client":
        """The client that all collections share, made when first asked for."""
        import chromadb
        from chromadb.config import Settings

        quiet = Settings(anonymized_telemetry=False)
        try:
            made = chromadb.HttpClient(
                self._host, self._port, ssl=self._ssl, headers=dict(self._headers), settings=quiet, **self._inside
            )
        except ValueError as error:
            raise IndexUnreachableError(f"{self.address} cannot be reached ({error})") from error
        return cast("Client", made)

    @_told
    def drop(self, beginning: str, *, but: str) -> None:
        """Drop the collections whose name begins so, but for one."""
        for each in self.client.list_collections():
            if each.name.startswith(beginning) and each.name != but:
                self.client.delete_collection(each.name)

    def close(self) -> None:
        """Let go of the server; Chroma's client leaves its connections open."""
        client: Any = self.__dict__.pop("client", None)
        if client is not None:
            for each in (client, client._admin_client):
                each._server._session.close()
            client.close()


def _in_folder(folder: Path) -> "Client":
    import chromadb
    from chromadb.config import Settings

    with _opening(folder):
        return cast("Client", chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False)))
