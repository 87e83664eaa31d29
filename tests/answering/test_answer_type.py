import numpy as np
import pytest

from onrecord.answering.question.question import Question
from onrecord.answering.ranking.answer_type import AnswerType, answer_type, holds, nearness, phrases


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How old is the keeper?", "number"),
        ("When did it close?", "time"),
        ("Where did it sink?", "place"),
        ("Who opened it?", "person"),
        ("Which firm built it?", "person"),
        ("Why did it sink?", "reason"),
        ("What is the title of the song?", "quote"),
        ("What did Brandt call the gate?", "quote"),
        ("What happened at Ostby?", None),
        ("Did it sink?", None),
    ],
)
def test_a_question_tells_what_kind_of_detail_it_wants(question: str, wanted: AnswerType | None) -> None:
    assert answer_type(Question(question)) == wanted


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("How old is the keeper?", "Vale, 61, has kept 3 gates.", [", 61"]),
        ("How old is the keeper?", "The 61-year-old has kept 3 gates.", ["61-year-old"]),
        ("What share of them leaked?", "Of 40 gates, 12 percent leaked.", ["12 percent"]),
        ("How much did it cost?", "The 3 gates cost $4.5 million.", ["$4.5 million"]),
        ("How long did it take?", "It took 3 men ten weeks.", ["ten weeks"]),
        ("How high is the wall?", "In 1871 it was 9 metres high.", ["9 metres"]),
        ("How often does it leak?", "It leaks twice a year.", ["twice", "a year"]),
        ("How did the board vote?", "In May the board voted 7-2.", []),
        ("How many gates leaked?", "Seven of 40 gates leaked.", ["Seven", "40"]),
        ("When did it close?", "It closed on Monday.", ["Monday"]),
        ("Who opened it in Ostby?", "It was opened in Ostby by Corin.", ["Corin"]),
        ("What is the song called?", "They sang “The Low Tide” twice.", ["“The Low Tide”"]),
        ("Did it sink?", "It sank on Monday.", []),
    ],
)
def test_the_phrases_that_could_be_the_detail_are_found(question: str, sentence: str, found: list[str]) -> None:
    assert [sentence[start:end] for start, end in phrases(Question(question), sentence)] == found


def test_what_the_question_names_itself_is_no_answer_to_it() -> None:
    assert phrases(Question("Who opened it for Corin Vale?"), "It was Corin Vale.") == []


def test_a_detail_counts_for_what_stands_near_it() -> None:
    sentence = "The gate cost 40 crowns and a wall in the far south of the marsh was painted for 9."
    alike = np.zeros((2, len(sentence.split())))
    alike[0, 1] = alike[1, 2] = 1.0
    shares = np.array([0.5, 0.5])
    near, far = sentence.index("40"), sentence.index("9.")
    beside = nearness(sentence, [(near, near + 2)], alike, shares)
    apart = nearness(sentence, [(far, far + 1)], alike, shares)
    assert 0.0 < apart < 0.1 < beside < 1.0
    assert nearness(sentence, [(near, near + 2), (far, far + 1)], alike, shares) == beside
    assert nearness(sentence, [], alike, shares) == 0.0


def test_a_sentence_holds_a_detail_only_of_the_kind_that_is_wanted() -> None:
    number = Question("How many gates leaked?")
    assert (holds(number, [(0, 1)], "number"), holds(number, [], "number"), holds(number, [], "quote")) == (
        1.0,
        -1.0,
        0.0,
    )
