"""The parts that several tabs are made of."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.model import Scope, day_of
from onrecord.web.markup.escaping import escaped
from onrecord.web.speaker_names import proper_speakers

if TYPE_CHECKING:
    import gradio as gr

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""How every event of the page is served."""

WRITING: dict[str, Any] = {**PRIVATE, "concurrency_id": "writing", "concurrency_limit": 1}
"""How an event is served that writes to the index, which has one writer at a time."""

_LONGEST_LINE = 1000
_EVERY = "Only some articles"


@dataclass(frozen=True, slots=True)
class Upkeep:
    """When what is shown of the archive is read anew: as the page loads, and whenever a visitor `changed` something."""

    page: "gr.Blocks"
    changed: "gr.State"

    def of(self, read: Callable[..., Any], outputs: Any, inputs: Any = None) -> None:  # noqa: ANN401
        """Show in `outputs` what `read` returns, now and after every change."""
        self.page.load(read, inputs, outputs, **PRIVATE)
        self.changed.change(read, inputs, outputs, **PRIVATE)


def asset(name: str) -> str:
    """Return one of the page's own files as text."""
    return files("onrecord.web").joinpath("static", name).read_text(encoding="utf-8")


def html(name: str, value: str = "", **more: Any) -> Any:  # noqa: ANN401 (its events are made up as they are named)
    """Return a part of the page whose links send the events that `static/page.js` names."""
    import gradio as gr

    return gr.HTML(value, elem_id=name, js_on_load=asset("page.js"), apply_default_css=False, **more)


def line(name: str, label: str, hint: str, **more: Any) -> "gr.Textbox":  # noqa: ANN401
    """Return a line to type in."""
    import gradio as gr

    return gr.Textbox(
        label=label,
        placeholder=hint,
        elem_id=name,
        html_attributes=gr.InputHTMLAttributes(autocomplete="off"),
        **{"show_label": False, "container": False, "max_length": _LONGEST_LINE, **more},
    )


def speaker_line(name: str, upkeep: Upkeep, archive: Archive, hint: str) -> "gr.Dropdown":
    """Return a line for a speaker's name that offers those the articles name; any other can be typed too."""
    import gradio as gr

    def offered() -> "gr.Dropdown":
        found = proper_speakers(archive)
        return gr.Dropdown([(f"{each.name} ({each.attributions})", each.name) for each in found])

    speaker = gr.Dropdown(
        [],
        value=None,
        label=hint,
        show_label=False,
        container=False,
        allow_custom_value=True,
        elem_id=name,
        min_width=180,
        scale=2,
    )
    upkeep.of(offered, speaker)
    return speaker


def choice(name: str, label: str, choices: "list[tuple[str, str]]", *, min_width: int = 136) -> "gr.Dropdown":
    """Return a choice of a few, the first of them chosen."""
    import gradio as gr

    return gr.Dropdown(
        choices,
        value=choices[0][1],
        label=label,
        show_label=False,
        container=False,
        filterable=False,
        elem_id=name,
        elem_classes="or-choice",
        min_width=min_width,
        scale=1,
    )


def narrowing(name: str, upkeep: Upkeep, archive: Archive) -> "list[gr.Component]":
    """Lay out what narrows the articles that count, and return its parts: publisher, first day, last day."""
    import gradio as gr

    with gr.Accordion(_EVERY, open=False, elem_id=f"{name}-narrowing", elem_classes="or-narrowing") as fold, gr.Row():
        publisher = gr.Dropdown([("Any publisher", "")], value="", label="Publisher", elem_id=f"{name}-publisher")
        since = gr.Textbox(label="Published since", placeholder="2031-03-10", max_length=10, elem_id=f"{name}-since")
        until = gr.Textbox(label="Published until", placeholder="2031-03-10", max_length=10, elem_id=f"{name}-until")

    def offered() -> "tuple[gr.Dropdown, gr.Textbox]":
        names, undated = archive.publishers(), sum(each.published is None for each in archive.articles())
        told = f"{undated:,} of the articles have no date and are left out by this" if undated else None
        publishers = gr.Dropdown([("Any publisher", ""), *((each, each) for each in names)])
        return publishers, gr.Textbox(info=told)

    def named(publisher: str, since: str, until: str) -> "gr.Accordion":
        parts = [publisher, f"since {since}" if since else "", f"until {until}" if until else ""]
        told = ", ".join(filter(None, parts))
        return gr.Accordion(label=f"Only {told}" if told else _EVERY)

    upkeep.of(offered, [publisher, since])
    parts = [publisher, since, until]
    gr.on([publisher.input, since.change, until.change], named, parts, fold, **PRIVATE)
    return parts  # type: ignore[return-value]


def scope_of(publisher: str | None, since: str | None, until: str | None) -> Scope:
    """Return the scope that a visitor chose; raises BadDayError for a day that is none."""
    return Scope(publisher=publisher or None, since=day_of(since), until=day_of(until))


def failure_html(error: OnRecordError) -> str:
    """Return what went wrong, for a visitor."""
    return f'<p class="or-failure" role="alert">{escaped(str(error))}</p>'
