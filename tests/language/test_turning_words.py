import pytest

from onrecord.language.turning_words import turning_words


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
