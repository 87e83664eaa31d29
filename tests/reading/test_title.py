import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from onrecord.reading.pages.title import page_title, without_site

SITE = ("Ember Bay Courier", "courier.example", "courier")
HEADLINE = "Harbour reopens after three years"


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} | Ember Bay Courier",
        f"{HEADLINE} - Ember Bay Courier Politics",
        f"{HEADLINE} — EMBER BAY COURIER",
        f"{HEADLINE} | Politics | Ember Bay Courier",
        f"Ember Bay Courier: {HEADLINE}",
        f"{HEADLINE} - courier.example",
        HEADLINE,
    ],
)
def test_the_site_is_no_part_of_the_headline(title: str) -> None:
    page = document_fromstring(f"<html><head><title>{title}</title></head><body><h1>{HEADLINE}</h1></body></html>")
    assert page_title(page, title, SITE) == HEADLINE


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        (f"{HEADLINE} | Ember Bay Courier", HEADLINE),
        ("Tarn - Vale talks end", "Tarn - Vale talks end"),
        ("Tarn: ‘We will wait’", "Tarn: ‘We will wait’"),
        ("Ember Bay Courier", "Ember Bay Courier"),
    ],
)
def test_without_a_heading_only_the_name_of_the_site_goes(title: str, bare: str) -> None:
    assert without_site(title, SITE) == bare


def test_the_heading_that_the_document_names_settles_it() -> None:
    page = document_fromstring(f"<html><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1></body></html>")
    for stated in ("Ember Bay Courier - Latest News", "Why the harbour reopens now", None):
        assert page_title(page, stated, SITE) == HEADLINE


def test_a_heading_that_nothing_names_does_not() -> None:
    page = document_fromstring("<html><head><title>Courier</title></head><body><h1>Read more</h1></body></html>")
    assert page_title(page, HEADLINE, SITE) == HEADLINE


def test_a_heading_that_is_the_logo_is_no_headline() -> None:
    page = document_fromstring(f"<html><body><h1>Ember Bay Courier</h1><h1>{HEADLINE}</h1></body></html>")
    assert page_title(page, f"Ember Bay Courier | {HEADLINE}", SITE) == HEADLINE
