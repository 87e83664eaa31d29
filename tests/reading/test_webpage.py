from datetime import date

import pytest

from onrecord.errors import ReadError
from onrecord.reading.formats.webpage import read_html

from .conftest import ReadArticle, RefusalOf
from .samples import STORY, html_page

HEAD = (
    '<meta property="og:site_name" content="The Ember Bay Courier"><meta name="author" content="Mara Quill">'
    '<meta property="article:published_time" content="2024-04-22T10:00:00Z">'
    '<link rel="canonical" href="https://courier.example/harbour">'
)


def test_a_page_and_its_metadata(article_of: ReadArticle) -> None:
    article = article_of("harbour.html", html_page(head=HEAD))
    assert article.text == "\n\n".join(["Harbour reopens", *STORY])
    assert (article.title, article.publisher, article.author) == (
        "Harbour reopens",
        "The Ember Bay Courier",
        "Mara Quill",
    )
    assert (article.published, article.url, article.language) == (
        date(2024, 4, 22),
        "https://courier.example/harbour",
        "en",
    )
    assert article.id == "harbour"


def test_a_stated_day_to_come_is_taken_as_stated() -> None:
    head = '<meta property="article:published_time" content="2099-04-22T10:00:00Z">'
    assert read_html(html_page(head=head)).published == date(2099, 4, 22)


def test_a_date_in_the_text_is_not_the_date_of_the_page() -> None:
    draft = read_html(html_page(*STORY, "The harbour closed on 5 March 2019 after a storm. Copyright 2020."))
    assert draft.published is None
    assert draft.publisher is None
    assert draft.author is None


def test_blocks_of_every_kind() -> None:
    draft = read_html(
        html_page(
            *STORY,
            "First line.<br>Second line of\n   the same <b>bold</b> paragraph.",
            "</p><h2>The cost</h2><ul><li>four boats</li><li>two cranes</li></ul>"
            "<blockquote><p>I never doubted it.</p><p>Nor did she.</p></blockquote>"
            "<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2031</td><td>4 million</td></tr></table>"
            "<p>The end of it.",
        )
    )
    tail = draft.text.split(STORY[-1])[1].strip()
    assert tail == (
        "First line.\nSecond line of the same bold paragraph.\n\nThe cost\n\n- four boats\n- two cranes\n\n"
        "I never doubted it.\n\nNor did she.\n\nYear | Cost\n2031 | 4 million\n\nThe end of it."
    )


def test_the_page_says_its_encoding() -> None:
    page = html_page("Příliš žluťoučký kůň, said the mayor of Ember Bay, and everybody at the harbour laughed aloud.")
    assert "žluťoučký" in read_html(page.decode().replace("utf-8", "iso-8859-2").encode("iso-8859-2")).text
    assert "žluťoučký" in read_html(page.decode().replace("utf-8", "").encode("cp1250"), charset="cp1250").text


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<html><head><title>Only</title></head></html>", "<p> </p>"]
)
def test_a_page_with_no_article(page: str, error_of: RefusalOf) -> None:
    with pytest.raises(ReadError):
        read_html(page.encode())
    assert error_of("a.html", page) == "is a web page with no article text"


def test_a_text_without_a_paragraph_is_read() -> None:
    assert read_html(b"<html><body>The ferry sails again.</body></html>").text == "The ferry sails again."


def test_scripts_are_never_text() -> None:
    draft = read_html(html_page(*STORY, "<script>alert('x')</script>A last plain paragraph for the page."))
    assert "alert" not in draft.text
