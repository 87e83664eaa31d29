"""The byline that a reader sees on a page: who wrote it, and the day beside the names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from onrecord.reading.pages.written_days import written_days

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_ELSEWHERE = re.compile(r"comment|related|sidebar|footer|newsletter|recirc|promo|most-|popular|user-?menu|nav", re.I)
_BYLINE = re.compile(r"by-?line|author|credit-name|reporter", re.IGNORECASE)
_WORD = r"(?:[^\W\d_a-z][\w.'’-]*|de|del|della|der|den|di|da|dos|du|van|von|bin|al|el|la|le)"
_NAME = rf"[^\W\d_a-z][\w.'’-]*(?: {_WORD}){{0,4}}"
_NAMES = rf"{_NAME}(?:(?: ?,| and| AND| &| und| et| y)+ {_NAME}){{0,6}}"
_BY = re.compile(rf"(?:(?:^|[\s.,|:])[Bb][Yy]:?|^(?:[Vv]on|VON|Par|Por):?)\s+(?P<names>{_NAMES})")
_CHANGED = re.compile(
    r"\b(?:updated?|modified|changed|edited|aktualisiert|geändert|mise? à jour|modifié|actualizad[oa]|aggiornato"
    r"|atualizado|bijgewerkt|gewijzigd|oppdatert|opdateret|uppdaterad|güncelle\w*|обновлен\w*|оновлен\w*|zaktualizowan\w*)\b",
    re.IGNORECASE,
)
_MOST_NEAR = 12
_LONGEST_NEAR = 90
_LONGEST = 200
_NEAR_CHANGE = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """The names as the page has them, and the day of publication that stands with them."""

    names: str | None = None
    published: date | None = None


def page_byline(page: "HtmlElement") -> Byline:
    """Return the first byline that says "by", in a place made for it or right under the headline."""
    names = published = None
    for words in [*_marked(page), *_under_headline(page)]:
        by = _BY.search(words)
        if names is None and by:
            names = by["names"]
            published = stated_day(words)
    near = " ".join(_under_headline(page))
    return Byline(names=names, published=published or stated_day(near))


def stated_day(words: str) -> date | None:
    """Return the first whole day in some words, unless they say that it is of a change."""
    days = sorted(written_days(words))
    return next((day for start, day in days if not _CHANGED.search(words[:start][-_NEAR_CHANGE:])), None)


def _marked(page: "HtmlElement") -> Iterator[str]:
    """Yield the words of each element that is marked as a byline, outside menus, comments and other articles."""
    for element in page.iter("p", "div", "span", "address", "a", "li", "h3", "h4", "h5", "h6", "td"):
        marks = " ".join(element.get(name, "") for name in ("class", "id", "itemprop", "rel", "data-testid"))
        if _BYLINE.search(marks) and not is_elsewhere(element):
            words = spaced(element)
            if len(words) <= _LONGEST:
                yield words


def is_elsewhere(element: "HtmlElement") -> bool:
    """Say whether an element is part of a menu, the comments or another article."""
    for above in (element, *element.iterancestors()):
        if above.tag in {"nav", "footer", "aside", "body", "article", "main"}:
            return above.tag in {"nav", "footer", "aside"}
        if _ELSEWHERE.search(f"{above.get('class', '')} {above.get('id', '')}"):
            return True
    return False


def _under_headline(page: "HtmlElement") -> list[str]:
    """Return the short pieces of text right under the one headline, joined to a line, before the first paragraph."""
    headings = list(page.iter("h1"))
    return pieces_under(headings[0]) if len(headings) == 1 else []


def pieces_under(heading: "HtmlElement") -> list[str]:
    """Return the short pieces of text right under a heading, joined to a line, before the first paragraph."""
    pieces: list[str] = []
    for node in heading.xpath("following::text()[normalize-space()]"):
        words = " ".join(str(node).split())
        parent = node.getparent()
        if parent is not None and parent.tag in {"script", "style", "noscript"}:
            continue
        if len(words) > _LONGEST_NEAR or len(pieces) == _MOST_NEAR:
            break
        pieces.append(words)
    return [" ".join(pieces)] if pieces else []


def spaced(element: "HtmlElement") -> str:
    """Return an element's words with a space between its parts."""
    return " ".join(" ".join(element.itertext()).split())
