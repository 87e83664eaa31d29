"""A page's tree made ready for extraction, so that no mark, speaker or number is lost or joined on the way.

Quotation marks that a browser draws are written out, note marks leave the number before them, marks escaped twice are
the marks they name, and the line under a quotation or post stays with it.
"""

import html
import re
from typing import TYPE_CHECKING

from onrecord.reading.superscripts import without_note_mark

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_ESCAPED = re.compile(r"&(?!lt;|gt;|LT;|GT;)(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d{0,2});")
_NEAR = 40
_CODE = frozenset({"script", "style", "code", "pre", "kbd", "samp", "textarea"})
_MARKS = {"de": "„“‚‘", "cs": "„“‚‘", "fr": "«»“”", "es": "«»“”", "it": "«»“”", "ru": "«»„“", "pl": "„”«»"}
_ENGLISH = "“”‘’"
_OPENING = '"“„«‘‚'
_ANY_MARK = "\"“”„«»‘’‚'"
_NOTE = re.compile(r"(?:foot|end)?note|\bfn|\bref(?:erence)?\b|cite", re.IGNORECASE)
_PULLED = re.compile(r"pull-?_?quote|blockquote|quote-?(?:block|box)|\btweet|social-?(?:embed|post)", re.IGNORECASE)
_BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "table", "figure", "section", "article"}
)


def make_ready(page: "HtmlElement", language: str) -> int:
    """Change a page's tree in place, and return how many marks of notes were taken out.

    The `language` decides which marks its `<q>` elements are drawn with.
    """
    _unescape(page)
    marks = _MARKS.get(language[:2].lower(), _ENGLISH)
    bare = [(one, any(True for _ in one.iterancestors("q"))) for one in page.iter("q") if not _has_marks(one)]
    for quoted, nested in bare:
        _write_marks(quoted, *(marks[2:] if nested else marks[:2]))
    dropped = sum(_lower(raised) for raised in list(page.iter("sup")))
    for boxed in list(page.iter("aside", "figure", "div")):
        _keep_pulled(boxed)
    for quote in list(page.iter("blockquote")):
        _keep_speaker(quote)
    return dropped


def _unescape(page: "HtmlElement") -> None:
    """Turn entities that were escaped twice into what they name, except in code."""
    for element in page.iter():
        if isinstance(element.tag, str) and element.tag not in _CODE and element.text and "&" in element.text:
            element.text = _ESCAPED.sub(lambda entity: html.unescape(entity[0]), element.text)
        if element.tail and "&" in element.tail:
            element.tail = _ESCAPED.sub(lambda entity: html.unescape(entity[0]), element.tail)
        if element.tag == "meta" and "&" in (content := element.get("content", "")):
            element.set("content", _ESCAPED.sub(lambda entity: html.unescape(entity[0]), content))


def _has_marks(quoted: "HtmlElement") -> bool:
    """Say whether a `<q>` has its marks in the text already, or holds nothing to mark."""
    words = quoted.text_content().strip()
    return not words or words.startswith(tuple(_ANY_MARK)) or _text_before(quoted).endswith(tuple(_OPENING))


def _write_marks(quoted: "HtmlElement", opening: str, closing: str) -> None:
    """Write the marks of one `<q>` as text."""
    quoted.text = opening + (quoted.text or "").lstrip()
    if len(quoted):
        quoted[-1].tail = (quoted[-1].tail or "").rstrip() + closing
    else:
        quoted.text = quoted.text.rstrip() + closing
    quoted.tag = "span"


def _lower(raised: "HtmlElement") -> bool:
    """Write raised characters as text, but for the mark of a note, which goes; say whether it was one."""
    words = raised.text_content()
    parent = raised.getparent()
    around = [raised, *raised.iter("a"), *([parent] if parent is not None and parent.tag == "a" else [])]
    linked = any(
        "#" in one.get("href", "") or _NOTE.search(f"{one.get('class', '')} {one.get('id', '')} {one.get('role', '')}")
        for one in around
    )
    kept = without_note_mark(words, _text_before(raised), linked=linked)
    if kept != words:
        tail = raised.tail
        raised.clear()
        raised.text, raised.tail = kept, tail
    raised.drop_tag()
    if parent is not None and parent.tag == "a" and not parent.text_content().strip():
        parent.drop_tag()
    return bool(words.strip()) and not kept.strip()


def _text_before(element: "HtmlElement") -> str:
    """Return the last characters that stand before an element in its block."""
    words, here = "", element
    while here is not None and len(words) < _NEAR:
        before = here.getprevious()
        if before is not None:
            words = (before.tail or "") + words
            if before.tag in _BLOCKS or before.tag == "br":
                break
            words = (before.text_content() if isinstance(before.tag, str) else "") + words
            here = before
            continue
        here = here.getparent()
        words = ((here.text or "") if here is not None else "") + words
        if here is not None and here.tag in _BLOCKS:
            break
    return words[-_NEAR:]


def _keep_pulled(boxed: "HtmlElement") -> None:
    """Make a box that holds a quotation or post a part of the text; one that only repeats the text stays out."""
    pulled = _PULLED.search(f"{boxed.get('class', '')} {boxed.get('id', '')}")
    quotes = list(boxed.iter("blockquote"))
    if boxed.tag == "div" and not pulled:
        return
    if boxed.tag == "figure" and len(quotes) == 1:
        for caption in list(boxed.iter("figcaption")):
            caption.tag = "p"
            quotes[0].append(caption)
    if quotes or (pulled and boxed.tag != "figure" and not _repeats(boxed)):
        boxed.tag = "div" if quotes else "blockquote"
        boxed.attrib.pop("class", None)
        boxed.attrib.pop("id", None)


def _repeats(boxed: "HtmlElement") -> bool:
    """Say whether the first sentence of a box stands in the page's text too."""
    parts = [" ".join(part.split()).strip(_ANY_MARK + " .,") for part in boxed.itertext()]
    longest = max(parts, key=len, default="")
    whole = " ".join(boxed.getroottree().getroot().text_content().split())
    return bool(longest) and whole.count(longest) > 1


def _keep_speaker(quote: "HtmlElement") -> None:
    """Make paragraphs of what stands loose beside the paragraphs of a block quotation, as its speaker's name does."""
    for named in list(quote.iter("footer", "figcaption")):
        named.tag = "p"
    if not any(child.tag in _BLOCKS for child in quote):
        return
    loose = _loose(quote, quote.text, 0)
    quote.text = None
    for child in list(quote):
        if child is loose:
            continue
        if child.tag in _BLOCKS:
            loose = _loose(quote, child.tail, quote.index(child) + 1)
            child.tail = None
        else:
            loose.append(child)
    for made in [child for child in quote if child.tag == "p" and not child.text_content().strip()]:
        quote.remove(made)


def _loose(quote: "HtmlElement", words: str | None, place: int) -> "HtmlElement":
    """Put a new paragraph that begins with some words into a block quotation, and return it."""
    made = quote.makeelement("p")
    made.text = words
    quote.insert(place, made)
    return made
