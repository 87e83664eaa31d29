"""What a figure counts, and what a question for a number asks for."""

import pytest

from onrecord.answering.question.question import Question
from onrecord.answering.ranking.counted_things import counted_thing, counts_another
from onrecord.embedding import Embedder

FIGHTERS = "How many rebel fighters were killed in Dorrin?"


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        (FIGHTERS, "fighters"),
        ("According to the Gazette, how many hospital beds will be lost?", "beds"),
        ("How many children stayed at home?", "children"),
        ("How many bottles of wine did the cellar hold?", "bottles"),
        ("How many people died at Ostby?", None),
        ("How many days did the strike last?", None),
        ("How many besides the mayor voted?", None),
        ("How much did the beds cost?", None),
    ],
)
def test_the_thing_asked_for_is_the_last_plural_before_the_verb(question: str, thing: str | None) -> None:
    assert counted_thing(Question(question)) == thing


@pytest.mark.parametrize(
    ("text", "around", "another"),
    [
        ("A shell hit the clinic, killing 24 mothers.", "", True),
        ("A shell killed 24 people and 3 mothers.", "", True),
        ("A shell killed 24 people.", "The fighters had slept in the barn.", False),
        ("A shell killed 24 militants.", "", False),
        ("A shell killed 24.", "", False),
        ("A shell killed 24, and 9 mothers were hurt.", "", False),
        ("A shell killed a mother.", "", False),
        ("Of the 24 killed by the shell, nine were rebels in uniform.", "", False),
        ("The clinic burned on 4 May, and 24 mothers died.", "", True),
        ("Half of the clinic, worth 24 percent of the town, burned.", "", False),
    ],
)
def test_a_sentence_counts_another_where_each_figure_counts_what_is_unlike(
    embedder: Embedder, text: str, around: str, another: bool
) -> None:
    assert counts_another(Question(FIGHTERS), text, around, embedder.word_vectors) is another


def test_where_nothing_certain_is_counted_no_sentence_counts_another(embedder: Embedder) -> None:
    question = Question("How many people died at Dorrin?")
    assert not counts_another(question, "The shell killed 24 horses.", "", embedder.word_vectors)
