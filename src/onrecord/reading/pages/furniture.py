"""What stands among an article's paragraphs and is none of it: boxes, captions, links to other articles, and those.

It is told by how it is marked up and never by its wording: a paragraph that is nothing but a link, a box that a reader
does not see at first, an article inside or below the article. What is taken out is counted, so that it can be told.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.model import ReadingNote, counted

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_BOX = re.compile(
    r"(?:^|[\s_-])(?:modal|dialog|lightbox|popup|pop-up|tooltip|rollover|overlay|cookies?|consent|notification"
    r"|placeholder|newsletter|vjs)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:image|img|photo|picture|wp|media|video|gallery|slide)[\w-]*caption|caption-?_*text|figcaption"
    r"|(?:image|photo|picture|media)[\w-]*(?:credit|copyright)|^caption$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_LABEL = re.compile(r"[^.!?]{2,40}[:|»›>]")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINES = frozenset({"p", "li", "h2", "h3", "h4", "h5", "h6"})
_FEWEST_LINKED = 4
_MOST_LABEL_WORDS = 5
_LARGEST_BOX = 0.3
_LARGEST_NAMED_BOX = 600
"""Characters: pages also call the whole article by such a name, as what lies under the paywall."""

_FEWEST_OWN_WORDS = 60
_FEWEST_PARAGRAPHS = 2
_FEWEST_CHUNK_WORDS = 40


def clear_furniture(page: "HtmlElement", title: str) -> tuple[ReadingNote, ...]:
    """Take out of a page's tree what is no part of its article, whose `title` is known or empty; tell what it was."""
    return counted(
        [
            ReadingNote(kind="boxes_dropped", count=_clear(_boxes(page))),
            ReadingNote(kind="articles_dropped", count=_clear(_other_articles(page, _letters(title)))),
            ReadingNote(kind="captions_dropped", count=_clear(_captions(page))),
            ReadingNote(kind="links_dropped", count=_clear(_teasers(page, _letters(title)))),
            ReadingNote(kind="chunks_joined", count=_join_chunks(page)),
        ]
    )


def _clear(elements: Iterable["HtmlElement"]) -> int:
    """Take elements out, leaving the text behind them, and return how many there were."""
    total = 0
    for element in list(elements):
        if element.getparent() is not None:
            element.drop_tree()
            total += 1
    return total


def _boxes(page: "HtmlElement") -> list["HtmlElement"]:
    """Return what is shown over the article or on demand, but nothing that may be the article itself.

    Where most of a page is hidden at first, as the parts of a gallery are, what is hidden stays.
    """
    whole = max(_size(page), 1)
    shown, unseen = [], []
    for element in page.iter("div", "section", "aside", "span", "form", "ul", "p", "table"):
        size = _size(element)
        if not 0 < size < _LARGEST_BOX * whole or next(element.iter("h1", "article"), None) is not None:
            continue
        marks = f"{element.get('class', '')} {element.get('id', '')}"
        named = element.tag != "p" and _BOX.search(marks) and size <= _LARGEST_NAMED_BOX
        if named or element.get("role") in {"dialog", "alertdialog"} or element.get("aria-modal") == "true":
            shown.append(element)
        elif element.get("hidden") is not None or _UNSEEN.search(element.get("style", "")):
            unseen.append(element)
    own = [one for one in unseen if all(above not in unseen for above in one.iterancestors())]
    return shown + (own if sum(map(_size, own)) < _LARGEST_BOX * whole else [])


def _other_articles(page: "HtmlElement", title: str) -> Iterator["HtmlElement"]:
    """Yield the articles that hang inside another and lead elsewhere, and those that follow the one of the `title`."""
    every = list(page.iter("article"))
    for one in every:
        outer = next(one.iterancestors("article"), None)
        if outer is not None and _leads_elsewhere(one) and _own_words(outer) >= _FEWEST_OWN_WORDS:
            yield one
    top = [one for one in every if next(one.iterancestors("article"), None) is None]
    own = [one for one in top if title and any(_letters(_words(h)) in title for h in one.iter("h1") if _words(h))]
    if len(own) == 1 and _own_words(own[0]) >= _FEWEST_OWN_WORDS:
        yield from (one for one in top if one is not own[0] and next(one.iter("h1", "h2"), None) is not None)


def _leads_elsewhere(article: "HtmlElement") -> bool:
    """Say whether an article's heading is a link."""
    heading = next(article.iter(*_HEADINGS), None)
    return heading is not None and (
        next(heading.iter("a"), None) is not None or next(heading.iterancestors("a"), None) is not None
    )


def _own_words(article: "HtmlElement") -> int:
    """Return how many words stand in an article's own paragraphs, not in those of an article inside it."""
    return sum(len(_words(p).split()) for p in article.iter("p") if next(p.iterancestors("article"), None) is article)


def _captions(page: "HtmlElement") -> Iterator["HtmlElement"]:
    """Yield the lines under pictures that are no figure's caption, which extraction leaves out by itself."""
    for element in page.iter("div", "p", "span", "small", "dd"):
        marks = (*element.get("class", "").split(), element.get("id", ""))
        if any(map(_CAPTION.search, marks)) and next(element.iter("img", "p", "h1", "figure"), element) is element:
            yield element


def _teasers(page: "HtmlElement", title: str) -> Iterator["HtmlElement"]:
    """Yield the lines that are nothing but links to other pages, with the label above them."""
    if len([p for p in page.iter("p") if _SENTENCE_END.search(_words(p))]) < _FEWEST_PARAGRAPHS:
        return
    for line in page.iter(*_LINES):
        if line.tag == "li" and not _all_linked(line):
            continue
        if _is_link(line) and (_letters(_words(line)) not in title or not title):
            yield from _labels(line)
            yield line


def _all_linked(item: "HtmlElement") -> bool:
    """Say whether every entry of an item's list is a link, and there are several."""
    parent = item.getparent()
    entries = [] if parent is None else parent.findall("li")
    return len(entries) > 1 and all(map(_is_link, entries))


def _is_link(line: "HtmlElement") -> bool:
    """Say whether a line is one link, perhaps behind a label, to another page, and no sentence."""
    links = [link for link in line.iter("a") if link.get("href")]
    words = _words(line)
    if not links or _SENTENCE_END.search(words) or any(link.get("href", "").startswith("#") for link in links):
        return False
    linked = sum(len(_words(link)) for link in links)
    rest = words
    for link in links:
        rest = rest.replace(_words(link), " ", 1)
    label = " ".join(rest.split())
    labelled = bool(_LABEL.fullmatch(label)) and len(label.split()) <= _MOST_LABEL_WORDS
    enough = len(words.split()) >= _FEWEST_LINKED or (labelled and linked > 0)
    return enough and (labelled or not re.search(r"\w", label) or bool(re.fullmatch(r"[\W_]*\[?\w+\]?[\W_]*", label)))


def _labels(line: "HtmlElement") -> Iterator["HtmlElement"]:
    """Yield the short label right above a line or its list, such as one in capitals or before a colon."""
    block = line.getparent() if line.tag == "li" else line
    above = None if block is None else block.getprevious()
    if above is None or above.tag not in _LINES | {"strong", "b", "span"} or (block.getprevious().tail or "").strip():
        return
    words = _words(above)
    if 0 < len(words.split()) <= _MOST_LABEL_WORDS and (words.isupper() or words.endswith(":")):
        yield above


def _join_chunks(page: "HtmlElement") -> int:
    """Put the parts of a text that a page keeps in several boxes of one class into the first, and count those moved."""
    groups: dict[tuple[int, str], list[HtmlElement]] = {}
    for box in page.iter("div", "section"):
        named = " ".join(box.get("class", "").split())
        within = next(box.iterancestors("article", "main"), None)
        if named and within is not None and _is_chunk(box):
            groups.setdefault((id(within), named), []).append(box)
    moved = 0
    for first, *others in groups.values():
        if others and all(a is not b for a in others for b in first.iterancestors()):
            for other in others:
                if not any(above in (first, *others) for above in other.iterancestors()):
                    first.extend(list(other))
                    moved += 1
    return moved


def _is_chunk(box: "HtmlElement") -> bool:
    """Say whether a box holds paragraphs of its own that make a part of a text, and no heading of an article."""
    own = [words for p in box.findall("p") if _SENTENCE_END.search(words := _words(p))]
    whole = sum(len(words.split()) for words in own)
    return (
        len(own) >= _FEWEST_PARAGRAPHS
        and whole >= _FEWEST_CHUNK_WORDS
        and next(box.iter("h1", "article"), None) is None
    )


def _size(element: "HtmlElement") -> int:
    return len(_words(element))


def _words(element: "HtmlElement") -> str:
    return " ".join(element.text_content().split())


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()
