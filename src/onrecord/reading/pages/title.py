"""The headline of a page: what its heading, its head and its linked data agree on, without its site and section."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_SEPARATOR = re.compile(r"\s+(?:[|–—·•«»:/~>-]|--|::)\s+|\s*\|\s*|\s+[–—]|(?<=[^\s\d]): ")
_WORD = re.compile(r"\w{2,}")
_MOST_SECTION_WORDS = 6
_FEWEST_WORDS = 3
_LONGEST = 300
_LEAST_SHARED = 0.2
"""Chosen on the pages of other tools' tests that were put aside for tuning: 0.01 to 0.35 differ by 0.7 points."""


def page_title(page: "HtmlElement", stated: Sequence[str], site: Sequence[str]) -> str | None:
    """Return the headline that a reader sees and the page's own titles bear out; `site` are the names of its site.

    `stated` are the titles in the head and the linked data, the surest first. The heading that shares most words with
    one of them is the headline; a title that is one end of that heading is the whole headline, and what else stands in
    the heading is a section or a subtitle.
    """
    document = next((_words(element) for element in page.xpath("//head/title")), "")
    bare = {title: without_site(title, site) for title in [*stated, document] if title}
    titles = [title for title in bare.values() if title and not _names(title, site)]
    headings = [words for heading in page.iter("h1") if (words := _heading(heading)) and not _names(words, site)]
    near = [(max((_shared(heading, title) for title in titles), default=0.0), heading) for heading in headings]
    best = max((share for share, _ in near), default=0.0)
    if best >= _LEAST_SHARED:
        heading = max((heading for share, heading in near if share == best), key=lambda words: len(words.split()))
        own = [bare[title] for title in stated if title and bare[title] in titles]
        if any(_letters(title) == _letters(heading) for title in [*own, *stated]):
            return heading
        return next((title for title in own if _is_end(title, heading)), heading)
    for lower in map(_words, page.iter("h2")):
        if len(lower.split()) >= _FEWEST_WORDS and any(
            _letters(lower) == _letters(t) or _is_end(lower, t) for t in titles
        ):
            return lower
    slogans = {title for whole, title in bare.items() if title != whole and whole.endswith(title)}
    surest = sorted([*titles, *headings], key=lambda title: title in slogans)
    return next(iter([*surest, *filter(None, stated)]), None)


def whole_title(title: str, stated: Sequence[str], site: Sequence[str]) -> str:
    """Return a headline with what stands before or behind it in all of the `stated` titles, when these agree."""
    bare = [without_site(one, site) for one in stated]
    agreed = len(bare) > 1 and len({_letters(one) for one in bare}) == 1
    return bare[0] if agreed and _is_end(title, bare[0]) else title


def _heading(heading: "HtmlElement") -> str:
    """Return the words of a heading, none for one in a menu or footer and for one that is a paragraph."""
    if any(above.tag in {"nav", "aside", "footer"} for above in heading.iterancestors()):
        return ""
    words = _words(heading)
    return words if len(words) <= _LONGEST else ""


def _shared(heading: str, title: str) -> float:
    """Return which share of the words of the shorter of two titles stands in the other; one word is all or nothing."""
    if _letters(heading) == _letters(title):
        return 1.0
    one, other = (set(_WORD.findall(words.casefold())) for words in (heading, title))
    return len(one & other) / min(len(one), len(other)) if len(one) > 1 and other else 0.0


def _is_end(part: str, whole: str) -> bool:
    """Say whether some words, and enough of them, begin or end a longer title."""
    inner, outer = _flat(part), _flat(whole)
    return (
        len(part.split()) >= _FEWEST_WORDS
        and len(inner) < len(outer)
        and outer.startswith(inner) | outer.endswith(inner)
    )


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


def _flat(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").replace("“", '"').replace("”", '"').split())


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()
