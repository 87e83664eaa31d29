"""Claims and quotations as CSV, a row each place, that a spreadsheet opens without running anything.

A cell that a spreadsheet would take for a formula, as it begins with = + - or @, gets an apostrophe in front, which
spreadsheets do not show. So does one that begins with an apostrophe before such a character: what is read back by
taking one apostrophe off is what was written.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from onrecord.exporting.bibliography import citation
from onrecord.exporting.export_options import ExportOptions
from onrecord.model import Article, Claim, ClaimGroup, ClaimList, Quotation, QuotationList, covering

_FORMULA = re.compile(r"'*[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n]")
_GAP = " […] "
_Cells = Mapping[str, object]
"""A row by the names of its columns; what is None stays empty."""

_ARTICLE_COLUMNS = ("article_id", "title", "publisher", "author", "published", "url")
CLAIM_COLUMNS = (
    *("group", "claim_id", "words", "type", "score", "verifiable", "reasons", "speaker", "source"),
    *("said_on", "said_on_words", "vague", *_ARTICLE_COLUMNS, "start", "end", "first_seen", "origins"),
    *("discrepancies", "fact_checks", "verdict", "note", "sources"),
)
QUOTATION_COLUMNS = (
    *("speaker", "source", "cue", "kind", "words", "sentence", *_ARTICLE_COLUMNS, "start", "end", "spans"),
    *("confidence", "corrected", "score", "also_in", "versions", "citation"),
)


def claim_rows(result: ClaimList, options: ExportOptions) -> Iterator[str]:  # noqa: ARG001 as every form
    """Yield a header, and a row for each place where a claim was made."""
    rows = (_claim_cells(group, claim) for group in result.groups for claim in group.claims)
    return _written(CLAIM_COLUMNS, rows)


def quotation_rows(result: QuotationList, options: ExportOptions) -> Iterator[str]:
    """Yield a header, and a row for each quotation."""
    return _written(QUOTATION_COLUMNS, (_quotation_cells(each, options) for each in result.quotations))


def safe_cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet runs."""
    if isinstance(value, float):
        return f"{value:.4f}"
    words = "" if value is None else str(value)
    return f"'{words}" if isinstance(value, str) and _FORMULA.match(words) else words


def _written(columns: tuple[str, ...], rows: Iterable[_Cells]) -> Iterator[str]:
    yield _line(columns)
    yield from (_line(tuple(safe_cell(row[column]) for column in columns)) for row in rows)


def _line(cells: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _article_cells(article: Article) -> _Cells:
    return {
        "article_id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published,
        "url": article.url,
    }


def _claim_cells(group: ClaimGroup, claim: Claim) -> _Cells:
    ruling = group.ruling
    return {
        "group": group.id,
        "claim_id": claim.id,
        "words": claim.text,
        "type": claim.kind,
        "score": float(claim.score),
        "verifiable": float(claim.verifiable),
        "reasons": "; ".join(claim.reasons),
        "speaker": claim.speaker,
        "source": claim.source_words,
        "said_on": claim.said_on,
        "said_on_words": claim.said_on_words,
        "vague": claim.vague_words,
        **_article_cells(claim.article),
        "start": claim.span.start,
        "end": claim.span.end,
        "first_seen": group.first_seen,
        "origins": group.origins,
        "discrepancies": "; ".join(_discrepancies(group, claim)),
        "fact_checks": "; ".join(
            " ".join(filter(None, (found.rating, found.reviewer and f"({found.reviewer})", found.url)))
            for found in group.confirmed
        ),
        "verdict": ruling and ruling.verdict,
        "note": ruling and ruling.note,
        "sources": ruling and "; ".join(ruling.sources),
    }


def _discrepancies(group: ClaimGroup, claim: Claim) -> Iterator[str]:
    """Yield what a claim is at odds with, by the id of the other claim."""
    for found in group.discrepancies:
        for here, there in ((found.a, found.b), (found.b, found.a)):
            if here.id == claim.id:
                yield f"{found.relation} {there.id}: {found.why}"


def _quotation_cells(quotation: Quotation, options: ExportOptions) -> _Cells:
    content = quotation.attribution.content
    around = covering(content)
    return {
        "speaker": quotation.speaker and quotation.speaker.name,
        "source": quotation.source_words,
        "cue": quotation.cue_words,
        "kind": quotation.kind,
        "words": _GAP.join(quotation.words),
        "sentence": quotation.sentence_words,
        **_article_cells(quotation.article),
        "start": around.start,
        "end": around.end,
        "spans": "; ".join(f"{span.start}:{span.end}" for span in content),
        "confidence": float(quotation.attribution.confidence),
        "corrected": quotation.attribution.correction and quotation.attribution.correction.stated_at.date().isoformat(),
        "score": float(quotation.score),
        "also_in": "; ".join(place.article.id for place in quotation.places),
        "versions": "; ".join(version.article.id for version in quotation.versions),
        "citation": citation(quotation.article, options.style),
    }
