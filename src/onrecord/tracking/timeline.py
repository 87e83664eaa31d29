"""When the claims of a topic were made: first said, repeated, changed."""

from collections.abc import Iterable, Iterator
from datetime import date

from onrecord.model import Claim, ClaimGroup, Discrepancy, Timeline, TimelineEntry, TimelineRole


def timeline(topic: str, groups: Iterable[ClaimGroup]) -> Timeline:
    """Return every time that a claim of some groups was made, the earliest first and what has no day last."""
    entries = [entry for group in groups for entry in _entries(group)]
    return Timeline(topic=topic, entries=tuple(sorted(entries, key=_order)))


def _entries(group: ClaimGroup) -> Iterator[TimelineEntry]:
    """Yield the times that a claim was made: it is changed where it is not at one with an earlier one."""
    earlier: set[str] = set()
    for claim in group.claims:
        changed = next((each for each in group.discrepancies if _other(each, claim) in earlier), None)
        role: TimelineRole = "first said" if not earlier else "changed" if changed else "repeated"
        yield TimelineEntry(day=claim.day, role=role, claim=claim, group_id=group.id, discrepancy=changed)
        earlier.add(claim.id)


def _other(discrepancy: Discrepancy, claim: Claim) -> str | None:
    """Return the id of the claim that a discrepancy sets against one, None where it is about others."""
    if claim.id == discrepancy.a.id:
        return discrepancy.b.id
    return discrepancy.a.id if claim.id == discrepancy.b.id else None


def _order(entry: TimelineEntry) -> tuple[date, str, int]:
    return entry.day or date.max, entry.claim.article.id, entry.claim.span.start
