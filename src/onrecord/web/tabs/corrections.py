"""Who said a quotation, as a visitor corrects it in the source."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from onrecord.archive import Archive
from onrecord.errors import AmbiguousSpeakerError, OnRecordError
from onrecord.model import Article, Span
from onrecord.web.markup.escaping import escaped
from onrecord.web.markup.said.attributed import attributed_html
from onrecord.web.markup.said.correction_form import LONGEST_NAME, LONGEST_NOTE
from onrecord.web.speaker_names import proper_names
from onrecord.web.widgets import PRIVATE, WRITING, Upkeep, failure_html

_OFFERED = 300

_DONE = {
    "speaker": "Kept. Answers, quotations and checks follow it from now on.",
    "nobody": "Kept. Nobody is named for these words from now on.",
    "not_said": "Kept. These words count as the article’s own from now on.",
}

SentPlaces = Callable[[str | None, Article], list[Span]]
"""What reads the places in an article that the page sent."""


class SpeakerCorrections:
    """Shows who said what in the articles of one archive, and corrects it."""

    def __init__(self, archive: Archive, places: SentPlaces) -> None:
        """Correct in an archive for good."""
        self._archive = archive
        self._places = places

    def lay_out(self, part: Any, upkeep: Upkeep) -> None:  # noqa: ANN401 (its events are made up as they are named)
        """Wire what corrects, which stands in the source itself."""
        import gradio as gr

        def corrected(changes: int, event: gr.EventData) -> tuple[Any, ...]:
            shown, has_changed = self.correct(event._data)
            return shown, changes + has_changed

        def withdrawn(changes: int, event: gr.EventData) -> tuple[Any, ...]:
            shown, has_changed = self.withdraw(event._data)
            return shown, changes + has_changed

        part.correct(corrected, upkeep.changed, [part, upkeep.changed], **WRITING)
        part.uncorrect(withdrawn, upkeep.changed, [part, upkeep.changed], **WRITING)

    def listen(self, part: Any, source: Any) -> None:  # noqa: ANN401
        """Show in the source who said what in an article that is chosen in a part of the page."""
        import gradio as gr

        def said(event: gr.EventData) -> str:
            return self.shown(event._data, chosen=bool(event._data.get("pick")))

        part.said(said, None, source, **PRIVATE)

    def shown(self, sent: Mapping[str, Any], *, chosen: bool = False, told: str = "") -> str:
        """Return who said what in the article that the page sent; with `chosen` how its words there are known."""
        try:
            article = self._archive.article(str(sent.get("article", "")))
            said = self._archive.attributions(article.id)
            unsaid = self._archive.corrector.unsaid(article.id)
        except OnRecordError as error:
            return failure_html(error)
        places = self._places(sent.get("spans"), article)
        return attributed_html(
            article,
            said,
            uuid4().hex,
            str(sent.get("spans") or ""),
            unsaid=unsaid,
            offered=proper_names(self._archive)[:_OFFERED],
            chosen=places if chosen else (),
            told=told,
        )

    def correct(self, sent: Mapping[str, Any]) -> tuple[str, bool]:
        """State who said the words that the page sent; return the article, and whether anything changed."""
        kind = str(sent.get("kind", ""))
        name, note = (str(sent.get(n) or "").strip() for n in ("speaker", "note"))
        stated: dict[str, Any] = {"said": kind != "not_said", "note": note[:LONGEST_NOTE] or None}
        if kind == "speaker":
            stated["speaker"] = name[:LONGEST_NAME]
        if kind not in _DONE:
            return self.shown(sent), False

        def state(article: Article, places: list[Span]) -> str:
            self._archive.corrector.correct(article.id, places, **stated)
            return _DONE[kind]

        return self._done(sent, state)

    def withdraw(self, sent: Mapping[str, Any]) -> tuple[str, bool]:
        """Take back what is stated of the words that the page sent; return the article, and whether it changed."""

        def withdraw(article: Article, places: list[Span]) -> str:
            self._archive.corrector.withdraw(article.id, places)
            return "Taken back: it is as it was read."

        return self._done(sent, withdraw)

    def _done(self, sent: Mapping[str, Any], act: Callable[[Article, list[Span]], str]) -> tuple[str, bool]:
        """Do something to the words that the page sent; return the article, and whether it changed."""
        try:
            article = self._archive.article(str(sent.get("article", "")))
            told = act(article, self._places(sent.get("spans"), article))
        except AmbiguousSpeakerError as error:
            whom = " or ".join(map(escaped, error.candidates))
            return self.shown(sent, chosen=True, told=_failure(f"Several have that name: write {whom}.")), False
        except OnRecordError as error:
            return self.shown(sent, chosen=True, told=failure_html(error)), False
        return self.shown(sent, chosen=True, told=f'<p class="or-done">{told}</p>'), True


def _failure(words: str) -> str:
    return f'<p class="or-failure" role="alert">{words}</p>'
