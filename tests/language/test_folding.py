import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.folding import folded


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("The Ostrel Post", "ostrel post"),
        ("José Müller’s", "jose muller"),
        ("U.S. Senate", "us senate"),
        ("the", "the"),
        ("a  b", "b"),
        ("", ""),
    ],
)
def test_what_two_spellings_may_differ_in_is_left_out(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.text(alphabet="the anXy", max_size=30), st.sampled_from("’."))
def test_plain_letters_take_a_shorter_way_to_the_same(name: str, mark: str) -> None:
    assert folded(f"{name} {mark}") == folded(name)
