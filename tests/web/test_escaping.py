from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Article, Span
from onrecord.web.markup.escaping import byline, escaped, highlighted, origin, title_of

_HOSTILE = [
    "<script>alert(1)</script>",
    "${alert(1)}",
    "{{value}}",
    "</mark>",
    '" onload="x',
    "&amp;",
    "&#13;",
    "\r\n",
    "'",
]
_TEXT = st.lists(st.one_of(st.sampled_from(_HOSTILE), st.text(max_size=20)), max_size=8).map("".join)


class _Shown(HTMLParser):
    """The text that HTML shows, the part of it inside `<mark>`, and every tag it has."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.marked, self.tags = "", "", list[str]()
        self._inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = tag == "mark"
        assert not attrs

    def handle_endtag(self, tag: str) -> None:
        assert tag == "mark"
        self._inside = False

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += data if self._inside else ""


def _printable(text: str) -> str:
    return "".join("\ufffd" if c == "\0" or 0xD800 <= ord(c) < 0xE000 else c for c in text)


@given(_TEXT, st.data())
def test_the_highlighted_article_is_the_article_and_the_mark_is_the_slice(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    cited = Span(start=start, end=data.draw(st.integers(start, len(text))))
    shown = _Shown(highlighted(text, cited))
    assert shown.text == _printable(text)
    assert shown.marked == _printable(cited.of(text))
    assert shown.tags == ["mark"]


@given(_TEXT)
def test_an_article_with_nothing_cited_has_no_mark(text: str) -> None:
    shown = _Shown(highlighted(text))
    assert shown.text == _printable(text)
    assert shown.tags == []


@given(_TEXT)
def test_escaped_text_cannot_leave_its_element_or_attribute(text: str) -> None:
    assert not set(escaped(text)) & set("<>\"'")


@given(st.text())
def test_escaped_text_can_always_be_sent(text: str) -> None:
    assert escaped(text).encode().decode() == escaped(text)


def test_a_byline_has_what_is_known() -> None:
    article = Article(text="x", publisher="Fen & Weir", author="Ada <b>", published=date(2033, 8, 3))
    assert "<span>Fen &amp; Weir</span>" in byline(article)
    assert '<time datetime="2033-08-03">3 August 2033</time>' in byline(article)
    assert "Ada" not in byline(article)
    assert "<span>Ada &lt;b&gt;</span>" in byline(article, with_author=True)
    assert "unknown" in byline(Article(text="x"))


def test_an_article_without_a_title_goes_by_its_first_words() -> None:
    assert title_of(Article(text="Rain  fell\non Dunmere.")) == "Rain fell on Dunmere."
    assert title_of(Article(text=" ")) == "Untitled"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "http://[", "ftp://dunmere.example/"])
def test_only_a_web_address_is_a_link(address: str) -> None:
    assert "<a" not in origin(Article(text="x", url=address))


def test_a_web_address_is_a_link_that_tells_nothing_of_the_reader() -> None:
    link = origin(Article(text="x", url='https://dunmere.example/"onclick=x'))
    assert link.startswith('<a href="https://dunmere.example/&quot;onclick=x"')
    assert 'rel="noopener noreferrer"' in link
    assert origin(Article(text="x", source="notes/a.txt")) == "notes/a.txt"
