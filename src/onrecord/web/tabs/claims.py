"""What is claimed, by whom, where it repeats and where it is not at one, with the user's own file on it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from onrecord.archive import Archive
from onrecord.errors import AmbiguousSpeakerError, OnRecordError
from onrecord.exporting.export_formats import FORMATS, export
from onrecord.model import EVERYTHING, ClaimGroup, ClaimList
from onrecord.tracking.timeline import timeline
from onrecord.tracking.tracker import ClaimsWanted
from onrecord.web.markup.claim_cards import PAGE, claims_html, timeline_html
from onrecord.web.markup.quotation_cards import choices_html
from onrecord.web.markup.sources_panel import EMPTY_PANEL
from onrecord.web.quotation_files import file_html
from onrecord.web.tabs.source import Source, number
from onrecord.web.widgets import (
    PRIVATE,
    WRITING,
    Upkeep,
    choice,
    failure_html,
    html,
    line,
    narrowing,
    scope_of,
    speaker_line,
)

_LONGEST_VERDICT, _LONGEST_NOTE, _MOST_SOURCES = 300, 5000, 50

_WHICH: dict[str, tuple[ClaimsWanted, str]] = {
    "All": ({}, "No claim fits. It helps to name the topic in words that the articles use."),
    "Worth checking": ({"checkworthy": True}, "No claim fits. It helps to use words that the articles use."),
    "Not at one": (
        {"discrepancies": True},
        "Nothing was found that is not at one. What was not found may still be there.",
    ),
    "Followed": ({"followed": True}, "You follow no claim that fits. “Follow” stands on each claim."),
}
"""Which claims to show: what to ask the archive for, and what to say when it has none."""

_DONE = {
    "follow": "You follow the claim: `onrecord watch` tells what new articles add to it.",
    "unfollow": "You follow the claim no more.",
    "rule": "Your verdict is kept, and you follow the claim. No ingest changes it.",
    "withdraw": "Your verdict is taken back.",
}
_HINT = "Name a topic, a speaker or both, or choose which claims to see. On Record never says what is true."
_EMPTY = "No articles yet: add some in the Library, and what they claim is found."


class Tracking:
    """Shows and tracks the claims of one archive."""

    def __init__(self, archive: Archive, source: Source) -> None:
        """Show what the articles of an archive claim, and open them in a source."""
        self._archive = archive
        self._source = source

    def lay_out(self, upkeep: Upkeep) -> None:
        """Lay out and wire the list of claims."""
        import gradio as gr

        with gr.Row(elem_id="claiming"):
            topic = line("claimed", "Topic of the claims", "About what", scale=2)
            speaker = speaker_line("claimant", upkeep, self._archive, "Speaker of the claims")
        with gr.Row(elem_id="weighing"):
            which = gr.Radio(
                list(_WHICH),
                label="Which claims",
                show_label=False,
                container=False,
                elem_id="which",
                elem_classes="or-which",
                scale=3,
            )
            view = choice("view", "View", [("As cards", ""), ("As a timeline", "timeline")])
        narrowed = narrowing("claims", upkeep, self._archive)
        found = html("claims", _hint(_HINT))
        with gr.Row(elem_id="exporting"):
            names = [name for name, each in FORMATS.items() if each.of_claims]
            form = choice("claims-form", "File", [(f"As {name}", name) for name in names])
            take = gr.Button("Download these", elem_id="take-claims", size="sm", scale=0)
            file = html("download-claims")
        self._lay_out_fact_checks(upkeep)
        wanted, shown = [topic, speaker, which, view, *narrowed], gr.State(PAGE)
        upkeep.of(self.claims, found, [shown, *wanted])
        self._wire_search(wanted, shown, found)
        self._wire_filing([shown, *wanted], found)
        take.click(self.file, [form, shown, *wanted], file, **PRIVATE)
        self._source.listen(found)

    def _lay_out_fact_checks(self, upkeep: Upkeep) -> None:
        import gradio as gr

        with gr.Accordion("Known fact-checks", open=False, elem_id="known", elem_classes="or-narrowing"):
            label = "Drop a feed of ClaimReviews here: JSON, a page, JSONL or CSV"
            feed = gr.File(label=label, elem_id="feed", height=120, file_count="single")
            told = html("brought")

        def brought(path: str | None, changes: int) -> tuple[Any, ...]:
            return self.bring(path), None, changes + 1

        changed = upkeep.changed
        feed.upload(brought, [feed, changed], [told, feed, changed], **WRITING)

    def bring(self, path: str | None) -> str:
        """Bring in fact-checks that others published; return what became of them."""
        if not path:
            return ""
        try:
            report = self._archive.tracker.known.bring(Path(path))
        except OnRecordError as error:
            return failure_html(OnRecordError(str(error).replace(path, Path(path).name)))
        unread = len(report.failed)
        return _hint(f"{report.added:,} fact-checks added, {report.updated:,} updated, {unread:,} not read")

    def _wire_search(self, wanted: list[Any], shown: Any, found: Any) -> None:  # noqa: ANN401
        import gradio as gr

        topic, speaker, which, view, *narrowed = wanted
        changes = [topic.submit, speaker.input, which.input, view.input]
        changes += [each.input if isinstance(each, gr.Dropdown) else each.submit for each in narrowed]

        def looked_up(*wanted: Any) -> tuple[str, str, int]:  # noqa: ANN401
            return self.claims(PAGE, *wanted), EMPTY_PANEL, PAGE

        def chosen(event: gr.EventData) -> str:
            return str(event._data.get("speaker", ""))

        def wished(event: gr.EventData) -> int:
            return max(PAGE, number(str(event._data.get("shown", ""))))

        anew = [found, self._source.part, shown]
        gr.on(changes, looked_up, wanted, anew, trigger_mode="always_last", **PRIVATE)
        found.choose(chosen, None, speaker, **PRIVATE).then(looked_up, wanted, anew, **PRIVATE)
        found.more(wished, None, shown, **PRIVATE).then(self.claims, [shown, *wanted], found, **PRIVATE)

    def _wire_filing(self, wanted: list[Any], found: Any) -> None:  # noqa: ANN401
        import gradio as gr

        def filing(act: str) -> Callable[..., str]:
            def filed(event: gr.EventData, *wanted: Any) -> str:  # noqa: ANN401
                return self.claims(*wanted, told=self.filed(act, event._data))

            return filed

        for act in ("follow", "unfollow", "rule", "withdraw"):
            getattr(found, act)(filing(act), wanted, found, **WRITING)

    def claims(self, shown: int, *wanted: str | None, told: str = "") -> str:
        """Return the claims of a topic, a speaker, or a kind, so many of them; `told` is what was just done."""
        topic, speaker, which, view, *_ = wanted
        if not self._archive.articles():
            return f"{told}{_hint(_EMPTY)}"
        if not (which or (topic or "").strip() or (speaker or "").strip()):
            return f"{told}{_hint(_HINT)}"
        try:
            groups = self._found(shown + 1, *wanted)
        except AmbiguousSpeakerError as error:
            people = [each for each in self._archive.speakers() if each.name in error.candidates]
            return f"{told}{choices_html((speaker or '').strip(), people)}"
        except OnRecordError as error:
            return f"{told}{failure_html(error)}"
        if not groups:
            return f"{told}{_hint(_asked(which)[1])}"
        if view:
            made = timeline((topic or "").strip(), groups[:shown])
            return timeline_html(made, groups, shown=shown, told=told)
        return claims_html(groups, shown=shown, told=told)

    def filed(self, act: str, sent: Mapping[str, Any]) -> str:
        """Follow, rate or leave the claim that the page sent; return what was done, or why it could not be."""
        tracker, claim = self._archive.tracker, str(sent.get("claim", ""))
        verdict = str(sent.get("verdict", "")).strip()[:_LONGEST_VERDICT]
        note = str(sent.get("note", "")).strip()[:_LONGEST_NOTE]
        sources = [each.strip() for each in str(sent.get("sources", ""))[:_LONGEST_NOTE].splitlines() if each.strip()]
        if act == "rule" and not verdict:
            return '<p class="or-failure" role="alert">Write a verdict first, in your own words.</p>'
        try:
            if act == "follow":
                tracker.follow(claim)
            elif act == "unfollow":
                tracker.unfollow(claim)
            elif act == "rule":
                tracker.rule(claim, verdict, note or None, sources[:_MOST_SOURCES])
            elif act == "withdraw":
                tracker.withdraw(claim)
        except OnRecordError as error:
            return failure_html(error)
        return _hint(_DONE.get(act, ""))

    def file(self, form: str, shown: int, *wanted: str | None) -> str:
        """Return the claims that are shown as a file to download; nothing where there are none."""
        topic, speaker, which, *_ = wanted
        known = FORMATS.get(form)
        if known is None or not (which or (topic or "").strip() or (speaker or "").strip()):
            return ""
        try:
            groups = self._found(shown, *wanted)
            text = "".join(export(ClaimList(tuple(groups)), form))
        except OnRecordError:
            return ""
        return file_html(f"claims{known.ending}", known.media_type, text) if groups else ""

    def _found(self, limit: int, *wanted: str | None) -> list[ClaimGroup]:
        """Return so many of the claims that are wanted; raises what `Archive.claims` raises."""
        topic, speaker, which, _, *filters = wanted
        scope = scope_of(*filters) if filters else EVERYTHING
        asked: ClaimsWanted = {**_asked(which)[0], "limit": limit}
        about, by = (topic or "").strip() or None, (speaker or "").strip() or None
        return self._archive.claims(about, by, scope=scope, **asked)


def _asked(which: str | None) -> tuple[ClaimsWanted, str]:
    return _WHICH.get(which or "", _WHICH["All"])


def _hint(words: str) -> str:
    return f'<p class="or-hint" role="status">{words}</p>'
