from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.dates import parse_date

DAY = date(2031, 4, 22)


@pytest.mark.parametrize(
    "stated",
    [
        "2031-04-22",
        "2031/04/22",
        "2031.4.22",
        "20310422",
        "2031-04-22T23:30:00Z",
        "2031-04-22T23:30:00+02:00",
        "22 April 2031",
        "April 22, 2031",
        "Tuesday, April 22, 2031 2:31 pm EST",
        "Tue, 22 Apr 2031 10:00:00 GMT",
        "22/04/2031",
        "04/22/2031",
        "Published: 22 April 2031",
        "Published on April 22, 2031",
        datetime(2031, 4, 22, 9, 30),
        DAY,
    ],
)
def test_a_stated_day(stated: object) -> None:
    assert parse_date(stated) == DAY


@pytest.mark.parametrize(
    "stated",
    [
        "03/04/2031",
        "03.04.2031",
        "10-11-12",
        "April 2031",
        "2031",
        "22 April",
        "Tuesday",
        "yesterday",
        "two days ago",
        "3 hours ago",
        "10:30",
        "2031-02-30",
        "2031-13-01",
        "31 April 2031",
        "soon, maybe",
        "",
        "9" * 60,
        "1 " * 500,
        1650585600,
        None,
        ["2031-04-22"],
    ],
)
def test_ambiguous_incomplete_relative_or_wrong_is_no_date(stated: object) -> None:
    assert parse_date(stated) is None


def test_an_ambiguous_order_that_cannot_matter_is_a_date() -> None:
    assert parse_date("04/04/2031") == date(2031, 4, 4)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_iso_days_come_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@given(st.text(max_size=60))
def test_nothing_is_raised(text: str) -> None:
    parse_date(text)
