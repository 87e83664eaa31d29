from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive import Archive
from onrecord.model import Article, Attribution, AttributionKind, Occurrence, Quotation, Span, Speaker
from onrecord.web.markup.quotation_cards import QUOTES_HINT, quotations_html
from onrecord.web.quotation_files import quotation_file
from onrecord.web.tabs.source import read_article

from .parts import quotes

HOSTILE = '<img src=x onerror="alert(1)"> ${alert(2)} {{value}}'
TEXT = f"“We {HOSTILE} rest,” {HOSTILE} said. “Ever.”"


def quotation(text: str, *words: str, kind: AttributionKind = "direct", name: str | None = HOSTILE) -> Quotation:
    spans = tuple(Span(start=text.index(each), end=text.index(each) + len(each)) for each in words)
    article = Article(id='a"><b>', title=HOSTILE, publisher=HOSTILE, published=date(2033, 4, 2), text=text)
    said = Attribution(content=spans, kind=kind, source=spans[0], speaker=Speaker(name=name) if name else None)
    place = Occurrence(article=article, attribution=said)
    return Quotation(article=article, attribution=said, sentence=spans[0], places=(place,), versions=(place,))


class _Shown(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[dict[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "a":
            self.links.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_card_shows_the_words_and_opens_them_and_nothing_is_markup() -> None:
    shown = _Shown(quotations_html([quotation(TEXT, f"We {HOSTILE} rest,", "Ever.")]))
    assert shown.tags <= {"p", "ol", "ul", "li", "div", "a", "span", "time", "button"}
    assert f"“We {HOSTILE} rest,” … “Ever.”" in shown.text
    assert len(shown.links) == 3
    start, second = TEXT.index("We"), TEXT.index("Ever")
    for link in shown.links:
        assert link["data-article"] == 'a"><b>'
        assert link["data-spans"] == f"{start}-{TEXT.index(',”') + 1} {second}-{second + 5}"
        assert link["data-act"] == "read"


def test_only_what_is_in_quotation_marks_there_is_so_here() -> None:
    text = "Ilse Varn said that crows sleep."
    assert (
        "“"
        not in _Shown(quotations_html([quotation(text, "that crows sleep", kind="indirect", name=None)])).text.split(
            "as “"
        )[0]
    )
    assert "Unknown speaker" in quotations_html([quotation(text, "crows", name=None)])


def test_a_long_list_says_that_it_is_cut_and_offers_the_rest() -> None:
    found = [quotation("Rest.", "Rest.")] * 101
    html = quotations_html(found)
    assert "101 quotations, the first 50 shown" in html
    assert 'data-act="more" data-shown="100">Show 50 more<' in html
    assert "Show 1 more" in quotations_html(found, shown=100)
    assert "Show" not in quotations_html(found, shown=150)
    assert ">1 quotation<" in quotations_html(found[:1])
    assert "Nothing was found" in quotations_html([])


def test_what_is_quoted_comes_first_and_what_is_doubtful_only_when_wanted() -> None:
    sure, report = quotation("Rest.", "Rest."), quotation("Sleep.", "Sleep.", kind="indirect")
    doubtful = replace(sure, attribution=replace(sure.attribution, confidence=0.4))
    html = quotations_html([report, sure, doubtful])
    assert "1 quotation, 1 report, 1 doubtful one left out" in html
    assert html.index("Rest.") < html.index("Reported, not quoted (1)") < html.index("Sleep.")
    assert "doubtful, 0.40" in quotations_html([doubtful], doubtful=True)
    assert '<details class="or-reported" open>' in quotations_html([report])


def test_quotations_are_taken_away_as_a_file() -> None:
    found = [quotation(TEXT, f"We {HOSTILE} rest,"), quotation("=1+1 is two.", "=1+1 is two.")]
    for form, start in (("CSV", "speaker,words"), ("JSON lines", "{&quot;speaker"), ("Markdown", "- “We &lt;img")):
        html = quotation_file(found, form, doubtful=False)
        assert f'data-text="{start}' in html
        assert "<img" not in html
    assert ",&#x27;=1+1 is two." in quotation_file(found, "CSV", doubtful=False)


@given(st.text(max_size=60))
def test_whatever_was_said_shows_as_it_is(words: str) -> None:
    shown = _Shown(quotations_html([quotation(f"x{words}y", f"x{words}y")]))
    safe = "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in words)
    assert f"x{safe}y" in shown.text


def test_the_tab_finds_quotations(samples: Archive) -> None:
    tab = quotes(samples)
    hint = tab.quotes(None, " ", None)
    assert hint.startswith(QUOTES_HINT)
    assert 'data-act="choose" data-speaker="Ilse Tormund"' in hint
    html = tab.quotes("tormund", None, "direct")
    assert "Ilse Tormund" in html
    assert "partly word for word" not in html
    assert "Nothing was found" in tab.quotes("Nobody Atall", "", "")
    assert tab.quotes("tormund", "", "<no kind>") == tab.quotes("tormund", "", "")
    assert tab.quotes("tormund", "", "", "Oldest") != tab.quotes("tormund", "", "", "Newest")
    assert "quotations.csv" in tab.file("CSV", "tormund", "", "", "", False, "", "", "")
    assert tab.file("CSV", "", "", "", "", False, "", "", "") == ""


def test_an_ambiguous_name_is_a_choice(archive: Archive) -> None:
    archive.add([Article(text="“We sail,” Maud Ferris said. “We rest,” Otto Ferris said.")])
    html = quotes(archive).quotes("Ferris", None, None)
    assert "Which Ferris do you mean?" in html
    assert 'data-speaker="Maud Ferris">Maud Ferris <span>1</span>' in html


def test_a_quotation_opens_with_all_its_words_marked(archive: Archive) -> None:
    archive.add([Article(id="sea", text="“We sail,” she said. “Not today.”")])
    assert "“<mark>We sail,</mark>” she said. “<mark>Not today.</mark>”" in read_article(
        archive, {"article": "sea", "spans": "1-9 22-32"}
    )
    for sent in ("", "x", "1", "1-", "9-1", "1-999", "1-9 5-12", "1-9-11", "-1-3"):
        marks = read_article(archive, {"article": "sea", "spans": sent}).count("<mark>")
        assert marks == 0
