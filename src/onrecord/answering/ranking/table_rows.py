"""Rows of tables in a text, and the heads of their columns."""

import re

from onrecord.model import Excerpt, Span

_ROW = re.compile(r"^[^|\n]*(?:\s\|\s?|\t)[^\n]*$")


def is_row(text: str) -> bool:
    """Say whether a line is the row of a table."""
    return bool(_ROW.match(text.strip()))


def is_head(excerpt: Excerpt) -> bool:
    """Say whether a line is the first row of a table: the head of its columns."""
    return is_row(excerpt.text) and head_of(excerpt) is None


def head_of(excerpt: Excerpt) -> Excerpt | None:
    """Return the first row of the table in which a row stands, None for that row itself and for what is no row."""
    if not is_row(excerpt.text):
        return None
    text, start = excerpt.article.text, excerpt.span.start
    first = excerpt.span
    while start > 0:
        end = start - 1
        begin = text.rfind("\n", 0, end) + 1
        if not is_row(text[begin:end]):
            break
        first = Span(start=begin, end=end)
        start = begin
    return None if first == excerpt.span else Excerpt(article=excerpt.article, span=first)
