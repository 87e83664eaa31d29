"""The index: the ledger with its vector collection, kept in step through any interruption."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Literal, TypeVar

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from onrecord.embedding import Embedder
from onrecord.errors import IndexDamagedError, IndexLockedError, IndexOutdatedError, VectorsDamagedError
from onrecord.model import Article
from onrecord.storage import cutting, schema
from onrecord.storage.cutting import CutPassage, cut
from onrecord.storage.ledger import EmbeddedPassage, Ledger, Scope
from onrecord.storage.vectors import VectorCollection

T = TypeVar("T")
Outcome = Literal["added", "updated", "unchanged"]

_BATCH_PASSAGES = 96
_CHURN_SHARE, _CHURN_LEAST = 0.2, 500


class Index:
    """A folder with a ledger and a vector collection. The ledger is the truth; the vectors follow it.

    One process writes at a time. Each use of the vectors first brings them up to what the ledger says, so a writer
    that died leaves nothing to repair by hand.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        """Open the index of a folder, making it when missing; raises IndexDamagedError."""
        self._folder = folder
        self.embedder = embedder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexDamagedError(f"{folder} cannot hold an index: {error.strerror}") from error
        self.ledger = Ledger(folder / "ledger.sqlite")
        self._vector_folder = folder / "vectors"
        self._writing = FileLock(folder / "write.lock")
        self._touching_vectors = FileLock(folder / "vectors.lock")
        self._collection: VectorCollection | None = None
        self._seen_version: str | None = None

    def close(self) -> None:
        """Let go of the folder."""
        if self._collection is not None:
            self._collection.close()
            self._collection = None
        self.ledger.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write; raises IndexLockedError while another process has it."""
        try:
            self._writing.acquire(timeout=0)
        except Timeout as error:
            raise IndexLockedError(f"another process is writing to {self._folder}: wait until it is done") from error
        try:
            yield
        finally:
            self._writing.release()

    def add(self, incoming: Iterable[Article]) -> Iterator[tuple[str, Outcome]]:
        """Store articles, yielding the id and the outcome of each once it is safe on disk."""
        with self.writing():
            self._begin()
            batch: dict[str, tuple[Article, Outcome, list[CutPassage]]] = {}
            for candidate in incoming:
                article, digest = self.ledger.identify(candidate)
                if article.id in batch:
                    yield from self._flush(batch)
                    article, digest = self.ledger.identify(candidate)
                if digest == article.sha256:
                    yield article.id, "unchanged"
                    continue
                passages = cut(article, self.embedder.count_tokens, self.embedder.token_limit)
                batch[article.id] = article, "updated" if digest else "added", passages
                if sum(len(passages) for _, _, passages in batch.values()) >= _BATCH_PASSAGES:
                    yield from self._flush(batch)
            yield from self._flush(batch)

    def remove(self, article_id: str) -> None:
        """Remove an article everywhere; raises ArticleNotFoundError."""
        with self.writing():
            self.ledger.remove(article_id)

    def nearest(self, vector: NDArray[np.float32], k: int, scope: Scope) -> list[tuple[int, float]]:
        """Return the `k` passages of a scope that are nearest to a unit vector, with their cosine similarity.

        Among all articles the vector collection is asked; a narrower scope is scanned exactly.
        """
        if scope.is_everything:
            return self._use_vectors(lambda collection: collection.nearest(vector, k))
        ids, matrix = self.ledger.vectors(scope)
        if not ids:
            return []
        scores = matrix @ vector
        best = np.argsort(-scores)[:k]
        return [(ids[i], float(scores[i])) for i in best]

    def rebuild(self) -> None:
        """Cut and embed every article of the ledger again, and rebuild the vectors from that."""
        with self.writing():
            for article in self.ledger.articles():
                passages = cut(article, self.embedder.count_tokens, self.embedder.token_limit)
                self.ledger.write(article, self._embed(passages))
            self._sign()
            self._use_vectors(self._renew)

    def check_up_to_date(self) -> None:
        """Raise IndexOutdatedError when the index was made in another way than it would be now."""
        facts = self.ledger.facts()
        if facts.get("schema", str(schema.VERSION)) != str(schema.VERSION):
            raise IndexDamagedError(f"{self._folder} was made by another version of onrecord: ingest into a new folder")
        made = facts.get("embedding_model"), facts.get("cutter")
        if made not in ((None, None), (self.embedder.name, str(cutting.VERSION))):
            raise IndexOutdatedError(
                f"{self._folder} was made with {made[0]} and cutter {made[1]}: run `onrecord doctor --rebuild`"
            )

    def _begin(self) -> None:
        self.check_up_to_date()
        if not self.ledger.facts():
            self._sign()

    def _sign(self) -> None:
        with self.ledger.transaction() as connection:
            self.ledger.note(
                connection, schema=schema.VERSION, cutter=cutting.VERSION, embedding_model=self.embedder.name
            )

    def _flush(self, batch: dict[str, tuple[Article, Outcome, list[CutPassage]]]) -> Iterator[tuple[str, Outcome]]:
        if not batch:
            return
        embedded = iter(self._embed([p for _, _, passages in batch.values() for p in passages]))
        for article, outcome, passages in batch.values():
            self.ledger.write(article, [next(embedded) for _ in passages])
            yield article.id, outcome
        batch.clear()
        self._use_vectors(len)

    def _embed(self, passages: list[CutPassage]) -> list[EmbeddedPassage]:
        if not passages:
            return []
        vectors = self.embedder.encode_pieces([p.embedded for p in passages])
        return [
            EmbeddedPassage(cut=p, vector=whole, sentence_vectors=pieces)
            for p, (whole, pieces) in zip(passages, vectors, strict=True)
        ]

    def _use_vectors(self, action: Callable[[VectorCollection], T]) -> T:
        """Do something with the vector collection, brought up to the ledger; it has one user at a time, in any process.

        A collection that cannot be read is thrown away and made again.
        """
        with self._touching_vectors:
            try:
                return action(self._current())
            except VectorsDamagedError:
                self._let_go()
                rmtree(self._vector_folder, ignore_errors=True)
                return action(self._current())

    def _current(self) -> VectorCollection:
        facts = self.ledger.facts()
        if self._collection is None or facts.get("vectors", "0") != self._seen_version:
            self._let_go()
            self._collection = VectorCollection(self._vector_folder, int(facts.get("generation", 1)))
            self._seen_version = facts.get("vectors", "0")
            self._catch_up(self._collection)
            if len(self._collection) != self.ledger.counts()["passages"]:
                self._renew(self._collection)
        self._catch_up(self._collection)
        return self._collection

    def _let_go(self) -> None:
        if self._collection is not None:
            self._collection.close()
            self._collection = None

    def _catch_up(self, collection: VectorCollection) -> None:
        """Tell the collection what is pending, and rebuild it when enough of it has been deleted."""
        waiting = self.ledger.pending()
        if not waiting:
            return
        collection.add(*self.ledger.pending_additions())
        deleted = [each for each, action in waiting.items() if action == "delete"]
        collection.delete(deleted)
        churn = int(self.ledger.facts().get("churn", 0)) + len(deleted)
        self._settle(waiting, churn=churn)
        if churn > max(_CHURN_LEAST, _CHURN_SHARE * len(collection)):
            self._renew(collection)

    def _renew(self, collection: VectorCollection) -> None:
        """Build the next generation from the ledger, then swap it in."""
        generation = int(self.ledger.facts().get("generation", 1)) + 1
        waiting = self.ledger.pending()
        collection.build(generation, *self.ledger.vectors())
        self._settle(waiting, churn=0, generation=generation)
        collection.drop_others()

    def _settle(self, waiting: Iterable[int], **facts: int) -> None:
        self._seen_version = str(int(self._seen_version or 0) + 1)
        with self.ledger.transaction() as connection:
            self.ledger.settle(connection, waiting)
            self.ledger.note(connection, vectors=self._seen_version, **facts)
