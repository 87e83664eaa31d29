"""Who is who, as a visitor states it: one speaker under two names, or two who were taken for one."""

from typing import Any

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.model import KnownSpeaker
from onrecord.web.markup.escaping import escaped
from onrecord.web.widgets import WRITING, Upkeep, failure_html, html, speaker_line


class Identities:
    """States of two names in one archive whether they are one speaker's."""

    def __init__(self, archive: Archive) -> None:
        """State it for good."""
        self._archive = archive

    def lay_out(self, upkeep: Upkeep) -> None:
        """Lay out and wire it."""
        import gradio as gr

        with gr.Accordion("One speaker, or two", open=False, elem_id="identities", elem_classes="or-narrowing"):
            gr.HTML('<p class="or-hint">What you say here goes before what the articles seem to say, and stays.</p>')
            with gr.Row(elem_id="identifying"):
                name = speaker_line("one-name", upkeep, self._archive, "A name")
                other = speaker_line("other-name", upkeep, self._archive, "Another name")
                same = gr.Button("These are one", elem_id="same", size="sm", scale=0, min_width=110)
                apart = gr.Button("These are two", elem_id="apart", size="sm", scale=0, min_width=110)
            told = html("identified")
        for button, are_one in ((same, True), (apart, False)):

            def stated(changes: int, name: str | None, other: str | None, are_one: bool = are_one) -> tuple[Any, ...]:
                done, has_changed = self.state(name, other, are_one=are_one)
                return done, changes + has_changed

            button.click(stated, [upkeep.changed, name, other], [told, upkeep.changed], **WRITING)

    def state(self, name: str | None, other: str | None, *, are_one: bool) -> tuple[str, bool]:
        """State it of two names; return what came of it as HTML, and whether anything changed."""
        one, second = (name or "").strip(), (other or "").strip()
        if not one or not second:
            return failure_html(OnRecordError("Name both first.")), False
        try:
            found = self._archive.state_identity(one, second, are_one=are_one)
        except OnRecordError as error:
            return failure_html(error), False
        return f'<p class="or-hint" role="status">Kept: {" · ".join(map(_known, found))}</p>', True


def _known(speaker: KnownSpeaker) -> str:
    others = f", also {', '.join(map(escaped, speaker.aliases[:4]))}" if speaker.aliases else ""
    return f"{escaped(speaker.name)} ({speaker.attributions}){others}"
