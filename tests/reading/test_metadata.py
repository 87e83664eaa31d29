from datetime import date

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from onrecord.reading.draft import Draft
from onrecord.reading.formats.webpage import read_html
from onrecord.reading.pages.byline import stated_day
from onrecord.reading.pages.linked_data import linked_data

from .samples import STORY

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY * 2)
DAY = date(2031, 4, 22)


def page(head: str = "", under: str = "", before: str = "", after: str = "") -> Draft:
    return read_html(
        f"<html lang='en'><head><title>Harbour reopens</title>{head}</head><body>{before}<article><h1>Harbour reopens"
        f"</h1>{under}{BODY}</article>{after}</body></html>".encode()
    )


def data(json: str) -> str:
    return f"<script type='application/ld+json'>{json}</script>"


PERSON = '"author":[{"@type":"Person","name":"Mara Quill"}]'
OUTLET = '"publisher":{"@type":"Organization","name":"Courier Media"}'


@pytest.mark.parametrize(
    "marks",
    [
        {"head": "<meta name='author' content='By Mara Quill, Staff Writer'>"},
        {"head": "<meta name='author' content='Mara Quill'><meta name='byl' content='By MARA QUILL'>"},
        {"head": "<meta name='author' content='Courier Media'>" + data(f'{{"@type":"NewsArticle",{OUTLET},{PERSON}}}')},
        {"head": data(f'{{"@graph":[{{"@type":"WebSite","name":"Courier"}},{{"@type":"NewsArticle",{PERSON}}}]}}')},
        {"under": "<span class='x-byline'>By <a href='/mara'>Mara Quill</a></span> <span>April 22</span>"},
        {"under": "<div><span>By</span> <a href='/mara'>Mara Quill</a></div><div>Tuesday, April 22, 2031</div>"},
        {"under": "<p class='byline'>By Mara Quill <abbr>April 22, 2031 3:46 PM</abbr></p>"},
        {"before": "<div class='byline'>Tuesday April 22, 2031 10:05 am by Mara Quill</div>"},
        {"under": "<p>By<br><a href='/mara'>Mara Quill</a><br>Tarn Report<br>Share</p>"},
        {"under": "<span class='vcard'><a class='url fn n' href='/x'>Mara Quill</a></span>"},
        {"under": "<a href='https://courier.example/author/mara-quill'>Mara Quill</a>"},
        {"under": "<p>Text: Mara Quill</p>"},
        {"after": "<p>Autorin: Mara Quill / tp</p>"},
        {"under": "<p>Ein Bericht von Mara Quill</p>"},
        {"under": "<p>Words and photographs: Mara Quill</p>"},
        {
            "before": "<nav><span class='username'>Username</span><a class='author'>Sign in</a></nav>",
            "under": "<p class='byline'>By Mara Quill</p>",
        },
    ],
)
def test_the_author_is_the_person(marks: dict[str, str]) -> None:
    assert page(**marks).author == "Mara Quill"


@pytest.mark.parametrize(
    "mark",
    [
        "<p>Text: the whole of it is here</p>",
        "<a href='/author/all'>All our authors</a>",
        "<aside><a href='/author/bo-tarn'>Bo Tarn</a></aside>",
        "<a href='/harbour'>Ember Bay</a>",
    ],
)
def test_what_is_no_credit_names_nobody(mark: str) -> None:
    assert page(under=mark).author is None


def test_initials_keep_their_stops() -> None:
    assert page("<meta name='author' content='M. J. Quill and Bo T. Tarn'>").author == "M. J. Quill, Bo T. Tarn"


def test_the_day_of_a_change_is_not_the_day_of_publication() -> None:
    changed = "<time itemprop='dateModified' datetime='2031-04-25T09:00:00Z'>Updated 25 April 2031</time>"
    assert page(before=changed).published is None
    assert page("<meta property='article:modified_time' content='2031-04-25'>").published is None
    assert page(data('{"@type":"NewsArticle","dateModified":"2031-04-25T09:00:00Z"}')).published is None
    both = data('{"@type":"NewsArticle","dateModified":"2031-04-25","datePublished":"2031-04-22"}')
    assert page(both).published == DAY


def test_the_day_of_a_video_in_the_page_is_not_the_day_of_the_article() -> None:
    video = "<div itemscope itemtype='http://schema.org/VideoObject'>"
    video += "<meta itemprop='datePublished' content='2031-04-24'></div>"
    assert page(before=f"{video}<meta itemprop='datePublished' content='2031-04-22T19:46:14Z'>").published == DAY
    clip = '"video":{"@type":"VideoObject","datePublished":"2031-04-24"}'
    assert page(data(f'{{"@type":"NewsArticle",{clip},"datePublished":"2031-04-22"}}')).published == DAY


def test_the_day_beside_the_byline_is_the_day() -> None:
    assert page(under="<div>By Mara Quill</div><div>April 22, 2031</div>").published == DAY
    late = data('{"@type":"NewsArticle","datePublished":"2031-04-23T02:10:00Z"}')
    assert page(late, under="<div>By Mara Quill</div><div>April 22, 2031</div>").published == DAY


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("By Mara Quill April 22nd, 2031 4 PM", DAY),
        ("22 Apr. 2031", DAY),
        ("Updated April 22, 2031", None),
        ("Published 22 April 2031 | Updated 25 April 2031", DAY),
        ("April 22", None),
    ],
)
def test_stated_day(words: str, day: date | None) -> None:
    assert stated_day(words) == day


@pytest.mark.parametrize("damaged", ["{", "[]", "null", '{"@type": 7}', '{"@graph": "x"}', "[" * 5000])
def test_damaged_linked_data_states_nothing(damaged: str) -> None:
    stated = linked_data(document_fromstring(f"<html><head>{data(damaged)}</head><body><p>x</p></body></html>"))
    assert (stated.headline, stated.authors, stated.published) == (None, (), None)


def test_the_day_beside_the_byline_settles_which_of_two_is_right() -> None:
    later = "<meta property='article:published_time' content='2031-04-25T09:00:00Z'>"
    first = data('{"@type":"NewsArticle","datePublished":"2031-04-22T09:00:00Z"}')
    assert page(later + first, under="<p class='byline'>By Mara Quill, April 22, 2031</p>").published == DAY
    assert page(later + first).published == date(2031, 4, 25)


def test_a_day_in_seconds_and_one_that_is_none() -> None:
    assert page("<meta property='article:published_time' content='1934625600000'>").published == DAY
    none = "<meta property='article:published_time' content='soon'>"
    assert page(none + "<meta name='parsely-pub-date' content='2031-04-22T12:00:00Z'>").published == DAY
    other_calendar = "<meta property='article:published_time' content='1410-02-02'>"
    assert page(other_calendar + "<meta name='pubdate' content='2031-04-22'>").published == DAY


def test_the_day_in_damaged_linked_data() -> None:
    assert page(data('{"@type":"NewsArticle", // counted\n "datePublished":"2031-04-22T09:00:00Z",}')).published == DAY


@pytest.mark.parametrize(("hour", "day"), [("02", DAY), ("12", date(2031, 4, 23)), ("20", date(2031, 4, 23))])
def test_only_an_hour_of_the_night_is_of_the_day_before(hour: str, day: date) -> None:
    stated = data(f'{{"@type":"NewsArticle","datePublished":"2031-04-23T{hour}:10:00Z"}}')
    assert page(stated, under="<div>By Mara Quill</div><div>April 22, 2031</div>").published == day


def test_a_longer_list_of_the_same_authors_goes_before() -> None:
    one = data('{"@type":"NewsArticle","author":{"@type":"Person","name":"Mara Quill"}}')
    assert page(one + "<meta name='author' content='Mara Quill, Bo Tarn'>").author == "Mara Quill, Bo Tarn"
    assert page(one + "<meta name='author' content='Courier Media'>").author == "Mara Quill"


def test_the_publisher_is_the_author_only_where_nobody_else_is() -> None:
    outlet = data('{"@type":"NewsArticle","author":{"@type":"Organization","name":"The Courier"}}')
    named = "<meta property='og:site_name' content='The Courier'><meta name='author' content='The Courier'>"
    assert page(outlet + named).author == "The Courier"
    assert page(outlet + named, under="<p class='byline'>By Mara Quill</p>").author == "Mara Quill"


def test_an_agency_that_wrote_the_article_is_its_author_where_nobody_else_is_named() -> None:
    agency = data(f'{{"@type":"NewsArticle",{OUTLET},"author":{{"@type":"Organization","name":"Tarn Press Agency"}}}}')
    assert page(agency + "<meta name='author' content='Courier Media'>").author == "Tarn Press Agency"
    assert page(agency, under="<p class='byline'>By Mara Quill</p>").author == "Mara Quill"


@pytest.mark.parametrize(
    "mark",
    [
        {"under": "<p>Updated: 22 April 2031</p>"},
        {"under": "<div><span>Last modified on April 22, 2031</span></div>"},
        {"after": "<aside><time pubdate datetime='2031-04-22'>April 22, 2031</time></aside>"},
        {"after": "<div class='related'><span itemprop='datePublished' content='2031-04-22'>22 April</span></div>"},
    ],
)
def test_a_change_in_words_and_the_day_of_something_else_date_nothing(mark: dict[str, str]) -> None:
    assert page(**mark).published is None
