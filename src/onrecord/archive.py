"""The archive: the one façade that every face calls."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from onrecord.answering.asking import Asking
from onrecord.answering.second_reader import reader
from onrecord.checking.check import check
from onrecord.embedding import Embedder
from onrecord.errors import ReadError
from onrecord.health import examine
from onrecord.model import (
    Answer,
    Article,
    Attribution,
    CheckedDraft,
    Health,
    Hit,
    IngestReport,
    Kind,
    KnownSpeaker,
    Quotation,
    QuoteCheck,
    Unreadable,
)
from onrecord.reading import count, read
from onrecord.retrieval.search import search
from onrecord.settings import Settings, load_settings
from onrecord.storage.index import Index
from onrecord.storage.records import Scope

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.tools import BaseTool

    from onrecord.answering.progress import Progress
    from onrecord.model.prompt import PromptFile


class Archive:
    """Articles that can be asked. Use it as a context manager, or close it."""

    def __init__(self, settings: Settings, *, embedder: Embedder | None = None) -> None:
        """Open the archive that the settings name; `Archive.open` is the shorter way.

        An `embedder` that is already loaded can be shared between archives.
        """
        self.settings = settings
        self._index = Index(settings.index, embedder or Embedder(settings.embedding_model), reader(settings))
        self._asking = Asking(self._index, settings)

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
        """Store articles; one whose id is known takes the place of the one that has it."""
        return self._store(articles, [], None)

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
        from onrecord.speaking import speakers

        return speakers(self._index.ledger)

    def unknown_speakers(self) -> int:
        """Return how many attributions have a speaker that nobody knows."""
        from onrecord.speaking import unknown

        return unknown(self._index.ledger)

    def attributions(self, article_id: str) -> list[Attribution]:
        """Return who said what in an article, in the order of the text; raises ArticleNotFoundError.

        A speaker has the name, and the aliases, that `speakers` lists.
        """
        from onrecord.speaking import attributions

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

    def search(
        self,
        question: str,
        k: int = 10,
        *,
        publisher: str | None = None,
        since: date | None = None,
        until: date | None = None,
        articles: Iterable[str] | None = None,
    ) -> list[Hit]:
        """Return the `k` passages that best match a question, the best first, from the articles of a scope.

        Raises ArticleNotFoundError when one of `articles` is not there.
        """
        return search(self._index, question, k, self._scope(publisher, since, until, articles))

    def ask(
        self,
        question: str,
        history: Sequence[tuple[str, str]] = (),
        *,
        publisher: str | None = None,
        since: date | None = None,
        until: date | None = None,
        articles: Iterable[str] | None = None,
    ) -> Answer:
        """Answer a question from the articles of a scope, or abstain; every sentence is cited.

        `history` holds the earlier questions and answers of the conversation, the oldest first. Raises
        ArticleNotFoundError when one of `articles` is not there.
        """
        scope = self._scope(publisher, since, until, articles)
        return [progress.answer for progress in self._asking.progress(question, history, scope) if progress.answer][-1]

    def stream(
        self,
        question: str,
        history: Sequence[tuple[str, str]] = (),
        *,
        publisher: str | None = None,
        since: date | None = None,
        until: date | None = None,
        articles: Iterable[str] | None = None,
    ) -> "Iterator[Progress]":
        """Answer a question as `ask` does, and yield what there is of the answer as it comes; the last has it whole.

        Without a language model there is only the last.
        """
        return self._asking.progress(question, history, self._scope(publisher, since, until, articles))

    def quotes(
        self,
        speaker: str | None = None,
        about: str | None = None,
        kind: Kind | None = None,
        publisher: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> list[Quotation]:
        """Return what was said, each quotation once with all its places: by a speaker, about a topic, or both.

        A speaker is found by any name, title or slight misspelling. With a topic the nearest come first, and what is
        not about it is left out; without one the newest. Raises AmbiguousSpeakerError when the speaker's name fits
        several people.
        """
        from onrecord.quoting import quotations

        scope = Scope(publisher=publisher, since=since, until=until)
        return quotations(self._index, speaker=speaker, about=about, kind=kind, scope=scope, limit=limit)

    def _scope(
        self, publisher: str | None, since: date | None, until: date | None, articles: Iterable[str] | None
    ) -> Scope:
        ids = None if articles is None else frozenset(self.article(each).id for each in articles)
        return Scope(publisher=publisher, since=since, until=until, article_ids=ids)

    def check(self, quote: str, speaker: str | None = None) -> QuoteCheck:
        """Say whether somebody said these words, in these words: a speaker, or anybody when none is given."""
        return check(self._index.ledger, quote, speaker)

    def as_tools(self) -> "list[BaseTool]":
        """Return the archive's search, answers and checks as LangChain tools."""
        from onrecord.tools.langchain import langchain_tools

        return langchain_tools(self)

    @staticmethod
    def prompts(settings: Settings | None = None) -> "list[PromptFile]":
        """Return the prompts for a language model; raises SettingsError when the user's folder of them is none."""
        from onrecord.answering.prompting import prompt_files

        return prompt_files((settings or load_settings()).prompts)

    def check_draft(self, source: str | Path) -> CheckedDraft:
        """Check every quotation of a draft, and everything it reports that somebody said, against the articles.

        `source` is a file, a web address, or `-` for standard input. Raises ReadError when it cannot be read.
        """
        from onrecord.attribution import attribute
        from onrecord.checking.draft import check_draft

        return check_draft(self._index.ledger, self._draft(source), attribute)

    def _draft(self, source: str | Path) -> Article:
        found = next(iter(read([source], self.settings)), None)
        if isinstance(found, Article):
            return found
        raise ReadError(f"{source}: {found.error}" if found else f"{source} holds no article")

    def as_retriever(self, k: int = 10) -> "BaseRetriever":
        """Return the archive's search as a LangChain retriever."""
        from onrecord.retrieval.langchain import PassageRetriever

        return PassageRetriever(index=self._index, k=k)
