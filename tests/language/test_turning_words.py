import pytest

from onrecord.language.turning_words import is_left_alone, turning_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("as the board had asked", []),
        ("the gate is not green", ["not"]),
        ("we didn’t", ["didn’t"]),
        ("anything but kind", ["anything but"]),
        ("as long as it rains", ["as long as"]),
        ("a few of us", []),
        ("few of us", ["few"]),
        ("all except the smallest", ["except"]),
        ("they refused and denied it", ["refused", "denied"]),
        ("voted against", ["against"]),
        ("the men who stood against the wall and sang until", ["until"]),
    ],
)
def test_words_that_turn_a_sense_are_found(text: str, found: list[str]) -> None:
    assert [place.of(text) for place in turning_words(text)] == found


@pytest.mark.parametrize(
    ("before", "left_out", "kept", "expected"),
    [
        ("the board", "threatened to", "close", True),
        ("they", "could have", "lost", True),
        ("they", "almost", "lost", True),
        ("i", "hear that", "it", True),
        ("we sold", "a third of", "the boats", True),
        ("the pilot slept and", "we", "rowed", True),
        ("the boats went back", "to", "the harbour", False),
        ("the bridges", "are", "safe", False),
        ("they could stay and they could", "go, and in the end they could", "sing", False),
        ("i said it was late", "and i said that", "it", False),
        ("the quay stays open", "as the pilots asked", "and", False),
        ("i want my third", "and i", "will", False),
        ("", "almost", "all", False),
    ],
)
def test_words_that_govern_what_is_kept_behind_them_are_told(
    before: str, left_out: str, kept: str, expected: bool
) -> None:
    assert is_left_alone(before.split(), left_out.replace(",", "").split(), kept.split()[0]) is expected
