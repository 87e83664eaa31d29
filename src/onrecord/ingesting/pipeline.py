"""The way in, from sources to a report of what was stored."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, get_args

from onrecord.embedding import Embedder
from onrecord.ingesting import chunking
from onrecord.ingesting.prepare import Attribute, ChunkedArticle, prepare, unattributed
from onrecord.model import Article, IngestReport, Unreadable
from onrecord.reading import read
from onrecord.reading.file_names import NamePattern
from onrecord.reading.text import BROKEN, is_broken
from onrecord.settings import Settings
from onrecord.storage.addresses import IN_FOLDER, StorageAddresses
from onrecord.storage.index import Index
from onrecord.storage.ledger.articles import as_stated


def catch_nothing_up(index: Index) -> None:
    """Make nothing of stored articles: for who wants no claims."""


Outcome = Literal["added", "updated", "unchanged"]

_BATCH_PASSAGES = 96
"""Passages that are embedded and attributed together."""


def open_index(folder: Path, embedder: Embedder, addresses: StorageAddresses = IN_FOLDER) -> Index:
    """Open the index of a folder as this version would make it; raises IndexDamagedError and SettingsError."""
    return Index(folder, embedder, chunking.VERSION, addresses)


def index_of(settings: Settings, embedder: Embedder) -> Index:
    """Open the index that the settings name; raises IndexDamagedError and SettingsError."""
    token = settings.vectors_token.get_secret_value() if settings.vectors_token else None
    addresses = StorageAddresses(ledger=settings.ledger, vectors=settings.vectors, vectors_token=token)
    return open_index(settings.index, embedder, addresses)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Stores articles in an index, which has one writer at a time.

    `attribute` finds who said what in them; `finish` makes what follows from articles that are stored, such as their
    claims, and goes on where an interruption left it.
    """

    index: Index
    attribute: Attribute = unattributed
    finish: Callable[[Index], object] = catch_nothing_up

    def ingest(
        self,
        sources: Iterable[str | Path],
        settings: Settings,
        *,
        stdin: BinaryIO | None = None,
        progress: Callable[[str], None] | None = None,
        pattern: NamePattern | None = None,
    ) -> IngestReport:
        """Read sources and store their articles; what cannot be read is in the report and stops nothing.

        1. Each source is read as articles (`reading/`).
        2. Each article is told from what is stored, and cut into passages (`chunking.py`).
        3. A batch of articles is embedded and attributed (`prepare.py`).
        4. Each is written in a transaction of its own, the vectors follow (`storage/index.py`), then its claims.

        With a `pattern` the names of files say what their articles lack. `progress` is called with the name of each
        article or source as it is done. Raises IndexLockedError while another process is writing.
        """
        failed: list[Unreadable] = []
        named: dict[str, Mapping[str, str]] = {}

        def readable() -> Iterator[Article]:
            for found in read(sources, settings, stdin=stdin):
                if isinstance(found, Article):
                    lacking = pattern.lacking(found) if pattern else {}
                    if lacking and found.source:
                        named[found.source] = lacking
                    yield as_stated(found, lacking)
                else:
                    failed.append(found)
                    if progress:
                        progress(found.source)

        report = self._report(readable(), failed, progress)
        for source, fields in named.items():
            self.index.describe(self.index.ledger.articles.id_of(source), fields, unless_stated=True)
        return report

    def store(self, articles: Iterable[Article]) -> IngestReport:
        """Store articles; one whose id is known takes the place of the one that has it.

        One that holds half a character (a lone surrogate) is in the report's `failed`, and not stored.
        """
        failed: list[Unreadable] = []
        return self._report(_whole(articles, failed), failed, None)

    def _report(
        self, articles: Iterable[Article], failed: list[Unreadable], progress: Callable[[str], None] | None
    ) -> IngestReport:
        """Store articles, and tell what became of each; `failed` is filled while they are taken."""
        outcomes: dict[str, Outcome] = {}
        for article_id, outcome in self.add(articles):
            if outcomes.get(article_id, "unchanged") == "unchanged":
                outcomes[article_id] = outcome
            if progress:
                progress(article_id)
        by = {name: tuple(i for i, o in outcomes.items() if o == name) for name in get_args(Outcome)}
        return IngestReport(added=by["added"], updated=by["updated"], unchanged=by["unchanged"], failed=tuple(failed))

    def add(self, articles: Iterable[Article]) -> Iterator[tuple[str, Outcome]]:
        """Store articles, yielding the id and the outcome of each once it is safe on disk."""
        ledger = self.index.ledger
        with self.index.writing():
            self.index.begin()
            batch = _Batch()
            for incoming in articles:
                article, digest = ledger.articles.identify(incoming)
                if batch.holds(article):
                    yield from self._flush(batch)
                    article, digest = ledger.articles.identify(incoming)
                if digest == article.sha256:
                    yield article.id, "unchanged"
                    continue
                batch.add(ChunkedArticle.of(article, self.index.embedder), "updated" if digest else "added")
                if batch.size >= _BATCH_PASSAGES:
                    yield from self._flush(batch)
            yield from self._flush(batch)

    def rebuild(self) -> None:
        """Cut, embed and attribute every stored article again, and make the vectors anew from that.

        Until it is done the index counts as outdated, so that an interruption can't leave it of two kinds.
        """
        with self.index.writing():
            self.index.sign("a rebuild that was interrupted")
            self.index.ledger.drop_loose_ends()
            for article in self.index.ledger.articles.of():
                self._write([ChunkedArticle.of(article, self.index.embedder)])
            self.index.renew_vectors()
            self.index.sign()
            self.finish(self.index)

    def _flush(self, batch: "_Batch") -> Iterator[tuple[str, Outcome]]:
        """Store a batch and empty it."""
        if batch.waiting:
            outcomes = {chunked.article.id: outcome for chunked, outcome in batch.waiting}
            for article_id in self._written([chunked for chunked, _ in batch.waiting]):
                yield article_id, outcomes[article_id]
            batch.waiting.clear()
            self.index.catch_up()
            self.finish(self.index)

    def _write(self, batch: list[ChunkedArticle]) -> None:
        for _ in self._written(batch):
            pass

    def _written(self, batch: list[ChunkedArticle]) -> Iterator[str]:
        """Write each article of a batch in a transaction of its own, yielding its id."""
        for prepared in prepare(batch, self.index.embedder, self.attribute):
            self.index.ledger.write(prepared.article, prepared.passages, prepared.attributions)
            yield prepared.article.id


def _whole(articles: Iterable[Article], failed: list[Unreadable]) -> Iterator[Article]:
    """Yield the articles that can be stored; the others go to `failed`."""
    for article in articles:
        stated = (article.text, article.title, article.publisher, article.author, article.url, article.source)
        if any(is_broken(words) for words in stated if words):
            failed.append(Unreadable(source=article.id, error=BROKEN))
        else:
            yield article


class _Batch:
    """Articles that wait to be stored together."""

    def __init__(self) -> None:
        self.waiting: list[tuple[ChunkedArticle, Outcome]] = []

    @property
    def size(self) -> int:
        """The number of passages."""
        return sum(len(chunked.passages) for chunked, _ in self.waiting)

    def add(self, chunked: ChunkedArticle, outcome: Outcome) -> None:
        """Let an article wait."""
        self.waiting.append((chunked, outcome))

    def holds(self, other: Article) -> bool:
        """Say whether an article that waits would have another's place in the ledger."""
        own = (chunked.article for chunked, _ in self.waiting)
        return any(a.id == other.id or (other.source is not None and a.source == other.source) for a in own)
