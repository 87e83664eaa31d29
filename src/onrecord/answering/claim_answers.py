"""Questions about claims, answered from the groups: who made one, where it changed, what others found out."""

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.answering.abstention import WRITER
from onrecord.answering.question.claim_request import ClaimRequest, read_claim_request
from onrecord.model import Answer, AnswerSentence, Citation, Claim, ClaimGroup, Discrepancy, Scope, Span, covering
from onrecord.tracking.tracker import Tracker

_MOST_SHOWN = 6
_GROUPS = 8
_MARKER = re.compile(r"\s*\[\d{1,3}\]")


class _Draft:
    """The sentences of an answer, which number their citations as they come."""

    def __init__(self) -> None:
        self.sentences: list[AnswerSentence] = []
        self._cited = 0

    def remark(self, text: str) -> None:
        """Add a sentence of ours that rests on no one place."""
        self.sentences.append(AnswerSentence(text=text))

    def cite(self, claim: Claim) -> None:
        """Add the words of a claim."""
        self.sentences.append(AnswerSentence(text=" ".join(claim.text.split()), citations=(self._citation(claim),)))

    def compare(self, found: Discrepancy) -> None:
        """Add what two claims are not at one about, cited by both."""
        cited = tuple(self._citation(claim, told) for claim, told in found.sides)
        self.sentences.append(AnswerSentence(text=f"{found.why}.", citations=cited, is_ours=True))

    def _citation(self, claim: Claim, *also: Span) -> Citation:
        self._cited += 1
        return Citation.of(claim.article, covering([claim.span, *also]), self._cited)


def claim_answer(tracker: Tracker, question: str, history: Sequence[tuple[str, str]], scope: Scope) -> Answer | None:
    """Return the answer to a question about claims, None for any other; raises AmbiguousSpeakerError."""
    request = read_claim_request(question)
    if request is None:
        return None
    words = request.words or _spoken_of(history)
    if not words and request.kind != "changed":
        return _abstained(question, "Say which claim you mean.")
    match request.kind:
        case "agree":
            return _agreement(tracker, question, words, scope)
        case "changed":
            return _position(tracker, question, request, words, scope)
        case "checked":
            return _checked(tracker, question, words)
        case _:
            return _made_by(tracker, question, request, words, scope)


def _spoken_of(history: Sequence[tuple[str, str]]) -> str:
    """Return what the last answer began with: the claim that "this" means."""
    last = _MARKER.sub("", history[-1][1]) if history else ""
    return re.split(r"(?<=[.!?])\s", last.strip())[0]


def _made_by(tracker: Tracker, question: str, request: ClaimRequest, words: str, scope: Scope) -> Answer:
    groups = tracker.claims(words, scope=scope, limit=_GROUPS)
    if not groups:
        return _abstained(question, "The articles do not make this claim.")
    group, draft = groups[0], _Draft()
    if request.kind == "first":
        draft.remark(f"First made {_day(group.first)}, by {_who(group.first)}.")
        draft.cite(group.first)
    else:
        draft.remark(_tally(group))
        for claim in group.claims[:_MOST_SHOWN]:
            draft.cite(claim)
        for found in list(_distinct(group.discrepancies))[:2]:
            draft.compare(found)
    return _answer(question, draft)


def _agreement(tracker: Tracker, question: str, topic: str, scope: Scope) -> Answer:
    odd = tracker.claims(topic, scope=scope, discrepancies=True, limit=_GROUPS)
    draft = _Draft()
    found = list(_distinct(each for group in odd for each in group.discrepancies))[:_MOST_SHOWN]
    if found:
        firmly = sum(each.relation == "contradicts" for each in found)
        draft.remark("No: they contradict each other." if firmly else "They differ, though both may hold.")
        for each in found:
            draft.compare(each)
        return _answer(question, draft)
    groups = tracker.claims(topic, scope=scope, limit=_GROUPS)
    if not groups:
        return _abstained(question, "The articles claim nothing about this.")
    repeated = [group for group in groups if group.origins > 1]
    draft.remark("No discrepancy was found." if repeated else "Only single claims were found, none against another.")
    for group in (repeated or groups)[:3]:
        draft.cite(group.first)
    return _answer(question, draft)


def _distinct(discrepancies: Iterable[Discrepancy]) -> Iterator[Discrepancy]:
    """Yield each difference once, however many sentences tell it."""
    seen: set[str] = set()
    for each in discrepancies:
        if each.why not in seen:
            seen.add(each.why)
            yield each


def _position(tracker: Tracker, question: str, request: ClaimRequest, topic: str, scope: Scope) -> Answer:
    groups = tracker.claims(topic or None, request.speaker, scope=scope, limit=_GROUPS)
    if not groups:
        return _abstained(question, f"The articles have no claim of {request.speaker} about this.")
    own = {claim.id: claim for group in groups for claim in group.claims if claim.speaker in _named(groups)}
    turned = [
        each
        for group in groups
        for each in group.discrepancies
        if each.kind in ("position", "negation") and each.a.speaker == each.b.speaker and each.a.id in own
    ]
    draft = _Draft()
    if turned:
        draft.remark("Two statements are not at one:")
        for each in turned[:_MOST_SHOWN]:
            draft.compare(each)
    else:
        draft.remark("No change was found. What was said, the earliest first:")
        for claim in sorted(own.values(), key=lambda c: (str(c.day or "9"), c.id))[:_MOST_SHOWN]:
            draft.cite(claim)
    return _answer(question, draft)


def _named(groups: Sequence[ClaimGroup]) -> frozenset[str]:
    return frozenset(name for group in groups for name in group.speakers)


def _checked(tracker: Tracker, question: str, words: str) -> Answer:
    if not tracker.known:
        return _abstained(question, "No fact-checks are known here: bring some with `onrecord import FEED`.")
    found = tracker.known.match(words, 3)
    if not found:
        return _abstained(question, "No known fact-check is of this.")
    draft = _Draft()
    for each in found:
        check = each.fact_check
        sure = "Fact-checked" if each.is_confirmed else "Perhaps the same claim"
        told = f", rated “{check.rating}”" if check.rating else ""
        by = f" by {check.reviewer}" if check.reviewer else ""
        where = f" ({check.url})" if check.url else ""
        draft.remark(f"{sure}{by}: “{check.claim}”{told}{where}.")
    return _answer(question, draft)


def _tally(group: ClaimGroup) -> str:
    times, origins = len(group.claims), group.origins
    made = (
        "Claimed once"
        if times == 1
        else f"Claimed {times} times, from {origins} independent origin{'s'[: origins != 1]}"
    )
    names = [*group.speakers]
    by = f", by {', '.join(names[:5])}" if names else ""
    return f"{made}{by}; first {_day(group.first)}."


def _day(claim: Claim) -> str:
    return f"on {claim.day}" if claim.day else "on a day that is not known"


def _who(claim: Claim) -> str:
    return claim.speaker or (claim.source_words if claim.source else None) or claim.article.publisher or "the article"


def _answer(question: str, draft: _Draft) -> Answer:
    return Answer(question=question, sentences=tuple(draft.sentences), abstained=False, writer=WRITER, confidence=1.0)


def _abstained(question: str, why: str) -> Answer:
    return Answer(
        question=question, sentences=(AnswerSentence(text=why),), abstained=True, writer=WRITER, confidence=0.0
    )
