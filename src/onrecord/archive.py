"""The archive: the one façade that every face calls."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.answering.answerer import Asking
from onrecord.checking.check import check
from onrecord.errors import ReadError
from onrecord.holdings import Holdings
from onrecord.model import Answer, Article, AttributionKind, CheckedDraft, Hit, Quotation, QuoteCheck
from onrecord.reading import read
from onrecord.retrieval.search import search
from onrecord.settings import Settings, load_settings
from onrecord.storage.records import Scope

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.tools import BaseTool

    from onrecord.answering.writing.streaming import Progress
    from onrecord.model.prompt import PromptFile


class Archive(Holdings):
    """Articles that can be asked, quoted and checked. Use it as a context manager, or close it."""

    @cached_property
    def _asking(self) -> Asking:
        return Asking(self._index, self.settings)

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
        kind: AttributionKind | None = None,
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
        from onrecord.integrations.langchain_tools import langchain_tools

        return langchain_tools(self)

    @staticmethod
    def prompts(settings: Settings | None = None) -> "list[PromptFile]":
        """Return the prompts for a language model; raises SettingsError when the user's folder of them is none."""
        from onrecord.llm.prompt_files import prompt_files

        return prompt_files((settings or load_settings()).prompts)

    def check_draft(self, source: str | Path) -> CheckedDraft:
        """Check every quotation of a draft, and everything it reports that somebody said, against the articles.

        `source` is a file, a web address, or `-` for standard input. Raises ReadError when it cannot be read.
        """
        from onrecord.attribution import attribute
        from onrecord.checking.draft_check import check_draft

        return check_draft(self._index.ledger, self._draft(source), attribute)

    def _draft(self, source: str | Path) -> Article:
        found = next(iter(read([source], self.settings)), None)
        if isinstance(found, Article):
            return found
        raise ReadError(f"{source}: {found.error}" if found else f"{source} holds no article")

    def as_retriever(self, k: int = 10) -> "BaseRetriever":
        """Return the archive's search as a LangChain retriever."""
        from onrecord.retrieval.langchain_retriever import PassageRetriever

        return PassageRetriever(index=self._index, k=k)
