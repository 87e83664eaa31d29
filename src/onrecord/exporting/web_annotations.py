"""Claims as W3C Web Annotations: each place by its words and by its position, so that other tools find it again.

Positions count Unicode code points of the article's text as it is stored, as the standard asks for. A page on the web
has other words around the article: there the quotation with what stands before and behind it finds the place.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from typing import Any

from onrecord.exporting.export_options import ExportOptions, json_document, source_of, urn
from onrecord.model import Article, Claim, ClaimGroup, ClaimList, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""How many characters before and behind a quotation are given at first, as other annotation tools do; set by hand."""
_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def annotations(result: ClaimList, options: ExportOptions) -> Iterator[str]:
    """Yield one collection with an annotation for each place where a claim was made."""
    items = [annotation(claim, group) for group in result.groups for claim in group.claims]
    name = hashlib.sha256("\n".join(item["id"] for item in items).encode()).hexdigest()[:16]
    collection = urn("annotations", name)
    yield json_document(
        {
            "@context": CONTEXT,
            "id": collection,
            "type": "AnnotationCollection",
            "label": options.title or "Claims",
            "total": len(items),
            "first": {"id": f"{collection}:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
        }
    )


def annotation(claim: Claim, group: ClaimGroup) -> dict[str, Any]:
    """Return the annotation of one place: what kind of claim, whose and of which day, and what it is at odds with."""
    article = claim.article
    target: dict[str, Any] = {"source": source_of(article), "selector": selectors(article, claim.span)}
    if article.language:
        target["language"] = article.language
    return {
        "id": urn("claim", claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": list(_bodies(claim, group)),
        "target": target,
    }


def selectors(article: Article, span: Span) -> list[dict[str, Any]]:
    """Return a place by its words, with as much around them as makes them unique in the article, and by position."""
    around = _context(article.text, span)
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.of(article.text),
            "prefix": article.text[around.start : span.start],
            "suffix": article.text[span.end : around.end],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def _context(text: str, span: Span) -> Span:
    """Return the span with what stands around it, wide enough to be the only place with these words."""
    width = _AROUND
    while True:
        start, end = max(0, span.start - width), min(len(text), span.end + width)
        while 0 < start < span.start and _inside_character(text, start):
            start -= 1
        while span.end < end < len(text) and _inside_character(text, end):
            end += 1
        words = text[start:end]
        if text.find(words, text.find(words) + 1) == -1:
            return Span(start=start, end=end)
        width *= 2


def _inside_character(text: str, at: int) -> bool:
    """Say whether a cut at `at` parts what is seen as one character, such as a letter from its accent."""
    behind = text[at]
    return (
        unicodedata.category(behind).startswith("M")
        or behind in _JOINERS
        or ord(behind) in _SKIN_TONES
        or text[at - 1] == "\u200d"
    )


def _bodies(claim: Claim, group: ClaimGroup) -> Iterator[dict[str, Any]]:
    yield _text("tagging", claim.kind)
    who, when = claim.speaker or claim.source_words, claim.day
    if who or when:
        told = (f"claimed by {who}" if who else "claimed", f"on {when}" if when else "")
        yield _text("describing", " ".join(filter(None, told)))
    for found in group.discrepancies:
        for here, there in ((found.a, found.b), (found.b, found.a)):
            if here.id == claim.id:
                yield _text("commenting", f"{found.relation} {urn('claim', there.id)} ({found.kind}): {found.why}")
    for fact_check in group.confirmed:
        rated = " — ".join(filter(None, (fact_check.reviewer, fact_check.rating, fact_check.url)))
        yield _text("commenting", f"fact-check: {rated or fact_check.claim}")
    if group.ruling:
        yield _text("assessing", group.ruling.verdict)


def _text(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
