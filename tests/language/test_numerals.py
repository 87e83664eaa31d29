import pytest

from onrecord.language.numerals import figures


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,200 boats", "1200 boats"),
        ("1.2 million crowns", "1,200,000 crowns"),
        ("$3.5bn", "3.5 billion"),
        ("nine people", "9 people"),
        ("twenty-two years", "22 years"),
        ("two hundred and twelve nights", "212 nights"),
        ("two dozen eggs", "24 eggs"),
        ("the 22nd", "22"),
        ("at 7:05", "at 07:05"),
    ],
)
def test_numbers_are_the_same_however_they_are_written(one: str, other: str) -> None:
    (mine,), (theirs,) = figures(one), figures(other)
    assert mine.agrees(theirs)


@pytest.mark.parametrize(("one", "other"), [("12", "13"), ("1.5", "15"), ("3.5 million", "3.5"), ("7:05", "7:06")])
def test_other_numbers_are_not(one: str, other: str) -> None:
    (mine,), (theirs,) = figures(one), figures(other)
    assert not mine.agrees(theirs)


@pytest.mark.parametrize("text", ["one of them", "a million times over", "the two deny it", "nobody"])
def test_words_that_count_nothing_are_no_numbers(text: str) -> None:
    assert list(figures(text)) == []


def test_a_number_knows_what_it_counts() -> None:
    (people, boats) = figures("Nine people were hurt and 14 boats sank.")
    assert (people.unit, boats.unit) == ("peopl", "boat")
