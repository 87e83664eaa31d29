"""Claims on the page: everything shows as the characters it is, opens where it stands, and says no verdict of ours."""

from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

from onrecord.archive import Archive
from onrecord.model import (
    Article,
    Claim,
    ClaimGroup,
    Discrepancy,
    FactCheck,
    MatchedFactCheck,
    Ruling,
    Span,
)
from onrecord.tracking.timeline import timeline
from onrecord.web.markup.claim_cards import PAGE, claims_html, timeline_html

from .parts import claims

HOSTILE = '<img src=x onerror="alert(1)"> ${alert(2)} {{value}} </textarea>'
EVERY = (None, None, "All", "", "", "", "")
FOLLOWED = (None, None, "Followed", "", "", "", "")
HERALD = Article(
    id="herald",
    publisher="Dunmere Herald",
    published=date(2033, 4, 4),
    text="Eleven people were hurt when the Tarn Weir gave way, Maud Ferris said on Saturday.",
)
POST = Article(
    id="post",
    publisher="Pell Island Post",
    published=date(2033, 4, 5),
    text="Fourteen people were hurt when the Tarn Weir gave way, Maud Ferris said on Monday.",
)


def claim(name: str, day: int | None = 2) -> Claim:
    text = f"They {HOSTILE} sank twelve boats, {HOSTILE} said. That was at {HOSTILE} noon."
    published = date(2033, 4, day) if day else None
    article = Article(id=f'{name}"><b>', title=HOSTILE, publisher=HOSTILE, published=published, text=text)
    speaker, end = text.index(", <img") + 2, text.index(", <img")
    return Claim(
        article=article,
        span=Span(start=0, end=end),
        id=f'{name}"<i>',
        kind="number",
        score=0.75,
        verifiable=0.9,
        reasons=("states a figure", HOSTILE),
        speaker=f"{HOSTILE}.",
        source=Span(start=speaker, end=speaker + len(HOSTILE)),
        said_on=date(2033, 4, 1),
        said_on_span=Span(start=speaker, end=speaker + len(HOSTILE)),
        vague=Span(start=0, end=4),
    )


def group(**more: object) -> ClaimGroup:
    one, other = claim("a"), claim("b", None)
    odd = Discrepancy(
        kind="day",
        relation="contradicts",
        confidence=0.65,
        why=HOSTILE,
        a=one,
        b=other,
        told_a=Span(start=len(one.article.text) - 5, end=len(one.article.text) - 1),
        told_b=Span(start=0, end=0),
    )
    check = FactCheck(
        id="f", claim=HOSTILE, rating=HOSTILE, reviewer=HOSTILE, reviewed_on=date(2033, 5, 1), url="javascript:alert(3)"
    )
    made = ClaimGroup(
        id=one.id,
        claims=(one, other),
        origins=1,
        discrepancies=(odd,) * 3,
        similar=(other,),
        fact_checks=(
            MatchedFactCheck(fact_check=check, score=0.9, is_confirmed=True),
            MatchedFactCheck(fact_check=replace(check, url=None), score=0.5, is_confirmed=False),
        ),
        ruling=Ruling(
            claim_id=one.id,
            verdict=HOSTILE,
            note=HOSTILE,
            sources=(HOSTILE, "https://dunmere.example/a"),
            ruled_at=datetime(2033, 6, 1, tzinfo=UTC),
        ),
        is_followed=True,
    )
    return replace(made, **more)  # type: ignore[arg-type]


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


@pytest.fixture
def weir(archive: Archive) -> Archive:
    """An archive of two articles that are not at one."""
    archive.add([HERALD, POST])
    return archive


def test_a_card_tells_all_that_is_known_and_nothing_is_markup() -> None:
    shown = _Shown(claims_html([group()]))
    assert not shown.tags & {"img", "b", "i"} - {"b"}
    assert f"They {HOSTILE} sank twelve boats" in shown.text
    for told in (
        "first said 1 April 2033 · made 2 times by 1 independent origin",
        "worth checking 0.75: states a figure",
        "Not pinned down: “They”",
        "contradicts worth a look, 0.65 · the same speaker",
        "1 more that is not at one",
        "All 2 places",
        f"· said “{HOSTILE}” → 1 April 2033",
        "Similar, not counted (1)",
        "Perhaps fact-checked",
        "Your verdict, 1 June 2033",
        "Following",
    ):
        assert told in shown.text
    assert [link["href"] for link in shown.links if link.get("target")] == ["https://dunmere.example/a"]


def test_a_side_shows_the_words_that_differ_beside_the_claim_and_opens_both() -> None:
    html = claims_html([group()])
    one = claim("a")
    assert "<mark>noon</mark></span>" in html
    assert html.count("<mark>") == 3
    assert f'data-spans="0-{len(one.article.text) - 1}"' in html


def test_more_is_offered_where_there_is_more() -> None:
    groups = [replace(group(), id=str(n)) for n in range(PAGE + 1)]
    html = claims_html(groups)
    assert html.count("<article") == PAGE
    assert f'data-shown="{2 * PAGE}"' in html
    assert "Show more" not in claims_html(groups[:PAGE])


def test_a_timeline_is_a_list_by_day_that_tells_what_changed() -> None:
    found = group(discrepancies=group().discrepancies[:1])
    shown = _Shown(timeline_html(timeline("boats", [found]), [found]))
    assert "1 claim, made 2 times" in shown.text
    assert shown.text.index("first said") < shown.text.index("changed")
    undated = replace(claim("c", None), said_on=None, said_on_span=None)
    alone = group(claims=(undated,), discrepancies=())
    assert "No day known" in timeline_html(timeline("boats", [alone]), [alone])
    assert "no day known · made 1 time by" in claims_html([alone])


def test_an_empty_archive_and_an_empty_list_explain_themselves(archive: Archive) -> None:
    tab = claims(archive)
    assert "No articles yet" in tab.claims(PAGE, *EVERY)
    archive.add([HERALD])
    assert "Name a topic" in tab.claims(PAGE, " ", None, None, "", "", "", "")
    assert "You follow no claim that fits" in tab.claims(PAGE, *FOLLOWED)
    assert "Nothing was found that is not at one" in tab.claims(PAGE, "", "", "Not at one", "", "", "", "")
    assert "No claim fits" in tab.claims(PAGE, None, "Nobody Atall", None, "", "", "", "")
    assert 'role="alert"' in tab.claims(PAGE, None, None, "All", "", "", "soon", "")


def test_the_tab_lists_claims_by_topic_and_speaker(weir: Archive) -> None:
    tab = claims(weir)
    html = tab.claims(PAGE, "hurt when the Tarn Weir gave way", "Ferris", None, "", "", "", "")
    assert "people were hurt when the Tarn Weir gave way" in html
    assert "Maud Ferris" in html
    assert "or-days" in tab.claims(PAGE, "the Tarn Weir", None, None, "timeline", "", "", "")
    assert "Eleven" in tab.claims(PAGE, None, None, "All", "", "Dunmere Herald", "", "")
    assert "No claim fits" in tab.claims(PAGE, None, None, "All", "", "Dunmere Herald", "2033-04-05", "")


def test_a_claim_is_followed_rated_and_left(weir: Archive) -> None:
    tab = claims(weir)
    name = weir.claims()[0].id
    assert "You follow the claim" in tab.filed("follow", {"claim": name})
    assert 'aria-pressed="true"' in tab.claims(PAGE, *FOLLOWED)
    sent = {
        "claim": name,
        "verdict": " It was <twelve> ",
        "note": "",
        "sources": "a call\n\n https://dunmere.example/b ",
    }
    assert "Write a verdict first" in tab.filed("rule", {**sent, "verdict": " "})
    assert "is kept" in tab.filed("rule", sent)
    html = tab.claims(PAGE, *FOLLOWED, told="")
    assert "It was &lt;twelve&gt;" in html
    assert 'href="https://dunmere.example/b"' in html
    ruling = weir.tracker.group(name).ruling
    assert ruling is not None
    assert (ruling.note, ruling.sources) == (None, ("a call", "https://dunmere.example/b"))
    assert "taken back" in tab.filed("withdraw", {"claim": name})
    assert "no more" in tab.filed("unfollow", {"claim": name})
    assert weir.claims(followed=True) == []


def test_what_the_page_sends_is_not_trusted(weir: Archive) -> None:
    for act in ("follow", "unfollow", "rule", "withdraw"):
        for sent in ({}, {"claim": "<no such>"}, {"claim": "%"}):
            assert 'role="alert"' in claims(weir).filed(act, {"verdict": "x", **sent})
    assert weir.claims(followed=True) == []


@pytest.mark.parametrize(
    ("form", "name"),
    [("markdown", "claims.md"), ("csv", "claims.csv"), ("jsonl", "claims.jsonl"), ("annotations", "claims.jsonld")],
)
def test_what_is_shown_is_taken_away(weir: Archive, form: str, name: str) -> None:
    html = claims(weir).file(form, PAGE, *EVERY)
    assert f'data-file="{name}"' in html
    assert "Eleven people were hurt" in html
    assert _Shown(html).tags == {"span"}
    assert claims(weir).file(form, PAGE, None, None, None, "", "", "", "") == ""
    assert claims(weir).file("<none>", PAGE, *EVERY) == ""


def test_an_ambiguous_name_is_a_choice(archive: Archive) -> None:
    archive.add([Article(text="“We sail at ten,” Maud Ferris said. “We rest at two,” Otto Ferris said.")])
    html = claims(archive).claims(PAGE, None, "Ferris", None, "", "", "", "")
    assert 'data-act="choose" data-speaker="Maud Ferris"' in html
