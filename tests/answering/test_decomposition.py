from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.answering.extractive import RankedAnswer, compose, merge_parts
from onrecord.answering.question.decomposition import decompose
from onrecord.answering.ranking.ranker import in_order, merge_rankings
from onrecord.archive import Archive
from onrecord.model import Article

from .builders import whole

WALL = Article(
    id="wall",
    title="The wall",
    text="“The sea wall at Ostby was neglected for years,” said Corin Vale, the harbour keeper.",
)
GATE = Article(
    id="gate", title="The gate", text="“The sea wall at Ostby is as sound as ever,” said Lotte Pryor, who inspects it."
)
FAIR = Article(id="fair", title="The fair", text="The fair opens in Ostby on Friday. Entry costs two crowns.")


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "What did Corin Vale and Lotte Pryor say about the wall?",
            "What did Corin Vale say about the wall?",
            "What did Lotte Pryor say about the wall?",
        ),
        (
            "How do the Gazette and the Ostrel Post judge the plan?",
            "How does the Gazette judge the plan?",
            "How does the Ostrel Post judge the plan?",
        ),
        (
            "What do the engineers Vale and Pryor each think of it?",
            "What does the engineers Vale think of it?",
            "What does the engineers Pryor think of it?",
        ),
        (
            "What did Corin Vale say about the wall and about the gate?",
            "What did Corin Vale say about the wall?",
            "What did Corin Vale say about the gate?",
        ),
        (
            "What does Vale think of Brandt's plan, and what of Pryor's?",
            "What does Vale think of Brandt's plan?",
            "What does Vale think of Pryor's plan?",
        ),
        (
            "Why was the wall neglected, and what did Lotte Pryor find there?",
            "Why was the wall neglected?",
            "What did Lotte Pryor find there?",
        ),
        (
            "What did Corin Vale say about the wall, and why did he resign as keeper?",
            "What did Corin Vale say about the wall?",
            "Why did Corin Vale resign as keeper?",
        ),
    ],
)
def test_two_questions_in_one_are_taken_apart(question: str, first: str, second: str) -> None:
    assert decompose(question) == (first, second)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "and",
        "What did Corin Vale say about the wall and the gate?",
        "Did Corin Vale and Lotte Pryor meet?",
        "How much trade do Ostrel and Marrowick do in a year?",
        "Who leads in the poll, and by how much?",
        "When and where will Corin Vale speak?",
        "What did Vale and Vale say about the wall?",
        "Who repaired the wall at Ostby and at Marrowick on Monday, Friday and Sunday?",
        "What became of the wall, and why did they abandon it?",
    ],
)
def test_a_question_that_asks_one_thing_stays_whole(question: str) -> None:
    assert decompose(question) == ()


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    assert len(decompose(text)) in (0, 2)


def test_the_likeliest_of_each_part_comes_first_and_a_share_is_the_mean() -> None:
    wall, gate, fair = map(whole, (WALL, GATE, FAIR))
    order = merge_rankings([in_order([wall, fair], [0.5, 0.4]), in_order([gate, fair], [0.3, 0.1])])
    assert [(round(share, 3), found.article.id) for share, found in order] == [
        (0.25, "wall"),
        (0.15, "gate"),
        (0.25, "fair"),
    ]
    assert merge_rankings([in_order([gate, wall], [0.2, 0.7])]) == ((0.7, wall), (0.2, gate))
    assert merge_rankings([(), ()]) == ()


def ranked_alone(articles: Sequence[Article], shares: Sequence[float]) -> RankedAnswer:
    return RankedAnswer(ranked=in_order(list(map(whole, articles)), shares))


def test_each_part_shows_what_it_would_alone_and_the_whole_is_as_sure_as_they_are_on_average() -> None:
    others = [Article(id=word, text=f"The {word} stood all day.") for word in ("mill", "barn", "pier")]
    one, two = ranked_alone([WALL, FAIR], [0.4, 0.3]), ranked_alone([GATE, *others], [0.3, 0.2, 0.1, 0.1])
    both = merge_parts([one, two], 0.55)
    assert [found.article.id for _, found in both.likely] == ["wall", "gate", "fair", "mill", "barn"]
    assert both.shown == [found for _, found in both.likely]
    assert both.confidence == pytest.approx((one.confidence + two.confidence) / 2)
    assert not compose("?", both).abstained


def test_two_parts_of_which_neither_would_be_answered_are_not_answered_together() -> None:
    parts = [ranked_alone([WALL, FAIR], [0.3, 0.2]), ranked_alone([GATE, FAIR], [0.3, 0.2])]
    assert compose("?", merge_parts(parts, 0.55)).abstained


def test_both_are_cited_where_two_are_asked_about(archive: Archive) -> None:
    archive.add([WALL, GATE, FAIR])
    answer = archive.ask("What did Corin Vale and Lotte Pryor say about the sea wall at Ostby?")
    assert not answer.abstained
    assert {citation.article.id for citation in answer.citations[:2]} == {"wall", "gate"}


def test_a_part_that_is_not_answered_adds_nothing(archive: Archive) -> None:
    archive.add([WALL, GATE, FAIR])
    alone = archive.ask("What did Corin Vale say about the sea wall at Ostby?")
    other = archive.ask("What did Zebedee Okonjo-Wray say about the sea wall at Ostby?")
    both = archive.ask("What did Corin Vale and Zebedee Okonjo-Wray say about the sea wall at Ostby?")
    assert (alone.abstained, other.abstained) == (False, True)
    assert both.citations == alone.citations
    assert both.confidence == alone.confidence


def test_nothing_is_answered_where_no_part_is(archive: Archive) -> None:
    archive.add([WALL, GATE, FAIR])
    answer = archive.ask("What did Zebedee Okonjo-Wray and Ambrose Quennell-Tighe say about lentil soup?")
    assert answer.abstained
