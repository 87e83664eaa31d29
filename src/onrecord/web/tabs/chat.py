"""The chat: questions and their answers; what an answer rests on opens in the source beside it."""

import time
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.web.conversation_files import conversation_file
from onrecord.web.followups import followups
from onrecord.web.markup.conversation import Conversation, Turn, conversation_html, history
from onrecord.web.markup.sources_panel import EMPTY_PANEL, opened_html, sources_html
from onrecord.web.markup.welcome import welcome_html
from onrecord.web.speaker_names import proper_names
from onrecord.web.tabs.source import Source, number
from onrecord.web.transcript import from_transcript, to_transcript
from onrecord.web.widgets import PRIVATE, Upkeep, html, line, narrowing, scope_of

_SENTENCE_PAUSE_S = 0.12
_AT_ONCE = 4
"""Questions of different visitors that are answered at the same time; set by hand."""

_BROKEN = "Something went wrong. The terminal that serves this page says what."
_NO_ARTICLES = "No articles yet: add some in the Library, then ask again."

_TALKS = (
    '<button type="button" data-act="earlier">Earlier conversations</button>'
    ' <button type="button" data-act="take" data-form="markdown">Save as Markdown</button>'
    ' <button type="button" data-act="take" data-form="html">Save as HTML</button>'
)

Narrowed = tuple[str | None, str | None, str | None]
"""The publisher, the first and the last day that a visitor chose."""

NOT_NARROWED: Narrowed = (None, None, None)


class Chat:
    """Answers the visitors of one archive; what a visitor asked travels in `Conversation`, one for each tab."""

    def __init__(self, archive: Archive, source: Source) -> None:
        """Answer from the articles of an archive, and open them in a source."""
        self._archive = archive
        self._source = source

    def lay_out(self, upkeep: Upkeep) -> None:
        """Lay out and wire the chat."""
        import gradio as gr

        turns = gr.State(())
        conversation = html("conversation")
        html("queued")
        narrowed = narrowing("ask", upkeep, self._archive)
        with gr.Row(elem_id="asking"):
            question = line("question", "Question", "Ask your articles", submit_btn="Ask", autofocus=True)
        with gr.Row(elem_id="talking"):
            talks = html("talks", _TALKS)
            file = html("download-talk")
            afresh = gr.Button("Start over", elem_id="afresh", size="sm", scale=0)
        self._wire(upkeep.page, turns, conversation, question, afresh, narrowed)

        def taken(turns: Conversation, event: gr.EventData) -> str:
            return conversation_file(turns, str(event._data.get("form", "")))

        talks.take(taken, turns, file, **PRIVATE)

    def _wire(self, page: Any, turns: Any, conversation: Any, question: Any, afresh: Any, narrowed: Any) -> None:  # noqa: ANN401
        import gradio as gr

        panel = self._source.part

        def ask(
            turns: Conversation, publisher: str, since: str, until: str, event: gr.EventData
        ) -> Iterator[tuple[Any, ...]]:
            asked = str(event._data.get("question", ""))
            for answered, shown, source in self.ask(asked, turns, (publisher, since, until)):
                yield answered, shown, gr.skip() if source is None else source

        def opened(turns: Conversation, event: gr.EventData) -> str:
            return self.open(turns, event._data)

        def listed(turns: Conversation, event: gr.EventData) -> str:
            return self.back(turns, event._data)

        def restored(event: gr.EventData) -> tuple[Conversation, str, str]:
            turns = from_transcript(self._archive, str(event._data.get("kept", "")))
            return turns, self.conversation(turns), self.beside(turns)

        def start_over() -> tuple[Conversation, str, str]:
            return (), self.conversation(()), EMPTY_PANEL

        everything = [turns, conversation, panel]
        question.submit(None, question, question, js="(words) => { window.onrecord.submit(words); return ''; }")
        many = {"trigger_mode": "multiple", "concurrency_limit": _AT_ONCE}
        answering = conversation.ask(ask, [turns, *narrowed], everything, **many, **PRIVATE)
        broken = answering.failure(self.give_up, turns, [turns, conversation], **PRIVATE)
        for ended in (answering.success, broken.then):
            ended(None, None, None, js="() => window.onrecord.answered()")
        afresh.click(start_over, None, everything, js="() => window.onrecord.afresh()", cancels=[answering], **PRIVATE)
        conversation.restore(restored, None, everything, cancels=[answering], **PRIVATE)
        conversation.open(opened, turns, panel, **PRIVATE)
        self._source.listen(conversation)
        panel.open(opened, turns, panel, **PRIVATE)
        panel.back(listed, turns, panel, **PRIVATE)
        page.load(self.conversation, turns, conversation, **PRIVATE)

    def ask(
        self, question: str, turns: Conversation, narrowed: Narrowed = NOT_NARROWED
    ) -> Iterator[tuple[Conversation, str, str | None]]:
        """Answer a question: yields the conversation, its HTML, and the source's where it changes.

        The answer comes sentence by sentence, and its source with the first, so that what a visitor opens meanwhile
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
        panel: str | None = self.beside(done)
        at_once = answer is None or answer.abstained or answer.writer != "extractive"
        for said in range(1, len(answer.sentences) if answer and not at_once else 0):
            yield done, conversation_html(done, said=said), panel
            panel = None
            time.sleep(_SENTENCE_PAUSE_S)
        yield done, self.conversation(done), panel

    def give_up(self, turns: Conversation) -> tuple[Conversation, str]:
        """Mark the question that could not be answered; returns the conversation and its HTML."""
        if turns and turns[-1].answer is None:
            turns = (*turns[:-1], Turn(question=turns[-1].question, failure=turns[-1].failure or _BROKEN))
        return turns, self.conversation(turns)

    def conversation(self, turns: Conversation) -> str:
        """Return the HTML of a conversation that is not in work; an empty one welcomes the visitor."""
        if turns:
            return conversation_html(turns, kept=to_transcript(turns), after=followups(self._archive, turns))
        articles = self._archive.articles()
        return welcome_html(articles, proper_names(self._archive), str(self._archive.settings.index))

    def beside(self, turns: Conversation) -> str:
        """Return what shows beside a conversation: the first source of its last answer, or the near passages."""
        last = turns[-1].answer if turns else None
        if last is None or last.abstained or not last.citations:
            return sources_html(turns)
        return opened_html(turns, len(turns) - 1, last.citations[0].n, uuid4().hex, quiet=True)

    def open(self, turns: Conversation, chosen: Mapping[str, str]) -> str:
        """Return the source with the article of the chosen `n` of the chosen `turn`."""
        turn, n = number(chosen.get("turn")), number(chosen.get("n"))
        return opened_html(turns, turn, n, uuid4().hex)

    def back(self, turns: Conversation, chosen: Mapping[str, str]) -> str:
        """Return the sources of the chosen `turn`."""
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
