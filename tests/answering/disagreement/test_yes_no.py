import pytest

from onrecord.answering.disagreement.focus import QuestionFocus
from onrecord.answering.disagreement.yes_no import verdict
from onrecord.answering.question.question import Question

QUESTION = "Did the council approve the Hollin quarry?"


def denied(question: str, sentence: str) -> bool | None:
    found = verdict(QuestionFocus(Question(question), lambda _: 1.0), sentence)
    return None if found is None else found.is_denied


@pytest.mark.parametrize(
    ("sentence", "is_denied"),
    [
        ("The council approved the Hollin quarry.", False),
        ("The council did not approve the Hollin quarry.", True),
        ("The council rejected the Hollin quarry.", True),
        ("The council never approved the quarry.", True),
        ("The council did not reject the Hollin quarry.", None),
        ("The council approved the Hollin quarry but not the road.", None),
        ("People fear that the council approved the quarry.", None),
        ("The council met about the mill.", None),
    ],
)
def test_a_sentence_says_or_denies_or_is_not_plain(sentence: str, is_denied: bool | None) -> None:
    assert denied(QUESTION, sentence) is is_denied


def test_a_word_with_un_before_it_denies() -> None:
    assert denied("Was the bridge safe?", "The bridge was unsafe.") is True
    assert denied("Was the bridge safe?", "The bridge was safe.") is False
