import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from onrecord.reading.pages.title import page_title, whole_title, without_site

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
    assert page_title(page, [title], SITE) == HEADLINE


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
    for stated in (["Ember Bay Courier - Latest News"], ["Why the harbour reopens now"], []):
        assert page_title(page, stated, SITE) == HEADLINE


def test_a_heading_that_nothing_names_does_not() -> None:
    page = document_fromstring("<html><head><title>Courier</title></head><body><h1>Read more</h1></body></html>")
    assert page_title(page, [HEADLINE], SITE) == HEADLINE


def test_a_heading_that_is_the_logo_is_no_headline() -> None:
    page = document_fromstring(f"<html><body><h1>Ember Bay Courier</h1><h1>{HEADLINE}</h1></body></html>")
    assert page_title(page, [f"Ember Bay Courier | {HEADLINE}"], SITE) == HEADLINE


@pytest.mark.parametrize(
    ("headings", "stated", "right"),
    [
        (["Three years on, the harbour reopens"], [HEADLINE], "Three years on, the harbour reopens"),
        ([f"{HEADLINE} A first walk along the new quay"], [HEADLINE], HEADLINE),
        ([f"Politics | {HEADLINE}"], [HEADLINE], HEADLINE),
        (["News", HEADLINE], [f"{HEADLINE} | News"], HEADLINE),
        (["Latest"], ["Courier", f"{HEADLINE} - Ember Bay Courier"], "Courier"),
    ],
)
def test_headings_and_titles_agree(headings: list[str], stated: list[str], right: str) -> None:
    body = "".join(f"<h1>{heading}</h1>" for heading in headings)
    page = document_fromstring(f"<html><head><title>Ember Bay Courier</title></head><body>{body}</body></html>")
    assert page_title(page, stated, SITE[:2]) == right


def test_a_lower_heading_that_the_title_names_is_the_headline() -> None:
    page = document_fromstring(
        f"<html><head><title>{HEADLINE} - Ember Bay Courier</title></head><body><h1>Ember Bay Courier</h1>"
        f"<h2>Also today</h2><h2>{HEADLINE}</h2></body></html>"
    )
    assert page_title(page, [], SITE) == HEADLINE


def test_a_heading_of_a_menu_is_no_headline() -> None:
    page = document_fromstring(f"<html><body><nav><h1>{HEADLINE} and more</h1></nav><h1>{HEADLINE}</h1></body></html>")
    assert page_title(page, [HEADLINE], SITE) == HEADLINE


def test_a_slogan_behind_the_name_of_the_site_is_no_headline() -> None:
    head = "<head><title>Ember Bay Courier</title></head>"
    page = document_fromstring(f"<html>{head}<body><h1>{HEADLINE}</h1></body></html>")
    assert page_title(page, ["Ember Bay Courier - first with everything"], SITE) == HEADLINE


def test_a_heading_that_a_title_repeats_is_whole_whatever_the_others_leave_out() -> None:
    whole = f"{HEADLINE}, and the mole is next"
    page = document_fromstring(f"<html><head><title>{HEADLINE}</title></head><body><h1>{whole}</h1></body></html>")
    assert page_title(page, [f"{whole} | Ember Bay Courier", whole, HEADLINE], SITE) == whole


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ([f"Old port: {HEADLINE}", f"Old port: {HEADLINE} | Ember Bay Courier"], f"Old port: {HEADLINE}"),
        ([f"Old port: {HEADLINE}", f"Ember Bay: {HEADLINE}"], HEADLINE),
        ([f"Old port: {HEADLINE}"], HEADLINE),
        (["Why the harbour reopens now"] * 2, HEADLINE),
    ],
)
def test_what_all_stated_titles_have_beside_a_headline_is_of_it(stated: list[str], title: str) -> None:
    assert whole_title(HEADLINE, stated, SITE) == title
