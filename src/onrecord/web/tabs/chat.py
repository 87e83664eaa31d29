"""The chat: questions, their answers, and the sources beside them."""

import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.web.markup.conversation import Conversation, Turn, conversation_html, history, welcome_html
from onrecord.web.markup.sources_panel import EMPTY_PANEL, opened_html, sources_html
from onrecord.web.tabs.article import number, read_article
from onrecord.web.widgets import PRIVATE, html, line, narrowing, scope_of

if TYPE_CHECKING:
    import gradio as gr

_SENTENCE_PAUSE_S = 0.12
_BROKEN = "Something went wrong. The terminal that serves this page says what."
_NO_ARTICLES = "No articles yet: run onrecord ingest PATH, then ask again."

Narrowed = tuple[str | None, str | None, str | None]
"""The publisher, the first and the last day that a visitor chose."""

NOT_NARROWED: Narrowed = (None, None, None)


class Chat:
    """Answers the visitors of one archive; what a visitor asked travels in `Conversation`, one for each tab."""

    def __init__(self, archive: Archive) -> None:
        """Answer from the articles of an archive."""
        self._archive = archive

    def lay_out(self, page: "gr.Blocks") -> None:
        """Lay out and wire the chat with its sources panel."""
        import gradio as gr

        turns = gr.State(())
        with gr.Column(scale=6, min_width=320):
            conversation = html("conversation")
            narrowed = narrowing("ask", page, self._archive)
            with gr.Row(elem_id="asking"):
                question = line("question", "Question", "Ask your articles", submit_btn="Ask", autofocus=True)
                afresh = gr.Button("Start over", elem_id="afresh", size="sm", scale=0)
        with gr.Column(scale=5, min_width=320):
            sources = html("sources", EMPTY_PANEL)

        def ask(asked: str, turns: Conversation, *narrowed: str) -> Iterator[tuple[Any, ...]]:
            publisher, since, until = narrowed
            for answered, shown, panel in self.ask(asked, turns, (publisher, since, until)):
                yield "", answered, shown, gr.skip() if panel is None else panel

        def opened(turns: Conversation, event: gr.EventData) -> str:
            return self.open(turns, event._data)

        def listed(turns: Conversation, event: gr.EventData) -> str:
            return self.back(turns, event._data)

        def read(event: gr.EventData) -> str:
            return read_article(self._archive, event._data)

        def start_over() -> tuple[Conversation, str, str]:
            return (), self.conversation(()), EMPTY_PANEL

        asked, shown = [question, turns, *narrowed], [question, turns, conversation, sources]
        answering = question.submit(ask, asked, shown, **PRIVATE)
        answering.failure(self.give_up, turns, [turns, conversation], **PRIVATE)
        afresh.click(start_over, None, [turns, conversation, sources], **PRIVATE)
        conversation.open(opened, turns, sources, **PRIVATE)
        conversation.read(read, None, sources, **PRIVATE)
        sources.open(opened, turns, sources, **PRIVATE)
        sources.back(listed, turns, sources, **PRIVATE)
        page.load(self.conversation, turns, conversation, **PRIVATE)

    def ask(
        self, question: str, turns: Conversation, narrowed: Narrowed = NOT_NARROWED
    ) -> Iterator[tuple[Conversation, str, str | None]]:
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
        for turn in self._turns(question, turns, narrowed):
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
        turn, n = number(chosen.get("turn")), number(chosen.get("n"))
        return opened_html(turns, turn, n, uuid4().hex)

    def back(self, turns: Conversation, chosen: Mapping[str, str]) -> str:
        """Return the panel with the sources of the chosen `turn`."""
        turn = number(chosen.get("turn"))
        return sources_html(turns, turn if 0 <= turn < len(turns) else None)

    def _turns(self, question: str, turns: Conversation, narrowed: Narrowed) -> Iterator[Turn]:
        """Yield the turn in its states: as far as the answer is written, not too often, and last the whole."""
        shown = 0.0
        try:
            scope = scope_of(*narrowed)
            if not self._archive.articles():
                yield Turn(question=question, failure=_NO_ARTICLES)
                return
            if self._archive.settings.llm is None:
                yield Turn(question=question, answer=self._archive.ask(question, history(turns), scope=scope))
                return
            for progress in self._archive.stream(question, history(turns), scope=scope):
                if progress.answer:
                    yield Turn(question=question, answer=progress.answer)
                elif time.monotonic() - shown > _SENTENCE_PAUSE_S:
                    shown = time.monotonic()
                    yield Turn(question=question, written=progress.sentences, pending=progress.pending)
        except OnRecordError as error:
            yield Turn(question=question, failure=str(error))
