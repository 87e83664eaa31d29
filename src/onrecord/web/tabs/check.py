"""Checking: one quotation, or all of a draft, against the articles."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.exporting.corrected_draft import corrected_draft
from onrecord.model import CheckedDraft
from onrecord.web.markup.check_card import check_html
from onrecord.web.markup.drafts.check import draft_check_html
from onrecord.web.markup.drafts.report import draft_page
from onrecord.web.markup.sources_panel import EMPTY_PANEL
from onrecord.web.quotation_files import file_html
from onrecord.web.tabs.source import Source, shown_quietly
from onrecord.web.widgets import PRIVATE, Upkeep, failure_html, html, line, speaker_line

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_DRAFT = 400_000
_HINT = (
    '<p class="or-hint">Type the words as they are to be printed, and who is said to have said them.'
    " Or check a whole draft below: paste it, or drop it as a file.</p>"
)
_NOTHING = '<p class="or-hint" role="status">There is nothing to check yet: type a quotation, or give a draft.</p>'
_WORKING = '<p class="or-waiting" role="status">Checking…</p>'


class Check:
    """Checks what visitors type against one archive; what a draft came to travels with each browser tab."""

    def __init__(self, archive: Archive, source: Source) -> None:
        """Check against the articles of an archive, and open the evidence in a source."""
        self._archive = archive
        self._source = source

    def lay_out(self, upkeep: Upkeep) -> None:
        """Lay out and wire both ways of checking."""
        import gradio as gr

        with gr.Row(elem_id="checking"):
            quote = line("quote", "Quotation", "The words of a quotation", scale=4)
            speaker = speaker_line("said-by", upkeep, self._archive, "Speaker")
            one = gr.Button("Check", elem_id="check-one", variant="primary", scale=0, min_width=90)
        with gr.Accordion("A whole draft", open=False, elem_id="drafting", elem_classes="or-narrowing") as fold:
            text = line("draft", "Draft", "Paste the draft here", lines=6, max_lines=12, max_length=_LONGEST_DRAFT)
            with gr.Row():
                file = gr.File(label="Or drop it as a file", elem_id="draft-file", height=140, file_count="single")
                whole = gr.Button("Check the draft", elem_id="check-draft", variant="primary", scale=0, min_width=150)
        checked = html("checked", _HINT)
        with gr.Row(elem_id="reporting", visible=False) as reporting:
            take = gr.Button("Download the report", elem_id="report", size="sm", scale=0)
            correct = gr.Button("Corrections for Word", elem_id="corrections", size="sm", scale=0)
            report = html("download-report")
        result = gr.State(None)
        taking = [take, correct, report]
        self._wire([quote, speaker, one], [text, file, whole], checked, [result, reporting, fold], taking)

    def _wire(self, single: list[Any], draft: list[Any], checked: Any, shown: list[Any], taking: list[Any]) -> None:  # noqa: ANN401
        import gradio as gr

        quote, speaker, one = single
        text, file, whole = draft
        result, reporting, fold = shown
        take, correct, report = taking
        panel = self._source.part

        def check_one(words: str, name: str | None) -> tuple[Any, ...]:
            html_shown, beside = self.one(words, name)
            return html_shown, beside, None, gr.Row(visible=False)

        def check_draft(pasted: str, dropped: str | None) -> tuple[Any, ...]:
            html_shown, found = self.draft(pasted, dropped)
            told = gr.Row(visible=found is not None), gr.Accordion(open=found is None)
            return html_shown, EMPTY_PANEL, found, *told

        gr.on([quote.submit, one.click], check_one, [quote, speaker], [checked, panel, result, reporting], **PRIVATE)
        for begun in (whole.click, file.upload):
            begun(lambda: _WORKING, None, checked, **PRIVATE).then(
                check_draft, [text, file], [checked, panel, result, reporting, fold], **PRIVATE
            )
        take.click(self.report, result, report, **PRIVATE)
        correct.click(self.corrections, result, report, **PRIVATE)
        self._source.listen(checked)

    def one(self, words: str | None, speaker: str | None) -> tuple[str, str]:
        """Return the check of one quotation, and its first evidence to show beside it."""
        if not (words or "").strip():
            return _NOTHING, EMPTY_PANEL
        try:
            check = self._archive.check((words or "").strip(), (speaker or "").strip() or None)
        except OnRecordError as error:
            return failure_html(error), EMPTY_PANEL
        found = [each.citation for each in (*check.evidence, *check.nearest)]
        return check_html(check), shown_quietly(found[0] if found else None)

    def draft(self, pasted: str | None, dropped: str | None) -> tuple[str, CheckedDraft | None]:
        """Return the check of a draft, the file where there is one, as HTML and as it is."""
        try:
            if dropped:
                found = self._archive.check_draft(dropped)
            elif (pasted or "").strip():
                with TemporaryDirectory() as folder:
                    file = Path(folder, "draft.txt")
                    file.write_text(pasted or "", encoding="utf-8", errors="replace")
                    found = self._archive.check_draft(file)
            else:
                return _NOTHING, None
        except OnRecordError as error:
            return failure_html(_without_folder(error)), None
        return draft_check_html(found), found

    def report(self, result: CheckedDraft | None) -> str:
        """Return the report on a draft as a file to download."""
        return file_html("report.html", "text/html", draft_page(result)) if result else ""

    def corrections(self, result: CheckedDraft | None) -> str:
        """Return a draft with its corrections as a Word document to download."""
        return file_html("corrections.docx", _WORD, corrected_draft(result)) if result else ""


def _without_folder(error: OnRecordError) -> OnRecordError:
    """Return an error without the folder that an upload was kept in, which a visitor never saw."""
    source, separator, told = str(error).partition(": ")
    return OnRecordError(f"{Path(source).name}{separator}{told}") if separator else error
