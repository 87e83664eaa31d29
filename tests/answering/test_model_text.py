import pytest

from onrecord.answering.grounding.model_text import parse_model_text
from onrecord.answering.writing.streaming import finished_part, shown_pending


def read(text: str) -> list[tuple[str, list[int]]]:
    return [(each.text, each.markers) for each in parse_model_text(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. [1] It snowed [2].", [("It rained.", [1]), ("It snowed.", [2])]),
        ("It rained [1][2].", [("It rained.", [1, 2])]),
        ("It rained [1, 2; 3].", [("It rained.", [1, 2, 3])]),
        ("It rained [1-3].", [("It rained.", [1, 2, 3])]),
        ("It rained【1】.", [("It rained.", [1])]),
        ("It rained 【4†source】.", [("It rained.", [4])]),
        ("It rained.[1]\n\nIt snowed.[2]", [("It rained.", [1]), ("It snowed.", [2])]),
        ("- It rained [1].\n- It snowed [2].", [("It rained.", [1]), ("It snowed.", [2])]),
        ("1. It rained [1].\n2. It snowed [2].", [("It rained.", [1]), ("It snowed.", [2])]),
        ("**It rained** [1].", [("It rained.", [1])]),
        ("[1] It rained.\n[2] It snowed.", [("It rained.", [1]), ("It snowed.", [2])]),
        ("It rained in [sic] 1999 [1].", [("It rained in [sic] 1999.", [1])]),
        ("It rained ［1］.", [("It rained.", [1])]),
        ("It rained [2031].", [("It rained.", [2031])]),
        ("", []),
        ("[1]", []),
    ],
)
def test_sentences_have_their_markers(text: str, sentences: list[tuple[str, list[int]]]) -> None:
    assert read(text) == sentences


def test_code_keeps_what_looks_like_a_marker() -> None:
    first, code, last = parse_model_text("It rained [1].\n\n```\na[1] = b[2]\n```\n\nIt snowed [2].")
    assert code.is_code
    assert "a[1] = b[2]" in code.text
    assert (first.markers, code.markers, last.markers) == ([1], [], [2])


@pytest.mark.parametrize(
    ("text", "finished"),
    [
        ("It rained. It sno", "It rained. "),
        ("It rained [1]. It sno", "It rained [1]. "),
        ("It rained. [1", ""),
        ("It rained. [1] It", "It rained. [1] "),
        ('He said, "It rained. It sno', ""),
        ('He said, "It rained." Then', 'He said, "It rained." '),
        ("He said, “It rained. It snowed.” [1] And", "He said, “It rained. It snowed.” [1] "),
        ("It rained", ""),
        ("It rained.\nIt", "It rained.\n"),
    ],
)
def test_what_is_whole_of_a_text_that_is_still_arriving(text: str, finished: str) -> None:
    assert text[: finished_part(text)] == finished


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It rained and", "It rained and"),
        ("It rained [1", "It rained"),
        ("It rained [1][", "It rained"),
        ("It rained [1] and", "It rained and"),
        ("It rained【", "It rained"),
        ('He said, "It rai', "He said,"),
        ("He said, ‘It rai", "He said,"),
        ("The mayor’s dog didn't", "The mayor’s dog didn't"),
        ("See ![this](ht", "See"),
        ("See [this](ht", "See"),
        ("See http://x", "See"),
        ("See <img", "See"),
    ],
)
def test_of_an_unfinished_sentence_nothing_half_is_shown(text: str, shown: str) -> None:
    assert shown_pending(text) == shown
