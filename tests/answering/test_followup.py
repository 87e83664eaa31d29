import pytest

from onrecord.answering.question.followup import answered_already, standalone

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


SAID = [("What did Hanna Brandt say about the sluice?", "It leaks. [1]")]
RAN = [("Did the ferry to Pell Island run on Monday?", "It ran. [1]")]
DIED = [("How many people died in the flood?", "Twelve. [1]")]


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        (SAID, "And what about Iran?", "What did Hanna Brandt say about Iran?"),
        (SAID, "How about the gate?", "What did Hanna Brandt say about the gate?"),
        (SAID, "And Corin Vale?", "What did Corin Vale say about the sluice?"),
        (SAID, "And what did Corin Vale say?", "And what did Corin Vale say about the sluice?"),
        (SAID, "When did she say that?", "When did Hanna Brandt say about the sluice?"),
        (SAID, "What was her answer?", "What was Hanna Brandt's answer?"),
        (SAID, "Who else?", "Who said something about the sluice?"),
        (SAID, "And on Friday?", "What did Hanna Brandt say about the sluice on Friday?"),
        (SAID, "Why?", "Why did Hanna Brandt say about the sluice?"),
        (SAID, "It rains?", "It rains?"),
        (SAID, "And?", "And?"),
        (RAN, "And on Tuesday?", "Did the ferry to Pell Island run on Tuesday?"),
        (RAN, "When?", "When did the ferry to Pell Island run on Monday?"),
        (RAN, "Who else?", "Did the ferry to Pell Island run on Monday?"),
        (RAN, "How many people were on it?", "How many people were on ferry Pell Island run Monday?"),
        (DIED, "And how many were hurt?", "And how many were hurt in the flood?"),
        (DIED, "And in 1953?", "How many people died in 1953?"),
    ],
)
def test_what_is_left_out_is_taken_from_the_question_before(
    history: list[tuple[str, str]], question: str, expected: str
) -> None:
    assert standalone(question, history) == expected


def test_a_follow_up_may_lean_on_a_follow_up() -> None:
    history = [*SAID, ("And what about Iran?", "Nothing.")]
    assert standalone("When did she say that?", history) == "When did Hanna Brandt say about Iran?"
    assert standalone("And Iraq?", history) == "What did Hanna Brandt say about Iraq?"


def test_only_a_question_for_others_wants_no_more_of_the_answer() -> None:
    assert answered_already("And who else?", SAID) == "It leaks. [1]"
    assert answered_already("Who leaks?", SAID) == ""
    assert answered_already("Who else?", []) == ""
