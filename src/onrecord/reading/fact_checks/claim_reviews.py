"""ClaimReviews of schema.org, and the records of the Google Fact Check Tools, as fact-checks."""

import html
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from onrecord.model import FactCheck
from onrecord.reading.dates import parse_date
from onrecord.reading.draft import web_address
from onrecord.reading.fact_checks.columns import identity, stated_words

FeedRecord = Mapping[str, object]
"""An object of a feed: its fields by name."""

_REVIEW = re.compile(r"(?:^|[/:#])claimreview$", re.IGNORECASE)
_PARTY = re.compile(r"(?:^|[/:#])(?:person|organization|newsmediaorganization)$", re.IGNORECASE)
OWN_FACT_CHECK, OWN_RULING = "urn:onrecord:fact-check:", "urn:onrecord:ruling:"
"""How the ids of what an archive exported begin."""


def is_review(record: FeedRecord) -> bool:
    """Say whether an object is a ClaimReview."""
    return _is(record, _REVIEW)


def _is(record: FeedRecord, kind: re.Pattern[str]) -> bool:
    return any(isinstance(one, str) and kind.search(one) for one in _each(record.get("@type")))


def review_of(record: FeedRecord, feed: str, by_id: Mapping[str, FeedRecord]) -> FactCheck | None:
    """Return what a ClaimReview states, or None where it states no claim.

    `by_id` are the objects of its document that it may point to.
    """
    reviewed = _first(record.get("itemReviewed"), by_id)
    is_own = str(record.get("@id", "")).startswith("urn:onrecord:")
    claimed = record.get("claimReviewed") or reviewed.get("text") or reviewed.get("name")
    claim = _plain(claimed, is_own)
    if claim is None:
        return None
    speaker = reviewed if _is(reviewed, _PARTY) else _first(reviewed.get("author"), by_id)
    appeared = _first(reviewed.get("firstAppearance"), by_id)
    url = web_address(_plain(record.get("url"), is_own)) or web_address(_plain(record.get("mainEntityOfPage"), is_own))
    reviewer = _reviewer(record, by_id, is_own)
    return FactCheck(
        id=identity(_own_id(record), feed=feed, url=url, claim=claim, reviewer=reviewer),
        claim=claim,
        rating=_rating(_first(record.get("reviewRating"), by_id), is_own),
        speaker=_plain(speaker, is_own),
        claimed_on=parse_date(reviewed.get("datePublished")) or parse_date(appeared.get("datePublished")),
        reviewer=reviewer,
        reviewed_on=parse_date(record.get("datePublished")) or parse_date(record.get("dateCreated")),
        title=_plain(record.get("name"), is_own) or _plain(record.get("headline"), is_own),
        url=url,
        feed=feed,
    )


def google_reviews(record: FeedRecord, feed: str) -> Iterator[FactCheck | None]:
    """Yield each review in a record of the Google Fact Check Tools, None for one of no stated claim."""
    claim = stated_words(record.get("text"))
    for review in _each(record.get("claimReview")):
        if claim is None or not isinstance(review, Mapping):
            yield None
            continue
        publisher = review.get("publisher")
        site = publisher.get("site") if isinstance(publisher, Mapping) else None
        reviewer = stated_words(publisher) or stated_words(site)
        url = web_address(stated_words(review.get("url")))
        yield FactCheck(
            id=identity(None, feed=feed, url=url, claim=claim, reviewer=reviewer),
            claim=claim,
            rating=stated_words(review.get("textualRating")),
            speaker=stated_words(record.get("claimant")),
            claimed_on=parse_date(record.get("claimDate")),
            reviewer=reviewer,
            reviewed_on=parse_date(review.get("reviewDate")),
            title=stated_words(review.get("title")),
            url=url,
            feed=feed,
        )


def _own_id(record: FeedRecord) -> str | None:
    """Return the id that the fact-check had in the archive that exported it."""
    name = str(record.get("@id", ""))
    return unquote(name.removeprefix(OWN_FACT_CHECK)) if name.startswith(OWN_FACT_CHECK) else None


def _reviewer(record: FeedRecord, by_id: Mapping[str, FeedRecord], is_own: bool) -> str | None:
    """Return who reviewed: by name, else by the site that the author is said to be."""
    parties = [_first(record.get(field), by_id) for field in ("author", "publisher")]
    named = next(filter(None, (_plain(party, is_own) for party in parties)), None)
    if named is None and isinstance(record.get("author"), str):
        named = _plain(record["author"], is_own)
    sites = (web_address(stated_words(party.get("url"))) for party in parties)
    return named or next((urlsplit(site).hostname for site in sites if site), None)


def _rating(rating: FeedRecord, is_own: bool) -> str | None:
    """Return the verdict in words, else the number, with the best that could be had."""
    worded = _plain(rating.get("alternateName"), is_own) or _plain(rating.get("name"), is_own)
    value, best = stated_words(rating.get("ratingValue")), stated_words(rating.get("bestRating"))
    return worded or (f"{value} of {best}" if value and best else value)


def _plain(value: object, is_own: bool) -> str | None:
    """Return a field's words; many sites write them as HTML, an archive's own export never does."""
    words = stated_words(value)
    return words if is_own or words is None or "&" not in words else stated_words(html.unescape(words))


def _first(value: object, by_id: Mapping[str, FeedRecord]) -> FeedRecord:
    """Return the first object of a field, or the one elsewhere in the document that it points to."""
    for one in _each(value):
        if isinstance(one, Mapping):
            return by_id.get(str(one.get("@id")), one) if one.keys() <= {"@id", "@type"} else one
        if isinstance(one, str):
            return {"name": one}
    return {}


def _each(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]
