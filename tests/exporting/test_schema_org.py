import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from onrecord.exporting.export_formats import export
from onrecord.exporting.export_options import ExportOptions
from onrecord.model import Article, Claim, ClaimGroup, ClaimList, MatchedFactCheck, Span
from tests.exporting.samples import CHECKED, CLAIMS, KNOWN, RULED, SUGGESTED, THIRD, UNRATED

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "ClaimReview": ("claimReviewed", "reviewRating", "url", "itemReviewed"),
    "Rating": ("alternateName",),
    "Claim": ("text",),
    "NewsArticle": ("@id",),
    "Person": ("name",),
    "Organization": ("name",),
}
"""What each type must have: by Google's page on fact-check markup, and what makes the others of use."""

RATED_BY_A_PARTY = ("author", "datePublished")
"""What a ClaimReview has besides, where it is known who rated and when."""


def graph_of(*groups: ClaimGroup, **options: str) -> list[dict[str, Any]]:
    text = "".join(export(ClaimList(groups), "schema-org", ExportOptions(**options)))  # type: ignore[arg-type]
    document = json.loads(text)
    assert document["@context"] == "https://schema.org"
    items: list[dict[str, Any]] = document["@graph"]
    for item in items:
        check_fields(item)
    return items


def check_fields(value: object) -> None:
    """Walk through everything, and hold each object against the table."""
    if isinstance(value, dict):
        assert set(REQUIRED[value["@type"]]) <= value.keys(), value
        assert all(inner not in (None, "", []) for inner in value.values()), value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        check_fields(each)


def test_every_required_field_is_there() -> None:
    graph = graph_of(*CLAIMS.groups)
    assert [item["@type"] for item in graph] == ["Claim", "ClaimReview", "ClaimReview"]
    assert all(set(RATED_BY_A_PARTY) <= item.keys() for item in graph[1:])


def test_a_claim_that_nobody_rated_is_a_claim() -> None:
    (claim,) = graph_of(UNRATED)
    assert claim["text"] == UNRATED.first.text
    assert claim["author"] == [{"@type": "Person", "name": "Ilse Varn"}]
    assert claim["datePublished"] == "2031-05-06"
    assert claim["firstAppearance"]["headline"] == "Crows over Tarn"
    assert claim["firstAppearance"]["author"][1] == {"@type": "Person", "name": "Olaf van der Brink"}
    assert "appearance" not in claim


def test_what_is_only_suggested_rates_nothing() -> None:
    suggested = replace(CHECKED, fact_checks=(MatchedFactCheck(fact_check=KNOWN, score=0.5, is_confirmed=False),))
    (claim,) = graph_of(suggested)
    assert claim["@type"] == "Claim"
    assert [article["@id"] for article in claim["appearance"]] == ["urn:onrecord:article:crows"]


def test_a_fact_check_without_a_rating_rates_nothing() -> None:
    unrated = replace(SUGGESTED, rating=None)
    (claim,) = graph_of(
        replace(CHECKED, fact_checks=(MatchedFactCheck(fact_check=unrated, score=1, is_confirmed=True),))
    )
    assert claim["@type"] == "Claim"


def test_the_fact_check_of_a_feed_keeps_its_own_words() -> None:
    (review,) = graph_of(CHECKED)
    assert review["claimReviewed"] == KNOWN.claim
    assert review["reviewRating"]["alternateName"] == "Mostly true"
    assert review["author"] == {"@type": "Organization", "name": "Tarn Facts"}
    assert review["url"] == KNOWN.url
    assert review["itemReviewed"]["author"]["name"] == "Ilse Varn"
    assert [work["@id"] for work in review["itemReviewed"]["appearance"]] == [
        *("urn:onrecord:article:post%2F7", "urn:onrecord:article:crows"),
    ]


def test_a_ruling_is_signed_by_the_user() -> None:
    (review,) = graph_of(RULED)
    assert review["claimReviewed"] == THIRD.text
    assert review["author"]["name"] == "user of On Record"
    (signed,) = graph_of(RULED, author="Pia Quist", author_url="https://desk.example/crows")
    assert signed["author"] == {"@type": "Person", "name": "Pia Quist", "url": "https://desk.example/crows"}
    assert signed["url"] == "https://desk.example/crows"
    assert signed["reviewBody"] == "Counted twice.\nSee the tape."


def test_an_unknown_speaker_is_no_author_and_an_own_voice_is_the_publishers() -> None:
    (unknown,) = graph_of(ClaimGroup(id="c2", claims=CHECKED.claims[:1], origins=1))
    assert "author" not in unknown
    own = replace(CHECKED.claims[0], source=None)
    (voiced,) = graph_of(ClaimGroup(id="c2", claims=(own,), origins=1))
    assert voiced["author"] == [{"@type": "Organization", "name": "Lower Post"}]


def test_nothing_undated_is_said_to_be_first() -> None:
    (claim,) = graph_of(ClaimGroup(id="c3", claims=(THIRD,), origins=1))
    assert "firstAppearance" not in claim
    assert claim["appearance"] == [{"@type": "NewsArticle", "@id": "urn:onrecord:article:bare"}]


def test_no_word_of_an_article_ends_the_script_of_a_page() -> None:
    article = Article(text="</script><script>alert(1)</script> was seen in Tarn.")
    span = Span(start=0, end=len(article.text))
    hostile = Claim(article=article, span=span, id="h", kind="event", score=0, verifiable=0)
    group = ClaimGroup(id="h", claims=(hostile,), origins=1)
    text = "".join(export(ClaimList((group,)), "schema-org"))
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["text"] == article.text
