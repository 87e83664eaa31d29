"""The embedding model with a memory on disk, so that a benchmark that is run again encodes nothing twice."""

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.embedding import Embedder, Vectors

_AT_ONCE = 256


class EncodedOnce(Embedder):
    """The bundled model; the vector of each text is kept in a file of a folder."""

    def __init__(self, folder: Path) -> None:
        """Keep the vectors in `folder`, made when missing."""
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        self._kept = sqlite3.connect(folder / "vectors.sqlite", timeout=600, check_same_thread=False)
        self._kept.execute("PRAGMA journal_mode=WAL")
        self._kept.execute("CREATE TABLE IF NOT EXISTS vectors (digest BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of texts, shape (texts, dimension)."""
        keys = [hashlib.sha256(f"{self.identity}\n{text}".encode()).digest() for text in texts]
        found = {key: vector for key in dict.fromkeys(keys) if (vector := self._look_up(key)) is not None}
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        items = sorted(new.items(), key=lambda item: len(item[1]))
        for start in range(0, len(items), _AT_ONCE):
            some = items[start : start + _AT_ONCE]
            vectors = super().encode_documents([text for _, text in some])
            rows = [(key, vector.tobytes()) for (key, _), vector in zip(some, vectors, strict=True)]
            with self._kept:
                self._kept.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
            found.update({key: vector for (key, _), vector in zip(some, vectors, strict=True)})
        return np.array([found[key] for key in keys], dtype=np.float32).reshape(len(keys), -1 if keys else 0)

    def _look_up(self, key: bytes) -> NDArray[np.float32] | None:
        row = self._kept.execute("SELECT vector FROM vectors WHERE digest = ?", (key,)).fetchone()
        return None if row is None else np.frombuffer(row[0], dtype=np.float32)
