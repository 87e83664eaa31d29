"""The page and the local server that shows it."""

import asyncio
import hashlib
import socket
import sys
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

from onrecord.archive import Archive
from onrecord.errors import SettingsError
from onrecord.settings import Settings
from onrecord.web.guard import OwnPageOnly
from onrecord.web.markup.escaping import escaped
from onrecord.web.tabs.chat import Chat
from onrecord.web.tabs.check import Check
from onrecord.web.tabs.claims import Tracking
from onrecord.web.tabs.library import Library
from onrecord.web.tabs.quotes import Quotes
from onrecord.web.tabs.source import Source
from onrecord.web.widgets import Upkeep, asset, html

if TYPE_CHECKING:
    import gradio as gr

_ADDRESS = "127.0.0.1"
_NAMES = [_ADDRESS, "localhost"]
_AT_ONCE = 4
"""Visitors that one kind of event is served at the same time; set by hand for a laptop."""

_TOOLS = (
    '<span class="or-tools"><button type="button" data-act="theme">Light or dark</button>'
    '<button type="button" data-act="keys">Keys <kbd>?</kbd></button></span>'
)
_KEYS = {
    "/": "to the line where you type",
    "↑": "in an empty question: the question before",
    "Enter": "ask; on a citation or a quotation: open it",
    "n, p": "the next, the previous source",
    "Esc": "close the source and go back to where you were",
    "?": "this list",
}


def build(archive: Archive) -> "gr.Blocks":
    """Return the page over an archive; `start` or `launch` serves it with its style and its guards."""
    import gradio as gr

    page = gr.Blocks(title="On Record", analytics_enabled=False, fill_width=True)
    with page:
        html("masthead", _masthead(archive))
        source, upkeep = Source(archive), Upkeep(page, gr.State(0))
        with gr.Row(elem_classes="or-columns"):
            with gr.Column(scale=6, min_width=320, elem_id="work"), gr.Tabs(elem_id="tabs"):
                for name, tab in _tabs(archive, source).items():
                    with gr.Tab(name):
                        tab.lay_out(upkeep)
            with gr.Column(scale=5, min_width=320, elem_id="beside"):
                source.lay_out()
        footer = html("footing")
        html("dialogs", _dialogs())
        upkeep.of(lambda: footing(archive), footer)
    return page


class _Tab(Protocol):
    def lay_out(self, upkeep: Upkeep) -> None:
        """Lay out and wire the tab."""


def _tabs(archive: Archive, source: Source) -> dict[str, _Tab]:
    """Return the tabs in their order; what they open shows in the source beside them."""
    return {
        "Ask": Chat(archive, source),
        "Quotes": Quotes(archive, source),
        "Check": Check(archive, source),
        "Claims": Tracking(archive, source),
        "Library": Library(archive, source),
    }


def _masthead(archive: Archive) -> str:
    """Return the head of the page; the name of the archive tells apart what a browser keeps of several."""
    name = hashlib.sha256(str(archive.settings.index.absolute()).encode("utf-8", "replace")).hexdigest()[:12]
    line = "Ask your articles. Get the exact words, where they stand, and who said them."
    return f'<div data-archive="{name}"><h1>On Record</h1><p>{line}</p>{_TOOLS}</div>'


def _dialogs() -> str:
    keys = "".join(f"<dt><kbd>{key}</kbd></dt><dd>{does}</dd>" for key, does in _KEYS.items())
    close = '<button type="button" data-act="dismiss">Close</button>'
    return (
        f'<dialog id="keys" aria-label="Keys"><h2>Keys</h2><dl>{keys}</dl>{close}</dialog>'
        f'<dialog id="earlier" aria-label="Earlier conversations"><h2>Earlier conversations</h2>'
        f'<p class="or-hint">This browser keeps them. Nothing of them leaves this machine.</p><ul></ul>{close}</dialog>'
    )


def footing(archive: Archive) -> str:
    """Return the line below the page: how many articles, and where they and the questions go."""
    count = len(archive.articles())
    model = archive.settings.llm
    where = (
        f"Questions and passages go to the language model {escaped(model)}."
        if model
        else "Everything stays on this machine."
    )
    return f"<p>{count:,} article{'' if count == 1 else 's'} · {where}</p>"


def start(archive: Archive, *, port: int = 7860, open_browser: bool = False) -> "gr.Blocks":
    """Serve the page in the background, to this machine alone; `close()` of what is returned ends it.

    Raises SettingsError when the port cannot be used.
    """

    def served() -> "gr.Blocks":
        page = build(archive)
        page.queue(api_open=False, default_concurrency_limit=_AT_ONCE)
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
        css=asset("page.css"),
        head=f"<script>{asset('desk.js')}</script>",
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
        if archive.articles():
            archive.search("What happened?", 1)
        page.block_thread()
    finally:
        page.close(verbose=False)
