import asyncio
import gzip
import socket

import pytest

from onrecord.errors import FetchError
from onrecord.reading.web.fetch import fetch
from onrecord.settings import Settings

from .conftest import Reply, Site


def test_a_page(site: Site, local: Settings) -> None:
    site["/a"] = Reply(b"<p>Words</p>", headers={"Content-Encoding": "identity"})
    page = fetch(site.url + "/a", local)
    assert (page.data, page.type, page.charset, page.url) == (b"<p>Words</p>", "text/html", "utf-8", site.url + "/a")


def test_a_packed_page(site: Site, local: Settings) -> None:
    site["/a"] = Reply(gzip.compress(b"<p>Words</p>"), headers={"Content-Encoding": "gzip"})
    assert fetch(site.url + "/a", local).data == b"<p>Words</p>"


def test_the_host_is_named_as_the_address_gives_it(site: Site, local: Settings) -> None:
    site["/a"] = Reply(b"x")
    fetch(site.url.replace("127.0.0.1", "localhost") + "/a", local)
    assert site.asked == [("/a", site.url.removeprefix("http://").replace("127.0.0.1", "localhost"))]


def test_redirects_are_followed_to_a_limit(site: Site, local: Settings) -> None:
    site["/a"] = Reply(status=301, headers={"Location": "b?x=1"})
    site["/b?x=1"] = Reply(b"there")
    site["/round"] = Reply(status=302, headers={"Location": "/round"})
    page = fetch(site.url + "/a", local)
    assert (page.data, page.url) == (b"there", site.url + "/b?x=1")
    with pytest.raises(FetchError, match="redirects more than 8 times"):
        fetch(site.url + "/round", local)


def test_a_private_address_is_refused_and_never_asked(site: Site) -> None:
    site["/a"] = Reply(b"secret")
    with pytest.raises(FetchError, match="private address"):
        fetch(site.url + "/a", Settings())
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first hop is let through; the second must be checked again."""
    from onrecord.reading.web import fetch as module
    from onrecord.reading.web.addresses import resolve

    site["/a"] = Reply(status=302, headers={"Location": site.url + "/secret"})
    site["/secret"] = Reply(b"secret")
    hops: list[str] = []

    def first_hop_free(host: str, port: int, *, allow_private: bool) -> list[str]:
        hops.append(host)
        return resolve(host, port, allow_private=allow_private or len(hops) == 1)

    monkeypatch.setattr(module, "resolve", first_hop_free)
    with pytest.raises(FetchError, match="private address"):
        fetch(site.url + "/a", Settings(fetch_timeout_s=5))
    assert [path for path, _ in site.asked] == ["/a"]


def test_the_address_that_was_checked_is_the_one_that_is_dialled(
    site: Site, local: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host that answers differently the second time it is looked up gains nothing."""
    real = socket.getaddrinfo
    asked: list[object] = []

    def changing(host: object, *args: object, **kwargs: object) -> object:
        asked.append(host)
        return real("127.0.0.1" if host == "courier.example" else host, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    site["/a"] = Reply(b"words")
    port = site.url.rpartition(":")[2]
    assert fetch(f"http://courier.example:{port}/a", local).data == b"words"
    assert asked.count("courier.example") == 1


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("ftp://courier.example/a", "not an http or https address"),
        ("file:///etc/passwd", "not an http or https address"),
        ("http:///a", "not an http or https address"),
        ("http://mara:secret@127.0.0.1/a", "user name or password"),
        ("http://[::1/a", "is not a web address"),
        ("http://harbour.invalid/a", "no host"),
        ("http://127.0.0.1:1/a", "could not be fetched"),
        ("http://" + "a" * 70 + ".example/", "cannot be found|is not a web address"),
    ],
)
def test_what_cannot_be_fetched(address: str, error: str) -> None:
    with pytest.raises(FetchError, match=error) as caught:
        fetch(address, Settings(allow_private=True, fetch_timeout_s=5))
    assert "\n" not in str(caught.value)


def test_cookies_are_not_carried_from_hop_to_hop(site: Site, local: Settings) -> None:
    site["/a"] = Reply(status=302, headers={"Location": "/b", "Set-Cookie": "id=1; Path=/"})
    site["/b"] = Reply(b"there")
    fetch(site.url + "/a", local)
    assert site.cookies == [None, None]


def test_statuses(site: Site, local: Settings) -> None:
    site["/gone"] = Reply(status=410)
    with pytest.raises(FetchError, match="answered 410 Gone"):
        fetch(site.url + "/gone", local)
    with pytest.raises(FetchError, match="answered 404"):
        fetch(site.url + "/nowhere", local)


def test_the_size_limit_counts_unpacked_bytes(site: Site) -> None:
    site["/big"] = Reply(gzip.compress(b"x" * 500_000), headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="larger than 100,000 bytes"):
        fetch(site.url + "/big", Settings(allow_private=True, max_source_bytes=100_000))


def test_an_encoding_that_was_not_asked_for_is_refused(site: Site, local: Settings) -> None:
    site["/a"] = Reply(b"x", headers={"Content-Encoding": "br"})
    with pytest.raises(FetchError, match="not asked for"):
        fetch(site.url + "/a", local)


@pytest.mark.parametrize(
    "reply", [Reply(b"late", wait_s=2), Reply(b"x" * 100, drip_s=0.05)], ids=["silent", "dripping"]
)
def test_the_timeout_is_that_of_the_whole(site: Site, reply: Reply) -> None:
    site["/slow"] = reply
    with pytest.raises(FetchError, match=r"longer than 0\.4 seconds"):
        fetch(site.url + "/slow", Settings(allow_private=True, fetch_timeout_s=0.4))


def test_it_can_be_called_inside_a_running_loop(site: Site, local: Settings) -> None:
    site["/a"] = Reply(b"words")

    async def caller() -> bytes:
        return fetch(site.url + "/a", local).data

    assert asyncio.run(caller()) == b"words"
