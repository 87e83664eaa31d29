"""The quotations of a speaker, on a topic, or both."""

from typing import TYPE_CHECKING, get_args

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.model import AttributionKind
from onrecord.web.markup.quotation_cards import QUOTES_HINT, quotations_html
from onrecord.web.tabs.article import read_article
from onrecord.web.widgets import PRIVATE, failure_html, html, line, narrowing, scope_of

if TYPE_CHECKING:
    import gradio as gr


class Quotes:
    """Shows the quotations of one archive."""

    def __init__(self, archive: Archive) -> None:
        """Show what the articles of an archive hold."""
        self._archive = archive

    def lay_out(self, page: "gr.Blocks") -> None:
        """Lay out and wire the list of quotations and the article of the one that is chosen."""
        import gradio as gr

        with gr.Column(scale=5, min_width=320):
            with gr.Row(elem_id="wanting"):
                speaker = line("speaker", "Speaker", "Who spoke", scale=2)
                topic = line("topic", "Topic", "About what", scale=2)
                kind = gr.Dropdown(
                    [("Any kind", ""), ("Direct", "direct"), ("Mixed", "mixed"), ("Indirect", "indirect")],
                    value="",
                    label="Kind",
                    show_label=False,
                    container=False,
                    filterable=False,
                    elem_id="kind",
                    min_width=136,
                    scale=1,
                )
            narrowed = narrowing("quotes", page, self._archive)
            found = html("quotes", QUOTES_HINT)
        with gr.Column(scale=6, min_width=320):
            reading = html("quoted", '<p class="or-hint">The article of the quotation that you choose shows here.</p>')

        def read(event: gr.EventData) -> str:
            return read_article(self._archive, event._data)

        publisher, since, until = narrowed
        wanted = [speaker, topic, kind, *narrowed]
        changes = [speaker.submit, topic.submit, kind.input, publisher.input, since.submit, until.submit]  # type: ignore[attr-defined]
        gr.on(changes, self.quotes, wanted, found, **PRIVATE)
        found.read(read, None, reading, **PRIVATE)

    def quotes(
        self,
        speaker: str | None,
        topic: str | None,
        kind: str | None,
        publisher: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> str:
        """Return the list of what a speaker said about a topic; either may be left out."""
        speaker, topic = (speaker or "").strip() or None, (topic or "").strip() or None
        if not speaker and not topic:
            return QUOTES_HINT
        wanted = next((each for each in get_args(AttributionKind) if each == kind), None)
        try:
            scope = scope_of(publisher, since, until)
            return quotations_html(self._archive.quotes(speaker, topic, kind=wanted, scope=scope))
        except OnRecordError as error:
            return failure_html(error)
