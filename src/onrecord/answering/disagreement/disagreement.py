"""Two sources that answer a question differently: which of the likely sentences cannot both be right."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.answering.disagreement.focus import QuestionFocus
from onrecord.answering.disagreement.opposites import opposed
from onrecord.answering.disagreement.statement_finder import find_statement
from onrecord.answering.question.question import Question
from onrecord.answering.ranking.candidates import Candidate
from onrecord.answering.ranking.features import Weigh
from onrecord.claims.conflict import are_two_sources, conflict, holds
from onrecord.claims.same_event import EventTopic, may_be_same_event, periods, unsure
from onrecord.claims.statement import Statement
from onrecord.language.amounts import Amount

LEAST_FIRST = 0.15
"""Probability of answering that the likeliest sentence needs, so that there is something to disagree with."""

LEAST_OF_REST = 0.03
"""Share of the probability that the likeliest sentence leaves which another answer needs."""

_LOOKED_AT = 12
_READ = 5
"""Sentences besides the likeliest that are read beside it, where no yes or no could be read off the question."""

_MOST_SIDES = 3


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
    topic = EventTopic(names=asked.names, words=asked.words)
    least = LEAST_OF_REST * (1 - ranked[0][0])
    likely = [candidate for share, candidate in islice(ranked, 1, _LOOKED_AT) if share >= least]
    first = find_statement(asked, ranked[0][1])
    sides = [first] if first is not None else []
    for candidate in likely if sides else []:
        other = find_statement(asked, candidate)
        if other and len(sides) < _MOST_SIDES and all(_differ(topic, side, other) for side in sides):
            sides.append(other)
    if len(sides) < 2 and question.wanted not in ("number", "time"):
        sides = next(opposed(topic, ranked[0][1], likely[:_READ]), [])
    return Disagreement(sides=tuple(sides)) if len(sides) > 1 else None


def _differ(topic: EventTopic, one: Statement, other: Statement) -> bool:
    """Say whether two statements are of one thing, by different sources, and cannot both hold."""
    mine, theirs = one.excerpt, other.excerpt
    is_age = isinstance(one.told, Amount) and one.told.unit == "age"
    return (
        conflict(one, other)
        and one.narrowed == other.narrowed
        and are_two_sources(one, other)
        and (is_age or unsure(mine.text) == unsure(theirs.text))
        and periods(mine.text) == periods(theirs.text)
        and may_be_same_event(topic, mine, theirs)
        and not holds(mine, other)
        and not holds(theirs, one)
    )
