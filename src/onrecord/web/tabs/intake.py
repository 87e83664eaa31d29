"""The way in on the page: dropped files, pasted text, web addresses."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.model import Article, IngestReport, Unreadable, day_of
from onrecord.reading import read
from onrecord.web.markup.outcomes import Outcomes
from onrecord.web.tabs.source import Source
from onrecord.web.widgets import PRIVATE, WRITING, Upkeep, failure_html, html, line

_PIECE = 1 << 20


class Intake:
    """Puts what visitors give into one archive."""

    def __init__(self, archive: Archive, source: Source) -> None:
        """Put into an archive, and open what was put there in a source."""
        self._archive = archive
        self._source = source

    def lay_out(self, upkeep: Upkeep) -> None:
        """Lay out and wire the ways in."""
        import gradio as gr

        limit = self._archive.settings.max_source_bytes // 1_000_000
        label = f"Drop files here, up to {limit} MB each: text, Markdown, HTML, PDF, Word, tables"
        with gr.Accordion("Add articles", open=False, elem_id="adding", elem_classes="or-narrowing") as fold:
            files = gr.File(label=label, file_count="multiple", elem_id="files", height=160)
            with gr.Row(elem_id="fetching"):
                address = line("address", "Web address", "https://… a page, a document or a feed", scale=4)
                fetch = gr.Button("Add", elem_id="fetch", scale=0, min_width=80)
            text = line("text", "Text", "Or paste a text", lines=3, max_lines=12, max_length=1_000_000)
            with gr.Row(elem_id="pasting"):
                title = line("title", "Title", "Its title")
                publisher = line("publisher", "Publisher", "Publisher")
                published = line("published", "Published", "2031-03-10", max_length=10, min_width=110)
                paste = gr.Button("Add the text", elem_id="paste", scale=0, min_width=120)
        outcomes = html("outcomes")
        self._source.listen(outcomes)
        changed = upkeep.changed

        def dropped(paths: Sequence[str] | None, changes: int) -> Iterator[tuple[Any, ...]]:
            for shown in self.files(paths or ()):
                yield shown, changes, gr.skip()
            yield gr.skip(), changes + 1, None

        def fetched(at: str, changes: int) -> tuple[Any, ...]:
            told, done = self.address(at)
            return told, changes + done, "" if done else at

        def pasted(changes: int, *fields: str) -> tuple[Any, ...]:
            told, done = self.text(*fields)
            return told, changes + done, *(["" if done else each for each in fields])

        def unfolded() -> gr.Accordion:
            return gr.Accordion(open=not self._archive.articles())

        upkeep.page.load(unfolded, None, fold, **PRIVATE)
        files.upload(dropped, [files, changed], [outcomes, changed, files], **WRITING)
        for begun in (fetch.click, address.submit):
            waiting = '<p class="or-waiting" role="status">Fetching…</p>'
            begun(lambda waiting=waiting: waiting, None, outcomes, **PRIVATE).then(
                fetched, [address, changed], [outcomes, changed, address], **WRITING
            )
        fields = [text, title, publisher, published]
        paste.click(pasted, [changed, *fields], [outcomes, changed, *fields], **WRITING)

    def files(self, paths: Sequence[str]) -> Iterator[str]:
        """Read dropped files one by one; yields how far it is and what became of each, as HTML."""
        told = Outcomes(len(paths))
        for path in map(Path, paths):
            yield told.html(reading=path.name)
            try:
                report = self._read(path)
            except OnRecordError as error:
                report = IngestReport(failed=(Unreadable(source=path.name, error=str(error)),))
            told.add(path.name, report, self._archive)
        yield told.html()

    def address(self, address: str | None) -> tuple[str, bool]:
        """Read a web address; return what became of it as HTML, and whether anything was read."""
        address = (address or "").strip()
        if "://" not in address:
            return '<p class="or-failure" role="alert">An address begins with https:// or http://</p>', False
        try:
            report = self._archive.ingest([address])
        except OnRecordError as error:
            return failure_html(error), False
        told = Outcomes(1)
        told.add(address, report, self._archive)
        return told.html(), bool(report.added or report.updated or report.unchanged)

    def text(self, text: str, title: str, publisher: str, published: str) -> tuple[str, bool]:
        """Store a pasted text; return what became of it as HTML, and whether it is stored."""
        if not (text or "").strip():
            return '<p class="or-failure" role="alert">There is no text to add.</p>', False
        try:
            article = Article(
                text=text.strip(),
                title=title.strip() or None,
                publisher=publisher.strip() or None,
                published=day_of(published),
            )
            report = self._archive.add([article])
        except OnRecordError as error:
            return failure_html(error), False
        told = Outcomes(1)
        told.add(title.strip() or "The pasted text", report, self._archive)
        return told.html(), not report.failed

    def _read(self, path: Path) -> IngestReport:
        """Store what a dropped file holds.

        What it held and its name make its source: dropped again it is unchanged, and another file of the same name is
        another article.
        """
        kept = f"dropped:{_digest(path)}/{path.name}"
        found: list[Article] = []
        failed: list[Unreadable] = []
        for each in read([path], self._archive.settings):
            if isinstance(each, Unreadable):
                failed.append(replace(each, source=path.name + _row(each.source, path)))
            else:
                found.append(replace(each, source=kept + _row(each.source or "", path)))
        report = self._archive.add(found)
        return replace(report, failed=(*report.failed, *failed))


def _row(source: str, path: Path) -> str:
    """Return what a source has behind the name of its file: the row of a table."""
    return source.partition(path.name)[2] if path.name in source else ""


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()[:12]
