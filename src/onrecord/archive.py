"""The archive: the one façade that every face calls."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self, Unpack

from onrecord.answering.answerer import Answerer
from onrecord.answering.question.followup import History
from onrecord.checking.check import check
from onrecord.claims.recording import record_claims
from onrecord.embedding import Embedder
from onrecord.ingesting.pipeline import Pipeline, index_of
from onrecord.model import (
    EVERYTHING,
    Answer,
    Article,
    Attribution,
    AttributionKind,
    CheckedDraft,
    ClaimGroup,
    ExplainedSpeaker,
    Health,
    Hit,
    IngestReport,
    KnownSpeaker,
    Quotation,
    QuoteCheck,
    Scope,
)
from onrecord.reading import count, read_one
from onrecord.reading.file_names import NamePattern
from onrecord.retrieval.search import search
from onrecord.settings import Settings, load_settings
from onrecord.speakers import Corrector, attributions, explained, speakers, state_identity
from onrecord.stint import Listener, heard_by
from onrecord.storage.backup import restore
from onrecord.storage.health import examine
from onrecord.tracking.tracker import ClaimsWanted, Tracker
from onrecord.tracking.watches import Watches

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

    from onrecord.answering.writing.streaming import Progress


class Archive:
    """Articles that can be asked, quoted and checked. Use it as a context manager, or close it.

    What is given a `scope` looks at the articles of that scope alone, and raises ArticleNotFoundError when the scope
    names an article that is not there.
    """

    def __init__(self, settings: Settings, *, embedder: Embedder | None = None) -> None:
        """Open the archive that the settings name, with an `embedder` that others may share; see `Archive.open`."""
        self.settings = settings
        self.index = index_of(settings, embedder or Embedder(settings.embedding_model))
        self._pipeline = Pipeline.of(self.index, settings, record_claims)

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
        self.index.close()

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
        listener: Listener | None = None,
        pattern: str | None = None,
    ) -> IngestReport:
        """Read files, folders, web addresses or `-` for standard input, and store their articles.

        What cannot be read is in the report's `failed`. `progress` is called with the name of each article or source
        that is done; `listener` hears how far a long one is. A `pattern` of file names such as `{publisher}_{title}`
        says what they lack. Raises IndexLockedError, and SettingsError for a bad pattern.
        """
        named = NamePattern.of(pattern) if pattern else None
        with heard_by(listener):
            return self._pipeline.ingest(sources, self.settings, stdin=stdin, progress=progress, pattern=named)

    def add(self, articles: Iterable[Article]) -> IngestReport:
        """Store articles, each in place of the one with its id; one with half a character is in `failed` instead."""
        return self._pipeline.store(articles)

    def remove(self, article_id: str) -> None:
        """Remove an article everywhere; raises ArticleNotFoundError."""
        self.index.remove(article_id)

    def describe(self, article_id: str, **stated: str | date | None) -> None:
        """State the `publisher`, `published` or `url` of an article, for good; raises ArticleNotFoundError."""
        self.index.describe(article_id, stated)

    def search(self, question: str, k: int = 10, *, scope: Scope = EVERYTHING) -> list[Hit]:
        """Return the `k` passages that best match a question, the best first."""
        return search(self.index, question, k, self._known(scope))

    def ask(self, question: str, history: History = (), *, scope: Scope = EVERYTHING) -> Answer:
        """Answer a question from the articles, or abstain; every sentence is cited."""
        return [state.answer for state in self.stream(question, history, scope=scope) if state.answer][-1]

    def stream(self, question: str, history: History = (), *, scope: Scope = EVERYTHING) -> "Iterator[Progress]":
        """Answer as `ask` does, and yield what a language model has written as it comes; the last is the answer."""
        return self._answerer.progress(question, history, self._known(scope))

    def quotes(
        self,
        speaker: str | None = None,
        about: str | None = None,
        *,
        kind: AttributionKind | None = None,
        scope: Scope = EVERYTHING,
        limit: int | None = None,
    ) -> list[Quotation]:
        """Return what was said, each quotation once with all its places: by a speaker, about a topic, or both.

        A speaker is found by any name, title or slight misspelling. With a topic the nearest come first, and what is
        not about it is left out; without one the newest. Raises AmbiguousSpeakerError when the speaker's name fits
        several people.
        """
        from onrecord.quoting import quotations

        return quotations(self.index, speaker=speaker, about=about, kind=kind, scope=self._known(scope), limit=limit)

    def check(self, quote: str, speaker: str | None = None, *, scope: Scope = EVERYTHING) -> QuoteCheck:
        """Say whether somebody said these words, in these words: a speaker, or anybody when none is given."""
        return self.tracker.known.beside(check(self.index.ledger, quote, speaker, self._known(scope)))

    def check_draft(self, source: str | Path, *, scope: Scope = EVERYTHING) -> CheckedDraft:
        """Check every quotation of a draft, and everything it reports that somebody said, against the articles.

        `source` is a file, a web address, or `-` for standard input. Raises ReadError when it cannot be read.
        """
        from onrecord.attribution import attribute
        from onrecord.checking.draft_check import check_draft

        found = read_one(source, self.settings)
        return self.tracker.known.beside_each(check_draft(self.index.ledger, found, attribute, self._known(scope)))

    def claims(
        self, about: str | None = None, speaker: str | None = None, *, scope: Scope = EVERYTHING,
        **wanted: Unpack[ClaimsWanted],
    ) -> list[ClaimGroup]:  # fmt: skip
        """Return the claims, each once with everywhere it was made, as `Tracker.claims` does."""
        return self.tracker.claims(about, speaker, scope=self._known(scope), **wanted)

    def articles(self, scope: Scope = EVERYTHING) -> list[Article]:
        """Return the articles, the newest first."""
        return self.index.ledger.articles.of(self._known(scope))

    def article(self, article_id: str) -> Article:
        """Return one article; raises ArticleNotFoundError."""
        return self.index.ledger.articles.get(article_id)

    def publishers(self) -> list[str]:
        """Return the name of each publisher once, in order."""
        return self.index.ledger.articles.publishers()

    def speakers(self) -> list[KnownSpeaker]:
        """Return who speaks in the articles, each person or body once, those with the most attributions first."""
        return speakers(self.index.ledger)

    def explained_speakers(self, name: str) -> list[ExplainedSpeaker]:
        """Return whom a name means and why its names are taken for one; raises AmbiguousSpeakerError."""
        return explained(self.index.ledger, name)

    def state_identity(self, name: str, other: str, *, are_one: bool) -> list[KnownSpeaker]:
        """State for good that two names are one speaker's, or are not; raises SpeakerNotFoundError and WriteError."""
        return state_identity(self.index, name, other, are_one=are_one)

    @cached_property
    def corrector(self) -> Corrector:
        """What a person states of who said single quotations."""
        return Corrector(self.index)

    def unknown_speakers(self) -> int:
        """Return how many attributions have a speaker that nobody knows."""
        return self.index.ledger.attributions.without_speaker()

    def attributions(self, article_id: str) -> list[Attribution]:
        """Return who said what in an article, with the names that `speakers` lists; raises ArticleNotFoundError."""
        return attributions(self.index.ledger, self.article(article_id).id)

    def health(self) -> Health:
        """Return the state of the index and of the embedding model; what is wrong is told, not raised."""
        return examine(self.index, self.settings.index)

    def rebuild(self) -> None:
        """Cut and embed every stored article again. Raises IndexLockedError and EmbeddingModelError."""
        self._pipeline.rebuild()

    def backup(self, file: str | Path) -> int:
        """Write the archive to a new file, even while in use; return how many articles it has; raises WriteError."""
        return self.index.backup(Path(file))

    @staticmethod
    def restore(file: str | Path, index: str | Path) -> int:
        """Make the index of a backup in a folder that is empty or missing; return how many articles it has.

        Raises ReadError when the file is no whole backup or is of another version, WriteError when the folder holds
        anything.
        """
        return restore(Path(file), Path(index))

    def as_retriever(self, k: int = 10, *, scope: Scope = EVERYTHING) -> "BaseRetriever":
        """Return the archive's search as a LangChain retriever."""
        from onrecord.retrieval.langchain_retriever import PassageRetriever

        return PassageRetriever(index=self.index, k=k, scope=self._known(scope))

    @cached_property
    def tracker(self) -> Tracker:
        """The claims, what the user follows and found out of them, and known fact-checks."""
        return Tracker(self.index, self.settings)

    @cached_property
    def watches(self) -> Watches:
        """The folders and addresses that are looked at again and again."""
        return Watches(self.tracker, self.ingest)

    @cached_property
    def _answerer(self) -> Answerer:
        return Answerer(self.index, self.settings, self.tracker)

    def _known(self, scope: Scope) -> Scope:
        """Return a scope; raises ArticleNotFoundError when it names an article that is not there."""
        for article_id in scope.articles or ():
            self.article(article_id)
        return scope
