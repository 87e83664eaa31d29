"""The page and the local server that shows it."""

import asyncio
import socket
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.archive import Archive
from onrecord.errors import SettingsError
from onrecord.settings import Settings
from onrecord.web.desk import Desk
from onrecord.web.guard import OwnPageOnly
from onrecord.web.markup.conversation import Conversation
from onrecord.web.markup.quotation_cards import QUOTES_HINT
from onrecord.web.markup.sources_panel import EMPTY_PANEL

if TYPE_CHECKING:
    import gradio as gr

_ADDRESS = "127.0.0.1"
_NAMES = [_ADDRESS, "localhost"]
_LONGEST_QUESTION = 1000
_MASTHEAD = "<h1>On Record</h1><p>Ask your articles. Get the exact words, where they stand, and who said them.</p>"
_PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def build(archive: Archive) -> "gr.Blocks":
    """Return the page over an archive; `start` or `launch` serves it with its style and its guards."""
    import gradio as gr

    desk = Desk(archive)
    page = gr.Blocks(title="On Record", analytics_enabled=False, fill_width=True)
    with page:
        gr.HTML(_MASTHEAD, elem_id="masthead", apply_default_css=False)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Ask"), gr.Row(elem_classes="or-columns"):
                _asking(desk, page)
            with gr.Tab("Quotes"), gr.Row(elem_classes="or-columns"):
                _quoting(desk)
            with gr.Tab("Articles"), gr.Row(elem_classes="or-columns"):
                _browsing(desk, page)
        footer = gr.HTML(elem_id="footing", apply_default_css=False)
        page.load(desk.footing, None, footer, **_PRIVATE)
    return page


def _asking(desk: Desk, page: "gr.Blocks") -> None:
    """Lay out and wire the chat with its sources panel."""
    import gradio as gr

    turns = gr.State(())
    with gr.Column(scale=6, min_width=320):
        conversation = _html("conversation")
        with gr.Row(elem_id="asking"):
            question = _line("question", "Question", "Ask your articles", submit_btn="Ask", autofocus=True)
            afresh = gr.Button("Start over", elem_id="afresh", size="sm", scale=0)
    with gr.Column(scale=5, min_width=320):
        sources = _html("sources", EMPTY_PANEL)

    def ask(asked: str, turns: Conversation) -> Iterator[tuple[Any, ...]]:
        for answered, shown, panel in desk.ask(asked, turns):
            yield "", answered, shown, gr.skip() if panel is None else panel

    def opened(turns: Conversation, event: gr.EventData) -> str:
        return desk.open(turns, event._data)

    def listed(turns: Conversation, event: gr.EventData) -> str:
        return desk.back(turns, event._data)

    def read(event: gr.EventData) -> str:
        return desk.read(event._data)

    def afresh_() -> tuple[Conversation, str, str]:
        return (), desk.conversation(()), EMPTY_PANEL

    answering = question.submit(ask, [question, turns], [question, turns, conversation, sources], **_PRIVATE)
    answering.failure(desk.give_up, turns, [turns, conversation], **_PRIVATE)
    afresh.click(afresh_, None, [turns, conversation, sources], **_PRIVATE)
    conversation.open(opened, turns, sources, **_PRIVATE)
    conversation.read(read, None, sources, **_PRIVATE)
    sources.open(opened, turns, sources, **_PRIVATE)
    sources.back(listed, turns, sources, **_PRIVATE)
    page.load(desk.conversation, turns, conversation, **_PRIVATE)


def _browsing(desk: Desk, page: "gr.Blocks") -> None:
    """Lay out and wire the list of articles and the one being read."""
    import gradio as gr

    with gr.Column(scale=5, min_width=320):
        wanted = _line("wanted", "Filter the articles", "Filter by title, publisher or author")
        listing = _html("listing")
    with gr.Column(scale=6, min_width=320):
        reading = _html("reading", '<p class="or-hint">Choose an article to read it here.</p>')

    def read(event: gr.EventData) -> str:
        return desk.read(event._data)

    listing.read(read, None, reading, **_PRIVATE)
    wanted.change(desk.listing, wanted, listing, **_PRIVATE)
    page.load(desk.listing, wanted, listing, **_PRIVATE)


def _quoting(desk: Desk) -> None:
    """Lay out and wire the list of quotations and the article of the one that is chosen."""
    import gradio as gr

    with gr.Column(scale=5, min_width=320):
        with gr.Row(elem_id="wanting"):
            speaker = _line("speaker", "Speaker", "Who spoke", scale=2)
            topic = _line("topic", "Topic", "About what", scale=2)
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
        found = _html("quotes", QUOTES_HINT)
    with gr.Column(scale=6, min_width=320):
        reading = _html("quoted", '<p class="or-hint">The article of the quotation that you choose shows here.</p>')

    def read(event: gr.EventData) -> str:
        return desk.read(event._data)

    wanted = [speaker, topic, kind]
    gr.on([speaker.submit, topic.submit, kind.input], desk.quotes, wanted, found, **_PRIVATE)
    found.read(read, None, reading, **_PRIVATE)


def _html(name: str, value: str = "") -> Any:  # noqa: ANN401 (its events are made up as they are named)
    """Return a part of the page whose links send the events `open`, `back` and `read`."""
    import gradio as gr

    return gr.HTML(value, elem_id=name, js_on_load=_asset("page.js"), apply_default_css=False)


def _line(name: str, label: str, hint: str, **more: Any) -> "gr.Textbox":  # noqa: ANN401
    """Return a line to type in."""
    import gradio as gr

    return gr.Textbox(
        label=label,
        show_label=False,
        container=False,
        placeholder=hint,
        elem_id=name,
        max_length=_LONGEST_QUESTION,
        html_attributes=gr.InputHTMLAttributes(autocomplete="off"),
        **more,
    )


def start(archive: Archive, *, port: int = 7860, open_browser: bool = False) -> "gr.Blocks":
    """Serve the page in the background, to this machine alone; `close()` of what is returned ends it.

    Raises SettingsError when the port cannot be used.
    """

    def served() -> "gr.Blocks":
        page = build(archive)
        page.queue(api_open=False)
        _serve(page, archive.settings, port, open_browser=open_browser)
        return page

    return _in_event_loop(served)


def _serve(page: "gr.Blocks", settings: Settings, port: int, *, open_browser: bool) -> None:
    """Put a page on a port of this machine; raises SettingsError when the port cannot be used."""
    import gradio as gr
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    guards = [Middleware(TrustedHostMiddleware, allowed_hosts=_NAMES), Middleware(OwnPageOnly)]
    system = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
    _claim(port)
    page.launch(
        server_name=_ADDRESS,
        server_port=port,
        inbrowser=open_browser,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        run_history=False,
        enable_monitoring=False,
        footer_links=[],
        max_file_size=settings.max_source_bytes,
        app_kwargs={"middleware": guards},
        theme=system,
        css=_asset("page.css"),
        favicon_path=str(files(__package__) / "static" / "favicon.svg"),
    )


def _in_event_loop(make: "Callable[[], gr.Blocks]") -> "gr.Blocks":
    """Make a page while an event loop runs: outside of one Gradio begins a loop for each of its locks and ends none."""

    async def made() -> "gr.Blocks":
        return make()

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(made())
    return make()


def _claim(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_ADDRESS, port))
        except (OSError, OverflowError) as error:
            raise SettingsError(f"port {port} cannot be used: choose another with --port") from error


def launch(archive: Archive, *, port: int = 7860, open_browser: bool = False) -> None:
    """Serve the page to this machine until Ctrl-C.

    Raises SettingsError when the port cannot be used, and what the first question would raise.
    """
    page = start(archive, port=port, open_browser=open_browser)
    try:
        sys.stderr.write(f"On Record is open at http://{_ADDRESS}:{port} (Ctrl-C ends it)\n")
        Desk(archive).warm_up()
        page.block_thread()
    finally:
        page.close(verbose=False)


def _asset(name: str) -> str:
    return files(__package__).joinpath("static", name).read_text(encoding="utf-8")
