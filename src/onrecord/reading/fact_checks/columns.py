"""A row of a plain feed as a fact-check: the names of its columns, and the id it gets where it states none."""

import hashlib
import re
from collections.abc import Collection, Mapping
from datetime import date

from onrecord.model import FactCheck
from onrecord.reading.dates import parse_date
from onrecord.reading.draft import web_address
from onrecord.reading.metadata_fields import field_name, words_of
from onrecord.reading.text import one_line

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "fact_check_id", "factcheck_id", "vclaim_id"),
    "claim": (
        *("claim", "claim_text", "claim_reviewed", "claimreviewed", "statement"),
        *("verified_claim", "vclaim"),
    ),
    "speaker": ("speaker", "claimant", "claimed_by", "said_by", "stated_by"),
    "claimed_on": ("claimed_on", "claim_date", "claimdate", "said_on", "statement_date"),
    "rating": ("rating", "verdict", "textual_rating", "textualrating", "ruling", "label", "conclusion"),
    "reviewer": ("reviewer", "publisher", "fact_checker", "factchecker", "organization", "organisation", "author"),
    "reviewed_on": (
        *("reviewed_on", "review_date", "reviewdate", "checked_on", "fact_check_date", "factcheck_date"),
        *("date_published", "datepublished", "published", "published_at", "publication_date"),
    ),
    "title": ("title", "headline", "review_title"),
    "url": ("url", "link", "review_url", "fact_check_url", "factcheck_url"),
}
"""Each field's names, the preferred one first. A `date` is the claim's in a row with a speaker, else the review's."""

_RATINGS = frozenset({"rating", "verdict", "textual_rating", "textualrating", "ruling"})
LONGEST = 10_000
"""The most characters of a claim or a rating that are read; set by hand."""


def has_claim(record: Mapping[str, object]) -> bool:
    """Say whether a record, its names as they are, has a column for the claim that was rated."""
    return bool(_claim_names({field_name(name) for name in record}))


def _claim_names(names: Collection[str]) -> list[str]:
    """Return the columns of a row that hold its claim: a `text` only beside a rating, or it could be an article's."""
    rated = not _RATINGS.isdisjoint(names)
    return [name for name in (*COLUMNS["claim"], *(("text",) if rated else ())) if name in names]


def fact_check_of(record: Mapping[str, object], feed: str) -> FactCheck | None:
    """Return what a row states, or None where it states no claim; its names may be in any case."""
    row = {field_name(name): value for name, value in record.items()}
    claim = next(filter(None, (stated_words(row.get(name)) for name in _claim_names(row.keys()))), None)
    if claim is None:
        return None
    has_speaker = any(name in row for name in COLUMNS["speaker"])
    day = parse_date(row.get("date"))
    url = next(filter(None, (web_address(words_of(row.get(name))) for name in COLUMNS["url"])), None)
    reviewer = _words(row, "reviewer")
    return FactCheck(
        id=identity(_words(row, "id"), feed=feed, url=url, claim=claim, reviewer=reviewer),
        claim=claim,
        rating=_words(row, "rating"),
        speaker=_words(row, "speaker"),
        claimed_on=_day(row, "claimed_on") or (day if has_speaker else None),
        reviewer=reviewer,
        reviewed_on=_day(row, "reviewed_on") or (None if has_speaker else day),
        title=_words(row, "title"),
        url=url,
        feed=feed,
    )


def identity(stated: str | None, *, feed: str, url: str | None, claim: str, reviewer: str | None) -> str:
    """Return the id that a fact-check keeps whenever it is read again.

    It is the stated one, behind the feed's name where it is a bare number; else a digest of the claim with the address,
    as a page can rate several claims, or with the reviewer where there is no address.
    """
    if stated:
        return f"{feed}:{stated}" if re.fullmatch(r"\d+", stated) else stated
    named = "\n".join((url or reviewer or "", " ".join(claim.casefold().split())))
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def stated_words(value: object) -> str | None:
    """Return a field's words on one line; yes and no are words too."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return one_line(words_of(value), limit=LONGEST)


def _words(row: Mapping[str, object], field: str) -> str | None:
    return next(filter(None, (stated_words(row.get(name)) for name in COLUMNS[field])), None)


def _day(row: Mapping[str, object], field: str) -> date | None:
    return next(filter(None, (parse_date(row.get(name)) for name in COLUMNS[field])), None)
