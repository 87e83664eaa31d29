"""The library: what is in the archive, and what can be done to it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.model import Article, day_of
from onrecord.web.markup.article_list import article_list_html, empty_html, removed_html, shelf_html
from onrecord.web.markup.escaping import escaped, title_of
from onrecord.web.markup.plots import plot_html
from onrecord.web.samples import sample_folder
from onrecord.web.tabs.bulk import Bulk
from onrecord.web.tabs.intake import Intake
from onrecord.web.tabs.source import Source
from onrecord.web.tabs.watching import Watching
from onrecord.web.widgets import PRIVATE, WRITING, Upkeep, choice, failure_html, html, line

_ORDERS: dict[str, Callable[[Article], Any]] = {
    "Newest": lambda each: (-(each.published or date.min).toordinal(), each.id),
    "Oldest": lambda each: ((each.published or date.max).toordinal(), each.id),
    "By title": lambda each: title_of(each).casefold(),
    "By publisher": lambda each: (each.publisher is None, (each.publisher or "").casefold(), each.id),
}
_LACKS: dict[str, Callable[[Article], bool]] = {
    "All": lambda _: True,
    "Without a date": lambda each: each.published is None,
    "Without a publisher": lambda each: each.publisher is None,
}

Removed = tuple[Article, dict[str, str | None]]
"""An article that was removed, and what a visitor had stated of it."""

_NO_SUCH = '<p class="or-failure" role="alert">That article is no longer there.</p>'


class Library:
    """Lists the articles of one archive, adds to them, describes and removes them."""

    def __init__(self, archive: Archive, source: Source, folders: Sequence[Path] = ()) -> None:
        """List what an archive holds, and open its articles in a source; of this machine only `folders` are watched."""
        self._archive = archive
        self._source = source
        self._watching = Watching(archive, source, folders)

    def lay_out(self, upkeep: Upkeep) -> None:
        """Lay out and wire the list of articles and what can be done to them."""
        import gradio as gr

        Intake(self._archive, self._source).lay_out(upkeep)
        self._watching.lay_out(upkeep)
        shelf = html("shelf")
        with gr.Column(visible=False, elem_id="describing") as form:
            named = html("described")
            with gr.Row():
                publisher = gr.Textbox(label="Publisher", elem_id="new-publisher", max_length=300)
                published = gr.Textbox(
                    label="Published", elem_id="new-date", placeholder="2031-03-10", max_length=10, min_width=120
                )
                url = gr.Textbox(label="Address", elem_id="new-url", max_length=2000)
            with gr.Row():
                save = gr.Button("Save", elem_id="save", variant="primary", size="sm", scale=0)
                leave = gr.Button("Cancel", elem_id="leave", size="sm", scale=0)
        with gr.Row(elem_id="looking"):
            wanted = line("wanted", "Filter the articles", "Filter", scale=4)
            order = choice("shelved", "Order", [(name, name) for name in _ORDERS])
            lacks = choice("lacking", "Which", [(name, name) for name in _LACKS])
        looking = [wanted, order, lacks]
        Bulk(self._archive, self.found).lay_out(upkeep, shelf, looking)
        listing = html("listing")
        upkeep.of(self.listing, listing, looking)
        changes = [wanted.change, order.input, lacks.input]
        gr.on(changes, self.listing, looking, listing, trigger_mode="always_last", **PRIVATE)
        self._source.listen(listing)
        self._wire_description([form, named, publisher, published, url], save, leave, [listing, shelf, upkeep.changed])
        self._wire_removal(listing, shelf, upkeep)

    def _wire_description(self, form: "list[Any]", save: Any, leave: Any, around: "list[Any]") -> None:  # noqa: ANN401
        import gradio as gr

        group, named, publisher, published, url = form
        listing, shelf, changed = around
        chosen = gr.State("")

        def edit(event: gr.EventData) -> tuple[Any, ...]:
            try:
                article = self._archive.article(str(event._data.get("article", "")))
            except OnRecordError:
                return gr.Column(visible=False), _NO_SUCH, "", "", "", ""
            day = article.published.isoformat() if article.published else ""
            heading = f"<h3>{escaped(title_of(article))}</h3>"
            return gr.Column(visible=True), heading, article.publisher or "", day, article.url or "", article.id

        def keep(article_id: str, changes: int, *values: str) -> tuple[Any, ...]:
            told, done = self.describe(article_id, *values)
            return told, gr.Column(visible=not done), changes + done

        listing.edit(edit, None, [*form, chosen], **PRIVATE)
        fields = [chosen, changed, publisher, published, url]
        gr.on(
            [save.click, publisher.submit, published.submit, url.submit],
            keep,
            fields,
            [shelf, group, changed],
            **WRITING,
        )
        leave.click(lambda: gr.Column(visible=False), None, group, **PRIVATE)
        del named

    def _wire_removal(self, listing: Any, shelf: Any, upkeep: Upkeep) -> None:  # noqa: ANN401
        import gradio as gr

        removed, changed = gr.State(None), upkeep.changed

        def remove(changes: int, event: gr.EventData) -> tuple[Any, ...]:
            told, was = self.remove(str(event._data.get("article", "")))
            return told, was, changes + (was is not None)

        def undo(was: Removed | None, changes: int) -> tuple[Any, ...]:
            return self.put_back(was), None, changes + (was is not None)

        def sample(changes: int) -> tuple[Any, ...]:
            folder = sample_folder()
            if folder:
                self._archive.ingest([folder])
            return "", changes + 1

        listing.remove(remove, changed, [shelf, removed, changed], **WRITING)
        shelf.undo(undo, [removed, changed], [shelf, removed, changed], **WRITING)
        reading = '<p class="or-waiting" role="status">Reading the sample articles…</p>'
        listing.sample(lambda: reading, None, shelf, **PRIVATE).then(sample, changed, [shelf, changed], **WRITING)

    def listing(self, wanted: str | None, order: str | None = None, lacks: str | None = None) -> str:
        """Return the list of the articles that hold all the `wanted` words, in the order that is wanted."""
        articles = self._archive.articles()
        if not articles:
            return empty_html(str(self._archive.settings.index), offers_samples=sample_folder() is not None)
        found = self.found(wanted, order, lacks)
        when = ((each.publisher or "Publisher unknown", each.published) for each in found)
        plot = plot_html("Articles by day and publisher", when, "article")
        return shelf_html(articles, len(found)) + plot + article_list_html(found)

    def found(self, wanted: str | None, order: str | None = None, lacks: str | None = None) -> list[Article]:
        """Return the articles that hold all the `wanted` words, in the order that is wanted."""
        words = (wanted or "").casefold().split()
        keep = _LACKS.get(lacks or "", _LACKS["All"])
        found = [each for each in self._archive.articles() if keep(each) and _holds(each, words)]
        return sorted(found, key=_ORDERS.get(order or "", _ORDERS["Newest"]))

    def describe(self, article_id: str, publisher: str, published: str, url: str) -> tuple[str, bool]:
        """Set publisher, day and address of an article; return what to say, and whether it is done."""
        try:
            self._archive.describe(
                article_id, publisher=publisher.strip(), published=day_of(published), url=url.strip()
            )
        except OnRecordError as error:
            return failure_html(error), False
        return '<p class="or-hint" role="status">Saved. It stays when the article is read in again.</p>', True

    def remove(self, article_id: str) -> tuple[str, Removed | None]:
        """Remove an article; return what to say, with a way to put it back, and what was removed."""
        try:
            article = self._archive.article(article_id)
            stated = self._archive.index.ledger.articles.stated(article_id)
            self._archive.remove(article_id)
        except OnRecordError as error:
            return failure_html(error), None
        return removed_html(article), (article, stated)

    def put_back(self, removed: Removed | None) -> str:
        """Store an article again that was removed, with what was stated of it; return what to say."""
        if removed is None:
            return ""
        article, stated = removed
        try:
            self._archive.add([article])
            self._archive.describe(article.id, **stated)
        except OnRecordError as error:
            return failure_html(error)
        return '<p class="or-hint" role="status">It is back.</p>'


def _holds(article: Article, words: list[str]) -> bool:
    if not words:
        return True
    day = article.published.isoformat() if article.published else None
    shown = (title_of(article), article.publisher, article.author, day, article.id, article.text)
    told = " ".join(filter(None, shown)).casefold()
    return all(word in told for word in words)
