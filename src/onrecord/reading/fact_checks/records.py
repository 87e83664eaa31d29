"""The fact-checks and the rulings that a unit of a feed holds, in whichever form it has them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import unquote

from onrecord.model import FactCheck, Ruling
from onrecord.reading.fact_checks.claim_reviews import OWN_RULING, FeedRecord, google_reviews, is_review, review_of
from onrecord.reading.fact_checks.columns import fact_check_of, has_claim
from onrecord.reading.fact_checks.units import DEEPEST, FeedUnit, objects_in, strings_in
from onrecord.reading.formats.tables import BadRow
from onrecord.reading.text import BROKEN, is_broken

_NO_CLAIM = "states no claim that was rated"


def fact_checks_in(unit: FeedUnit, feed: str) -> Iterator[FactCheck | str]:
    """Yield the fact-checks of a unit, and a line for what should be one and is none."""
    if isinstance(unit.value, BadRow):
        yield unit.value.error
        return
    found = list(_stated_in(unit.value, feed, unit.by_id))
    if found and any(map(is_broken, strings_in(unit.value))):
        yield BROKEN
    elif found:
        yield from (each or _NO_CLAIM for each in found)
    elif not isinstance(unit.value, Mapping):
        yield "is not a JSON object"
    elif "@type" not in unit.value and "occurrences" not in unit.value:
        yield _NO_CLAIM


def _stated_in(value: object, feed: str, by_id: Mapping[str, FeedRecord], depth: int = 0) -> Iterator[FactCheck | None]:
    """Yield the fact-checks of a value, in whichever form it has them, None for one of no stated claim."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _stated_in(each, feed, by_id, depth + 1)
    elif isinstance(value, Mapping):
        own = value.get("fact_checks") if "occurrences" in value else None
        if is_review(value):
            yield review_of(value, feed, by_id)
        elif isinstance(own, list):
            yield from (fact_check_of(each, feed) for each in own if isinstance(each, Mapping))
        elif "claimReview" in value:
            yield from google_reviews(value, feed)
        elif "@type" not in value and has_claim(value):
            yield fact_check_of(value, feed)
        else:
            for each in value.values():
                yield from _stated_in(each, feed, by_id, depth + 1)


def rulings_in(unit: FeedUnit) -> Iterator[Ruling | str]:
    """Yield the rulings of a unit, exactly as they were typed, and a line for one that is damaged."""
    if isinstance(unit.value, BadRow):
        yield unit.value.error
        return
    for record in objects_in(unit.value):
        name = str(record.get("@id", ""))
        if is_review(record) and name.startswith(OWN_RULING):
            rating = record.get("reviewRating")
            yield _ruling(
                unquote(name.removeprefix(OWN_RULING)),
                rating.get("alternateName") if isinstance(rating, Mapping) else None,
                (record.get("reviewBody"), record.get("citation"), record.get("datePublished")),
            )
        elif {"claim_id", "verdict", "ruled_at"} <= record.keys():
            stated = (record.get("note"), record.get("sources"), record["ruled_at"])
            yield _ruling(record["claim_id"], record["verdict"], stated)


def _ruling(claim_id: object, verdict: object, stated: tuple[object, object, object]) -> Ruling | str:
    """Return a ruling, or what is wrong with it; `stated` are its note, its sources and when it was made."""
    note, sources, ruled_at = stated
    words = [*(sources if isinstance(sources, list) else []), *([] if note is None else [note]), claim_id, verdict]
    if not (isinstance(claim_id, str) and isinstance(verdict, str) and all(isinstance(each, str) for each in words)):
        return "holds a ruling that is damaged: its verdict, note or sources are no text"
    if any(is_broken(each) for each in words):
        return BROKEN
    try:
        at = datetime.fromisoformat(str(ruled_at))
    except ValueError:
        return "holds a ruling of no stated time"
    return Ruling(
        claim_id=claim_id,
        verdict=verdict,
        note=note if isinstance(note, str) else None,
        sources=tuple(sources) if isinstance(sources, list) else (),
        ruled_at=at,
    )
