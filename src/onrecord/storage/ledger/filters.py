"""A scope as conditions on the articles' table."""

from sqlalchemy import ColumnElement, func

from onrecord.model import Scope
from onrecord.storage.ledger.schema import articles


def conditions(scope: Scope) -> list[ColumnElement[bool]]:
    """Return what must hold of an article's row for it to lie in a scope."""
    narrowed: list[ColumnElement[bool]] = []
    if scope.publisher is not None:
        narrowed.append(func.lower(articles.c.publisher) == scope.publisher.lower())
    if scope.since is not None:
        narrowed.append(articles.c.published >= scope.since)
    if scope.until is not None:
        narrowed.append(articles.c.published <= scope.until)
    if scope.articles is not None:
        narrowed.append(articles.c.id.in_(scope.articles))
    return narrowed
