"""A web address: one page, one document, one table or one feed."""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from onrecord.errors import ReadError
from onrecord.model import Article, Unreadable
from onrecord.reading.draft import Draft
from onrecord.reading.files import TABLES, kind_of, read_document, read_rows, sniff
from onrecord.reading.formats.feeds import is_feed, read_feed
from onrecord.reading.formats.parser_process import Document
from onrecord.reading.text import slug
from onrecord.reading.web.fetch import FetchedPage, fetch

if TYPE_CHECKING:
    from onrecord.settings import Settings

_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
}
_OPAQUE = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/pdf", "application/zip"})
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_url(url: str, settings: "Settings") -> Iterator[Article | Unreadable]:
    """Yield the articles at a web address, or why there are none."""
    address = url.partition("#")[0].encode(errors="replace").decode()
    try:
        page = fetch(address, settings)
        if is_feed(page.data):
            yield from _read_entries(page, settings)
            return
        kind = _kind(page)
        if kind in TABLES:
            yield from read_rows(
                io.BytesIO(page.data), kind, address, address_slug(address), limit=settings.max_source_bytes
            )
            return
        yield _draft(page, kind, settings).article(id=address_slug(address), source=address)
    except ReadError as error:
        yield Unreadable(source=address, error=str(error))


def _read_entries(page: FetchedPage, settings: "Settings") -> Iterator[Article | Unreadable]:
    """Yield the article of each entry of a feed."""

    def read_page(link: str) -> Draft:
        linked = fetch(link, settings)
        kind = _kind(linked)
        if kind in TABLES or is_feed(linked.data):
            raise ReadError("is not an article's page")
        return _draft(linked, kind, settings)

    for entry in read_feed(page.data, page.url, read_page):
        if entry.draft is None:
            yield Unreadable(source=entry.url, error=entry.error)
            continue
        try:
            yield entry.draft.cleaned().article(id=address_slug(entry.url), source=entry.url)
        except ReadError as error:
            yield Unreadable(source=entry.url, error=str(error))


def _draft(page: FetchedPage, kind: str, settings: "Settings") -> Draft:
    """Return the draft of a fetched document. Raises ReadError."""
    if not page.data.strip():
        raise ReadError("is empty")
    limit = settings.max_source_bytes
    document = Document(data=page.data, kind=kind, limit=limit, url=page.url, charset=page.charset)
    return read_document(document, settings.limits)


def _kind(page: FetchedPage) -> str:
    """Return what kind of document a page is: by how it begins, else its declared type, else its name."""
    begins = sniff(page.data)
    if begins in {"pdf", "html"}:
        return begins
    if page.type in _TYPES:
        return _TYPES[page.type]
    if page.type == _WORD or (begins == "docx" and page.type in _OPAQUE):
        return "docx"
    if page.type in _OPAQUE or page.type.startswith("text/"):
        return kind_of(re.sub(r"[?#].*", "", page.url)) or begins
    raise ReadError(f"is {page.type}, not an article")


def address_slug(url: str) -> str:
    """Return a readable id of an address: its host and path."""
    parts = urlsplit(url)
    path = re.sub(r"\.(?:html?|php|aspx?)$", "", unquote(parts.path).rstrip("/"))
    host = (parts.hostname or "").removeprefix("www.")
    return slug("-".join(filter(None, [host, path.strip("/"), parts.query])))
