from datetime import date

import pytest

from onrecord.reading.pages.byline import stated_day
from onrecord.reading.pages.written_days import written_days

DAY = date(2031, 4, 22)


@pytest.mark.parametrize(
    "words",
    [
        "Tuesday, April 22nd, 2031, 4 pm",
        "22 Apr. 2031",
        "22. April 2031 | Pellstadt",
        "martes 22 de abril de 2031",
        "le 22 avril 2031 à 10 h",
        "22 aprile 2031",
        "22 апреля 2031, 13:43",
        "22 kwietnia 2031",
        "22 Nisan 2031",
        "22.04.2031",
        "22. 4. 2031",
        "22 | 04 | 2031",
        "22/04/2031",
        "2031-04-22",
        "2031年4月22日",
    ],
)
def test_a_day_that_is_written_whole(words: str) -> None:
    assert [day for _, day in written_days(words)] == [DAY]


@pytest.mark.parametrize(
    "words", ["04/05/2031", "5-4-2031", "April 2031", "31 April 2031", "22 Quill 2031", "22 April", "1.22.04.2031"]
)
def test_what_is_no_day_or_either_of_two(words: str) -> None:
    assert list(written_days(words)) == []


def test_the_first_of_march_with_its_ordinal() -> None:
    assert [day for _, day in written_days("1er mars 2031")] == [date(2031, 3, 1)]


@pytest.mark.parametrize("words", ["Aktualisiert am 22. April 2031", "Mis à jour le 22 avril 2031"])
def test_a_change_in_another_language_dates_nothing(words: str) -> None:
    assert stated_day(words) is None
