"""RSS and Atom feeds: each entry's page is the article, and what the feed says fills the gaps."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from onrecord.errors import ReadError
from onrecord.reading.dates import parse_date
from onrecord.reading.draft import Draft, parsing, web_address
from onrecord.reading.formats.webpage import read_html
from onrecord.reading.people import join_names, people

_FEED = re.compile(rb"(?>(?>(?:<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>|\s+))*)<(?:\w+:)?(?:rss|feed|RDF)\b", re.DOTALL)
_IN_BRACKETS = re.compile(r"\S+@\S+\s*\(([^()]+)\)")
_FULL = 400
"""An entry's own text counts as the whole article from this many characters on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, read or not: `url` is its page, `error` says why there is no draft."""

    url: str
    draft: Draft | None = None
    error: str = ""


def is_feed(data: bytes) -> bool:
    """Say whether a page is a feed, by its root element."""
    return bool(_FEED.match(data[:4096].removeprefix(b"\xef\xbb\xbf")))


def read_feed(data: bytes, url: str, read_page: Callable[[str], Draft]) -> Iterator[Entry]:
    """Yield each entry of the feed at `url` once; `read_page` fetches an article's page and may raise ReadError."""
    with parsing("feed"):
        import feedparser  # type: ignore[import-untyped]

        feed = feedparser.parse(data, response_headers={"content-location": url})
    if not feed.entries:
        raise ReadError("is a feed with no entries")
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries, start=1):
        link = _link(entry, url)
        if link is None:
            yield Entry(url=f"{url}#{number}", error=f"entry {number} has no web address")
        elif link not in seen:
            seen.add(link)
            yield _read_entry(entry, link, _stated(entry, feed.feed), read_page)


def _link(entry: Mapping[str, object], url: str) -> str | None:
    """Return the address of an entry's page, which may be relative to the feed's."""
    link = entry.get("link")
    try:
        return web_address(urljoin(url, str(link))) if link else None
    except ValueError:
        return None


def _read_entry(entry: Mapping[str, object], link: str, stated: Draft, read_page: Callable[[str], Draft]) -> Entry:
    """Read an entry's page, or its own content where that is whole and the page cannot be read."""
    try:
        return Entry(url=link, draft=read_page(link).filled(stated))
    except ReadError as error:
        own = _own_text(entry)
        if len(own) < _FULL:
            return Entry(url=link, error=str(error))
        return Entry(url=link, draft=replace(stated, text=own, url=link))


def _stated(entry: Mapping[str, object], feed: Mapping[str, object]) -> Draft:
    """Return what the feed says about an entry."""

    def words(record: Mapping[str, object], name: str) -> str | None:
        value = record.get(name)
        return re.sub(r"<[^<>]*>", "", value) if isinstance(value, str) else None

    return Draft(
        title=words(entry, "title"),
        publisher=words(feed, "title"),
        author=join_names(people(_authors(entry))) or words(entry, "author"),
        published=parse_date(entry.get("published")),
        language=words(feed, "language"),
    )


def _authors(entry: Mapping[str, object]) -> list[str]:
    """Return the names of all authors of an entry; of an address with a name in brackets, the name."""
    if mailed := _IN_BRACKETS.fullmatch(str(entry.get("author") or "").strip()):
        return [mailed[1]]
    listed = entry.get("authors")
    named = [one.get("name") for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    return [name for name in named if isinstance(name, str)] or [str(entry.get("author") or "")]


def _own_text(entry: Mapping[str, object]) -> str:
    """Return the text of an entry's full content; a summary is not an article."""
    contents = entry.get("content")
    if not isinstance(contents, list):
        return ""
    html = max((str(content.get("value") or "") for content in contents), key=len, default="")
    try:
        return read_html(f"<html><body><article>{html}</article></body></html>".encode(), charset="utf-8").text
    except ReadError:
        return ""
