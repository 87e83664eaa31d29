"""The headline of a page, without the names of its site and section."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_SEPARATOR = re.compile(r"\s+(?:[|–—·•«»:/~>-]|--|::)\s+|\s*\|\s*|\s+[–—]|(?<=[^\s\d]): ")
_MOST_SECTION_WORDS = 6


def page_title(page: "HtmlElement", stated: str | None, site: Sequence[str]) -> str | None:
    """Return the headline that stands in the `stated` title or the document's; `site` are the names of its site."""
    headings = [words for heading in page.iter("h1") if (words := _words(heading)) and not _names(words, site)]
    document = next((_words(element) for element in page.xpath("//head/title")), "")
    if not stated:
        return next(iter(headings), None)
    for heading in headings:
        if _is_part(heading, stated, site) or _is_part(heading, document, site):
            return heading
    return without_site(stated, site)


def without_site(title: str, site: Sequence[str]) -> str:
    """Return a title without the parts at its ends that name the site."""
    while True:
        cuts = list(_SEPARATOR.finditer(title))
        if cuts and _names(title[cuts[-1].end() :], site):
            title = title[: cuts[-1].start()].strip()
        elif cuts and _names(title[: cuts[0].start()], site):
            title = title[cuts[0].end() :].strip()
        else:
            return title


def _words(element: "HtmlElement") -> str:
    return " ".join(element.text_content().split())


def _names(part: str, site: Sequence[str]) -> bool:
    """Say whether a part of a title is the site's name, or that and its section's."""
    letters = _letters(part)
    short = len(part.split()) <= _MOST_SECTION_WORDS
    names = [name for name in map(_letters, site) if len(name) > 1]
    return bool(letters) and any(
        letters == name or (short and len(name) > 3 and (letters.startswith(name) or letters.endswith(name)))
        for name in names
    )


def _is_part(heading: str, title: str, site: Sequence[str]) -> bool:
    """Say whether a title is a heading, alone or with something apart from it before or behind."""
    whole, part = _flat(title), _flat(heading)
    if not part or part not in whole:
        return False
    if whole == part:
        return True
    rest = whole.removeprefix(part) if whole.startswith(part) else whole.removesuffix(part)
    apart = re.fullmatch(r"\s*(?:[|–—·•«»:/~>_-]+)\s*(.+)|(.+?)\s*(?:[|–—·•«»:/~>-]+)\s*", rest)
    if rest == whole or not apart:
        return False
    other = apart[1] or apart[2]
    return len(heading.split()) >= max(3, len(other.split()) - 1) or _names(other, site)


def _flat(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").replace("“", '"').replace("”", '"').split())


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()
