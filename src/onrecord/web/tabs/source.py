"""The source: the article that a visitor opens from any tab, shown beside the work."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.model import Article, Citation, Span
from onrecord.web.markup.sources_panel import EMPTY_PANEL, article_html
from onrecord.web.tabs.corrections import SpeakerCorrections
from onrecord.web.widgets import PRIVATE, Upkeep, failure_html, html


class Source:
    """The one place of the page where articles are read; `part` is what the tabs write into."""

    def __init__(self, archive: Archive) -> None:
        """Show the articles of an archive."""
        self._archive = archive
        self.part: Any = html("source", EMPTY_PANEL, render=False)
        self.corrections = SpeakerCorrections(archive, spans_of)

    def lay_out(self, upkeep: Upkeep) -> None:
        """Lay out the place; the tabs must have wired theirs to it before."""
        self.part.render()
        self.listen(self.part)
        self.corrections.lay_out(self.part, upkeep)
        self.part.close(lambda: EMPTY_PANEL, None, self.part, **PRIVATE)

    def listen(self, part: Any) -> None:  # noqa: ANN401 (its events are made up as they are named)
        """Open here what is chosen in a part of the page: to `read`, or to see who `said` what."""
        import gradio as gr

        def read(event: gr.EventData) -> str:
            return read_article(self._archive, event._data)

        part.read(read, None, self.part, **PRIVATE)
        self.corrections.listen(part, self.part)


def read_article(archive: Archive, chosen: Mapping[str, str]) -> str:
    """Return the whole chosen `article` with the chosen `spans` of it marked, if there are any."""
    try:
        article = archive.article(str(chosen.get("article", "")))
    except OnRecordError as error:
        return failure_html(error)
    return article_html(article, uuid4().hex, cited=spans_of(chosen.get("spans"), article))


def shown_quietly(citation: Citation | None) -> str:
    """Return what shows beside something without being chosen: where its words stand, or nothing."""
    if citation is None:
        return EMPTY_PANEL
    return article_html(citation.article, uuid4().hex, cited=[citation.span], place=" data-quiet")


def number(given: str | None) -> int:
    """Return the number that the page sent, -1 when it is none."""
    return int(given) if given is not None and given.isascii() and given.isdigit() else -1


def spans_of(given: str | None, article: Article) -> list[Span]:
    """Return the places in an article that the page sent, such as `3-20 31-40`; none unless all of them are ones."""
    found: list[Span] = []
    for each in str(given or "").split():
        start, _, end = each.partition("-")
        first, after = number(start), number(end)
        if not (found[-1].end if found else 0) <= first < after <= len(article.text):
            return []
        found.append(Span(start=first, end=after))
    return found
