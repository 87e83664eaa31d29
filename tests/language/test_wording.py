import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.wording import Wording, exact, same_words
from onrecord.model import Span


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The sluice can’t hold", "the SLUICE can't  hold"),
        ("“Two gates,” he wrote", "two gates he wrote"),
        ("re-election", "reelection"),
        ("long-term", "long term"),
        ("long-\nterm", "long-term"),
        ("E.U. rules", "EU rules"),
        ("1,000 crows", "1000 crows"),
        ("café", unicodedata.normalize("NFD", "café")),
        ("5% of them", "5 percent of them"),
        ("sof\u00adtly", "softly"),
    ],
)
def test_the_setting_of_words_does_not_count(one: str, other: str) -> None:
    assert same_words(one, other)
    assert same_words(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("we did not go", "we did go"),
        ("1.5 metres", "15 metres"),
        ("we're here", "were here"),
        ("a part of it", "apart of it"),
        ("$5", "5"),
        ("the dam held", "the dams held"),
    ],
)
def test_words_count(one: str, other: str) -> None:
    assert not same_words(one, other)


def test_places_are_those_of_the_text() -> None:
    text = "He said: “We can’t, we CANNOT rest.” We cannot  rest!"
    assert exact(text, "we cannot rest") == [Span(start=20, end=34), Span(start=37, end=52)]


def test_a_part_of_a_word_is_no_match() -> None:
    assert exact("Unrest followed", "rest followed") == []
    assert exact("The rest followed", "the rest follow") == []


def test_nothing_is_found_of_no_words() -> None:
    assert exact("Something.", "“…”") == []


WORDS = st.lists(st.text(alphabet="abcdé'’1.,-— \n“”", min_size=1, max_size=8), min_size=1, max_size=20).map(" ".join)


@given(text=WORDS, data=st.data())
def test_any_run_of_words_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    words = Wording.of(text).words
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    place = Span(start=words[first].start, end=words[last].end)
    assert place in exact(text, place.of(text))


@given(text=WORDS)
def test_words_lie_in_the_text_and_in_order(text: str) -> None:
    wording = Wording.of(text)
    ends = [0, *(word.end for word in wording.words)]
    assert all(before <= word.start < word.end for before, word in zip(ends, wording.words, strict=False))
    assert wording.within(Span(start=0, end=len(text))) == range(len(wording.words))
