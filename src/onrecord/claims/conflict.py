"""Whether two statements cannot both hold, and whether two sources make them."""

import re

from onrecord.claims.same_event import days_apart
from onrecord.claims.statement import Statement, YesNo
from onrecord.language.amounts import Amount
from onrecord.language.moments import Moment
from onrecord.language.numerals import figures
from onrecord.model import Excerpt

_WEEK = 6
"""Days between two articles within which different weekdays are different days."""


def conflict(one: Statement, other: Statement) -> bool:
    """Say whether what two statements tell cannot both be so."""
    match one.told, other.told:
        case Amount() as mine, Amount() as theirs:
            return mine.unit == theirs.unit and not mine.agrees(theirs)
        case Moment() as mine, Moment() as theirs:
            apart = days_apart(one.excerpt, other.excerpt)
            are_days = not (mine.is_weekday or theirs.is_weekday) or (apart is not None and apart <= _WEEK)
            dated = mine.dated(one.excerpt.article.published), theirs.dated(other.excerpt.article.published)
            return are_days and not dated[0].agrees(dated[1])
        case YesNo() as mine, YesNo() as theirs:
            return mine.is_denied != theirs.is_denied
        case _:
            return False


def are_two_sources(one: Statement, other: Statement) -> bool:
    """Say whether two statements are of two articles, or of two speakers in one."""
    if one.excerpt.article.id != other.excerpt.article.id:
        return True
    return bool(one.speakers and other.speakers) and one.speakers.isdisjoint(other.speakers)


def holds(excerpt: Excerpt, statement: Statement) -> bool:
    """Say whether a sentence has what another one states too, as a number or in its very words."""
    match statement.told:
        case YesNo():
            return False
        case Amount():
            own = list(figures(statement.words))
            return any(mine.agrees(figure) for figure in figures(excerpt.text) for mine in own)
        case Moment():
            return bool(re.search(rf"(?<!\w){re.escape(statement.words)}(?!\w)", excerpt.text, re.IGNORECASE))
