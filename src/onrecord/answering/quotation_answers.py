"""Questions about quotations: a check's verdict or somebody's words, as an answer."""

from collections.abc import Sequence

from onrecord.answering.abstention import WRITER
from onrecord.answering.question.intent import CheckRequest, QuotesRequest, read_intent
from onrecord.checking.check import check
from onrecord.model import Answer, AnswerSentence, Citation, Quotation, QuoteCheck, Scope, verdict_words
from onrecord.quoting import quotations
from onrecord.storage.index import Index

_MOST_QUOTED = 5

_LEAST_OF_BEST = 0.6
"""A further quotation is shown when it is at least this share as near to the topic as the nearest."""


def spoken_answer(index: Index, question: str, scope: Scope) -> Answer | None:
    """Return the answer to a question for a check or for quotations, None for any other.

    Raises AmbiguousSpeakerError when quotations are asked of a name that several people have.
    """
    request = read_intent(question)
    if isinstance(request, CheckRequest):
        return verdict_answer(question, check(index.ledger, request.quote, request.speaker, scope))
    if isinstance(request, QuotesRequest) and request.only_quotations:
        found = quotations(index, speaker=request.speaker, about=request.topic, scope=scope)
        best = ([each for each in found if each.kind == "direct"] or found)[:_MOST_QUOTED]
        return quotations_answer(question, best) if best else None
    return None


def verdict_answer(question: str, check: QuoteCheck) -> Answer:
    """Return a check as an answer: the verdict first, then the words that it rests on.

    That nothing was found is an abstention, with the nearest that was said.
    """
    found = check.verdict != "not_found"
    told = (f"{_named(check)}: {check.explanation}", *check.warnings)
    cited = [evidence.citation for evidence in check.evidence]
    shown = tuple(AnswerSentence(text=" ".join(each.quote.split()), citations=(each,)) for each in cited)
    return Answer(
        question=question,
        sentences=(*(AnswerSentence(text=line) for line in told), *shown),
        abstained=not found,
        writer=WRITER,
        confidence=0.0 if not found else 0.5 if check.verdict == "unconfirmed" else 1.0,
        near=tuple(evidence.citation for evidence in check.nearest),
    )


def _named(check: QuoteCheck) -> str:
    return verdict_words(check.verdict).capitalize()


def quotations_answer(question: str, found: Sequence[Quotation]) -> Answer:
    """Return what somebody said as an answer: the sentences that hold their words, the nearest to the topic first."""
    near = [each for each in found if each.score >= _LEAST_OF_BEST * found[0].score]
    places = dict.fromkeys((each.article, each.sentence) for each in near)
    cited = [Citation.of(article, sentence, n) for n, (article, sentence) in enumerate(places, 1)]
    return Answer(
        question=question,
        sentences=tuple(AnswerSentence(text=" ".join(each.quote.split()), citations=(each,)) for each in cited),
        abstained=False,
        writer=WRITER,
        confidence=found[0].score or 1.0,
    )
