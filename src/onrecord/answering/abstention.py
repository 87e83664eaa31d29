"""Answers that answer nothing, and the questions that need no search to be told so."""

from collections.abc import Iterable

from onrecord.answering.question.question import Question
from onrecord.language.words import words
from onrecord.model import Answer, AnswerSentence, Citation
from onrecord.storage.index import Index

WRITER = "extractive"
"""The writer's name where the answer is the articles' own sentences."""


def unanswerable(index: Index, text: str, question: Question) -> Answer | None:
    """Return the abstention for a question of no words or an archive of no articles, None for any other."""
    if not words(question.text):
        return abstention(text, "Ask a question in words.")
    if not index.ledger.articles.any():
        return abstention(text, "There are no articles here yet.")
    return None


def abstention(
    question: str, remark: str, near: Iterable[Citation] = (), *, writer: str = WRITER, confidence: float = 0.0
) -> Answer:
    """Return an answer that answers nothing and says so."""
    return Answer(
        question=question,
        sentences=(AnswerSentence(text=remark),),
        abstained=True,
        writer=writer,
        confidence=confidence,
        near=tuple(near),
    )
