"""Kinds of input that once broke or stopped the product: found by `benchmarks.fuzz`, or by timing patterns on runs."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.archive import Archive
from onrecord.attribution import attribute
from onrecord.language.patterns import QUANTITIES
from onrecord.reading.files import sniff
from onrecord.reading.formats.feeds import is_feed

HALVES = st.text(st.characters(categories=["Cs"]) | st.sampled_from('“”" why the bridge said.'), max_size=40)
GENTLY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(HALVES)
@GENTLY
def test_half_a_character_may_be_asked_checked_and_attributed(samples: Archive, words: str) -> None:
    samples.ask(f"Why {words}?")
    samples.check(words, words)
    samples.search(words, 2)
    for each in attribute(words):
        assert all(span.end <= len(words) for span in each.content)


@pytest.mark.parametrize("piece", [b"<!--a--> ", b"<!-->", b"<?x?> ", b" ", b"<!DOCTYPE a> ", b"<!--a-->\n<!--"])
def test_a_page_that_begins_with_hundreds_of_comments_is_told_apart_at_once(piece: bytes) -> None:
    many = piece * (4_000 // len(piece))
    assert sniff(many) == "text"
    assert not is_feed(many)
    assert sniff(many[:3_000] + b"<p") == "text"


@pytest.mark.parametrize(
    "start", [b"<!-- a --> <!-- b -->", b"<?xml version='1.0'?><!-- a -->", b"", b"<!-- > -- > -->\n"]
)
def test_a_page_or_feed_behind_comments_is_still_one(start: bytes) -> None:
    assert sniff(start + b"<html><body>") == "html"
    assert is_feed(start + b"<rss version='2.0'>")


@pytest.mark.parametrize(
    "amount", ["5 pounds", "1,000 crowns", "$5", "x,5 dollars", "1.5 million euros", "2,3 5 pence"]
)
def test_amounts_are_still_found(amount: str) -> None:
    assert QUANTITIES["money"].search(amount)
