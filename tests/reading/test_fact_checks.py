"""Feeds of fact-checks in every form, all of them invented."""

import gzip
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import FactCheck, Unreadable
from onrecord.reading.fact_checks import read_fact_checks, read_rulings

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://facts.example/crows",
    "name": "Were there forty crows?",
    "claimReviewed": "Forty crows were counted in Tarn",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ilse Varn"},
        "datePublished": "2031-05-06",
        "appearance": {"@type": "NewsArticle", "datePublished": "2029-01-01"},
    },
    "reviewRating": {"@type": "Rating", "ratingValue": "4", "bestRating": "5", "alternateName": "Mostly true"},
    "author": {"@type": "Organization", "name": "Tarn Facts", "url": "https://facts.example"},
    "datePublished": "2031-05-12T08:00:00Z",
}
ROW = {
    "claim": "Forty crows were counted in Tarn",
    "speaker": "Ilse Varn",
    "date": "2031-05-06",
    "rating": "Mostly true",
    "reviewer": "Tarn Facts",
    "review_date": "12 May 2031",
    "title": "Were there forty crows?",
    "url": "https://facts.example/crows",
}
GOOGLE = {
    "text": "Forty crows were counted in Tarn",
    "claimant": "Ilse Varn",
    "claimDate": "2031-05-06T00:00:00Z",
    "claimReview": [
        {
            "publisher": {"name": "Tarn Facts", "site": "facts.example"},
            "url": "https://facts.example/crows",
            "title": "Were there forty crows?",
            "reviewDate": "2031-05-12T10:00:00Z",
            "textualRating": "Mostly true",
            "languageCode": "en",
        }
    ],
}
EXPECTED = {
    "claim": "Forty crows were counted in Tarn",
    "rating": "Mostly true",
    "speaker": "Ilse Varn",
    "claimed_on": date(2031, 5, 6),
    "reviewer": "Tarn Facts",
    "reviewed_on": date(2031, 5, 12),
    "title": "Were there forty crows?",
    "url": "https://facts.example/crows",
    "feed": "tarn",
}


def read(source: object, name: str = "tarn") -> tuple[list[FactCheck], list[str]]:
    """Return the fact-checks of a feed, and its errors with the places they are told of."""
    data = source if isinstance(source, bytes | Path) else json.dumps(source).encode()
    found = list(read_fact_checks(data, name))
    errors = [f"{each.source}: {each.error}" for each in found if isinstance(each, Unreadable)]
    return [each for each in found if isinstance(each, FactCheck)], errors


def stated(fact_check: FactCheck) -> dict[str, object]:
    return {name: getattr(fact_check, name) for name in EXPECTED}


def lines(values: Iterable[object]) -> bytes:
    return "\n".join(value if isinstance(value, str) else json.dumps(value) for value in values).encode()


def page(*scripts: object) -> bytes:
    inner = "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in scripts)
    return f"<!doctype html><html><head><title>T</title>{inner}</head><body><p>Words.</p></body></html>".encode()


CSV = ",".join(ROW) + "\r\n" + ",".join(ROW.values()) + "\r\n"
FORMS = {
    "one review": json.dumps(REVIEW).encode(),
    "indented": json.dumps(REVIEW, indent=2).encode(),
    "a list": json.dumps([REVIEW]).encode(),
    "a graph": json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]}).encode(),
    "a data feed": json.dumps(
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]}
    ).encode(),
    "lines": lines([REVIEW, ""]),
    "within an article": json.dumps({"@type": "NewsArticle", "headline": "H", "review": REVIEW}).encode(),
    "a page": page({"@type": "WebSite", "name": "Facts"}, REVIEW),
    "google": json.dumps({"claims": [GOOGLE], "nextPageToken": "x"}).encode(),
    "google lines": lines([GOOGLE]),
    "rows": lines([ROW]),
    "a row list": json.dumps([ROW]).encode(),
    "csv": CSV.encode(),
    "semicolons": CSV.replace(",", ";").encode("utf-8-sig"),
    "utf-16": CSV.encode("utf-16"),
    "packed": gzip.compress(lines([ROW])),
    "packed csv": gzip.compress(CSV.encode()),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_the_same(form: str) -> None:
    found, errors = read(FORMS[form])
    assert errors == []
    assert [stated(each) for each in found] == [EXPECTED]
    again, _ = read(FORMS["rows"])
    assert found[0].id == again[0].id


@pytest.mark.parametrize("name", ["feed.jsonl", "feed.json", "feed.csv", "feed.txt", "feed"])
def test_a_file_is_told_by_what_it_holds(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FORMS["a graph"])
    found, errors = read(path)
    assert (len(found), errors) == (1, [])
    assert [each.claim for each in read_fact_checks(str(path), "x") if isinstance(each, FactCheck)] == [
        EXPECTED["claim"]
    ]


def test_parts_of_a_document_are_found_where_it_points_to_them() -> None:
    graph = [
        {"@type": "Organization", "@id": "#facts", "name": "Tarn Facts", "url": "https://facts.example"},
        {"@type": "Person", "@id": "#varn", "name": "Ilse Varn"},
        {**REVIEW, "author": {"@id": "#facts"}, "itemReviewed": {"@type": "Claim", "author": {"@id": "#varn"}}},
    ]
    for source in (json.dumps({"@graph": graph}).encode(), page({"@graph": graph})):
        ((found,), _) = read(source)
        assert (found.reviewer, found.speaker) == ("Tarn Facts", "Ilse Varn")


@pytest.mark.parametrize(
    ("changed", "field", "value"),
    [
        ({"reviewRating": {"ratingValue": 4, "bestRating": 5}}, "rating", "4 of 5"),
        ({"reviewRating": {"ratingValue": 4}}, "rating", "4"),
        ({"reviewRating": {"name": "Half"}}, "rating", "Half"),
        ({"reviewRating": None}, "rating", None),
        ({"reviewRating": [{"alternateName": "One"}, {"alternateName": "Two"}]}, "rating", "One"),
        ({"claimReviewed": "Crows &amp; owls&#8217; nests"}, "claim", "Crows & owls’ nests"),
        ({"claimReviewed": None, "itemReviewed": {"name": "Owls came"}}, "claim", "Owls came"),
        ({"author": {"url": "https://other.example/x"}}, "reviewer", "other.example"),
        ({"author": "Tarn Facts"}, "reviewer", "Tarn Facts"),
        ({"author": [{"name": "One"}, {"name": "Two"}]}, "reviewer", "One"),
        ({"author": None, "publisher": {"name": "Lower Post"}}, "reviewer", "Lower Post"),
        ({"url": "javascript:alert(1)"}, "url", None),
        ({"datePublished": "soon"}, "reviewed_on", None),
        ({"itemReviewed": {"@type": "Person", "name": "Ilse Varn"}}, "speaker", "Ilse Varn"),
        ({"itemReviewed": [{"author": "Ilse Varn"}]}, "speaker", "Ilse Varn"),
        ({"itemReviewed": {"firstAppearance": {"datePublished": "2031-05-01"}}}, "claimed_on", date(2031, 5, 1)),
        ({"itemReviewed": "a claim"}, "claimed_on", None),
        ({"@type": ["ClaimReview", "Review"]}, "claim", EXPECTED["claim"]),
        ({"@type": "http://schema.org/ClaimReview"}, "claim", EXPECTED["claim"]),
        ({"name": None, "headline": "Crows?"}, "title", "Crows?"),
    ],
)
def test_what_a_review_may_look_like(changed: dict[str, object], field: str, value: object) -> None:
    ((found,), errors) = read({**REVIEW, **changed})
    assert errors == []
    assert getattr(found, field) == value


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ({"Claim Text": "Owls came", "Verdict": "false"}, "rating", "false"),
        ({"statement": "Owls came", "label": False}, "rating", "false"),
        ({"claim": "Owls came", "rating": 3}, "rating", "3"),
        ({"claim": "Owls came", "date": "26 May 2015", "author": "P. Quist"}, "reviewed_on", date(2015, 5, 26)),
        ({"claim": "Owls came", "date": "26 May 2015", "author": "P. Quist"}, "claimed_on", None),
        ({"claim": "Owls came", "date": "31-10-2020", "speaker": None}, "claimed_on", date(2020, 10, 31)),
        ({"claim": "Owls came", "date": "1-2-2020", "speaker": None}, "claimed_on", None),
        ({"claim": "Owls\n came", "id": "vclaim-7"}, "id", "vclaim-7"),
        ({"claim": "Owls came", "id": 7}, "id", "tarn:7"),
        ({"claim": "Owls came", "claimant": "Bo Lind"}, "speaker", "Bo Lind"),
        ({"text": "Owls came", "verdict": "false"}, "claim", "Owls came"),
    ],
)
def test_the_names_that_columns_go_by(row: dict[str, object], field: str, value: object) -> None:
    ((found,), errors) = read(lines([row]))
    assert errors == []
    assert getattr(found, field) == value


def test_articles_are_no_fact_checks() -> None:
    articles = [{"id": "a", "title": "Crows", "text": "They came.", "publisher": "Tarn Echo", "date": "2031-05-06"}] * 2
    found, errors = read(lines(articles))
    assert (found, len(errors)) == ([], 2)


def test_a_bad_row_costs_no_good_one() -> None:
    rows = [ROW, "{broken", 7, {"speaker": "Bo Lind"}, "", {**ROW, "claim": "  "}, {**ROW, "claim": "Owls came"}]
    found, errors = read(lines(rows))
    assert [each.claim for each in found] == [EXPECTED["claim"], "Owls came"]
    assert errors == [
        "tarn#2: row 2 is not valid JSON",
        "tarn#3: is not a JSON object",
        "tarn#4: states no claim that was rated",
        "tarn#6: states no claim that was rated",
    ]
    assert [error.partition(" ")[0] for error in read([ROW, 7, [], {**REVIEW, "claimReviewed": ""}])[1]] == [
        *("tarn#2:", "tarn#3:", "tarn#4:"),
    ]


def test_a_first_line_that_is_broken_costs_no_other() -> None:
    found, errors = read(lines(['{"claim": ', ROW]))
    assert (len(found), errors) == (1, ["tarn#1: row 1 is not valid JSON"])


def test_bad_rows_of_a_table() -> None:
    text = "claim,rating,url\nOwls came,true,\nonly one\n,false,\nCrows came,false,https://x.example/1\n"
    found, errors = read(text.encode())
    assert [each.claim for each in found] == ["Owls came", "Crows came"]
    assert errors == [
        "tarn#2: row 2 has 1 cells where the header has 3",
        "tarn#3: states no claim that was rated",
    ]


def test_a_list_that_breaks_off_keeps_what_was_whole() -> None:
    data = json.dumps([ROW, {**ROW, "claim": "Owls came"}, ROW]).encode()[:-20]
    found, errors = read(data)
    assert [each.claim for each in found] == [EXPECTED["claim"], "Owls came"]
    assert errors == ["tarn#3: is not valid JSON from row 3 on"]


def test_records_of_google_without_a_claim() -> None:
    found, errors = read({"claims": [{"claimReview": GOOGLE["claimReview"]}, GOOGLE, {**GOOGLE, "claimReview": []}]})
    assert len(found) == 1
    assert errors == ["tarn#1: states no claim that was rated", "tarn#3: states no claim that was rated"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"%PDF-1.7", "is no feed of fact-checks"),
        (b"PK\x03\x04", "is no feed of fact-checks"),
        (b"\x00\x01\x02\x00\x05", "is a binary file, not text"),
        (b"{}", "states no claim that was rated"),
        (b'{"@type": "WebPage"}', "holds no fact-check"),
        (b"[]", "holds no fact-check"),
        (b"[1, 2", "is not a JSON object"),
        (b'{"a":', "is not valid JSON"),
        (b"Just a sentence.\nAnother.", "has no claim column"),
        (b"speaker,rating\nBo,true\n", "has no claim column"),
        (b"claim,rating\n", "holds no fact-check"),
        (page(), "holds no fact-check"),
        (b"\x1f\x8bdamaged", "is not a readable gzip file"),
        (gzip.compress(lines([ROW]))[:-9], "is not a readable gzip file"),
        (b"[" * 100_000, "is not valid JSON"),
        (b'{"a":' * 100_000, "is not valid JSON"),
        (b'{"claim": "half \\ud83d of it"}', "half a character"),
    ],
)
def test_what_is_no_feed_is_told_in_a_line(data: bytes, error: str) -> None:
    found, errors = read(data)
    assert found == []
    assert errors
    assert error in errors[0]
    assert all("\n" not in each for each in errors)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    for name, error in (("", "is not a regular file"), ("gone", "does not exist"), ("empty.csv", "is empty")):
        path = tmp_path / name
        assert [each.error for each in read_fact_checks(path, "x") if isinstance(each, Unreadable)] == [error]


def test_limits() -> None:
    long = {**ROW, "claim": "owl " * 300}
    data = lines([ROW, long, {**ROW, "claim": "Owls came"}])
    found = list(read_fact_checks(data, "x", limit=1000))
    assert [type(each) for each in found] == [FactCheck, Unreadable, FactCheck]
    bomb = gzip.compress(b" " * 100_000 + data)
    (refused,) = read_fact_checks(bomb, "x", unpacked=10_000)
    assert isinstance(refused, Unreadable)
    assert "unpacks to more than 10,000 bytes" in refused.error
    (large,) = read_fact_checks(json.dumps([ROW] * 20).encode(), "x", limit=1000)
    assert isinstance(large, Unreadable)
    assert "save it as .jsonl" in large.error
    (wide,) = read_fact_checks(page(REVIEW), "x", limit=100)
    assert isinstance(wide, Unreadable)


def test_the_same_twice_is_one_and_two_of_one_id_are_two() -> None:
    found, errors = read(lines([ROW, ROW, {**ROW, "rating": "False"}, {**ROW, "rating": "False"}]))
    assert errors == []
    assert [each.rating for each in found] == ["Mostly true", "False"]
    assert found[1].id == f"{found[0].id}-2"


def test_two_claims_of_one_page_are_two() -> None:
    found, _ = read(lines([ROW, {**ROW, "claim": "Owls came"}]))
    assert len({each.id for each in found}) == 2


def test_an_id_stays_when_the_rating_changes() -> None:
    ((before,), _), ((after,), _) = read(lines([ROW])), read(lines([{**ROW, "rating": "False", "title": None}]))
    assert before.id == after.id


def test_a_safe_table_is_read_as_it_was() -> None:
    text = "claim,rating\n'=1+1 crows,''=x\n'Twas crows,-1\n"
    found, _ = read(text.encode())
    assert [(each.claim, each.rating) for each in found] == [("=1+1 crows", "'=x"), ("'Twas crows", "-1")]


@pytest.mark.parametrize("data", [b'{"claim_id": "c", "verdict": 1, "ruled_at": "2031-05-06"}', b'{"claim_id": "c", '])
def test_damaged_rulings_are_told(data: bytes) -> None:
    (found,) = read_rulings(data, "x")
    assert isinstance(found, Unreadable)
    (undated,) = read_rulings(b'{"claim_id": "c", "verdict": "no", "ruled_at": "soon"}', "x")
    assert isinstance(undated, Unreadable)
    assert undated.error == "holds a ruling of no stated time"


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_nothing_is_ever_raised(data: bytes) -> None:
    for found in read_fact_checks(data, "x"):
        assert isinstance(found, FactCheck | Unreadable)
    list(read_rulings(data, "x"))


NAMES = [
    *("@type", "@id", "@graph", "claims", "text", "claim", "claimReview", "claimReviewed", "itemReviewed"),
    *("author", "name", "url", "rating", "reviewRating", "datePublished", "occurrences", "fact_checks"),
    *("dataFeedElement", "item", "verdict", "claim_id", "ruled_at"),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(NAMES),
            inner | st.sampled_from(["ClaimReview", "Claim", "urn:onrecord:ruling:c", "urn:onrecord:fact-check:f"]),
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_no_json_is_ever_too_odd(value: object) -> None:
    data = json.dumps(value).encode()
    for found in read_fact_checks(data, "x"):
        assert isinstance(found, FactCheck | Unreadable)
    list(read_rulings(data, "x"))
