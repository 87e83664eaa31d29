import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Speaker
from onrecord.speakers import fits, typos

ILSE = Speaker(name="Ilse Varn", aliases=("Ms. Varn", "Harbour Minister Varn", "the minister"))
MATTIS = Speaker(name="Mattis Varn", aliases=("Mr. Varn",))
SHOALS = Speaker(name="the Shoals Bureau of Investigation")


@pytest.mark.parametrize(
    "asked", ["Varn", "varn", "ilse varn", "ILSE VARN", "Ilse", "Ms. Varn", "Minister Ilse Varn", "President Varn",
              "Ilse Varn, minister of harbours", "the minister"]
)  # fmt: skip
def test_a_name_fits_however_it_is_written(asked: str) -> None:
    assert fits(asked, ILSE)


@pytest.mark.parametrize(
    "asked", ["Mattis Varn", "Mr. Varn", "Ilse Tormund", "Varn Jr.", "ministers", "Ilsa", "", " ", "?!"]
)
def test_a_name_of_somebody_else_does_not_fit(asked: str) -> None:
    assert not fits(asked, ILSE)


def test_a_name_may_be_turned_round() -> None:
    assert fits("Brisk, Otto", Speaker(name="Otto Brisk"))
    assert not fits("Brisk, Otto", Speaker(name="Ada Brisk"))


def test_a_surname_fits_everybody_who_has_it_and_a_full_name_one() -> None:
    assert fits("Varn", ILSE)
    assert fits("Varn", MATTIS)
    assert not fits("Ilse Varn", MATTIS)


def test_who_is_known_by_a_surname_can_be_meant_by_a_full_name() -> None:
    assert fits("Ilse Varn", Speaker(name="Varn"))


@pytest.mark.parametrize("name", ["Varn campaign", "the Varn campaign", "Varn’s campaign", "supporters of Varn"])
def test_a_person_is_not_the_body_or_the_people_around(name: str) -> None:
    assert not fits("Varn", Speaker(name=name))
    assert not fits("Ilse Varn", Speaker(name=name))
    assert fits(name, Speaker(name=name))


@pytest.mark.parametrize(
    "asked", ["SBI", "sbi", "S.B.I.", "Shoals Bureau of Investigation", "the U.S. Shoals Bureau of Investigation"]
)
def test_a_body_fits_its_acronym_and_its_name(asked: str) -> None:
    assert fits(asked, SHOALS)


def test_the_name_of_a_body_fits_one_that_is_known_by_its_acronym() -> None:
    assert fits("Shoals Bureau of Investigation", Speaker(name="the SBI"))
    assert not fits("Shoals Bureau of Investment Fraud", Speaker(name="the SBI"))


def test_the_words_of_a_body_may_be_turned_round() -> None:
    assert fits("harbour department", Speaker(name="the Department of the Harbour"))


def test_a_junior_is_another() -> None:
    assert not fits("Otto Brisk", Speaker(name="Otto Brisk Jr."))
    assert fits("Brisk", Speaker(name="Otto Brisk Jr."))


@pytest.mark.parametrize(
    ("asked", "count"),
    [("Ilse Varn", 0), ("Ilse Vern", 1), ("Vran", 1), ("Ilsa Varm", 2), ("Barn", None), ("Tormund", None)],
)
def test_misspellings_are_counted_by_letter(asked: str, count: int | None) -> None:
    assert typos(asked, ILSE) == count


@given(st.text(max_size=30), st.text(min_size=1, max_size=30), st.lists(st.text(max_size=20), max_size=2))
def test_any_text_can_be_asked_of_any_speaker(asked: str, name: str, aliases: list[str]) -> None:
    speaker = Speaker(name=name, aliases=tuple(aliases))
    assert fits(asked, speaker) in (True, False)
    assert typos(asked, speaker) is None or fits(name, speaker) in (True, False)
