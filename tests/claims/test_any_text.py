"""Whatever stands in an article, finding and comparing its claims comes to an end without an error."""

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.claims.detection.detector import detector
from onrecord.claims.detection.vague import vague
from onrecord.claims.discrepancies.comparison import compare
from onrecord.language.days.finder import date_expressions

PIECES = st.sampled_from(
    [
        "the",
        "a",
        "this",
        "that",
        "they",
        "it",
        "who",
        "here",
        "there",
        "said",
        "not",
        "Friday",
        "Monday",
        "weekend",
        "31",
        "1st",
        "year",
        "two",
        "days",
        "earlier",
        "ago",
        "40",
        "percent",
        "$3",
        "million",
        "killed",
        "Vale",
        "“",
        "”",
        "’",
        ",",
        ".",
        "–",
        "\n",
        "10/4/2016",
        "mid-2014",
        "quarter",
        "of",
        "in",
        "by",
        "until",
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=60)
DAYS = st.none() | st.dates()


@given(TEXTS)
def test_what_is_vague_stands_in_the_text(text: str) -> None:
    found = vague(text)
    assert found is None or text[found.start : found.end].strip()


@settings(max_examples=50)
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_every_sentence_gets_an_assessment(texts: list[str]) -> None:
    vectors = np.eye(len(texts), 384, dtype=np.float32)
    assessed = detector().assess(texts, vectors)
    assert len(assessed) == len(texts)
    assert all(0 <= each.score <= 1 and 0 <= each.verifiable <= 1 for each in assessed)


@given(TEXTS, TEXTS, DAYS, DAYS)
def test_what_is_at_odds_stands_in_both_sentences(a: str, b: str, one: date | None, other: date | None) -> None:
    found = compare(a, b, (one, other))
    if found:
        assert a[slice(*found.told_a)] != b[slice(*found.told_b)] or found.kind in ("negation", "position")


@given(TEXTS, DAYS)
def test_days_stand_in_the_text(text: str, published: date | None) -> None:
    assert all(text[each.start : each.end].strip() for each in date_expressions(text, published))
