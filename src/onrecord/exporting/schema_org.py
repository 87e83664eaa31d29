"""Claims in the vocabulary of schema.org: a Claim where nobody rated it, a ClaimReview where somebody did.

On Record rates nothing: a ClaimReview is the ruling that a person typed, or the fact-check that a feed gave.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.exporting.bibliography import author_names, is_body, web_url
from onrecord.exporting.export_options import ExportOptions, json_document, urn
from onrecord.exporting.plain_values import to_json
from onrecord.model import Article, Claim, ClaimGroup, ClaimList, FactCheck, Ruling

CONTEXT = "https://schema.org"
USER = "user of On Record"
"""Who signs a ruling when the user gave no name."""


def schema_org(result: ClaimList, options: ExportOptions) -> Iterator[str]:
    """Yield one graph: of each group its ClaimReviews, or its Claim where it has none."""
    graph = [item for group in result.groups for item in _items(group, options)]
    yield json_document({"@context": CONTEXT, "@graph": graph})


def _items(group: ClaimGroup, options: ExportOptions) -> Iterator[dict[str, Any]]:
    rated = [fact_check for fact_check in group.confirmed if fact_check.rating]
    if group.ruling:
        yield ruling_review(group.ruling, group, options)
    yield from (fact_check_review(fact_check, group) for fact_check in rated)
    if not group.ruling and not rated:
        yield claim_of(group)


def claim_of(group: ClaimGroup) -> dict[str, Any]:
    """Return a group as a Claim: its first wording, who makes it, and every article in which it appears.

    Which article has it first is said only where that is dated.
    """
    first = group.first
    earliest = first.article if first.day else None
    others = _once((claim.article for claim in group.claims), without=earliest)
    return _stated(
        {
            "@type": "Claim",
            "@id": urn("claim", group.id),
            "text": first.text,
            "author": _claimants(group.claims),
            "datePublished": to_json(group.first_seen),
            "firstAppearance": _appearance(earliest) if earliest else None,
            "appearance": [_appearance(article) for article in others],
        }
    )


def ruling_review(ruling: Ruling, group: ClaimGroup, options: ExportOptions) -> dict[str, Any]:
    """Return what the user found out as the ClaimReview that they would publish."""
    ruled = next((claim for claim in group.claims if claim.id == ruling.claim_id), group.first)
    name = urn("ruling", ruling.claim_id)
    author = options.author or USER
    return _stated(
        {
            "@type": "ClaimReview",
            "@id": name,
            "url": options.author_url or name,
            "claimReviewed": ruled.text,
            "itemReviewed": claim_of(group),
            "reviewRating": {"@type": "Rating", "alternateName": ruling.verdict},
            "author": _party(author) | ({"url": options.author_url} if options.author_url else {}),
            "datePublished": ruling.ruled_at.isoformat(),
            "reviewBody": ruling.note,
            "citation": list(ruling.sources),
        }
    )


def fact_check_review(fact_check: FactCheck, group: ClaimGroup) -> dict[str, Any]:
    """Return a fact-check as the ClaimReview that it was; the articles of its group are where the claim appears."""
    name = urn("fact-check", fact_check.id)
    reviewed = {
        "@type": "Claim",
        "text": fact_check.claim,
        "author": _party(fact_check.speaker) if fact_check.speaker else None,
        "datePublished": to_json(fact_check.claimed_on),
        "appearance": [_appearance(article) for article in _once(claim.article for claim in group.claims)],
    }
    return _stated(
        {
            "@type": "ClaimReview",
            "@id": name,
            "url": fact_check.url or name,
            "name": fact_check.title,
            "claimReviewed": fact_check.claim,
            "itemReviewed": _stated(reviewed),
            "reviewRating": {"@type": "Rating", "alternateName": fact_check.rating},
            "author": _party(fact_check.reviewer, "Organization") if fact_check.reviewer else None,
            "datePublished": to_json(fact_check.reviewed_on),
        }
    )


def _claimants(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Return who claims it, each once; for an article's own voice its publisher, and nobody for one not known."""
    parties: dict[str, dict[str, Any]] = {}
    for claim in claims:
        if claim.speaker:
            parties.setdefault(claim.speaker, _party(claim.speaker))
        elif claim.source is None and claim.article.publisher:
            parties.setdefault(claim.article.publisher, _party(claim.article.publisher, "Organization"))
    return list(parties.values())


def _party(name: str, kind: str | None = None) -> dict[str, Any]:
    return {"@type": kind or ("Organization" if is_body(name) else "Person"), "name": name}


def _appearance(article: Article) -> dict[str, Any]:
    """Return an article as the work in which a claim appears."""
    return _stated(
        {
            "@type": "NewsArticle",
            "@id": urn("article", article.id),
            "url": web_url(article),
            "headline": article.title,
            "author": [_party(author.written) for author in author_names(article.author)],
            "datePublished": to_json(article.published),
            "publisher": _party(article.publisher, "Organization") if article.publisher else None,
            "inLanguage": article.language,
        }
    )


def _once(articles: Iterable[Article], without: Article | None = None) -> Iterator[Article]:
    """Yield each article once."""
    found = {article.id: article for article in articles}
    yield from (article for article in found.values() if without is None or article.id != without.id)


def _stated(item: dict[str, Any]) -> dict[str, Any]:
    """Return an item without what is not known."""
    return {name: value for name, value in item.items() if value not in (None, [], "")}
