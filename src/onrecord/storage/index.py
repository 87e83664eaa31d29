"""The index: the ledger with its vector collection, kept in step through any interruption."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from onrecord.embedding import Embedder
from onrecord.errors import IndexDamagedError, IndexLockedError, IndexOutdatedError
from onrecord.ingesting import chunking
from onrecord.ingesting.chunking import CutPassage, chunk
from onrecord.model import Article, Attribution
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.records import EmbeddedPassage, Scope
from onrecord.storage.vectors.generations import Generations

Attribute = Callable[[Iterable[str]], Iterable[Sequence[Attribution]]]
"""Finds the attributions of each of several texts, in their order."""

Outcome = Literal["added", "updated", "unchanged"]

_BATCH_PASSAGES = 96


class Index:
    """A folder with a ledger and a vector collection. The ledger is the truth; the vectors follow it.

    One process writes at a time. Each use of the vectors first brings them up to what the ledger says, so a writer
    that died leaves nothing to repair by hand.
    """

    def __init__(self, folder: Path, embedder: Embedder, attribute: Attribute | None = None) -> None:
        """Open the index of a folder, making it when missing; raises IndexDamagedError.

        `attribute` finds who said what in texts; without it nothing is attributed.
        """
        self._folder = folder
        self.embedder = embedder
        self._attribute = attribute or _nothing
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexDamagedError(f"{folder} cannot hold an index: {error.strerror}") from error
        self.ledger = Ledger(folder / "ledger.sqlite")
        self._vectors = Generations(folder / "vectors", self.ledger)
        self._writing = FileLock(folder / "write.lock")

    def close(self) -> None:
        """Let go of the folder."""
        self._vectors.close()
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
            batch: list[_Cut] = []
            for candidate in incoming:
                article, digest = self.ledger.identify(candidate)
                if any(waiting.is_about(article) for waiting in batch):
                    yield from self._flush(batch)
                    article, digest = self.ledger.identify(candidate)
                if digest == article.sha256:
                    yield article.id, "unchanged"
                    continue
                batch.append(self._cut(article, "updated" if digest else "added"))
                if sum(len(b.passages) for b in batch) >= _BATCH_PASSAGES:
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
            found = self._vectors.nearest(vector, k)
            if len(found) == k:
                return found
        ids, matrix = self.ledger.vectors(scope)
        if not ids:
            return []
        scores = matrix @ vector
        best = np.argsort(-scores)[:k]
        return [(ids[i], float(scores[i])) for i in best]

    def rebuild(self) -> None:
        """Cut and embed every article of the ledger again, and make the vectors anew from that.

        Until it is done the index counts as outdated, so that an interruption can't leave it of two kinds.
        """
        with self.writing():
            self._sign("a rebuild that was interrupted")
            for article in self.ledger.articles():
                for _ in self._store([self._cut(article, "updated")]):
                    pass
            self._vectors.renew()
            self._sign(self.embedder.identity)

    def check_up_to_date(self) -> None:
        """Raise IndexOutdatedError when the index was made in another way than it would be now."""
        facts = self.ledger.facts()
        made = facts.get("embedding_model"), facts.get("cutter")
        if made not in ((None, None), (self.embedder.identity, str(chunking.VERSION))):
            raise IndexOutdatedError(
                f"{self._folder} was made with {made[0]} and cutter {made[1]}: run `onrecord doctor --rebuild`"
            )

    def _begin(self) -> None:
        self.check_up_to_date()
        if "embedding_model" not in self.ledger.facts():
            self._sign(self.embedder.identity)

    def _sign(self, embedding_model: str) -> None:
        with self.ledger.transaction() as connection:
            self.ledger.note(connection, cutter=chunking.VERSION, embedding_model=embedding_model)

    def _cut(self, article: Article, outcome: Outcome) -> "_Cut":
        passages = chunk(article, self.embedder.count_tokens, self.embedder.token_limit)
        return _Cut(article=article, outcome=outcome, passages=passages)

    def _flush(self, batch: list["_Cut"]) -> Iterator[tuple[str, Outcome]]:
        """Store a batch and empty it."""
        if batch:
            yield from self._store(batch)
            batch.clear()
            self._vectors.catch_up()

    def _store(self, batch: list["_Cut"]) -> Iterator[tuple[str, Outcome]]:
        """Write each article of a batch in a transaction of its own; all are embedded together."""
        texts = [text for each in batch for text in each.texts]
        vectors = iter(self.embedder.encode_documents(texts))
        attributed = self._attribute([each.article.text for each in batch])
        for each, found in zip(batch, attributed, strict=True):
            title = next(vectors) if each.title else None
            embedded = []
            for passage in each.passages:
                own = np.array([next(vectors) for _ in passage.sentences], dtype=np.float32)
                embedded.append(EmbeddedPassage.of(passage, own, title))
                title = None
            self.ledger.write(each.article, embedded, found)
            yield each.article.id, each.outcome


def _nothing(texts: Iterable[str]) -> Iterator[list[Attribution]]:
    return ([] for _ in texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """An article that waits to be stored."""

    article: Article
    outcome: Outcome
    passages: list[CutPassage]

    @property
    def title(self) -> str | None:
        """The title, where there is a passage that it can stand above."""
        return self.article.title if self.passages else None

    @property
    def texts(self) -> list[str]:
        """What is to be embedded: the title, which counts for the first passage, and each sentence."""
        sentences = [s.span.of(self.article.text) for p in self.passages for s in p.sentences]
        return [self.title, *sentences] if self.title else sentences

    def is_about(self, other: Article) -> bool:
        """Say whether another article would have this one's place in the ledger."""
        return self.article.id == other.id or (other.source is not None and self.article.source == other.source)
