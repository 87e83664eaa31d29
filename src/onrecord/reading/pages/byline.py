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
_NAMES = rf"{_NAME}(?:(?:\s?,|\s(?:and|AND|&|und|et|y))+\s{_NAME}){{0,6}}"
_BY = re.compile(rf"(?:(?:^|[\s.,|:])[Bb][Yy]:?|^(?:[Vv]on|VON|Par|Por):?)\s+(?P<names>{_NAMES})")
_CREDIT = re.compile(
    r"(?:(?:[Tt]ext|[Ww]ords|[Aa]utor(?:in|en|innen)?|[Aa]uteure?s?|[Aa]uthors?)(?: (?:&|und|and|et|y) [^\W\d_]+)?"
    r"(?::| von| by)?|(?:[^\W\d_]+ ){0,2}[Vv]on|Por|Par)\s+"
    rf"(?P<names>{_NAMES})(?:$|\s*[,/|·(–-].*)"
)
_CARD = re.compile(r"(?:^|\s)fn(?:\s|$)")
_NAMED = re.compile(rf"(?:[Bb]y |[Vv]on |[Pp]ar |[Pp]or )?(?P<names>{_NAMES})")
_AUTHOR = re.compile(r"author-?_*name|(?:^|\s)(?:author|autor|auteurs?)(?:\s|$)")
_AUTHOR_PAGE = re.compile(r"/(?:author|autor|autoren|auteur|user|people|profil)/[^/]+/?$")
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
    """The names as the page has them, those in a credit or on a card, and the day that stands with the names."""

    names: str | None = None
    credited: str | None = None
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
    return Byline(names=names, credited=next(_credits(page), None), published=published or stated_day(near))


def stated_day(words: str) -> date | None:
    """Return the first whole day in some words, unless they say that it is of a change."""
    days = sorted(written_days(words))
    return next((day for start, day in days if not _CHANGED.search(words[:start][-_NEAR_CHANGE:])), None)


def _marked(page: "HtmlElement") -> Iterator[str]:
    """Yield the words of each element that is marked as a byline, outside menus, comments and other articles."""
    for element in page.iter("p", "div", "span", "address", "a", "li", "h3", "h4", "h5", "h6", "td"):
        marks = " ".join(element.get(name, "") for name in ("class", "id", "itemprop", "rel", "data-testid"))
        if _BYLINE.search(marks) and not is_elsewhere(element):
            words = "\n".join(" ".join(part.split()) for part in element.itertext() if part.strip())
            if len(words) <= _LONGEST:
                yield words


def _credits(page: "HtmlElement") -> Iterator[str]:
    """Yield the names that a page gives on a card, by a link to their own page, or on a line that credits them."""
    for element in page.iter("a", "span", "div", "p", "b", "strong", "em", "td", "h2", "h3"):
        words = spaced(element)
        if not 3 < len(words) <= _LONGEST_NEAR or is_elsewhere(element):
            continue
        marks = f"{element.get('class', '')} {element.get('itemprop', '')} {element.get('rel', '')}"
        if credit := _CREDIT.fullmatch(words):
            yield credit["names"]
        elif _CARD.search(marks):
            yield words
        elif (_AUTHOR.search(marks) or _is_of_author(element)) and (named := _NAMED.fullmatch(words)):
            yield named["names"]


def _is_of_author(element: "HtmlElement") -> bool:
    """Say whether an element is a link to an author's own page."""
    return element.tag == "a" and bool(_AUTHOR_PAGE.search(element.get("href", "")))


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
    return ["\n".join(pieces)] if pieces else []


def spaced(element: "HtmlElement") -> str:
    """Return an element's words with a space between its parts."""
    return " ".join(" ".join(element.itertext()).split())
