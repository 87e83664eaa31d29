"""The day that is likely an article's where its page states none: it is told as a guess."""

import re
from collections.abc import Container, Iterator
from datetime import date
from typing import TYPE_CHECKING

from onrecord.reading.dates import parse_date
from onrecord.reading.pages.byline import is_elsewhere, pieces_under, stated_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

ANY_DAY = "9999-12-31"
"""What htmldate is given as the last day there is, so that an article may be of any."""

_MARKED = re.compile(r"(?:^|[\s_-])(?:date|datum|fecha|published|pubdate|posted|timestamp)(?:$|[\s_-])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST_LINE = 80
_MOST_WORDS = 6
"""Set by hand: a line with more words is a sentence, and its day what the sentence tells of."""

_MOST_DAYS = 2
"""Of a page that writes more days than this, none is surely the article's."""


def likely_day(page: "HtmlElement", url: str | None, changed: Container[date]) -> date | None:
    """Return the day in a page's address, or the one that htmldate finds in its text; none of those it was changed on.

    A day of the text counts where it is written whole on a line of its own and hardly any other is, or in the first
    place that is marked as a date's: a day inside a sentence is what the sentence tells of.
    """
    from htmldate import find_date

    found = parse_date(find_date(page, extensive_search=True, original_date=True, url=url, max_date=ANY_DAY))
    if found and found == address_day(url) and found not in changed:
        return found
    short = [(marked, line) for marked, line in _short_lines(page) if len(_WORD.findall(line)) <= _MOST_WORDS]
    lines = [(marked, day) for marked, line in short if (day := stated_day(line)) and day not in changed]
    written = {day for _, day in lines}
    first = next((day for marked, day in lines if marked), None)
    if len(written) <= _MOST_DAYS and found in written:
        return found
    under = (stated_day(line) for heading in page.iter("h1") for line in pieces_under(heading))
    first = first or next((day for day in under if day and day not in changed), None)
    return first or (written.pop() if len(written) == 1 else None)


def address_day(url: str | None) -> date | None:
    """Return the day that a page's address holds, such as `/2031/04/22/`."""
    from htmldate import find_date

    return parse_date(find_date("<html><body></body></html>", url=url, max_date=ANY_DAY)) if url else None


def _short_lines(page: "HtmlElement") -> Iterator[tuple[bool, str]]:
    """Yield what holds no more than a line, as dates and bylines do: whether it is marked as a date, and its words."""
    for element in page.iter(
        "p", "div", "span", "time", "li", "td", "small", "em", "i", "b", "strong", "h4", "h5", "h6"
    ):
        words = " ".join(element.text_content().split())
        if len(words) <= _LONGEST_LINE and not (_inside_a_sentence(element) or is_elsewhere(element)):
            yield bool(_MARKED.search(f"{element.get('class', '')} {element.get('id', '')}")), words


def _inside_a_sentence(element: "HtmlElement") -> bool:
    """Say whether an element is a few words of a longer paragraph."""
    paragraph = next(element.iterancestors("p", "blockquote"), None)
    return paragraph is not None and len(" ".join(paragraph.text_content().split())) > _LONGEST_LINE
