"""What stands where on the page."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from onrecord.archive import Archive
from onrecord.web.endpoints import offer
from onrecord.web.markup.credits import style_choice
from onrecord.web.markup.escaping import escaped
from onrecord.web.tabs.chat import Chat
from onrecord.web.tabs.check import Check
from onrecord.web.tabs.claims import Tracking
from onrecord.web.tabs.library import Library
from onrecord.web.tabs.quotes import Quotes
from onrecord.web.tabs.source import Source
from onrecord.web.widgets import Upkeep, html

if TYPE_CHECKING:
    import gradio as gr

_TOOLS = (
    f'<span class="or-tools">{style_choice()}<button type="button" data-act="notebook">Notebook</button>'
    '<button type="button" data-act="theme">Light or dark</button>'
    '<button type="button" data-act="keys">Keys <kbd>?</kbd></button></span>'
)
_KEYS = {
    "/": "to the line where you type",
    "↑": "in an empty question: the question before",
    "Enter": "ask; on a citation or a quotation: open it",
    "n, p": "the next, the previous source",
    "f": "find words in the article that is open",
    "Esc": "close the source and go back to where you were",
    "?": "this list",
}


def build(archive: Archive, folders: Sequence[Path] = ()) -> "gr.Blocks":
    """Return the page over an archive; `web/app.py` serves it with its style and its guards.

    Of this machine only what lies in the `folders` may be watched.
    """
    import gradio as gr

    page = gr.Blocks(title="On Record", analytics_enabled=False, fill_width=True)
    with page:
        offer(archive)
        html("masthead", _masthead(archive))
        source, upkeep = Source(archive), Upkeep(page, gr.State(0))
        with gr.Row(elem_classes="or-columns"):
            with gr.Column(scale=6, min_width=320, elem_id="work"), gr.Tabs(elem_id="tabs"):
                for name, tab in _tabs(archive, source, folders).items():
                    with gr.Tab(name):
                        tab.lay_out(upkeep)
            with gr.Column(scale=5, min_width=320, elem_id="beside"):
                source.lay_out(upkeep)
        footer = html("footing")
        html("dialogs", _dialogs())
        upkeep.of(lambda: footing(archive), footer)
    return page


class _Tab(Protocol):
    def lay_out(self, upkeep: Upkeep) -> None:
        """Lay out and wire the tab."""


def _tabs(archive: Archive, source: Source, folders: Sequence[Path]) -> dict[str, _Tab]:
    """Return the tabs in their order; what they open shows in the source beside them."""
    return {
        "Ask": Chat(archive, source),
        "Quotes": Quotes(archive, source),
        "Check": Check(archive, source),
        "Claims": Tracking(archive, source),
        "Library": Library(archive, source, folders),
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
        '<dialog id="notebook" aria-label="Notebook"><h2>Notebook</h2><p class="or-hint">Quotations that you pinned,'
        " and sources that you marked as wrong. This browser alone keeps them.</p><ol></ol>"
        "<h3>Marked as wrong sources</h3>"
        f'<ul></ul><button type="button" data-act="take-notebook">Download as Markdown</button> {close}</dialog>'
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
