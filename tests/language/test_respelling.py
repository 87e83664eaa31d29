import pytest

from onrecord.language.respelling import number_spellings, tense_shifts


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("10 per cent of it", "ten percent of it"),
        ("10% of it", "ten per cent of it"),
        ("twenty-five boats", "25 boats"),
        ("42 boats", "forty-two boats"),
    ],
)
def test_a_number_is_written_otherwise(text: str, other: str) -> None:
    assert other in list(number_spellings(text))


@pytest.mark.parametrize("text", ["$10 a head", "1,200 boats", "3.5 miles", "the 4th boat", "no number"])
def test_what_is_no_plain_number_stays(text: str) -> None:
    assert list(number_spellings(text)) == []


def test_a_report_moves_tense_and_person() -> None:
    assert "he would sell my boat".replace("my", "his") in list(tense_shifts("I will sell my boat"))
    assert list(tense_shifts("The boat sank")) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I am going to sue my club", "she is going to sue her club"),
        ("I’m ready", "he was ready"),
        ("We are closing our depots", "it was closing its depots"),
        ("We have never signed it", "they had never signed it"),
        ("I can’t pay", "he could not pay"),
    ],
)
def test_a_report_keeps_or_moves_the_tense_and_agrees_with_its_person(text: str, told: str) -> None:
    assert told in list(tense_shifts(text))
