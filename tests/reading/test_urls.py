import json
from datetime import date

import pytest

from onrecord.model import Article, Unreadable
from onrecord.reading import read
from onrecord.reading.web.urls import address_slug
from onrecord.settings import Settings

from .conftest import Reply, Site
from .samples import STORY, html_page, pdf_bytes

HEAD = '<meta name="author" content="Mara Quill"><meta property="article:published_time" content="2024-04-22">'


def only(site: Site, local: Settings, path: str) -> Article | Unreadable:
    (result,) = read([site.url + path], local)
    return result


def test_a_page(site: Site, local: Settings) -> None:
    site["/2024/harbour.html"] = Reply(html_page(head=HEAD))
    article = only(site, local, "/2024/harbour.html#comments")
    assert isinstance(article, Article)
    assert article.text == "\n\n".join(["Harbour reopens", *STORY])
    assert (article.author, article.published) == ("Mara Quill", date(2024, 4, 22))
    assert article.source == article.url == site.url + "/2024/harbour.html"
    assert article.id == "127.0.0.1-2024-harbour"


def test_the_source_is_the_address_that_was_given(site: Site, local: Settings) -> None:
    site["/short"] = Reply(status=302, headers={"Location": "/long"})
    site["/long"] = Reply(html_page())
    article = only(site, local, "/short")
    assert isinstance(article, Article)
    assert (article.source, article.url) == (site.url + "/short", site.url + "/long")


@pytest.mark.parametrize(
    ("path", "reply"),
    [
        ("/a.pdf", Reply(pdf_bytes(*STORY), "application/pdf")),
        ("/download", Reply(pdf_bytes(*STORY), "application/octet-stream")),
        ("/a.txt", Reply("\n\n".join(STORY).encode(), "text/plain")),
        ("/a.md", Reply("\n\n".join(STORY).encode(), "text/plain")),
        ("/a.jsonl", Reply(json.dumps({"text": "\n\n".join(STORY)}).encode(), "text/plain")),
        ("/api", Reply(json.dumps([{"text": "\n\n".join(STORY)}]).encode(), "application/json")),
    ],
)
def test_other_kinds_by_type_name_or_beginning(site: Site, local: Settings, path: str, reply: Reply) -> None:
    site[path] = reply
    article = only(site, local, path)
    assert isinstance(article, Article)
    assert article.text == "\n\n".join(STORY)


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(b"\x89PNG", "image/png"), "is image/png, not an article"),
        (Reply(b""), "is empty"),
        (Reply(b"<html><body></body></html>"), "is a web page with no article text"),
        (Reply(status=503), "answered 503 Service Unavailable"),
        (Reply(b'[{"title": "x"}]', "application/json"), "has no text column: name one text, body or content"),
    ],
)
def test_one_clear_line(site: Site, local: Settings, reply: Reply, error: str) -> None:
    site["/a"] = reply
    assert only(site, local, "/a") == Unreadable(source=site.url + "/a", error=error)


def test_a_private_address_is_one_clear_line(site: Site) -> None:
    (result,) = read([site.url + "/a"], Settings())
    assert isinstance(result, Unreadable)
    assert "ONRECORD_ALLOW_PRIVATE=1" in result.error


@pytest.mark.parametrize("address", ["http://[::1/a", "ftp://courier.example/a", "http://a\udce9/b", "https://"])
def test_what_is_no_address_is_one_clear_line(address: str) -> None:
    (result,) = read([address], Settings())
    assert isinstance(result, Unreadable)
    assert result.source.encode()
    assert "\n" not in result.error


def test_an_address_named_twice_is_fetched_once(site: Site, local: Settings) -> None:
    site["/a"] = Reply(html_page())
    assert len(list(read([site.url + "/a", site.url + "/a"], local))) == 1


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://www.courier.example/2031/04/harbour-reopens.html", "courier.example-2031-04-harbour-reopens"),
        ("https://courier.example/story?id=12", "courier.example-story-id-12"),
        ("https://courier.example/", "courier.example"),
        ("https://courier.example/caf%C3%A9", "courier.example-cafe"),
    ],
)
def test_address_slug(url: str, slug: str) -> None:
    assert address_slug(url) == slug
