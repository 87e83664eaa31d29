"""What the page does when a visitor asks, opens or looks through: no state of its own but the archive."""

import time
from collections.abc import Iterator, Mapping
from typing import get_args
from uuid import uuid4

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.model import Article, AttributionKind, Span
from onrecord.web.markup.conversation import (
    Conversation,
    Turn,
    article_list_html,
    conversation_html,
    history,
    welcome_html,
)
from onrecord.web.markup.escaping import escaped, title_of
from onrecord.web.markup.quotation_cards import QUOTES_HINT, quotations_html
from onrecord.web.markup.sources_panel import EMPTY_PANEL, article_html, opened_html, sources_html

_SENTENCE_PAUSE_S = 0.12
_BROKEN = "Something went wrong. The terminal that serves this page says what."
_NO_ARTICLES = "No articles yet: run onrecord ingest PATH, then ask again."


class Desk:
    """Serves the visitors of one archive; what a visitor asked travels in `Conversation`, one for each tab."""

    def __init__(self, archive: Archive) -> None:
        """Serve the articles of an archive."""
        self._archive = archive

    def ask(self, question: str, turns: Conversation) -> Iterator[tuple[Conversation, str, str | None]]:
        """Answer a question: yields the conversation, its HTML, and the panel's where it changes.

        The answer comes sentence by sentence, and its sources with the first, so that what a visitor opens meanwhile
        stays open.
        """
        question = question.strip()
        if not question:
            yield turns, self.conversation(turns), None
            return
        asked = (*turns, Turn(question=question))
        yield asked, conversation_html(asked), EMPTY_PANEL
        done = asked
        for turn in self._turns(question, turns):
            done = (*turns, turn)
            if turn.answer is None and turn.failure is None:
                yield done, conversation_html(done), None
        answer = done[-1].answer
        panel: str | None = sources_html(done)
        at_once = answer is None or answer.abstained or answer.writer != "extractive"
        for said in range(1, len(answer.sentences) if answer and not at_once else 0):
            yield done, conversation_html(done, said=said), panel
            panel = None
            time.sleep(_SENTENCE_PAUSE_S)
        yield done, conversation_html(done), panel

    def _turns(self, question: str, turns: Conversation) -> Iterator[Turn]:
        """Yield the turn in its states: as far as the answer is written, not too often, and last the whole."""
        shown = 0.0
        try:
            if not self._archive.articles():
                yield Turn(question=question, failure=_NO_ARTICLES)
                return
            if self._archive.settings.llm is None:
                yield Turn(question=question, answer=self._archive.ask(question, history(turns)))
                return
            for progress in self._archive.stream(question, history(turns)):
                if progress.answer:
                    yield Turn(question=question, answer=progress.answer)
                elif time.monotonic() - shown > _SENTENCE_PAUSE_S:
                    shown = time.monotonic()
                    yield Turn(question=question, written=progress.sentences, pending=progress.pending)
        except OnRecordError as error:
            yield Turn(question=question, failure=str(error))

    def give_up(self, turns: Conversation) -> tuple[Conversation, str]:
        """Mark the question that could not be answered; returns the conversation and its HTML."""
        if turns and turns[-1].answer is None:
            turns = (*turns[:-1], Turn(question=turns[-1].question, failure=turns[-1].failure or _BROKEN))
        return turns, self.conversation(turns)

    def conversation(self, turns: Conversation) -> str:
        """Return the HTML of a conversation; an empty one welcomes the visitor."""
        return conversation_html(turns) if turns else welcome_html(self._archive.articles())

    def open(self, turns: Conversation, chosen: Mapping[str, str]) -> str:
        """Return the panel with the article of the chosen `n` of the chosen `turn`."""
        turn, n = _number(chosen.get("turn")), _number(chosen.get("n"))
        return opened_html(turns, turn, n, uuid4().hex)

    def back(self, turns: Conversation, chosen: Mapping[str, str]) -> str:
        """Return the panel with the sources of the chosen `turn`."""
        turn = _number(chosen.get("turn"))
        return sources_html(turns, turn if 0 <= turn < len(turns) else None)

    def read(self, chosen: Mapping[str, str]) -> str:
        """Return the whole chosen `article` with the chosen `spans` of it marked, if there are any."""
        try:
            article = self._archive.article(str(chosen.get("article", "")))
        except OnRecordError as error:
            return _failure_html(error)
        return article_html(article, uuid4().hex, cited=_spans(chosen.get("spans"), article))

    def quotes(self, speaker: str | None, topic: str | None, kind: str | None) -> str:
        """Return the list of what a speaker said about a topic; either may be left out."""
        speaker, topic = (speaker or "").strip() or None, (topic or "").strip() or None
        if not speaker and not topic:
            return QUOTES_HINT
        wanted = next((each for each in get_args(AttributionKind) if each == kind), None)
        try:
            return quotations_html(self._archive.quotes(speaker, topic, wanted))
        except OnRecordError as error:
            return _failure_html(error)

    def listing(self, wanted: str | None) -> str:
        """Return the list of the articles whose title, publisher or author has all the `wanted` words."""
        words = (wanted or "").casefold().split()
        return article_list_html(a for a in self._archive.articles() if all(w in _described(a) for w in words))

    def warm_up(self) -> None:
        """Load what the first question would otherwise wait for; raises whatever that question would."""
        if self._archive.articles():
            self._archive.search("What happened?", 1)

    def footing(self) -> str:
        """Return the line below the page: how many articles, and where they and the questions go."""
        count = len(self._archive.articles())
        model = self._archive.settings.llm
        where = (
            f"Questions and passages go to the language model {escaped(model)}."
            if model
            else "Everything stays on this machine."
        )
        return f"<p>{count:,} article{'' if count == 1 else 's'} · {where}</p>"


def _described(article: Article) -> str:
    return " ".join(p for p in (title_of(article), article.publisher, article.author) if p).casefold()


def _failure_html(error: OnRecordError) -> str:
    """Return what went wrong, for a visitor."""
    return f'<p class="or-failure" role="alert">{escaped(str(error))}</p>'


def _spans(given: str | None, article: Article) -> list[Span]:
    """Return the places in an article that the page sent, such as `3-20 31-40`; none unless all of them are ones."""
    found: list[Span] = []
    for each in str(given or "").split():
        start, _, end = each.partition("-")
        first, after = _number(start), _number(end)
        if not (found[-1].end if found else 0) <= first < after <= len(article.text):
            return []
        found.append(Span(start=first, end=after))
    return found


def _number(given: str | None) -> int:
    """Return the number that the page sent, -1 when it is none."""
    return int(given) if given is not None and given.isascii() and given.isdigit() else -1
