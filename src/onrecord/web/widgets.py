"""The parts that several tabs are made of."""

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.model import Scope, day_of
from onrecord.web.markup.escaping import escaped

if TYPE_CHECKING:
    import gradio as gr

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""How every event of the page is served."""

_LONGEST_LINE = 1000


def asset(name: str) -> str:
    """Return one of the page's own files as text."""
    return files("onrecord.web").joinpath("static", name).read_text(encoding="utf-8")


def html(name: str, value: str = "") -> Any:  # noqa: ANN401 (its events are made up as they are named)
    """Return a part of the page whose links send the events `open`, `back` and `read`."""
    import gradio as gr

    return gr.HTML(value, elem_id=name, js_on_load=asset("page.js"), apply_default_css=False)


def line(name: str, label: str, hint: str, **more: Any) -> "gr.Textbox":  # noqa: ANN401
    """Return a line to type in."""
    import gradio as gr

    return gr.Textbox(
        label=label,
        show_label=False,
        container=False,
        placeholder=hint,
        elem_id=name,
        max_length=_LONGEST_LINE,
        html_attributes=gr.InputHTMLAttributes(autocomplete="off"),
        **more,
    )


def narrowing(name: str, page: "gr.Blocks", archive: Archive) -> "list[gr.Component]":
    """Lay out what narrows the articles that count, and return its parts: publisher, first day, last day."""
    import gradio as gr

    with gr.Accordion("Only some articles", open=False, elem_id=f"{name}-narrowing"), gr.Row():
        publisher = gr.Dropdown([("Any publisher", "")], value="", label="Publisher", elem_id=f"{name}-publisher")
        since = gr.Textbox(label="Published since", placeholder="2031-03-10", max_length=10, elem_id=f"{name}-since")
        until = gr.Textbox(label="Published until", placeholder="2031-03-10", max_length=10, elem_id=f"{name}-until")

    def publishers() -> "gr.Dropdown":
        names = archive.publishers()
        return gr.Dropdown([("Any publisher", ""), *((each, each) for each in names)], value="")

    page.load(publishers, None, publisher, **PRIVATE)
    return [publisher, since, until]


def scope_of(publisher: str | None, since: str | None, until: str | None) -> Scope:
    """Return the scope that a visitor chose; raises BadDayError for a day that is none."""
    return Scope(publisher=publisher or None, since=day_of(since), until=day_of(until))


def failure_html(error: OnRecordError) -> str:
    """Return what went wrong, for a visitor."""
    return f'<p class="or-failure" role="alert">{escaped(str(error))}</p>'
