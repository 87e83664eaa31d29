import pytest

from onrecord.claims.detection.vague import vague


@pytest.mark.parametrize(
    "text",
    [
        "The council closed the library because it had no money.",
        "Farmers say they lose money on every litre.",
        "When he arrived, Mayor Holloway was booed.",
        "It is clear that the plan failed.",
        "It was raining in Selby.",
        "There are 11 million people in this country.",
        "Those who voted for the bill will regret it.",
        "Despite its size, Brindle Cross has no doctor.",
        "He who pays the piper calls the tune.",
        "We put 1,200 more nurses on the wards.",
        "It takes a family eleven years to save for a deposit.",
    ],
)
def test_what_the_sentence_pins_down_is_not_vague(text: str) -> None:
    assert vague(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They closed nine libraries.", "They"),
        ("And they broke the agreement.", "they"),
        ("It cost 40 million.", "It"),
        ("But it's twice what Norvane paid.", "it"),
        ("This is the biggest tax increase in history.", "This"),
        ("Those are the highest rents in the country.", "Those"),
        ("Next year the levy will double.", "Next year"),
        ("Crime has doubled here.", "here"),
        ("Her cuts killed people.", "Her"),
    ],
)
def test_the_first_words_that_nothing_pins_down(text: str, words: str) -> None:
    found = vague(text)
    assert found is not None
    assert found.of(text) == words


def test_a_known_speaker_or_day_pins_down() -> None:
    assert vague("We doubled the budget.") is None
    assert vague("We doubled the budget.", is_speaker_known=False) is not None
    assert vague("The budget doubled last year.") is not None
    assert vague("The budget doubled last year.", is_day_known=True) is None
