"""The quotations of a speaker, on a topic, or both."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from onrecord.archive import Archive
from onrecord.errors import AmbiguousSpeakerError, OnRecordError
from onrecord.model import AttributionKind, Quotation
from onrecord.web.markup.quotation_cards import PAGE, QUOTES_HINT, choices_html, most_quoted_html, quotations_html
from onrecord.web.markup.sources_panel import EMPTY_PANEL
from onrecord.web.quotation_files import FORMS, quotation_file
from onrecord.web.speaker_names import proper_speakers
from onrecord.web.tabs.identities import Identities
from onrecord.web.tabs.source import Source, number
from onrecord.web.widgets import PRIVATE, Upkeep, choice, failure_html, html, line, narrowing, scope_of, speaker_line

if TYPE_CHECKING:
    pass

_KINDS = [("Any kind", ""), ("Direct", "direct"), ("Mixed", "mixed"), ("Indirect", "indirect")]
_ORDERS: dict[str, Callable[[Quotation], Any] | None] = {
    "Nearest": None,
    "Newest": lambda each: -(each.article.published or date.min).toordinal(),
    "Oldest": lambda each: each.article.published or date.max,
    "Longest": lambda each: -sum(map(len, each.words)),
    "By publisher": lambda each: (each.article.publisher is None, each.article.publisher or ""),
}

_MOST_QUOTED = 16

Filters = tuple[str | None, str | None, str | None]
"""The publisher, the first and the last day."""


class Quotes:
    """Shows the quotations of one archive."""

    def __init__(self, archive: Archive, source: Source) -> None:
        """Show what the articles of an archive hold, and open them in a source."""
        self._archive = archive
        self._source = source

    def lay_out(self, upkeep: Upkeep) -> None:
        """Lay out and wire the list of quotations."""
        import gradio as gr

        with gr.Row(elem_id="wanting"):
            speaker = speaker_line("speaker", upkeep, self._archive, "Speaker")
            topic = line("topic", "Topic", "About what", scale=2)
        with gr.Row(elem_id="sorting"):
            kind = choice("kind", "Kind", _KINDS)
            order = choice("order", "Order", [(name, name) for name in _ORDERS])
            doubtful = gr.Checkbox(label="Doubtful too", container=False, elem_id="doubtful", min_width=120, scale=1)
        narrowed = narrowing("quotes", upkeep, self._archive)
        Identities(self._archive).lay_out(upkeep)
        found = html("quotes", QUOTES_HINT)
        with gr.Row(elem_id="taking"):
            form = choice("form", "File", [(f"As {name}", name) for name in FORMS])
            take = gr.Button("Download these", elem_id="take", size="sm", scale=0)
            file = html("download-quotes")
        wanted = [speaker, topic, kind, order, doubtful, *narrowed]

        def more(*wanted: Any) -> str:  # noqa: ANN401
            *rest, shown = wanted
            return self.quotes(*rest, shown=shown)

        def chosen(event: gr.EventData) -> str:
            return str(event._data.get("speaker", ""))

        def wished(event: gr.EventData) -> int:
            return max(PAGE, number(str(event._data.get("shown", ""))))

        shown = gr.State(PAGE)
        changes = [speaker.input, topic.submit, kind.input, order.input, doubtful.input]
        changes += [each.input if isinstance(each, gr.Dropdown) else each.submit for each in narrowed]  # type: ignore[attr-defined]
        anew = [found, self._source.part]

        def looked_up(*wanted: Any) -> tuple[str, str]:  # noqa: ANN401
            return self.quotes(*wanted), EMPTY_PANEL

        gr.on(changes, looked_up, wanted, anew, trigger_mode="always_last", **PRIVATE)
        found.choose(chosen, None, speaker, **PRIVATE).then(looked_up, wanted, anew, **PRIVATE)
        found.more(wished, None, shown, **PRIVATE).then(more, [*wanted, shown], found, **PRIVATE)
        take.click(self.file, [form, *wanted], file, **PRIVATE)
        self._source.listen(found)
        upkeep.of(more, found, [*wanted, shown])

    def quotes(
        self,
        speaker: str | None,
        topic: str | None,
        kind: str | None,
        order: str | None = None,
        doubtful: bool = False,
        *filters: str | None,
        shown: int = PAGE,
    ) -> str:
        """Return the list of what a speaker said about a topic; either may be left out."""
        if not (speaker or "").strip() and not (topic or "").strip():
            return most_quoted_html(proper_speakers(self._archive)[:_MOST_QUOTED])
        try:
            found = self._found(speaker, topic, kind, order, filters)
        except AmbiguousSpeakerError as error:
            people = [each for each in self._archive.speakers() if each.name in error.candidates]
            return choices_html((speaker or "").strip(), people)
        except OnRecordError as error:
            return failure_html(error)
        return quotations_html(found, shown=shown, doubtful=doubtful)

    def file(self, form: str, *wanted: Any) -> str:  # noqa: ANN401
        """Return the quotations that are wanted as a file to download; nothing where there are none."""
        speaker, topic, kind, order, doubtful, *filters = wanted
        if not (speaker or "").strip() and not (topic or "").strip():
            return ""
        try:
            found = self._found(speaker, topic, kind, order, filters)
        except OnRecordError:
            return ""
        return quotation_file(found, form, doubtful=bool(doubtful))

    def _found(
        self, speaker: str | None, topic: str | None, kind: str | None, order: str | None, filters: Sequence[str | None]
    ) -> list[Quotation]:
        """Return what is wanted, in the order that is wanted; raises what `Archive.quotes` raises."""
        wanted = next((each for each in get_args(AttributionKind) if each == kind), None)
        scope = scope_of(*filters) if filters else scope_of(None, None, None)
        said = self._archive.quotes(
            (speaker or "").strip() or None, (topic or "").strip() or None, kind=wanted, scope=scope
        )
        by = _ORDERS.get(order or "")
        return sorted(said, key=by) if by else said
