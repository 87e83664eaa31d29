"""What was exported is read again, and is what it was."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from onrecord.exporting.export_formats import export
from onrecord.exporting.export_options import ExportOptions
from onrecord.exporting.plain_values import to_json
from onrecord.exporting.spreadsheet import safe_cell
from onrecord.model import ClaimGroup, ClaimList, FactCheck, MatchedFactCheck, Ruling, Unreadable
from onrecord.reading.fact_checks import read_fact_checks, read_rulings
from onrecord.reading.text import one_line
from tests.exporting.samples import CLAIMS, FIRST, KNOWN, RULING, SUGGESTED

CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"])
LINES = st.text(CHARACTERS, min_size=1, max_size=30).filter(lambda words: one_line(words) == words)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
ADDRESSES = st.from_regex(r"https://[a-z]{1,8}\.example/[a-z0-9/?=&]{0,12}", fullmatch=True)
RATED = st.builds(
    FactCheck,
    id=LINES.filter(lambda words: not words.isdigit()),
    claim=LINES,
    rating=LINES,
    speaker=st.none() | LINES,
    claimed_on=st.none() | DAYS,
    reviewer=st.none() | LINES,
    reviewed_on=st.none() | DAYS,
    title=st.none() | LINES,
    url=st.none() | ADDRESSES,
    feed=st.just("tarn"),
)
TYPED = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
RULINGS = st.builds(
    Ruling,
    claim_id=LINES,
    verdict=TYPED,
    note=st.none() | TYPED,
    sources=st.lists(TYPED, max_size=3).map(tuple),
    ruled_at=st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.sampled_from([None, UTC])),
)


def exported(group: ClaimGroup, name: str) -> bytes:
    return "".join(export(ClaimList((group,)), name, ExportOptions(author="Pia Quist"))).encode()


def rated(*fact_checks: FactCheck) -> ClaimGroup:
    matched = tuple(MatchedFactCheck(fact_check=each, score=0.9, is_confirmed=True) for each in fact_checks)
    return ClaimGroup(id="c1", claims=(FIRST,), origins=1, fact_checks=matched)


def test_the_samples_come_back() -> None:
    lines = "".join(export(CLAIMS, "jsonl")).encode()
    assert list(read_fact_checks(lines, "tarn")) == [KNOWN, SUGGESTED]
    assert list(read_rulings(lines, "mine")) == [RULING]
    whole = "".join(export(CLAIMS, "json")).encode()
    assert list(read_fact_checks(whole, "tarn")) == [KNOWN, SUGGESTED]
    assert list(read_rulings(whole, "mine")) == [RULING]


def test_a_ruling_that_was_published_is_a_fact_check_for_others() -> None:
    graph = "".join(export(CLAIMS, "schema-org", ExportOptions(author="Pia Quist"))).encode()
    known, ruling = read_fact_checks(graph, "tarn")
    assert known == KNOWN
    assert isinstance(ruling, FactCheck)
    assert (ruling.rating, ruling.reviewer, ruling.reviewed_on) == ("not so", "Pia Quist", date(2031, 5, 20))
    assert list(read_rulings(graph, "mine")) == [RULING]


def test_a_page_that_holds_the_export_gives_it_too() -> None:
    graph = "".join(export(CLAIMS, "schema-org"))
    page = f'<html><head><script type="application/ld+json">{graph}</script></head><body></body></html>'.encode()
    assert next(iter(read_fact_checks(page, "tarn"))) == KNOWN
    assert list(read_rulings(page, "mine")) == [RULING]


def test_words_that_look_like_html_come_back_as_they_were() -> None:
    odd = replace(KNOWN, claim="Write &amp; for &, said Varn", rating="&lt;false&gt;")
    assert list(read_fact_checks(exported(rated(odd), "schema-org"), "tarn")) == [odd]


@given(st.lists(RATED, min_size=1, max_size=3, unique_by=lambda each: each.id))
def test_fact_checks_come_back_from_every_form(fact_checks: list[FactCheck]) -> None:
    group = rated(*fact_checks)
    assert list(read_fact_checks(exported(group, "jsonl"), "tarn")) == fact_checks
    assert list(read_fact_checks(exported(group, "json"), "tarn")) == fact_checks
    assert list(read_fact_checks(exported(group, "schema-org"), "tarn")) == fact_checks


@given(RULINGS)
def test_rulings_come_back_exactly(ruling: Ruling) -> None:
    group = replace(rated(), ruling=ruling)
    for name in ("jsonl", "json", "schema-org"):
        assert list(read_rulings(exported(group, name), "mine")) == [ruling]


@given(RATED)
def test_a_table_with_the_names_of_the_fields_gives_them_back(fact_check: FactCheck) -> None:
    table = io.StringIO(newline="")
    values = {name: value for name, value in to_json(fact_check).items() if name != "feed"}
    writer = csv.DictWriter(table, values)
    writer.writeheader()
    writer.writerow({name: safe_cell(value) for name, value in values.items()})
    assert list(read_fact_checks(table.getvalue().encode(), "tarn")) == [fact_check]


def test_an_export_without_fact_checks_holds_none() -> None:
    (nothing,) = read_fact_checks(exported(rated(), "jsonl"), "tarn")
    assert isinstance(nothing, Unreadable)
