"""What an export is told besides what it exports, and what every form of it shares: names, JSON and articles."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import quote

from onrecord.exporting.bibliography import CitationStyle, web_url
from onrecord.model import Article, ArticleList, ClaimGroup, ClaimList, QuotationList

UrnKind = Literal["article", "claim", "ruling", "fact-check", "annotations"]
"""What a name of the form `urn:onrecord:KIND:ID` stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """What the user adds to an export; none of it is needed.

    `title` heads a dossier, `style` is that of its citations, `made_on` the day it is made. `author` signs the user's
    rulings, and `author_url` is where they are published.
    """

    title: str | None = None
    style: CitationStyle = "plain"
    made_on: date | None = None
    author: str | None = None
    author_url: str | None = None


def urn(kind: UrnKind, identity: str) -> str:
    """Return the name of one thing of the archive, for what wants an address and has none."""
    return f"urn:onrecord:{kind}:{quote(identity, safe='')}"


def source_of(article: Article) -> str:
    """Return an article's address on the web, or its name where it has none."""
    return web_url(article) or urn("article", article.id)


def json_line(value: object) -> str:
    """Return a value as JSON on one line, whatever it is that a reader takes for the end of one."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    for end in ("\x85", "\u2028", "\u2029"):
        line = line.replace(end, f"\\u{ord(end):04x}")
    return line


def json_document(value: object) -> str:
    """Return a value as indented JSON, with a line end; no word in it can end the script of a page around it."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2).replace("<", "\\u003c") + "\n"


def articles_of(result: ClaimList | QuotationList | ArticleList) -> tuple[Article, ...]:
    """Return every article that a result has words of, each once, in the order in which they come."""
    if isinstance(result, ArticleList):
        found: Iterable[Article] = result.articles
    elif isinstance(result, ClaimList):
        found = (article for group in result.groups for article in _of_group(group))
    else:
        found = (
            each.article
            for quotation in result.quotations
            for each in (quotation, *quotation.places, *quotation.versions)
        )
    return tuple({article.id: article for article in found}.values())


def _of_group(group: ClaimGroup) -> Iterator[Article]:
    yield from (claim.article for claim in group.claims)
    for discrepancy in group.discrepancies:
        yield from (discrepancy.a.article, discrepancy.b.article)
