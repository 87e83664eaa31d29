"""The articles that an archive holds: put in, listed, taken out, looked after."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import BinaryIO, Self

from onrecord.answering.second_reader import reader
from onrecord.embedding import Embedder
from onrecord.model import Article, Attribution, Health, IngestReport, KnownSpeaker, Unreadable
from onrecord.reading import count, read
from onrecord.reading.text import BROKEN, is_broken
from onrecord.settings import Settings, load_settings
from onrecord.storage.backup import LEDGER, restore, save
from onrecord.storage.health import examine
from onrecord.storage.index import Index
from onrecord.storage.records import Scope


class Holdings:
    """Articles in the folder of an index. Use it as a context manager, or close it."""

    def __init__(self, settings: Settings, *, embedder: Embedder | None = None) -> None:
        """Open the archive that the settings name; `Archive.open` is the shorter way.

        An `embedder` that is already loaded can be shared between archives.
        """
        self.settings = settings
        self._index = Index(settings.index, embedder or Embedder(settings.embedding_model), reader(settings))

    @classmethod
    def open(
        cls, index: str | Path | None = None, settings: Settings | None = None, *, embedder: Embedder | None = None
    ) -> Self:
        """Open the archive of a folder, making it when missing.

        Without a folder the settings decide. Raises IndexDamagedError and SettingsError.
        """
        settings = settings or load_settings()
        if index is not None:
            settings = settings.model_copy(update={"index": Path(index)})
        return cls(settings, embedder=embedder)

    def __enter__(self) -> Self:
        """Return the archive itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the archive."""
        self.close()

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    @staticmethod
    def expected(sources: Iterable[str | Path]) -> int | None:
        """Return about how many articles `ingest` will find, or None when that cannot be told cheaply."""
        return count(sources)

    def ingest(
        self,
        sources: Iterable[str | Path],
        *,
        stdin: BinaryIO | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> IngestReport:
        """Read files, folders, web addresses or `-` for standard input, and store their articles.

        What cannot be read is in the report's `failed` and stops nothing. `progress` is called with the name of each
        article or source as it is done. Raises IndexLockedError while another process is writing.
        """
        failed: list[Unreadable] = []

        def readable() -> Iterable[Article]:
            for found in read(sources, self.settings, stdin=stdin):
                if isinstance(found, Article):
                    yield found
                else:
                    failed.append(found)
                    if progress:
                        progress(found.source)

        return self._store(readable(), failed, progress)

    def add(self, articles: Iterable[Article]) -> IngestReport:
        """Store articles; one whose id is known takes the place of the one that has it.

        One that holds half a character (a lone surrogate) is in the report's `failed`, and not stored.
        """
        failed: list[Unreadable] = []
        return self._store(_whole(articles, failed), failed, None)

    def _store(
        self, articles: Iterable[Article], failed: list[Unreadable], progress: Callable[[str], None] | None
    ) -> IngestReport:
        outcomes: dict[str, str] = {}
        for article_id, outcome in self._index.add(articles):
            if outcomes.get(article_id, "unchanged") == "unchanged":
                outcomes[article_id] = outcome
            if progress:
                progress(article_id)
        by = {name: tuple(i for i, o in outcomes.items() if o == name) for name in ("added", "updated", "unchanged")}
        return IngestReport(**by, failed=tuple(failed))

    def articles(
        self, *, publisher: str | None = None, since: date | None = None, until: date | None = None
    ) -> list[Article]:
        """Return the articles, the newest first; dates are inclusive."""
        return self._index.ledger.articles(Scope(publisher=publisher, since=since, until=until))

    def article(self, article_id: str) -> Article:
        """Return one article; raises ArticleNotFoundError."""
        return self._index.ledger.article(article_id)

    def speakers(self) -> list[KnownSpeaker]:
        """Return who speaks in the articles, each person or body once, those with the most attributions first."""
        from onrecord.speakers import speakers

        return speakers(self._index.ledger)

    def unknown_speakers(self) -> int:
        """Return how many attributions have a speaker that nobody knows."""
        from onrecord.speakers import unknown

        return unknown(self._index.ledger)

    def attributions(self, article_id: str) -> list[Attribution]:
        """Return who said what in an article, in the order of the text; raises ArticleNotFoundError.

        A speaker has the name, and the aliases, that `speakers` lists.
        """
        from onrecord.speakers import attributions

        return attributions(self._index.ledger, self.article(article_id).id)

    def remove(self, article_id: str) -> None:
        """Remove an article everywhere; raises ArticleNotFoundError."""
        self._index.remove(article_id)

    def health(self) -> Health:
        """Return the state of the index and of the embedding model; what is wrong is told, not raised."""
        return examine(self._index, self.settings.index)

    def rebuild(self) -> None:
        """Cut and embed every stored article again. Raises IndexLockedError and EmbeddingModelError."""
        self._index.rebuild()

    def backup(self, file: str | Path) -> int:
        """Write the whole archive to one file, also while it is in use; return how many articles are in it.

        Raises WriteError when the file is there already or cannot be written.
        """
        return save(self.settings.index / LEDGER, Path(file))

    @staticmethod
    def restore(file: str | Path, index: str | Path) -> int:
        """Make the index of a backup in a folder that is empty or missing; return how many articles it has.

        Raises ReadError when the file is no whole backup or is of another version, WriteError when the folder holds
        anything.
        """
        return restore(Path(file), Path(index))


def _whole(articles: Iterable[Article], failed: list[Unreadable]) -> Iterable[Article]:
    """Yield the articles that can be stored; the others go to `failed`."""
    for article in articles:
        stated = (article.text, article.title, article.publisher, article.author, article.url, article.source)
        if any(is_broken(words) for words in stated if words):
            failed.append(Unreadable(source=article.id, error=BROKEN))
        else:
            yield article
