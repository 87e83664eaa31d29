import re
import sys
from collections.abc import Callable
from datetime import date, timedelta
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.days.finder import RULES, date_expressions
from onrecord.language.moments import resolve

WEDNESDAY = date(2032, 10, 6)


def read(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.value) for each in date_expressions(text, published)]


def values(text: str, published: date | None = WEDNESDAY) -> list[str]:
    return [value for _, value in read(text, published)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Oct. 4, 2031", "2031-10-04"),
        ("October 4th, 2031", "2031-10-04"),
        ("4 October 2031", "2031-10-04"),
        ("the 4th of October, 2031", "2031-10-04"),
        ("Monday, Oct. 4", "2032-10-04"),
        ("2031-10-04", "2031-10-04"),
        ("10/04/2031", "2031-10-04"),
        ("14/10/2031", "2031-10-14"),
        ("4.10.2031", "2031-10-04"),
        ("October 2031", "2031-10"),
        ("mid-October", "2032-10"),
        ("the third quarter of 2031", "2031-Q3"),
        ("Q3 2031", "2031-Q3"),
        ("the summer of 2031", "2031-SU"),
        ("the 1990s", "199"),
        ("the late '90s", "199"),
        ("the nineties", "199"),
        ("the 19th century", "18"),
        ("nineteen ninety-six", "1996"),
        ("Christmas Eve", "2032-12-24"),
        ("Thanksgiving", "2032-11-25"),
        ("Labor Day 2031", "2031-09-01"),
        ("the last Friday in May 2031", "2031-05-30"),
        ("9/11", "2001-09-11"),
    ],
)
def test_a_written_date_has_its_value(written: str, value: str) -> None:
    assert read(f"They met then: {written}.") == [(written, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The council met on Friday.", "2032-10-01"),
        ("The council met on Wednesday.", "2032-10-06"),
        ("The council will meet on Friday.", "2032-10-08"),
        ("The council is scheduled to meet Friday.", "2032-10-08"),
        ("The fair opens Friday.", "2032-10-08"),
        ("Vale said Friday that the wall will be rebuilt.", "2032-10-01"),
        ("The wall will be rebuilt, Vale said Friday.", "2032-10-01"),
        ("They have until Friday.", "2032-10-08"),
        ("The wall fell last Friday.", "2032-10-01"),
        ("The wall fell in January.", "2032-01"),
        ("The wall fell in November.", "2031-11"),
        ("The wall will be finished in January.", "2033-01"),
        ("It fell yesterday.", "2032-10-05"),
        ("It opens the day after tomorrow.", "2032-10-08"),
        ("It fell last month.", "2032-09"),
        ("It opens next week.", "2032-W42"),
        ("It fell two days ago.", "2032-10-04"),
        ("It fell three months ago.", "2032-07"),
        ("It fell a year ago.", "2031"),
        ("It fell last May.", "2032-05"),
        ("It fell last night.", "2032-10-05TNI"),
        ("It fell at 9 a.m. on Tuesday.", "2032-10-05T09:00"),
        ("It fell over the weekend.", "2032-W40-WE"),
        ("It is closed now.", "PRESENT_REF"),
        ("It opened recently.", "PAST_REF"),
        ("It lasted three months.", "P3M"),
        ("A two-and-a-half-year dispute.", "P2.5Y"),
        ("It lasted half an hour.", "PT30M"),
        ("It lasted years.", "PXY"),
        ("It runs twice a week.", "P1W"),
        ("It runs every Friday.", "XXXX-WXX-5"),
    ],
)
def test_what_is_told_from_another_day_is_resolved_by_publication_and_tense(text: str, value: str) -> None:
    assert values(text) == [value]


def test_earlier_and_later_hang_on_the_day_told_before() -> None:
    text = "It rained on Sept. 20. Two days earlier the wall fell. The next day it was shored up."
    assert values(text) == ["2032-09-20", "2032-09-18", "2032-09-19"]
    assert values("Nobody was hurt the same day.") == ["XXXX-XX-XX"]


def test_two_days_joined_are_both_read() -> None:
    assert values("It rained on Oct. 3-5, 2031, in Ostby.")[:2] == ["2031-10-03", "2031-10-05"]
    assert values("It rained on Oct. 3 and 4.") == ["2032-10-03", "2032-10-04"]
    assert values("It rained from Friday through Sunday.") == ["2032-10-01", "2032-10-03"]
    assert values("It rained on Feb. 28-30.") == ["2032-02-28"]
    assert values("Oct. 3 and 20 crowns.") == ["2032-10-03"]


def test_a_year_earlier_is_told_of_the_quarter_before_it() -> None:
    text = "Sales fell in the third quarter, to 4 million crowns from 5 million a year earlier."
    assert values(text) == ["2032-Q3", "2031-Q3"]


def test_a_text_of_history_tells_its_own_years() -> None:
    told = "The wall was begun on May 1, 1834, and widened on June 3, 1835. It fell on July 9, 1836. "
    assert values(f"{told} In August it was rebuilt.")[-1] == "1836-08"
    assert values(f"{told} In January it was rebuilt. In March it fell.")[-2:] == ["1836-01", "1836-03"]


@pytest.mark.parametrize(
    "text",
    ["May I go?", "April Reyes spoke.", "They march on.", "It cost $2000.", "A crowd of 2000 people.", "Room 1999",
     "She is 37 years old.", "The 16-year-old won.", "a spring in his step", "three-quarters of it", "Feb. 30"],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read(text) == []


def test_without_a_day_of_publication_only_what_is_written_out_is_known() -> None:
    text = "On Friday, two days ago, last month, yesterday, on Oct. 4 and on Oct. 5, 2031, it rained."
    assert [day for _, _, day in resolve(text, None)] == [None, None, None, None, None, "2031-10-05"]
    assert values("In 1834 it rained. In May it was dry.", None) == ["1834", "1834-05"]


def test_resolve_gives_single_days_and_none_for_longer_stretches() -> None:
    text = "It rained on Friday, in January and on Tuesday night, for three months, every Monday, at 3 p.m., in 1834."
    found = [(text[start:end], day) for start, end, day in resolve(text, WEDNESDAY)]
    assert found == [("Friday", "2032-10-01"), ("January", None), ("Tuesday night", "2032-10-05"), ("1834", None)]


_PIECES = """Friday|on Monday|last|next|week|two days|earlier|later|ago|Feb. 30|Oct. 4|2031|and|-|31|the|quarter|year
|99,999 years|9999 days|9 p.m.|said|will|.|1990s|twenty|thousand|half|Christmas|yesterday|30/02/2031|0000-00-00|weekend
|May|’s|“"""
PIECES = st.sampled_from(_PIECES.split("|"))


@settings(max_examples=200, deadline=None)
@given(
    text=st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=80),
    published=st.none() | st.dates() | st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
)
def test_places_are_in_order_inside_the_text_and_never_empty(text: str, published: date | None) -> None:
    reached = 0
    for each in date_expressions(text, published):
        assert reached <= each.start < each.end <= len(text)
        assert text[each.start : each.end].strip()
        assert each.day is None or each.value.startswith(each.day.isoformat())
        reached = each.end


@settings(max_examples=50, deadline=None)
@given(days=st.integers(min_value=0, max_value=10_000))
def test_a_past_weekday_is_of_the_seven_days_up_to_publication(days: int) -> None:
    published = date(2016, 1, 1) + timedelta(days=days)
    ((_, _, day),) = resolve("The wall fell on Friday.", published)
    assert day is not None
    assert timedelta(0) <= published - date.fromisoformat(day) < timedelta(days=7)
    assert date.fromisoformat(day).weekday() == 4


def test_nothing_depends_on_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("the clock was asked")

    monkeypatch.setattr("time.time", forbidden)
    calls = calls_of(lambda: resolve("Yesterday, on Friday, last year and now it rained.", None), "today", "now")
    assert calls == 0


def calls_of(act: Callable[[], object], *names: str) -> int:
    """Return how many functions are called meanwhile, or how many of these names, those written in C too."""
    count = 0

    def note(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        name = getattr(arg, "__name__", "") if event == "c_call" else frame.f_code.co_name
        count += event in ("call", "c_call") and (not names or name in names)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(before)
    return count


def test_no_pattern_repeats_without_a_bound() -> None:
    for rule in RULES:
        plain = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "x", rule.pattern)
        assert not re.search(r"[*+]|\{\d*,\}", plain), rule.pattern


@pytest.mark.parametrize(
    "piece",
    [
        "Oct. 3 and 4, ",
        "two days earlier ",
        "twenty-",
        "the the ",
        "19",
        "  ",
        "\n",
        "a few ",
        "Friday, ",
        "in 1999-2004 ",
    ],
)
def test_the_work_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    date_expressions(piece * 10, WEDNESDAY)
    short, long = piece * 200, piece * 800
    once = calls_of(lambda: date_expressions(short, WEDNESDAY))
    more = calls_of(lambda: date_expressions(long, WEDNESDAY))
    assert more <= 4.5 * once + 200
    assert len(date_expressions(piece * (100_000 // len(piece)), WEDNESDAY)) <= 100_000
