"""What tells of another place, year, plan or group is no answer; follow-ups keep what they leave out.

The texts, all invented, and what is asked of them stand in `neighbours.json`.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord import Archive
from onrecord.model import Answer, Article

ASKED: dict[str, list[dict[str, Any]]] = json.loads(
    Path(__file__).with_name("neighbours.json").read_text(encoding="utf-8")
)
EELS = (
    "“The eels climb the weir at night,” said zoologist Petra Holm. "
    "“They weigh less every year,” Holm said of the eels."
)


def converse(archive: Archive, texts: Sequence[str], questions: Sequence[str]) -> list[Answer]:
    """Store the texts and return the answers of one conversation."""
    archive.add(Article(id=str(number), text=text) for number, text in enumerate(texts))
    history: list[tuple[str, str]] = []
    answers = []
    for question in questions:
        answers.append(archive.ask(question, history))
        history.append((question, answers[-1].text))
    return answers


@pytest.mark.parametrize("asked", ASKED["abstains"], ids=lambda asked: asked["question"])
def test_the_neighbour_is_no_answer(archive: Archive, asked: dict[str, Any]) -> None:
    (answer,) = converse(archive, asked["texts"], [asked["question"]])
    assert answer.abstained
    assert answer.near


@pytest.mark.parametrize("asked", ASKED["answers"], ids=lambda asked: asked["question"])
def test_the_one_asked_about_is_told_from_its_neighbour(archive: Archive, asked: dict[str, Any]) -> None:
    (answer,) = converse(archive, asked["texts"], [asked["question"]])
    assert not answer.abstained
    assert asked["evidence"] in answer.sentences[0].text


@pytest.mark.parametrize("asked", ASKED["table"], ids=lambda asked: asked["question"])
def test_the_head_of_a_table_is_no_answer(archive: Archive, asked: dict[str, Any]) -> None:
    (answer,) = converse(archive, asked["texts"], [asked["question"]])
    head = next(line for line in asked["texts"][0].splitlines() if "|" in line)
    assert answer.abstained
    assert head not in [citation.quote for citation in answer.near]


@pytest.mark.parametrize("asked", ASKED["conversations"], ids=lambda asked: asked["turns"][-1]["question"])
def test_a_follow_up_replaces_the_like_and_keeps_the_rest(archive: Archive, asked: dict[str, Any]) -> None:
    answers = converse(archive, asked["texts"], [turn["question"] for turn in asked["turns"]])
    for turn, answer in zip(asked["turns"], answers, strict=True):
        assert not answer.abstained
        assert turn["evidence"] in answer.sentences[0].text
        assert not any(word in sentence.text for word in turn["without"] for sentence in answer.sentences)


@pytest.mark.parametrize("question", ["What else did she say about them?", "Anything else?", "Is that all?"])
def test_when_all_was_shown_that_is_said(archive: Archive, question: str) -> None:
    first, more = converse(archive, [EELS], ["What did Petra Holm say about the eels?", question])
    assert len(first.citations) == 2
    assert more.abstained
    assert more.text == "These are all that the articles say of it."


@pytest.mark.parametrize(
    "question",
    [
        "Which newspaper reported that?",
        "Who reported that?",
        "Where was that reported?",
        "What is the source of that?",
        "Which paper wrote this?",
    ],
)
def test_the_paper_of_an_answer_can_be_asked(archive: Archive, question: str) -> None:
    archive.add([Article(id="koll", text="The mayor of Tarn, Lise Koll, resigned on Monday.", publisher="Tarn Herald")])
    asked = "When did the mayor of Tarn resign?"
    answer = archive.ask(question, [(asked, archive.ask(asked).text)])
    assert answer.sentences[0].text == "This was reported by Tarn Herald."
    assert [citation.article.id for citation in answer.citations] == ["koll"]
