from datetime import date

import pytest

from onrecord.model import Span
from onrecord.reading.header import headline_like, read_header, title_span

BODY = "The council voted on Tuesday to reopen the harbour.\n\n“We waited,” said Tobin Vale."


def test_title_is_the_first_line_before_a_blank_line() -> None:
    text = f"Harbour reopens after three years\n\n{BODY}"
    title = "Harbour reopens after three years"
    assert title_span(text) == Span(start=0, end=len(title))
    assert read_header(text).title == "Harbour reopens after three years"


@pytest.mark.parametrize(
    "line",
    [
        "Who owns the harbour?",
        "Vale: ‘We will wait’",
        "Harbour closed by the U.N.",
        "3 dead in Orrin fire",
        "“Enough,” says Vale",
    ],
)
def test_headlines(line: str) -> None:
    assert headline_like(line)


@pytest.mark.parametrize(
    "line",
    ["The council voted on Tuesday.", "she said", "Among the dead:", "He paused —", "word " * 40, "***", "", "12 34"],
)
def test_not_headlines(line: str) -> None:
    assert not headline_like(line)


@pytest.mark.parametrize(
    "text", [BODY, "Harbour reopens\nwithout a blank line\n\nmore", "Harbour reopens", "Harbour reopens\n\n", ""]
)
def test_no_title_is_made_up(text: str) -> None:
    assert title_span(text) is None


def test_header_lines() -> None:
    found = read_header(
        "Title: Harbour reopens\nPublisher: The Ember Bay Courier\nDate: 22 April 2031\nAuthor: Mara Quill\n"
        f"URL: https://courier.example/harbour\nLanguage: en\n\n{BODY}"
    )
    assert (found.title, found.publisher, found.author) == ("Harbour reopens", "The Ember Bay Courier", "Mara Quill")
    assert (found.published, found.url, found.language) == (date(2031, 4, 22), "https://courier.example/harbour", "en")


def test_the_head_of_a_saved_mail() -> None:
    head = "To: desk@courier.example\nSubject: Statement on the quay\nSent: Tuesday, 22 April 2031 09:10\n\n"
    found = read_header(f"From: Mara Quill <mara@harbour.example>\n{head}{BODY}")
    assert (found.title, found.author, found.published) == ("Statement on the quay", "Mara Quill", date(2031, 4, 22))
    assert read_header(f"From: press@harbour.example\n{head}{BODY}").author is None


def test_an_ambiguous_date_line_is_no_date() -> None:
    assert read_header(f"Harbour reopens\n\nDate: 03/04/2031\n\n{BODY}").published is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Mara Quill", "Mara Quill"),
        ("by Mara Quill and Tobin van Dorn", "Mara Quill and Tobin van Dorn"),
        ("By Mara Quill, Harbour Correspondent", "Mara Quill"),
        ("By Mara Quill, Ines Marr and Bo Tarn", "Mara Quill, Ines Marr and Bo Tarn"),
        ("By the time the council met, it was over", None),
        ("By Tuesday", None),
        ("By Friday Morning the boats had left, he said.", None),
    ],
)
def test_bylines(line: str, names: str | None) -> None:
    assert read_header(f"Harbour reopens\n\n{line}\n\n{BODY}").author == names


@pytest.mark.parametrize(
    ("opening", "outlet"),
    [
        ("EMBER BAY (The Courier) – The council voted.", "The Courier"),
        ("ORRIN, Vale County (OPN) -- The council voted.", "OPN"),
        ("EMBER BAY (Courier 24) —The council voted.", "Courier 24"),
        ("The mayor (Tobin Vale) – who is new – voted.", None),
        ("EMBER BAY (Courier) voted.", None),
        ("EMBER BAY – The council voted.", None),
    ],
)
def test_a_dateline_names_the_outlet(opening: str, outlet: str | None) -> None:
    assert read_header(f"Harbour reopens\n\n{opening}\n\nMore words.").publisher == outlet


def test_labels_inside_the_article_are_not_the_header() -> None:
    found = read_header(f"Harbour reopens\n\n{BODY}\n\nAuthor: Nobody Known\n\nDate: 22 April 2031")
    assert found.author is None
    assert found.published is None
