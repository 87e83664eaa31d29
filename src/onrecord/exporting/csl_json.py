"""Articles as CSL-JSON, the form that Zotero, Pandoc and other keepers of references read."""

from collections.abc import Iterator
from typing import Any

from onrecord.exporting.bibliography import author_names, web_url
from onrecord.exporting.export_options import ExportOptions, articles_of, json_document
from onrecord.model import Article, ArticleList, ClaimList, QuotationList


def csl_json(result: ClaimList | QuotationList | ArticleList, options: ExportOptions) -> Iterator[str]:  # noqa: ARG001 as every form
    """Yield the articles of a result as one list of references."""
    yield json_document([reference(article) for article in articles_of(result)])


def reference(article: Article) -> dict[str, Any]:
    """Return an article as a reference; what it does not state is left out."""
    day = article.published
    url = web_url(article)
    authors = [
        {"family": a.family, "given": a.given} if a.family else {"literal": a.written}
        for a in author_names(article.author)
    ]
    stated = {
        "id": article.id,
        "type": "article-newspaper" if article.publisher else "webpage" if url else "document",
        "title": article.title,
        "author": authors or None,
        "container-title": article.publisher,
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": url,
        "language": article.language,
    }
    return {name: value for name, value in stated.items() if value is not None}
