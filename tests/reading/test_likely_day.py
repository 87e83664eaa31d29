from datetime import date

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from onrecord.reading.formats.webpage import read_html
from onrecord.reading.pages.likely_day import likely_day

from .samples import STORY, html_page

DAY = date(2023, 4, 22)


@pytest.mark.parametrize(
    ("body", "url", "found"),
    [
        ("<div>Ember Bay</div><div>22 April 2023</div><p>The harbour reopens.</p>", None, DAY),
        ("<p>The harbour reopens.</p>", "https://courier.example/2023/04/22/harbour", DAY),
        (
            "<p>The harbour, which a storm closed on 22 April 2023, reopens after long works on its walls.</p>",
            None,
            None,
        ),
        ("<div>1 May 2022</div><div>3 June 2022</div><div>22 April 2023</div><p>The harbour reopens.</p>", None, None),
        ("<p>The harbour reopens.</p>", None, None),
        ("<h1>El puerto</h1><p>sábado 22 de abril de 2023</p><p>The harbour reopens.</p>", None, DAY),
        (
            "<h1>Pell</h1><p>22 April 2023</p><div>1 May 2022</div><div>3 June 2022</div><p>The harbour reopens.</p>",
            None,
            DAY,
        ),
        ("<p>It was closed on 22 April 2023 after the great storm.</p>", None, None),
        ("<p class='date'>22.04.2023</p><div>1.5.2022</div><div>3.6.2022</div><p>It reopens.</p>", None, DAY),
    ],
)
def test_a_day_on_a_line_of_its_own_or_in_the_address(body: str, url: str | None, found: date | None) -> None:
    page = document_fromstring(f"<html><head><title>x</title></head><body>{body}</body></html>")
    assert likely_day(page, url, frozenset()) == found


def test_the_day_of_a_change_is_none() -> None:
    page = document_fromstring("<html><body><div>22 April 2023</div><p>The harbour reopens.</p></body></html>")
    assert likely_day(page, None, {DAY}) is None


def test_a_guess_is_told() -> None:
    draft = read_html(html_page(*STORY), url="https://courier.example/2023/04/22/harbour")
    assert draft.published == DAY
    assert [note.line for note in draft.notes] == ["the date is not stated as the publication's: 2023-04-22"]


def test_a_change_alone_is_told_and_dates_nothing() -> None:
    head = '<meta property="article:modified_time" content="2023-04-22T10:00:00Z">'
    draft = read_html(html_page(*STORY, head=head))
    assert draft.published is None
    assert [note.kind for note in draft.notes] == ["date_of_change"]
