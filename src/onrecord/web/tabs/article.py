"""The article that a visitor opens, in any tab."""

from collections.abc import Mapping
from uuid import uuid4

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.model import Article, Span
from onrecord.web.markup.sources_panel import article_html
from onrecord.web.widgets import failure_html


def read_article(archive: Archive, chosen: Mapping[str, str]) -> str:
    """Return the whole chosen `article` with the chosen `spans` of it marked, if there are any."""
    try:
        article = archive.article(str(chosen.get("article", "")))
    except OnRecordError as error:
        return failure_html(error)
    return article_html(article, uuid4().hex, cited=_spans(chosen.get("spans"), article))


def number(given: str | None) -> int:
    """Return the number that the page sent, -1 when it is none."""
    return int(given) if given is not None and given.isascii() and given.isdigit() else -1


def _spans(given: str | None, article: Article) -> list[Span]:
    """Return the places in an article that the page sent, such as `3-20 31-40`; none unless all of them are ones."""
    found: list[Span] = []
    for each in str(given or "").split():
        start, _, end = each.partition("-")
        first, after = number(start), number(end)
        if not (found[-1].end if found else 0) <= first < after <= len(article.text):
            return []
        found.append(Span(start=first, end=after))
    return found
