"""Answers that are a check's verdict or somebody's quotations."""

from onrecord.model import Answer, AnswerSentence, QuoteCheck

WRITER = "extractive"


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
        confidence=1.0 if found else 0.0,
        near=tuple(evidence.citation for evidence in check.nearest),
    )


def _named(check: QuoteCheck) -> str:
    return check.verdict.replace("_", " ").capitalize()
