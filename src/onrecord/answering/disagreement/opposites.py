"""Two sentences that say opposite things of one matter, by the judgement that claims are compared with."""

from collections.abc import Iterator, Sequence

from onrecord.answering.ranking.candidates import Candidate
from onrecord.claims.conflict import are_two_sources
from onrecord.claims.discrepancies import compare
from onrecord.claims.same_event import EventTopic, is_corrected, may_be_same_event, periods
from onrecord.claims.statement import Statement, YesNo
from onrecord.language.polarity import may_deny

_OPPOSITE = ("negation", "position")


def opposed(topic: EventTopic, first: Candidate, others: Sequence[Candidate]) -> Iterator[list[Statement]]:
    """Yield the first sentence with each of the others that contradicts it, as statements of yes and no."""
    for other in others:
        if is_corrected(first.text) or is_corrected(other.text) or periods(first.text) != periods(other.text):
            continue
        if not may_be_same_event(topic, first, other):
            continue
        found = compare(
            first.text,
            other.text,
            (first.article.published, other.article.published),
            speakers=(_named(first), _named(other)),
            titles=(first.article.title, other.article.title),
        )
        if found is None or found.kind not in _OPPOSITE or found.relation != "contradicts":
            continue
        denied = may_deny(first.text) >= may_deny(other.text)
        sides = [_statement(first, found.told_a, denied), _statement(other, found.told_b, not denied)]
        if are_two_sources(*sides):
            yield sides


def _statement(candidate: Candidate, place: tuple[int, int], is_denied: bool) -> Statement:
    told = YesNo(start=place[0], end=place[1], is_denied=is_denied)
    return Statement(excerpt=candidate, speakers=candidate.speakers, told=told)


def _named(candidate: Candidate) -> str | None:
    return " ".join(sorted(candidate.speakers)) or None
