"""The forms in which claims and quotations leave the archive, by name: `FORMATS` lists them and `export` makes one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.errors import WriteError
from onrecord.exporting.bibliography import author_names, citation, web_url
from onrecord.exporting.dossier import claim_dossier, quotation_dossier
from onrecord.exporting.export_options import ExportOptions, articles_of, json_document, json_line
from onrecord.exporting.plain_values import to_json
from onrecord.exporting.schema_org import schema_org
from onrecord.exporting.spreadsheet import claim_rows, quotation_rows
from onrecord.exporting.web_annotations import annotations
from onrecord.model import Article, ArticleList, ClaimList, QuotationList

NO_OPTIONS = ExportOptions()


def csl_json(result: ClaimList | QuotationList | ArticleList, options: ExportOptions) -> Iterator[str]:  # noqa: ARG001 as every form
    """Yield the articles of a result as one list of references: CSL-JSON, which Zotero, Pandoc and others read."""
    yield json_document([reference(article) for article in articles_of(result)])


def reference(article: Article) -> dict[str, Any]:
    """Return an article as a reference; what it does not state is left out."""
    day = article.published
    url = web_url(article)
    authors = [
        {"family": a.family, "given": a.given} if a.family else {"literal": a.written}
        for a in author_names(article.author)
    ]
    stated = {
        "id": article.id,
        "type": "article-newspaper" if article.publisher else "webpage" if url else "document",
        "title": article.title,
        "author": authors or None,
        "container-title": article.publisher,
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": url,
        "language": article.language,
    }
    return {name: value for name, value in stated.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """One form: its name, the ending of its files, its media type, and a line on what it is.

    `of_claims`, `of_quotations` and `of_articles` make it; one that is None means that the form does not hold these.
    """

    name: str
    ending: str
    media_type: str
    line: str
    of_claims: Callable[[ClaimList, ExportOptions], Iterator[str]] | None = None
    of_quotations: Callable[[QuotationList, ExportOptions], Iterator[str]] | None = None
    of_articles: Callable[[ArticleList, ExportOptions], Iterator[str]] | None = None


def _json(result: ClaimList | QuotationList | ArticleList, options: ExportOptions) -> Iterator[str]:  # noqa: ARG001
    yield json_document(to_json(result))


def _claim_lines(result: ClaimList, options: ExportOptions) -> Iterator[str]:  # noqa: ARG001 as every form
    yield from (f"{json_line(to_json(group))}\n" for group in result.groups)


def _quotation_lines(result: QuotationList, options: ExportOptions) -> Iterator[str]:
    for quotation in result.quotations:
        cited = {"citation": citation(quotation.article, options.style)}
        yield f"{json_line(to_json(quotation) | cited)}\n"


FORMATS: Mapping[str, ExportFormat] = {
    each.name: each
    for each in (
        ExportFormat(
            name="markdown",
            ending=".md",
            media_type="text/markdown",
            line="a dossier to read: exact words, discrepancies side by side, sources",
            of_claims=claim_dossier,
            of_quotations=quotation_dossier,
        ),
        ExportFormat(
            name="csv",
            ending=".csv",
            media_type="text/csv",
            line="a table for a spreadsheet, a row each place",
            of_claims=claim_rows,
            of_quotations=quotation_rows,
        ),
        ExportFormat(
            name="jsonl",
            ending=".jsonl",
            media_type="application/x-ndjson",
            line="all that is known, a JSON object a line",
            of_claims=_claim_lines,
            of_quotations=_quotation_lines,
        ),
        ExportFormat(
            name="json",
            ending=".json",
            media_type="application/json",
            line="the same as one JSON value, as --json prints it",
            of_claims=_json,
            of_quotations=_json,
            of_articles=_json,
        ),
        ExportFormat(
            name="annotations",
            ending=".jsonld",
            media_type='application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"',
            line="W3C Web Annotations, one for each place of a claim",
            of_claims=annotations,
        ),
        ExportFormat(
            name="schema-org",
            ending=".jsonld",
            media_type="application/ld+json",
            line="schema.org Claim, and ClaimReview of what somebody rated",
            of_claims=schema_org,
        ),
        ExportFormat(
            name="csl-json",
            ending=".json",
            media_type="application/vnd.citationstyles.csl+json",
            line="the articles as references, for Zotero, Pandoc and others",
            of_claims=csl_json,
            of_quotations=csl_json,
            of_articles=csl_json,
        ),
    )
}
"""Every form by its name."""


def formats_for(result: ClaimList | QuotationList | ArticleList) -> tuple[str, ...]:
    """Return the names of the forms that hold such a result."""
    return tuple(name for name, each in FORMATS.items() if _writer(each, result) is not None)


def export(
    result: ClaimList | QuotationList | ArticleList, name: str, options: ExportOptions = NO_OPTIONS
) -> Iterator[str]:
    """Return the pieces of text of a result in the form of that name; line ends are in them.

    Raises WriteError where there is no such form of such a result.
    """
    known = FORMATS.get(name)
    pieces = _writer(known, result) if known else None
    if pieces is None:
        names = formats_for(result)
        raise WriteError(f"{name!r} is no format for this: write {', '.join(names[:-1])} or {names[-1]}")
    return pieces(options)


def _writer(
    known: ExportFormat, result: ClaimList | QuotationList | ArticleList
) -> Callable[[ExportOptions], Iterator[str]] | None:
    """Return what writes a result in a form, None where the form does not hold it."""
    if isinstance(result, ClaimList):
        of_claims = known.of_claims
        return None if of_claims is None else lambda options: of_claims(result, options)
    if isinstance(result, QuotationList):
        of_quotations = known.of_quotations
        return None if of_quotations is None else lambda options: of_quotations(result, options)
    of_articles = known.of_articles
    return None if of_articles is None else lambda options: of_articles(result, options)
