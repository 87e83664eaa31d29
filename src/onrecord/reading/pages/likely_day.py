"""The day that is likely an article's where its page states none: it is told as a guess."""

import re
from collections.abc import Container, Iterator
from datetime import date
from typing import TYPE_CHECKING

from onrecord.reading.dates import parse_date
from onrecord.reading.pages.byline import is_elsewhere

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

ANY_DAY = "9999-12-31"
"""What htmldate is given as the last day there is, so that an article may be of any."""

_WRITTEN = re.compile(
    r"\b(?:19|20)\d\d-\d\d-\d\d\b"
    r"|\b\d{1,2}[.]?[/. ][ ]?(?:\d{1,2}|[^\W\d_]{3,9})[/. ,]{1,2}(?:19|20)\d\d\b"
    r"|\b[^\W\d_]{3,9}[.]? \d{1,2},? (?:19|20)\d\d\b"
)
_LONGEST_LINE = 80
_MOST_DAYS = 2
"""Of a page that writes more days than this, none is surely the article's."""


def likely_day(page: "HtmlElement", url: str | None, changed: Container[date]) -> date | None:
    """Return the day in a page's address, or the one that htmldate finds in its text; none of those it was changed on.

    A day of the text counts where it is written whole on a line of its own and hardly any other is: a day inside a
    sentence is what the sentence tells of.
    """
    from htmldate import find_date

    found = parse_date(find_date(page, extensive_search=True, original_date=True, url=url, max_date=ANY_DAY))
    if found is None or found in changed:
        return None
    if found == address_day(url):
        return found
    written = {day for line in _short_lines(page) for day in _WRITTEN.findall(line)}
    return found if len(written) <= _MOST_DAYS and any(_is_of(found, words) for words in written) else None


def address_day(url: str | None) -> date | None:
    """Return the day that a page's address holds, such as `/2031/04/22/`."""
    from htmldate import find_date

    return parse_date(find_date("<html><body></body></html>", url=url, max_date=ANY_DAY)) if url else None


def _short_lines(page: "HtmlElement") -> Iterator[str]:
    """Yield the words of what holds no more than a line, where dates and bylines stand."""
    for element in page.iter(
        "p", "div", "span", "time", "li", "td", "small", "em", "i", "b", "strong", "h4", "h5", "h6"
    ):
        words = " ".join(element.text_content().split())
        if len(words) <= _LONGEST_LINE and not (_inside_a_sentence(element) or is_elsewhere(element)):
            yield words


def _inside_a_sentence(element: "HtmlElement") -> bool:
    """Say whether an element is a few words of a longer paragraph."""
    paragraph = next(element.iterancestors("p", "blockquote"), None)
    return paragraph is not None and len(" ".join(paragraph.text_content().split())) > _LONGEST_LINE


def _is_of(day: date, words: str) -> bool:
    """Say whether words that write a day write this one."""
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    return {day.year, day.day} <= set(numbers) and (len(numbers) < 3 or day.month in numbers)
