"""The standfirst: the sentence or two under a headline, which stand outside what extraction takes for the article."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_MARKED = re.compile(
    r"standfirst|\bdek\b|sub-?(?:head|title|headline|heading)|article-?_*(?:summary|intro|lead|excerpt)|\blede\b|strapline"
    r"|alternativeHeadline",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset({"nav", "aside", "footer", "figure", "form"})
_FEWEST_WORDS, _MOST_WORDS = 6, 90
_MOST_NEAR = 40


def standfirst(page: "HtmlElement") -> str | None:
    """Return what stands near the one headline and is marked as a standfirst, or is the page's own description."""
    headings = list(page.iter("h1"))
    if len(headings) != 1:
        return None
    described = {
        _letters(one) for one in page.xpath("//meta[@name='description' or @property='og:description']/@content")
    }
    near = headings[0].xpath("following::*[self::p or self::h2 or self::h3 or self::div or self::span]")[:_MOST_NEAR]
    for element in near:
        words = " ".join(element.text_content().split())
        if not _FEWEST_WORDS <= len(words.split()) <= _MOST_WORDS:
            continue
        if any(above.tag in _ELSEWHERE for above in element.iterancestors()):
            continue
        marks = " ".join(element.get(name, "") for name in ("class", "id", "itemprop", "data-testid"))
        if _MARKED.search(marks) or _letters(words) in described:
            return words
    return None


def with_standfirst(text: str, words: str | None) -> str:
    """Return an article's text with its standfirst under the headline or at the top, unless it stands there already."""
    if not words or _letters(words) in _letters(text):
        return text
    first, apart, rest = text.partition("\n\n")
    if apart and len(first.split()) < _MOST_WORDS / 3 and not re.search(r"[.!?…][\"'”’»)]*$", first):
        return f"{first}\n\n{words}\n\n{rest}"
    return f"{words}\n\n{text}"


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()
