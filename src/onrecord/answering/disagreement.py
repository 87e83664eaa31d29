"""Two sources that answer a question differently: which of the likely sentences cannot both be right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.answering.amounts import Amount
from onrecord.answering.candidate import Candidate
from onrecord.answering.figures import figures
from onrecord.answering.moments import Moment
from onrecord.answering.patterns import PLACE
from onrecord.answering.question import Question
from onrecord.answering.statements import Asked, Reading, Statement, Verdict, Weigh

LEAST = 0.03
"""Share of the probability that the likeliest sentence leaves which another answer needs."""

LEAST_FIRST = 0.15
"""Probability that the likeliest sentence needs, so that there is something to disagree with."""

_LOOKED_AT = 12
_MOST_SIDES = 3
_APART = 31
"""Days between two articles above which they are thought to tell of different times."""

_NEAR_IN_TIME = 14
"""Days within which two articles are thought to tell of one event; beyond, they must share another name."""

_SHARED = 0.3
"""Share of the other names around the sentence with fewer of them which the other one must have too."""

_WEEK = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Statements that cannot both hold, each of another source; the first is that of the likeliest sentence."""

    sides: tuple[Statement, ...]


def disagreement(question: Question, ranked: Sequence[tuple[float, Candidate]], weigh: Weigh) -> Disagreement | None:
    """Return the disagreement of the likeliest sentence with others that are likely enough, None where there is none."""
    if question.seeks_speaker or not ranked or ranked[0][0] < LEAST_FIRST:
        return None
    least = LEAST * (1 - ranked[0][0])
    likely = [each for share, each in islice(ranked, _LOOKED_AT) if share >= least]
    asked = Asked(question, weigh)
    first = Reading(asked, likely[0])
    stated = first.statement()
    if stated is None:
        return None
    sides = [(first, stated)]
    for candidate in likely[1:]:
        reading = Reading(asked, candidate)
        other = reading.statement() if _is_another_source(likely[0], candidate) else None
        if other and len(sides) < _MOST_SIDES and all(_differ(side, (reading, other)) for side in sides):
            sides.append((reading, other))
    return Disagreement(sides=tuple(statement for _, statement in sides)) if len(sides) > 1 else None


def _is_another_source(one: Candidate, other: Candidate) -> bool:
    if one.article.id != other.article.id:
        return True
    return bool(one.speakers and other.speakers) and one.speakers.isdisjoint(other.speakers)


def _differ(one: tuple[Reading, Statement], other: tuple[Reading, Statement]) -> bool:
    """Say whether two statements are of one thing and cannot both hold."""
    (mine, mine_told), (theirs, theirs_told) = one, other
    return (
        _conflict(mine_told, theirs_told)
        and _comparable(mine, theirs)
        and (mine.is_unsure == theirs.is_unsure or _is_age(mine_told))
        and mine.periods == theirs.periods
        and _narrowed(mine, mine_told) == _narrowed(theirs, theirs_told) is not None
        and _may_be_one_place(mine.candidate, theirs.candidate)
        and not _holds(theirs, mine_told)
        and not _holds(mine, theirs_told)
    )


def _is_age(statement: Statement) -> bool:
    return isinstance(statement.told, Amount) and statement.told.unit == "age"


def _comparable(one: Reading, other: Reading) -> bool:
    """Say whether two sentences are likely to tell of one event."""
    if one.is_sampled or other.is_sampled:
        return False
    if one.candidate.article.id == other.candidate.article.id:
        return not one.is_unsure and not other.is_unsure
    apart = _days_apart(one.candidate, other.candidate)
    if apart is not None and apart > _APART:
        return False
    if one.asked.names and apart is not None and apart <= _NEAR_IN_TIME:
        return True
    shared = len(one.other_names & other.other_names)
    return shared >= _SHARED * min(len(one.other_names), len(other.other_names)) and shared > 0


def _narrowed(reading: Reading, statement: Statement) -> frozenset[str] | None:
    return reading.kept_apart_by(statement.told) if isinstance(statement.told, Amount) else frozenset()


def _conflict(one: Statement, other: Statement) -> bool:
    mine, theirs = one.told, other.told
    if isinstance(mine, Amount) and isinstance(theirs, Amount):
        return mine.unit == theirs.unit and not mine.agrees(theirs)
    if isinstance(mine, Moment) and isinstance(theirs, Moment):
        apart = _days_apart(one.candidate, other.candidate)
        in_one_week = apart is not None and apart <= _WEEK
        mine, theirs = (each.told.dated(each.candidate.article.published) for each in (one, other))
        return not mine.agrees(theirs) and (in_one_week or not mine.only_weekday and not theirs.only_weekday)
    if isinstance(mine, Verdict) and isinstance(theirs, Verdict):
        return mine.is_denied != theirs.is_denied
    return False


def _days_apart(one: Candidate, other: Candidate) -> int | None:
    mine, theirs = one.article.published, other.article.published
    return abs((mine - theirs).days) if mine and theirs else None


def _may_be_one_place(one: Candidate, other: Candidate) -> bool:
    """Say whether both may tell of one place: they name a common one, or one names a place that the other article has."""
    mine, theirs = (set(PLACE.findall(each.text)) for each in (one, other))
    return (
        not mine
        or not theirs
        or any(place in other.article.text for place in mine)
        or any(place in one.article.text for place in theirs)
    )


def _holds(reading: Reading, told: Statement) -> bool:
    """Say whether a sentence has another one's detail too, as a number or in its very words."""
    if isinstance(told.told, Verdict):
        return False
    if isinstance(told.told, Amount):
        own = list(figures(told.words))
        return any(mine.agrees(figure) for figure in figures(reading.text) for mine in own)
    return bool(re.search(rf"(?<!\w){re.escape(told.words)}(?!\w)", reading.text, re.IGNORECASE))
