"""The selectors are read as another program would, from nothing but the JSON and the article's text."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.exporting.export_formats import export
from onrecord.exporting.export_options import ExportOptions
from onrecord.exporting.web_annotations import selectors
from onrecord.model import Article, ClaimList, Span
from tests.exporting.samples import BARE, CLAIMS, ECHO, POST

LETTERS = st.sampled_from(["a", "b", " ", "e\u0301", "👩‍🌾", "👍🏽", "🇫🇷", "ñ", "\n", "。", "𝒳", "\u200d", '"'])


def by_position(text: str, selector: dict[str, Any]) -> tuple[int, int]:
    """Find a place as the standard says: the positions count code points; checked here through UTF-32."""
    words = text.encode("utf-32-le")[4 * selector["start"] : 4 * selector["end"]].decode("utf-32-le")
    start = len(text.encode("utf-32-le")[: 4 * selector["start"]].decode("utf-32-le"))
    return start, start + len(words)


def by_quote(text: str, selector: dict[str, Any]) -> list[tuple[int, int]]:
    """Find every place with these words, behind that prefix and before that suffix."""
    words, before, behind = selector["exact"], selector["prefix"], selector["suffix"]
    return [
        (at, at + len(words))
        for at in range(len(text) - len(words) + 1)
        if text[at : at + len(words)] == words
        and text[:at].endswith(before)
        and text[at + len(words) :].startswith(behind)
    ]


def annotations_of(result: ClaimList, **options: str) -> list[dict[str, Any]]:
    collection = json.loads("".join(export(result, "annotations", ExportOptions(**options))))  # type: ignore[arg-type]
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    page = collection["first"]
    assert (page["type"], page["startIndex"], collection["total"]) == ("AnnotationPage", 0, len(page["items"]))
    items: list[dict[str, Any]] = page["items"]
    return items


def test_each_place_is_an_annotation_with_both_selectors() -> None:
    items = annotations_of(CLAIMS)
    assert [item["id"] for item in items] == [
        "urn:onrecord:claim:c1",
        "urn:onrecord:claim:c2",
        "urn:onrecord:claim:c1",
        "urn:onrecord:claim:c3",
    ]
    for item in items:
        assert item["type"] == "Annotation"
        quote, position = item["target"]["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")


def test_the_target_is_the_address_or_else_the_name_of_the_article() -> None:
    targets = [item["target"] for item in annotations_of(CLAIMS)]
    assert targets[0]["source"] == ECHO.url
    assert targets[0]["language"] == "en"
    assert targets[1]["source"] == "urn:onrecord:article:post%2F7"
    assert "language" not in targets[1]


def test_both_selectors_of_the_samples_lead_to_the_claim() -> None:
    claims = [claim for group in CLAIMS.groups for claim in group.claims]
    for item, claim in zip(annotations_of(CLAIMS), claims, strict=True):
        quote, position = item["target"]["selector"]
        assert by_quote(claim.article.text, quote) == [by_position(claim.article.text, position)]
        assert by_position(claim.article.text, position) == (claim.span.start, claim.span.end)


@given(st.lists(LETTERS, min_size=1, max_size=60).map("".join), st.data())
def test_both_selectors_lead_to_the_same_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote, position = json.loads(json.dumps(selectors(Article(text=text), Span(start=start, end=end))))
    assert by_position(text, position) == (start, end)
    assert by_quote(text, quote) == [(start, end)]


@given(st.integers(0, 39), st.sampled_from(["ab", "👩‍🌾", "e\u0301", "aa"]))
def test_words_that_repeat_are_told_apart(n: int, words: str) -> None:
    text = words * 40
    span = Span(start=n * len(words), end=(n + 1) * len(words))
    quote, _ = selectors(Article(text=text), span)
    assert by_quote(text, quote) == [(span.start, span.end)]


def test_what_stands_around_parts_no_character() -> None:
    text = "e\u0301" * 40 + "we counted crows" + "👩‍🌾" * 40
    start = text.index("we")
    quote, _ = selectors(Article(text=text), Span(start=start, end=start + 16))
    assert len(quote["prefix"]) >= 32
    assert quote["prefix"].startswith("e")
    assert quote["suffix"].endswith("🌾")
    odd, _ = selectors(Article(text=text.replace("we", "?we")), Span(start=start + 1, end=start + 17))
    assert odd["prefix"].startswith("e")
    assert len(odd["prefix"]) == 33


def test_what_an_annotation_tells() -> None:
    first, second, third, ruled = annotations_of(CLAIMS, title="Crows")
    bodies = [(body["purpose"], body["value"]) for body in first["body"]]
    assert ("tagging", "number") in bodies
    assert ("describing", "claimed by Ilse Varn on 2031-05-06") in bodies
    assert ("commenting", "contradicts urn:onrecord:claim:c2 (number): 40 and 60 crows") in bodies
    assert ("describing", "claimed by the mayor's office on 2031-05-09") in [
        (body["purpose"], body["value"]) for body in second["body"]
    ]
    assert "fact-check: Tarn Facts — Mostly true — https://facts.example/crows" in [
        body["value"] for body in third["body"]
    ]
    assert not any("Crows are birds" in body["value"] for body in third["body"])
    assert ("assessing", "not so") in [(body["purpose"], body["value"]) for body in ruled["body"]]


def test_no_claims_are_an_empty_collection() -> None:
    assert annotations_of(ClaimList(())) == []


def test_samples_have_what_is_hard() -> None:
    assert not BARE.text.isascii()
    assert "/" in POST.id
