"""Questions that lean on the one before: "What did she say about Iran?"."""

import re
from collections.abc import Sequence

from onrecord.answering.question import Question

_PRONOUN = re.compile(r"\b(?:he|she|they|him|them)\b", re.IGNORECASE)


def standalone(question: str, history: Sequence[tuple[str, str]]) -> str:
    """Return a question with its first pronoun replaced by the person whom the latest earlier question named.

    `history` holds earlier questions and answers, the oldest first. A question that names somebody itself, or that has
    no pronoun for a person, is returned as it is.
    """
    if not _PRONOUN.search(question) or Question(question).names:
        return question
    for earlier, _ in reversed(history):
        asked = Question(earlier)
        name = asked.speaker or (asked.names[0] if asked.names else ())
        if name:
            return _PRONOUN.sub(" ".join(word.capitalize() for word in name), question, count=1)
    return question
