from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.claims.said_on import said_on
from onrecord.model import Article, Attribution, Span

WEDNESDAY = date(2032, 10, 6)


def told(marked: str, published: date | None = WEDNESDAY) -> tuple[str, str] | None:
    """Read a text with {content}, <cue> and [source], and return the day and the words that tell it."""
    text, starts, spans = "", dict[str, int](), dict[str, Span]()
    for character in marked:
        if character in "{<[":
            starts[character] = len(text)
        elif character in "}>]":
            opening = {"}": "{", ">": "<", "]": "["}[character]
            spans[character] = Span(start=starts[opening], end=len(text))
        else:
            text += character
    said = Attribution(content=(spans["}"],), kind="indirect", cue=spans.get(">"), source=spans.get("]"))
    found = said_on(Article(text=text, published=published), said)
    return None if found is None else (found[0].isoformat(), found[1].of(text))


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("[Vale] <said> on Thursday {that the wall fell on Monday}.", "2032-09-30", "on Thursday"),
        ("{The wall fell on Monday}, [Vale] <said> Friday.", "2032-10-01", "Friday"),
        ("“{We warned them},” <said> [Vale] on Tuesday.", "2032-10-05", "on Tuesday"),
        ("[Vale] <said> in a statement Monday {that it fell}.", "2032-10-04", "Monday"),
        ("[Vale] <told> reporters Oct. 3 {that it fell}.", "2032-10-03", "Oct. 3"),
        ("On Friday, [Vale] <said> {it fell}.", "2032-10-01", "On Friday"),
        ("In a statement on Friday, [Mayor Vale] <said> {it fell}.", "2032-10-01", "on Friday"),
        ("[Vale] on Tuesday <blamed> {the storm}.", "2032-10-05", "on Tuesday"),
        ("[Vale] <said> yesterday {it fell}.", "2032-10-05", "yesterday"),
        ("{It fell}, <according to> [a report released Monday].", "2032-10-04", "Monday"),
        ("It rained on Sunday. [Vale] <said> on Monday {it fell}.", "2032-10-04", "on Monday"),
    ],
)
def test_the_day_is_that_of_the_clause_that_tells_of_saying(text: str, day: str, words: str) -> None:
    assert told(text) == (day, words)


@pytest.mark.parametrize(
    "text",
    [
        "[Vale] <said> {the wall fell on Monday}.",
        "[Vale] <said> {it fell}. On Monday it rained.",
        "It rained on Monday. [Vale] <said> {it fell}.",
        "[Vale], who was elected on Monday, <said> {it fell}.",
        "On Monday the wall fell and [Vale] <said> {it was old}.",
        "[Vale] <said> of the storm on Monday {that it was strong}.",
        "[Vale] <said> at Monday’s meeting {that it fell}.",
        "{It fell}, <according to> [the police of Monday Bay].",
        "[Vale] <said> last month {that it fell}.",
        "[Vale] will <say> on Friday {that it fell}.",
        "{It fell} on Monday.",
    ],
)
def test_a_day_of_something_else_is_none(text: str) -> None:
    assert told(text) is None


def test_nothing_is_resolved_without_a_day_of_publication() -> None:
    assert told("[Vale] <said> on Thursday {it fell}.", None) is None
    assert told("[Vale] <said> on Oct. 3, 2031, {it fell}.", None) == ("2031-10-03", "on Oct. 3, 2031")


@settings(max_examples=100, deadline=None)
@given(text=st.text("on Friday Oct. 3said,“” \n", min_size=3, max_size=60), data=st.data())
def test_the_words_lie_in_the_text_and_not_in_what_was_said(text: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4, unique=True), label="places"))
    content, cue = Span(start=ends[0], end=ends[1]), Span(start=ends[2], end=ends[3])
    found = said_on(Article(text=text, published=WEDNESDAY), Attribution(content=(content,), kind="indirect", cue=cue))
    if found is not None:
        day, span = found
        assert day <= WEDNESDAY
        assert span.of(text).strip()
        assert not span.overlaps(content)
