"""The list of the articles, and the one that is read."""

from typing import TYPE_CHECKING

from onrecord.archive import Archive
from onrecord.model import Article
from onrecord.web.markup.conversation import article_list_html
from onrecord.web.markup.escaping import title_of
from onrecord.web.tabs.article import read_article
from onrecord.web.widgets import PRIVATE, html, line

if TYPE_CHECKING:
    import gradio as gr


class Library:
    """Lists the articles of one archive."""

    def __init__(self, archive: Archive) -> None:
        """List what an archive holds."""
        self._archive = archive

    def lay_out(self, page: "gr.Blocks") -> None:
        """Lay out and wire the list of articles and the one being read."""
        import gradio as gr

        with gr.Column(scale=5, min_width=320):
            wanted = line("wanted", "Filter the articles", "Filter by title, publisher or author")
            listing = html("listing")
        with gr.Column(scale=6, min_width=320):
            reading = html("reading", '<p class="or-hint">Choose an article to read it here.</p>')

        def read(event: gr.EventData) -> str:
            return read_article(self._archive, event._data)

        listing.read(read, None, reading, **PRIVATE)
        wanted.change(self.listing, wanted, listing, **PRIVATE)
        page.load(self.listing, wanted, listing, **PRIVATE)

    def listing(self, wanted: str | None) -> str:
        """Return the list of the articles whose title, publisher or author has all the `wanted` words."""
        words = (wanted or "").casefold().split()
        return article_list_html(a for a in self._archive.articles() if all(w in _described(a) for w in words))


def _described(article: Article) -> str:
    return " ".join(p for p in (title_of(article), article.publisher, article.author) if p).casefold()
