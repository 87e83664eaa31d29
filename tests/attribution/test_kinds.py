"""Kinds of reports that are easily given to the wrong one: passed on, in turns, in a row, without a verb of speech."""

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.attribution import attribute
from onrecord.model import Attribution

KINDS = [json.loads(line) for line in Path(__file__).with_name("kinds.jsonl").read_text(encoding="utf-8").splitlines()]


def holding(text: str, found: list[Attribution], words: str) -> Attribution | None:
    return next((each for each in found if any(words in said for said in each.words(text))), None)


@pytest.mark.parametrize("case", KINDS, ids=[f"{case['kind']}-{number}" for number, case in enumerate(KINDS)])
def test_the_words_go_to_the_one_who_said_them(case: dict[str, Any]) -> None:
    text = case["text"]
    found = attribute(text)
    for words, speaker in case["said"]:
        held = holding(text, found, words)
        named = held.speaker.name if held and held.speaker else None
        assert (named is None) if speaker is None else (named is not None and speaker.lower() in named.lower()), words
    for words in case["direct"]:
        held = holding(text, found, words)
        assert held is not None
        assert held.kind == "direct"
    for words in case["unsaid"]:
        assert holding(text, found, words) is None


def test_answers_without_a_named_one_have_no_speaker() -> None:
    text = "Q: Why did you sell?\n\nA: The roof was gone.\n\nQ: Any regrets?\n\nA: Only the garden."
    assert [(each.words(text), each.source) for each in attribute(text)] == [
        (("Why did you sell?",), None),
        (("The roof was gone.",), None),
        (("Any regrets?",), None),
        (("Only the garden.",), None),
    ]


def test_credits_are_no_exchange() -> None:
    assert attribute("Editor: Ann Lee\nWriter: Bo Chan\nDirector: Cy Dent\n") == []
    assert attribute("Monday: rain.\nTuesday: snow.\nSunday: fair.\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "“The Long Field,” a novel by Ann Lee, won a prize.",
        "“We lost,” he told Ann Lee of the Morning Star.",
        "“Look here”: the harbour at dawn\n\nBoats lay at the quay.",
    ],
)
def test_a_name_beside_a_quotation_is_not_always_its_speaker(text: str) -> None:
    speakers = {each.speaker.name for each in attribute(text) if each.speaker}
    assert speakers.isdisjoint({"Ann Lee", "the harbour"})
