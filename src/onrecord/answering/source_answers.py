"""Where an answer comes from, as an answer: the publishers and days of the articles that it cites."""

from onrecord.answering.abstention import WRITER
from onrecord.model import Answer, AnswerSentence, Article


def source_answer(question: str, earlier: Answer) -> Answer | None:
    """Return who published what an earlier answer shows, and those sentences; None where it shows nothing."""
    if earlier.abstained or not earlier.citations:
        return None
    cited = earlier.citations[:1] if len(earlier.citations) == 1 or not earlier.disagreement else earlier.citations
    named = list(dict.fromkeys(_named(each.article) for each in cited))
    told = f"This was reported by {' and by '.join(named)}."
    shown = tuple(AnswerSentence(text=" ".join(each.quote.split()), citations=(each,)) for each in cited)
    return Answer(
        question=question,
        sentences=(AnswerSentence(text=told), *shown),
        abstained=False,
        writer=WRITER,
        confidence=earlier.confidence,
    )


def _named(article: Article) -> str:
    """Return the publisher of an article and its day, as far as they are known."""
    who = article.publisher or (f"an article titled {article.title}" if article.title else "an article without a name")
    return f"{who}, {article.published.day} {article.published:%B %Y}" if article.published else who
