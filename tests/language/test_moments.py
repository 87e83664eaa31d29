from datetime import date

import pytest

from onrecord.language.moments import moments


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("on 3 May", "on May 3, 2032"),
        ("on Monday", "on Monday, 1 March 2032"),
        ("in March", "on 9 March"),
        ("at 3.15 am", "at 03:15"),
        ("in 1834", "on Tuesday"),
    ],
)
def test_moments_agree_as_far_as_both_tell(one: str, other: str) -> None:
    (mine,), (theirs,) = moments(one), moments(other)
    assert mine.agrees(theirs)


@pytest.mark.parametrize(
    ("one", "other"),
    [("on 3 May", "on 17 May"), ("in 1834", "in 1842"), ("on Monday", "on Tuesday"), ("at 3.15 am", "at 3.15 pm")],
)
def test_other_moments_do_not(one: str, other: str) -> None:
    (mine,), (theirs,) = moments(one), moments(other)
    assert not mine.agrees(theirs)


def test_a_date_knows_its_weekday_in_the_year_of_publication() -> None:
    (first,), (monday,), (tuesday,) = moments("on 1 March"), moments("on Monday"), moments("on Tuesday")
    dated = first.dated(date(2032, 3, 4))
    assert dated.agrees(monday)
    assert not dated.agrees(tuesday)
    assert first.dated(None).agrees(tuesday)
    (never,) = moments("on 31 February")
    assert never.dated(date(2032, 3, 4)) == never


@pytest.mark.parametrize(
    "text",
    ["Police said on Friday that it rained.", "It closes by Monday.", "every Tuesday", "She told reporters on 3 May."],
)
def test_days_of_speaking_bounds_and_habits_are_left_out(text: str) -> None:
    assert list(moments(text)) == []
