"""Words of articles, safe for a terminal and in short."""

import re

from onrecord.model import Article

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def safe(words: str) -> str:
    """Return words without the characters that control a terminal; line ends and tabs stay."""
    return _CONTROLS.sub("", words.replace("\r\n", "\n"))


def one_line(words: str) -> str:
    """Return words safe for the terminal and on one line."""
    return " ".join(safe(words).split())


def byline(article: Article) -> str:
    """Return what tells an article from others, on one line: title, publisher, date."""
    published = article.published and f"{article.published.day} {article.published:%B %Y}"
    parts = (article.title or article.id, article.publisher, published)
    return " · ".join(one_line(part) for part in parts if part)
