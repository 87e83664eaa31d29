import pytest

from onrecord.answering.followup import standalone

HISTORY = [
    ("What did Hanna Brandt say about the sluice?", "It leaks. [1]"),
    ("How deep is the lock?", "Four metres. [1]"),
]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did she say about the tide?", "What did Hanna Brandt say about the tide?"),
        ("Did she say that she was ill?", "Did Hanna Brandt say that she was ill?"),
        ("What did he tell Corin Vale?", "What did he tell Corin Vale?"),
        ("How long is the pier?", "How long is the pier?"),
        ("Is the other shed open?", "Is the other shed open?"),
    ],
)
def test_a_pronoun_stands_for_whom_an_earlier_question_named(question: str, expected: str) -> None:
    assert standalone(question, HISTORY) == expected


def test_the_latest_person_counts() -> None:
    history = [*HISTORY, ("Why did Corin Vale leave?", "He was tired. [1]")]
    assert standalone("What did he say?", history) == "What did Corin Vale say?"


def test_without_a_person_before_it_a_question_stays_as_it_is() -> None:
    assert standalone("What did she say?", []) == "What did she say?"
    assert standalone("What did she say?", HISTORY[1:]) == "What did she say?"
