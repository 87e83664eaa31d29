import pytest

from onrecord.language.amounts import amounts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("at least 12 people", "15 people"),
        ("more than 300 trees", "412 trees"),
        ("about 3,000 people", "3,012 people"),
        ("a bill of 12 million crowns", "a bill of 11.8 million crowns"),
        ("38 percent", "38.4 percent"),
        ("up to 50 boats", "41 boats"),
        ("two hours", "125 minutes"),
        ("a week and seven days", "seven days"),
        ("$3.5 million", "US$3.5m"),
    ],
)
def test_amounts_that_can_both_be_true_agree(one: str, other: str) -> None:
    (mine,), (theirs,) = list(amounts(one))[-1:], amounts(other)
    assert mine.agrees(theirs)
    assert theirs.agrees(mine)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 people", "15 people"),
        ("at least 12 people", "nine people"),
        ("about 400 workers", "180 workers"),
        ("2.4 million crowns", "3.1 million crowns"),
        ("six hours", "two days"),
        ("up to 50 boats", "70 boats"),
    ],
)
def test_amounts_that_cannot_both_be_true_do_not(one: str, other: str) -> None:
    (mine,), (theirs,) = amounts(one), amounts(other)
    assert not mine.agrees(theirs)
    assert not theirs.agrees(mine)


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("It cost $48,000 to mend.", "money dollar", "$48,000"),
        ("It cost 52 million crowns.", "money crown", "52 million crowns"),
        ("Turnout was 41 per cent.", "percent", "41 per cent"),
        ("Odile Farrant, 71, was asleep.", "age", "71"),
        ("A nine-year-old boy fell in.", "age", "nine-year-old"),
        ("It lasted nine hours.", "duration", "nine hours"),
        ("The mast is 85 metres tall.", "measure metr", "85 metres"),
        ("Some 14 sheep died.", "count", "14"),
    ],
)
def test_an_amount_knows_its_unit_and_its_words(text: str, unit: str, words: str) -> None:
    (amount,) = amounts(text)
    assert (amount.unit, text[amount.start : amount.end]) == (unit, words)


@pytest.mark.parametrize(
    "text",
    [
        "Another 31 were treated.",
        "Of these, 11 of the 19 were insured.",
        "It rose by 6 percent.",
        "Between 70 and 85 million crowns were lost.",
        "From 12 to 15 boats came.",
        "The bridge opened in 2028.",
        "It begins on 3 March 2031 at 18:42.",
        "There are 30 trains a day.",
        "It was rebuilt 22 years ago.",
        "COVID-19 came back.",
        "Adults 50 and older may come.",
        "Dozens were hurt.",
    ],
)
def test_parts_changes_rates_ranges_and_dates_are_no_amounts(text: str) -> None:
    assert list(amounts(text)) == []
