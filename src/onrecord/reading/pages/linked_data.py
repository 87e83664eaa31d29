"""What a page's linked data (JSON-LD) states of its article: headline, authors, day, publisher."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reading.metadata_fields import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_ARTICLE = re.compile(r"article$|^blogposting$|^liveblogposting$|^report$|^review$|^recipe$", re.IGNORECASE)
_PAGE = re.compile(r"^webpage$|^itempage$", re.IGNORECASE)
_ORGANISATION = re.compile(r"organization$|^website$|corporation$", re.IGNORECASE)
_DEEPEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """What is stated; `authors` are people, `outlets` the organisations that wrote it, `publishers` all other ones."""

    headline: str | None = None
    authors: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    published: str | None = None
    publishers: tuple[str, ...] = ()


def linked_data(page: "HtmlElement") -> LinkedData:
    """Return what a page's linked data states; what is damaged states nothing."""
    found = [item for value in linked_values(page) for item in _items(value)]
    articles = [item for item in found if _is(item, _ARTICLE)]
    stated = [*articles, *(item for item in found if _is(item, _PAGE))]
    by_id = {str(item["@id"]): item for item in found if isinstance(item.get("@id"), str) and "name" in item}
    authors = next(filter(None, (list(_authors(item.get("author"), by_id, False)) for item in articles)), [])
    outlets = next(filter(None, (list(_authors(item.get("author"), by_id, True)) for item in articles)), [])
    publishers = [words_of(item.get("publisher")) for item in articles]
    publishers += [name for item in found if _is(item, _ORGANISATION) and (name := words_of(item)) not in outlets]
    return LinkedData(
        headline=next(filter(None, (words_of(item.get("headline")) for item in articles)), None),
        authors=tuple(authors),
        outlets=tuple(outlets),
        published=next(filter(None, (words_of(item.get("datePublished")) for item in stated)), None),
        publishers=tuple(filter(None, publishers)),
    )


def linked_values(page: "HtmlElement") -> Iterator[object]:
    """Yield the value of each script of linked data, None for a damaged one."""
    yield from map(parsed, page.xpath("//script[contains(@type, 'ld+json')]"))


def parsed(script: "HtmlElement") -> object:
    """Return the value of one script, or None for a damaged one."""
    try:
        return json.loads((script.text or "").strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _items(value: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """Yield every object in a value, the outer ones first."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _items(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _items(inner, depth + 1)


def _is(item: Mapping[str, object], kind: re.Pattern[str]) -> bool:
    stated = item.get("@type")
    return any(isinstance(one, str) and kind.search(one) for one in (stated if isinstance(stated, list) else [stated]))


def _authors(value: object, by_id: Mapping[str, Mapping[str, object]], outlets: bool) -> Iterator[str]:
    """Yield the names of the people among an article's authors, or those of the `outlets`."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            whole = by_id.get(str(one.get("@id")), one) if "name" not in one else one
            if (name := words_of(whole.get("name"))) and _is(whole, _ORGANISATION) == outlets:
                yield name
        elif isinstance(one, str) and not outlets:
            yield one
