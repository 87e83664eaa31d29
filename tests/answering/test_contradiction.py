from collections.abc import Sequence

import numpy as np
import pytest

from onrecord.answering.grounding.contradiction import Contradictions, Places
from onrecord.answering.grounding.gate import Gate
from onrecord.answering.grounding.model_text import parse_model_text
from onrecord.answering.grounding.passage import NumberedPassage
from onrecord.backbone import Floats
from onrecord.model import Article, Span
from onrecord.reader import reader

TEXT = "The ferry crews struck on Monday. The company offered them 3 percent more. Nobody was hurt at the quay."
GIVEN = NumberedPassage(1, Article(id="ferry", text=TEXT), Span(start=0, end=len(TEXT)))


def places(words: str) -> Places:
    start = TEXT.index(words)
    return [(GIVEN, Span(start=start, end=start + len(words)))]


class Fixed:
    """Relations that are the same for every pair, and are counted."""

    def __init__(self, entailed: float, contradicted: float) -> None:
        self.row = [entailed, 1 - entailed - contradicted, contradicted]
        self.asked: list[tuple[str, str]] = []

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        self.asked += pairs
        return np.array([self.row] * len(pairs), dtype=np.float32)


@pytest.mark.parametrize(
    ("text", "entailed", "contradicted", "told"),
    [
        ("The company offered the crews 3 percent more.", 0.1, 0.5, False),
        ("The company offered the crews 3 percent more.", 0.001, 0.9, True),
        ("The company did not offer the crews 3 percent more.", 0.1, 0.5, True),
        ("The company did not offer the crews 3 percent more.", 0.4, 0.5, False),
    ],
)
def test_where_one_side_alone_denies_less_is_asked(text: str, entailed: float, contradicted: float, told: bool) -> None:
    judged = Contradictions(Fixed(entailed, contradicted)).among([(text, places("The company offered them 3 percent"))])
    assert judged == [told]


def test_a_sentence_without_a_source_contradicts_nothing_and_nothing_is_read_twice() -> None:
    relations = Fixed(0.0, 1.0)
    contradictions = Contradictions(relations)
    assert contradictions.among([("The crews slept.", [])]) == [False]
    assert relations.asked == []
    for _ in range(2):
        assert contradictions.among([("The crews slept.", places("The ferry crews struck"))]) == [True]
    assert len(relations.asked) == len(set(relations.asked))


def test_the_gate_does_not_let_through_what_its_source_contradicts() -> None:
    drafts = parse_model_text("On Monday the ferry crews struck [1].")
    assert Gate([GIVEN], relations=Fixed(0.9, 0.05)).ground(drafts)[0].is_supported
    (refused,) = Gate([GIVEN], relations=Fixed(0.001, 0.9)).ground(drafts)
    assert [each.kind for each in refused.findings] == ["reversed"]
    assert not refused.is_supported


def test_the_reader_finds_a_denial_that_was_put_in() -> None:
    found = Contradictions(reader().relations).among(
        [
            ("The ferry crews did not strike on Monday.", places("The ferry crews struck on Monday.")),
            ("The ferry crews struck on Monday.", places("The ferry crews struck on Monday.")),
        ]
    )
    assert found == [True, False]
