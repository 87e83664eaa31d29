"""Text into HTML. Whatever an article or a visitor wrote passes through `escaped` and shows as the characters it is."""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from urllib.parse import urlsplit

from onrecord.model import Article, Span


def escaped(text: str) -> str:
    """Return HTML that shows exactly `text`, in an element or in a quoted attribute.

    Characters that no page can hold, NUL and half a surrogate pair, show as U+FFFD.
    """
    shown = "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)
    return escape(shown).replace("\r", "&#13;")


def places(spans: Iterable[Span]) -> str:
    """Return places in a text as the page keeps them and sends them back."""
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def highlighted(text: str, *cited: Span, pale: Iterable[Span] = ()) -> str:
    """Return HTML that shows the whole of `text` with each `cited` part of it in a `<mark>`; none may overlap.

    What is `pale` is marked more faintly, unless it overlaps what is cited or what else is pale.
    """
    marks = dict.fromkeys(cited, "<mark>")
    for span in sorted(pale):
        if not any(span.overlaps(other) for other in marks):
            marks[span] = '<mark class="or-pale">'
    return marked(text, marks)


def marked(text: str, marks: Mapping[Span, str]) -> str:
    """Return HTML that shows the whole of `text` with places in marks, each opened as is given; none may overlap."""
    pieces, at = [], 0
    for span, opening in sorted(marks.items()):
        pieces += [escaped(text[at : span.start]), f"{opening}{escaped(span.of(text))}</mark>"]
        at = span.end
    return "".join([*pieces, escaped(text[at:])])


def title_of(article: Article) -> str:
    """Return the title, or for an article without one its first words."""
    return article.title or " ".join(article.text[:80].split()) or "Untitled"


def day(published: date) -> str:
    """Return a date as people write it: 3 August 2031."""
    return f"{published.day} {published:%B %Y}"


def byline(article: Article, *, with_author: bool = False) -> str:
    """Return HTML for publisher and date, those that are known; with the author between them when asked."""
    known = [article.publisher, article.author if with_author else None]
    parts = [f"<span>{escaped(part)}</span>" for part in known if part]
    if article.published:
        parts.append(f'<time datetime="{article.published.isoformat()}">{day(article.published)}</time>')
    return " · ".join(parts) or "<span>Publisher and date unknown</span>"


def origin(article: Article) -> str:
    """Return HTML that says where the article was read: a link for a web address, else the words themselves."""
    return address_link(article.url) if article.url else escaped(_dropped(article.source or ""))


def address_link(words: str) -> str:
    """Return HTML of a link where words are a web address, else of the words themselves."""
    shown = escaped(words)
    if _scheme(words) not in ("http", "https"):
        return shown
    return f'<a href="{shown}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def _dropped(source: str) -> str:
    """Return a source as people know it: of a file that was dropped on the page, its name."""
    _, is_dropped, name = source.partition("dropped:")
    return f"dropped file {name.partition('/')[2]}" if is_dropped and source.startswith("dropped:") else source


def named_origin(article: Article) -> str:
    """Return the publisher and the day of an article as plain words, empty when neither is known."""
    return ", ".join(filter(None, (article.publisher, day(article.published) if article.published else None)))


def reference(article: Article) -> str:
    """Return an article as plain words for a list of sources: title, publisher, day, address."""
    return ", ".join(filter(None, (title_of(article), named_origin(article), article.url)))


def _scheme(address: str) -> str:
    """Return the scheme of an address, empty when it is not one."""
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return ""
