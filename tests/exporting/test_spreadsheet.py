import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.exporting.export_formats import export
from onrecord.exporting.export_options import ExportOptions
from onrecord.exporting.spreadsheet import CLAIM_COLUMNS, QUOTATION_COLUMNS, safe_cell
from onrecord.model import Article, Claim, ClaimGroup, ClaimList, Correction, QuotationList, Span
from tests.exporting.samples import CLAIMS, ECHO, QUOTATIONS, THIRD

DANGEROUS = tuple("=+-@＝＋－＠\t\r\n")


def rows_of(result: ClaimList | QuotationList, **options: str) -> list[dict[str, str]]:
    text = "".join(export(result, "csv", ExportOptions(**options)))  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def one_claim(words: str) -> ClaimList:
    claim = Claim(
        article=Article(text=words, title=words, publisher=words),
        span=Span(start=0, end=len(words)),
        id="c",
        kind="other",
        score=0.5,
        verifiable=0.5,
    )
    return ClaimList((ClaimGroup(id="c", claims=(claim,), origins=1),))


def test_a_row_each_place() -> None:
    rows = rows_of(CLAIMS)
    assert tuple(rows[0]) == CLAIM_COLUMNS
    assert [(row["group"], row["claim_id"]) for row in rows] == [("c1", "c1"), ("c2", "c2"), ("c2", "c1"), ("c3", "c3")]
    first = rows[0]
    assert ECHO.text[int(first["start"]) : int(first["end"])] == first["words"]
    assert (first["speaker"], first["said_on"], first["said_on_words"]) == ("Ilse Varn", "2031-05-06", "on Tuesday")
    assert first["discrepancies"] == "contradicts c2: 40 and 60 crows"
    assert rows[1]["fact_checks"] == "Mostly true (Tarn Facts) https://facts.example/crows"
    assert (rows[1]["speaker"], rows[1]["source"]) == ("", "the mayor's office")
    assert rows[3]["note"] == "Counted twice.\nSee the tape."


def test_a_row_each_quotation() -> None:
    rows = rows_of(QUOTATIONS, style="apa")
    assert tuple(rows[0]) == QUOTATION_COLUMNS
    assert rows[0]["words"] == "We counted 40 crows,"
    assert rows[0]["citation"].startswith("Quist, P., & van der Brink, O. (2031, May 7).")
    assert rows[1]["words"] == "Tarn had 60 crows […] that night"
    assert rows[1]["spans"] == "0:17; 18:28"


def test_what_a_person_settled_is_told_from_what_was_read() -> None:
    [first, *others] = QUOTATIONS.quotations
    content = first.attribution.content
    settled = Correction(
        article_id=first.article.id,
        content=content,
        words=first.words,
        before="",
        after="",
        kind="speaker",
        speaker="Ilse Varn",
        stated_at=datetime(2031, 6, 2, 9, 30, tzinfo=UTC),
    )
    corrected = replace(first, attribution=replace(first.attribution, correction=settled))
    rows = rows_of(QuotationList((corrected, *others)))
    assert [row["corrected"] for row in rows] == ["2031-06-02", *("" for _ in others)]


def test_no_claims_are_a_header() -> None:
    assert "".join(export(ClaimList(()), "csv")).strip() == ",".join(CLAIM_COLUMNS)


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1 degrees", "@SUM(A1)", " =1", "\t=1", "＝1", "'=1", '=HYPERLINK("http://x","y")']
)
def test_no_cell_is_a_formula(words: str) -> None:
    (row,) = rows_of(one_claim(words))
    assert row["words"] == row["title"] == f"'{words}"


def test_what_is_no_formula_stays_as_it_is() -> None:
    assert safe_cell("3 = 2 + 1") == "3 = 2 + 1"
    assert safe_cell("'Twas -1") == "'Twas -1"
    assert safe_cell("1-2") == "1-2"
    assert safe_cell(0.5) == "0.5000"
    assert safe_cell(-1) == "-1"
    assert safe_cell(None) == ""


@given(st.text(alphabet=st.sampled_from("=+-@'\t\r\n ,;\"a1é👩＝"), min_size=1, max_size=12))
@example("''=")
def test_every_cell_is_safe_and_read_back_exactly(words: str) -> None:
    (row,) = rows_of(one_claim(words))
    cell = row["words"]
    assert not cell.startswith(DANGEROUS)
    assert not cell.strip().startswith(DANGEROUS)
    assert words in (cell, cell.removeprefix("'"))


def test_the_sample_has_a_formula() -> None:
    assert THIRD.text.startswith("=")
