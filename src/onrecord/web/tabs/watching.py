"""Folders and addresses that a visitor lets be watched, and what was found there."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.tracking.watches import is_address, may_watch
from onrecord.web.markup.escaping import escaped
from onrecord.web.markup.watch_list import watches_html
from onrecord.web.tabs.source import Source
from onrecord.web.widgets import PRIVATE, WRITING, Upkeep, choice, failure_html, html, line

_OFTEN = [("Every hour", "60"), ("Every 15 minutes", "15"), ("Every 6 hours", "360"), ("When I ask", "")]
_AGAIN = 60.0
"""Seconds after which the page shows anew what was found."""


class Watching:
    """Watches sources for one archive: addresses, and of this machine what lies in the `folders` alone."""

    def __init__(self, archive: Archive, source: Source, folders: Sequence[Path] = ()) -> None:
        """Watch for an archive, and open what was found in a source."""
        self._archive = archive
        self._source = source
        self._folders = tuple(folder.resolve() for folder in folders)
        self._is_allowed = may_watch(folders)

    def lay_out(self, upkeep: Upkeep) -> None:
        """Lay out and wire what is watched."""
        import gradio as gr

        where = (
            f" Folders in {escaped(', '.join(map(str, self._folders)))} can be watched too." if self._folders else ""
        )
        with gr.Accordion("Watch a feed or a folder", open=False, elem_id="watching", elem_classes="or-narrowing"):
            gr.HTML(
                '<p class="or-hint">It is looked at again and again while this page is served. What is new comes into'
                " the archive, and what it repeats or contradicts of the claims that you follow is listed here."
                f"{where}</p>"
            )
            with gr.Row(elem_id="watching-line"):
                source = line("watched", "Watch", "https://… a feed or a page", max_length=2000, scale=4)
                often = choice("often", "How often", _OFTEN, min_width=170)
                begin = gr.Button("Watch", elem_id="watch", scale=0, min_width=80)
            found = html("watches")
        changed = upkeep.changed
        self._source.listen(found)
        upkeep.of(self.shown, found)
        gr.Timer(_AGAIN).tick(self.shown, None, found, **PRIVATE)

        def begun(source: str, often: str, changes: int) -> tuple[Any, ...]:
            told, done = self.begin(source, often)
            return self.shown(told), changes + done, "" if done else source

        def looked(changes: int, event: gr.EventData) -> tuple[Any, ...]:
            return self.shown(self.look(event._data)), changes + 1

        def stopped(event: gr.EventData) -> str:
            return self.shown(self.stop(event._data))

        waiting = '<p class="or-waiting" role="status">Looking…</p>'
        for act in (begin.click, source.submit):
            act(lambda: self.shown(waiting), None, found, **PRIVATE).then(
                begun, [source, often, changed], [found, changed, source], **WRITING
            )
        found.look(looked, changed, [found, changed], **WRITING)
        found.unwatch(stopped, None, found, **WRITING)

    def shown(self, told: str = "") -> str:
        """Return what is watched and what was found; `told` is HTML that says what was just done."""
        try:
            watches = self._archive.watches
            return watches_html(watches.all(), watches.findings(), self._is_allowed, told)
        except OnRecordError as error:
            return f"{told}{failure_html(error)}"

    def begin(self, source: str, often: str) -> tuple[str, bool]:
        """Watch a source from now on, and look at it; return what came of it, and whether it is watched."""
        named = source.strip()
        if not is_address(named) and ("://" in named or not self._folders or not self._is_allowed(named)):
            where = f", or a folder in {', '.join(map(str, self._folders))}" if self._folders else ""
            return failure_html(OnRecordError(f"Name an address that begins with https:// or http://{where}.")), False
        try:
            watch = self._archive.watches.add(named, int(often) if often.isdecimal() else None)
        except OnRecordError as error:
            return failure_html(error), False
        return self.look({"source": watch.source}), True

    def look(self, sent: Mapping[str, Any]) -> str:
        """Look at the source that the page sent, if it is watched; return what came of it."""
        source = str(sent.get("source", ""))
        try:
            if source not in {each.source for each in self._archive.watches.all()} or not self._is_allowed(source):
                return failure_html(OnRecordError("That is not watched here."))
            report = self._archive.watches.look(source)
        except OnRecordError as error:
            return failure_html(error)
        count = len(report.ingested.added) + len(report.ingested.updated)
        new = f"{count:,} new or changed article{'' if count == 1 else 's'}" if count else "nothing new"
        return f'<p class="or-hint" role="status">Looked at {escaped(source)}: {new}.</p>'

    def stop(self, sent: Mapping[str, Any]) -> str:
        """Watch the source that the page sent no more; return what is told."""
        try:
            self._archive.watches.stop(str(sent.get("source", "")))
        except OnRecordError as error:
            return failure_html(error)
        return '<p class="or-hint" role="status">Watched no more. Its articles stay.</p>'
