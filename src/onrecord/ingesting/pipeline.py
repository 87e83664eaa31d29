"""The way in, from sources to a report of what was stored."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, get_args

from onrecord.attribution.second_reader import reader
from onrecord.embedding import Embedder
from onrecord.errors import SourceLimitError
from onrecord.ingesting import chunking
from onrecord.ingesting.freed_memory import give_back
from onrecord.ingesting.hiring import workers_of
from onrecord.ingesting.prepare import Attribute, ChunkedArticle, RefusedArticle, source_of, unattributed
from onrecord.ingesting.workers import InTurn, Preparer, Workers
from onrecord.model import Article, IngestReport, Unreadable
from onrecord.reading import read
from onrecord.reading.file_names import NamePattern
from onrecord.reading.text import BROKEN, is_broken
from onrecord.settings import Settings
from onrecord.stint import NO_LIMITS, Limits
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

    `attribute` finds who said what in them; `workers` make them ready, and where there are none this process does;
    `finish` makes what follows from articles that are stored, such as their claims, and goes on where an interruption
    left it. `limits` are what one source may take.
    """

    index: Index
    attribute: Attribute = unattributed
    finish: Callable[[Index], object] = catch_nothing_up
    workers: Workers | None = None
    limits: Limits = NO_LIMITS

    @classmethod
    def of(cls, index: Index, settings: Settings, finish: Callable[[Index], object]) -> "Pipeline":
        """Return the pipeline that the settings name."""
        attribute = reader(settings)
        return cls(index, attribute, finish, workers_of(settings, Preparer(index.embedder, attribute)), settings.limits)

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
        3. A batch of articles is embedded and attributed (`prepare.py`), by whom `workers.py` says.
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
        for article_id, outcome in self.add(articles, failed):
            if outcomes.get(article_id, "unchanged") == "unchanged":
                outcomes[article_id] = outcome
            if progress:
                progress(article_id)
        by = {name: tuple(i for i, o in outcomes.items() if o == name) for name in get_args(Outcome)}
        return IngestReport(added=by["added"], updated=by["updated"], unchanged=by["unchanged"], failed=tuple(failed))

    def add(self, articles: Iterable[Article], failed: list[Unreadable] | None = None) -> Iterator[tuple[str, Outcome]]:
        """Store articles, yielding the id and the outcome of each once it is safe on disk.

        Those that take more time or memory than they may are put into `failed`.
        """
        ledger = self.index.ledger
        with self.index.writing(), closing(self._workers()) as workers:
            self.index.begin()
            batch, given = _Batch(), _Batch(failed)
            for incoming in articles:
                article, digest = ledger.articles.identify(incoming)
                if batch.holds(article) or given.holds(article):
                    batch.hand_over(workers, given)
                    yield from self._taken(workers, given, every=True)
                    article, digest = ledger.articles.identify(incoming)
                if digest == article.sha256:
                    yield article.id, "unchanged"
                    continue
                try:
                    chunked = ChunkedArticle.of(article, self.index.embedder, self.limits)
                except SourceLimitError as error:
                    given.refused.append(Unreadable(source=source_of(article), error=str(error)))
                    continue
                batch.add(chunked, "updated" if digest else "added")
                if batch.size >= _BATCH_PASSAGES:
                    batch.hand_over(workers, given)
                    yield from self._taken(workers, given, every=False)
            batch.hand_over(workers, given)
            yield from self._taken(workers, given, every=True)
        give_back()

    def rebuild(self) -> None:
        """Cut, embed and attribute every stored article again, and make the vectors anew from that.

        Until it is done the index counts as outdated, so that an interruption can't leave it of two kinds.
        """
        with self.index.writing():
            self.index.sign("a rebuild that was interrupted")
            self.index.ledger.drop_loose_ends()
            with closing(self._workers()) as workers:
                given = _Batch()
                for article in self.index.ledger.articles.of():
                    alone = _Batch()
                    alone.add(ChunkedArticle.of(article, self.index.embedder), "updated")
                    alone.hand_over(workers, given)
                    for _ in self._written(workers, given, every=False):
                        pass
                for _ in self._written(workers, given, every=True):
                    pass
            self.index.renew_vectors()
            self.index.sign()
            self.finish(self.index)

    def _workers(self) -> Workers:
        return self.workers or InTurn(Preparer(self.index.embedder, self.attribute))

    def _taken(self, workers: Workers, given: "_Batch", *, every: bool) -> Iterator[tuple[str, Outcome]]:
        """Store what is ready, and what follows from it."""
        stored = False
        for article_id, outcome in self._written(workers, given, every=every):
            stored = True
            yield article_id, outcome
        if stored:
            self.index.catch_up()
            self.finish(self.index)

    def _written(self, workers: Workers, given: "_Batch", *, every: bool) -> Iterator[tuple[str, Outcome]]:
        """Write each article that is ready in a transaction of its own, yielding its id and its outcome."""
        for ready in workers.take(every=every):
            for prepared in ready:
                if isinstance(prepared, RefusedArticle):
                    given.drop(prepared.article)
                    given.refused.append(Unreadable(source=source_of(prepared.article), error=prepared.error))
                    continue
                self.index.ledger.write(prepared.article, prepared.passages, prepared.attributions)
                yield prepared.article.id, given.drop(prepared.article)


def _whole(articles: Iterable[Article], failed: list[Unreadable]) -> Iterator[Article]:
    """Yield the articles that can be stored; the others go to `failed`."""
    for article in articles:
        stated = (article.text, article.title, article.publisher, article.author, article.url, article.source)
        if any(is_broken(words) for words in stated if words):
            failed.append(Unreadable(source=article.id, error=BROKEN))
        else:
            yield article


class _Batch:
    """Articles that are on their way to be stored, by id; `refused` is filled with those that come no further."""

    def __init__(self, refused: list[Unreadable] | None = None) -> None:
        self.refused = [] if refused is None else refused
        self._waiting: dict[str, tuple[ChunkedArticle, Outcome]] = {}
        self._sources: set[str] = set()
        self.size = 0

    def add(self, chunked: ChunkedArticle, outcome: Outcome) -> None:
        """Let an article wait; `size` counts the passages."""
        self._waiting[chunked.article.id] = chunked, outcome
        if chunked.article.source is not None:
            self._sources.add(chunked.article.source)
        self.size += len(chunked.passages)

    def drop(self, article: Article) -> Outcome:
        """Let an article go, and return its outcome."""
        chunked, outcome = self._waiting.pop(article.id)
        self._sources.discard(article.source or "")
        self.size -= len(chunked.passages)
        return outcome

    def hand_over(self, workers: Workers, given: "_Batch") -> None:
        """Give all that waits to workers, and note it as given."""
        if self._waiting:
            workers.give([chunked for chunked, _ in self._waiting.values()])
            for chunked, outcome in self._waiting.values():
                given.add(chunked, outcome)
            self._waiting.clear()
            self._sources.clear()
            self.size = 0

    def holds(self, other: Article) -> bool:
        """Say whether an article that waits would have another's place in the ledger."""
        return other.id in self._waiting or other.source in self._sources
