from datetime import date

from onrecord.model import Article, Unreadable
from onrecord.reading import read
from onrecord.reading.formats.feeds import is_feed
from onrecord.settings import Settings

from .conftest import Reply, Site
from .samples import STORY, html_page

FULL = "".join(f"<p>{paragraph}</p>" for paragraph in STORY * 2)
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Ember Bay Courier</title><language>en-gb</language>
<item><title>Harbour &amp; boats</title><link>/page</link><dc:creator>Mara Quill</dc:creator>
<pubDate>Tue, 22 Apr 2031 10:00:00 GMT</pubDate><description>Short.</description></item>
<item><title>Again</title><link>/page</link></item>
<item><title>Only here</title><link>/gone</link><content:encoded><![CDATA[{FULL}]]></content:encoded></item>
<item><title>Summary only</title><link>/missing</link><description>Just a line.</description></item>
<item><title>No address</title></item>
</channel></rss>""".encode()
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>Harbour</title>
<link href="page"/><published>2031-04-22T10:00:00Z</published><author><name>Bo Tarn</name></author></entry></feed>"""


def test_each_entry_is_the_article_of_its_page(site: Site, local: Settings) -> None:
    site["/feed"] = Reply(RSS, "application/rss+xml")
    site["/page"] = Reply(html_page(title="Harbour reopens"))
    page, own, missing, nowhere = read([site.url + "/feed"], local)
    assert isinstance(page, Article)
    assert page.text.endswith("\n\n".join(STORY))
    assert page.title == "Harbour reopens"
    assert (page.author, page.published, page.language) == ("Mara Quill", date(2031, 4, 22), "en")
    assert page.source == site.url + "/page"
    assert isinstance(own, Article)
    assert own.text == "\n\n".join(STORY * 2)
    assert (own.title, own.publisher, own.url) == ("Only here", "The Ember Bay Courier", site.url + "/gone")
    assert missing == Unreadable(source=site.url + "/missing", error="answered 404 Not Found")
    assert nowhere == Unreadable(source=site.url + "/feed#5", error="entry 5 has no web address")


def test_atom(site: Site, local: Settings) -> None:
    site["/news/feed"] = Reply(ATOM, "text/xml")
    site["/news/page"] = Reply(html_page())
    (article,) = read([site.url + "/news/feed"], local)
    assert isinstance(article, Article)
    assert (article.author, article.published) == ("Bo Tarn", date(2031, 4, 22))


def test_all_authors_of_an_entry_and_the_name_with_an_address(site: Site, local: Settings) -> None:
    both = ATOM.replace(b"</author>", b"</author><author><name>Ines Marr</name></author>")
    mail = RSS.replace(b"<dc:creator>Mara Quill</dc:creator>", b"<author>mara@courier.example (Mara Quill)</author>")
    site["/page"] = Reply(html_page())
    for path, feed, author in (("/a", both, "Bo Tarn, Ines Marr"), ("/b", mail, "Mara Quill")):
        site[path] = Reply(feed, "text/xml")
        first = next(read([site.url + path], local))
        assert isinstance(first, Article)
        assert first.author == author


def test_entries_come_one_by_one(site: Site, local: Settings) -> None:
    site["/feed"] = Reply(RSS, "application/rss+xml")
    site["/page"] = Reply(html_page())
    next(read([site.url + "/feed"], local))
    assert [path for path, _ in site.asked] == ["/feed", "/page"]


def test_an_address_that_is_none_is_one_clear_line(site: Site, local: Settings) -> None:
    entry = f"<item><link>http://[bad/</link><content:encoded><![CDATA[{FULL}]]></content:encoded></item>"
    start, end = RSS.decode().split("<item>", 1)[0], "</channel></rss>"
    site["/feed"] = Reply((start + entry + end).encode(), "text/xml")
    assert list(read([site.url + "/feed"], local)) == [
        Unreadable(source=site.url + "/feed#1", error="entry 1 has no web address")
    ]


def test_a_feed_of_nothing(site: Site, local: Settings) -> None:
    site["/feed"] = Reply(b"<rss version='2.0'><channel><title>Empty</title></channel></rss>", "text/xml")
    assert list(read([site.url + "/feed"], local)) == [
        Unreadable(source=site.url + "/feed", error="is a feed with no entries")
    ]


def test_what_is_a_feed() -> None:
    assert is_feed(RSS)
    assert is_feed(b"\xef\xbb\xbf" + ATOM)
    assert is_feed(b"<!-- made by hand -->\n<rdf:RDF xmlns:rdf='x'></rdf:RDF>")
    assert not is_feed(html_page())
    assert not is_feed(b"<article>feed</article>")
    assert not is_feed(b"plain words <rss>")
