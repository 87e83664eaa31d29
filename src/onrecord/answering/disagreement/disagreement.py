"""Two sources that answer a question differently: which of the likely sentences cannot both be right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.answering.disagreement.focus import QuestionFocus
from onrecord.answering.disagreement.statement_finder import Statement, find_statement
from onrecord.answering.disagreement.yes_no import YesNo
from onrecord.answering.question.question import Question
from onrecord.answering.ranking.candidate import Candidate
from onrecord.answering.ranking.features import Weigh
from onrecord.claims.same_event import days_apart, may_be_same_event, periods, unsure
from onrecord.language.amounts import Amount
from onrecord.language.moments import Moment
from onrecord.language.numerals import figures

LEAST_FIRST = 0.15
"""Probability of answering that the likeliest sentence needs, so that there is something to disagree with."""

LEAST_OF_REST = 0.03
"""Share of the probability that the likeliest sentence leaves which another answer needs."""

_LOOKED_AT = 12
_MOST_SIDES = 3
_WEEK = 6
"""Days between two articles within which different weekdays are different days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Statements no two of which can both hold, each of another source; the first is that of the likeliest sentence."""

    sides: tuple[Statement, ...]


def disagreement(question: Question, ranked: Sequence[tuple[float, Candidate]], weigh: Weigh) -> Disagreement | None:
    """Return the disagreement of the likeliest sentence with others that are likely enough, None where there is none.

    `ranked` are the candidates with their probabilities, the likeliest first.
    """
    if question.seeks_speaker or not ranked or ranked[0][0] < LEAST_FIRST:
        return None
    asked = QuestionFocus(question, weigh)
    first = find_statement(asked, ranked[0][1])
    if first is None:
        return None
    sides = [first]
    least = LEAST_OF_REST * (1 - ranked[0][0])
    for share, candidate in islice(ranked, 1, _LOOKED_AT):
        other = find_statement(asked, candidate) if share >= least else None
        if other and len(sides) < _MOST_SIDES and all(_differ(asked, side, other) for side in sides):
            sides.append(other)
    return Disagreement(sides=tuple(sides)) if len(sides) > 1 else None


def _differ(asked: QuestionFocus, one: Statement, other: Statement) -> bool:
    """Say whether two statements are of one thing, by different sources, and cannot both hold."""
    mine, theirs = one.candidate, other.candidate
    is_age = isinstance(one.told, Amount) and one.told.unit == "age"
    return (
        _conflict(one, other)
        and one.narrowed == other.narrowed
        and _are_two_sources(mine, theirs)
        and (is_age or unsure(mine.text) == unsure(theirs.text))
        and periods(mine.text) == periods(theirs.text)
        and may_be_same_event(asked, mine, theirs)
        and not _holds(mine, other)
        and not _holds(theirs, one)
    )


def _are_two_sources(one: Candidate, other: Candidate) -> bool:
    """Say whether two sentences are of two articles, or of two speakers in one."""
    if one.article.id != other.article.id:
        return True
    return bool(one.speakers and other.speakers) and one.speakers.isdisjoint(other.speakers)


def _conflict(one: Statement, other: Statement) -> bool:
    """Say whether what two statements tell cannot both be so."""
    match one.told, other.told:
        case Amount() as mine, Amount() as theirs:
            return mine.unit == theirs.unit and not mine.agrees(theirs)
        case Moment() as mine, Moment() as theirs:
            apart = days_apart(one.candidate, other.candidate)
            are_days = not (mine.is_weekday or theirs.is_weekday) or (apart is not None and apart <= _WEEK)
            dated = mine.dated(one.candidate.article.published), theirs.dated(other.candidate.article.published)
            return are_days and not dated[0].agrees(dated[1])
        case YesNo() as mine, YesNo() as theirs:
            return mine.is_denied != theirs.is_denied
        case _:
            return False


def _holds(candidate: Candidate, statement: Statement) -> bool:
    """Say whether a sentence has what another one states too, as a number or in its very words."""
    match statement.told:
        case YesNo():
            return False
        case Amount():
            own = list(figures(statement.words))
            return any(mine.agrees(figure) for figure in figures(candidate.text) for mine in own)
        case Moment():
            return bool(re.search(rf"(?<!\w){re.escape(statement.words)}(?!\w)", candidate.text, re.IGNORECASE))
