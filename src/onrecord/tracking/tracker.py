"""The claims of an archive for whoever asks for them, with what the user and others found out about them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypedDict, Unpack

from onrecord.claims.recording import record_claims
from onrecord.errors import ClaimNotFoundError, IndexLockedError, WriteError
from onrecord.model import EVERYTHING, Claim, ClaimGroup, Ruling, Scope, Timeline
from onrecord.settings import Settings
from onrecord.storage.index import Index
from onrecord.storage.records import StoredClaim
from onrecord.tracking.fact_checks import KnownFactChecks
from onrecord.tracking.finding import find_claims
from onrecord.tracking.grouping import groups_of
from onrecord.tracking.timeline import timeline

_TOPIC_CLAIMS = 200
"""Claims of a topic, the nearest first, that are looked at where no limit is given."""

_CLAIMS_OF_A_GROUP = 4
"""Claims that are looked at for each group that is to be returned."""


class ClaimsWanted(TypedDict, total=False):
    """Which groups of claims to return, and how many at most.

    With `checkworthy` the most worth checking come first; with `discrepancies` only what is not at one, the surest
    first; with `followed` only what the user follows.
    """

    checkworthy: bool
    discrepancies: bool
    followed: bool
    limit: int | None


@dataclass(frozen=True)
class Tracker:
    """Finds, follows and rates the claims of an index."""

    index: Index
    settings: Settings
    known: KnownFactChecks = field(init=False)

    def __post_init__(self) -> None:
        """Look at the fact-checks that the index holds."""
        object.__setattr__(self, "known", KnownFactChecks(self.index, self.settings))

    def claims(
        self,
        about: str | None = None,
        speaker: str | None = None,
        *,
        scope: Scope = EVERYTHING,
        **wanted: Unpack[ClaimsWanted],
    ) -> list[ClaimGroup]:
        """Return groups of claims: the nearest to the topic first, else those with the most independent origins.

        Raises AmbiguousSpeakerError when the speaker's name fits several people.
        """
        self._catch_up()
        found = find_claims(self.index, about, speaker, scope)
        numbers = [each.number for each in self._narrowed(found, wanted)]
        limit = wanted.get("limit")
        if about and not (wanted.get("discrepancies") or wanted.get("checkworthy")):
            numbers = numbers[: _TOPIC_CLAIMS if limit is None else _CLAIMS_OF_A_GROUP * limit]
        groups = groups_of(self.index.ledger, numbers)
        if wanted.get("discrepancies"):
            groups = sorted((each for each in groups if each.discrepancies), key=_surest_first)
        elif wanted.get("checkworthy"):
            groups = sorted(groups, key=lambda each: (-each.score, each.id))
        elif not about:
            groups = sorted(groups, key=lambda each: (-each.origins, -len(each.claims), -each.score, each.id))
        return self._filed(groups[:limit])

    def _narrowed(self, found: list[StoredClaim], wanted: ClaimsWanted) -> list[StoredClaim]:
        """Return those of some claims that are followed, or not at one with another, where that is asked for."""
        if wanted.get("followed"):
            kept = self.index.ledger.claim_files.followed()
            found = [each for each in found if each.claim.id in kept]
        if wanted.get("discrepancies"):
            odd = {number for pair in self.index.ledger.claim_links.discordant() for number in pair}
            found = [each for each in found if each.number in odd]
        return found

    def group(self, claim_id: str) -> ClaimGroup:
        """Return the group of a claim by its id, or by the start of it; raises ClaimNotFoundError."""
        self._catch_up()
        found = self.index.ledger.claims.called(claim_id)
        groups = groups_of(self.index.ledger, [found[0].number]) if len(found) == 1 else []
        if not groups:
            several = "several claims have" if len(found) > 1 else "no claim has"
            raise ClaimNotFoundError(f"{several} the id {claim_id!r}: `onrecord claims` lists them")
        return self._filed(groups)[0]

    def timeline(self, topic: str, *, scope: Scope = EVERYTHING, limit: int | None = None) -> Timeline:
        """Return when the claims of a topic were made: first said, repeated, changed."""
        return timeline(topic, self.claims(topic, scope=scope, limit=limit))

    def follow(self, claim_id: str) -> ClaimGroup:
        """Follow a claim; raises ClaimNotFoundError."""
        group = self.group(claim_id)
        self.index.ledger.claim_files.follow(_called(group, claim_id), datetime.now(UTC))
        return self.group(claim_id)

    def unfollow(self, claim_id: str) -> ClaimGroup:
        """Follow a claim no more; raises ClaimNotFoundError."""
        self.index.ledger.claim_files.unfollow(claim.id for claim in self.group(claim_id).claims)
        return self.group(claim_id)

    def rule(self, claim_id: str, verdict: str, note: str | None = None, sources: Sequence[str] = ()) -> ClaimGroup:
        """Keep what the user found out about a claim, which is followed from then on; raises ClaimNotFoundError."""
        claim = _called(self.group(claim_id), claim_id)
        now = datetime.now(UTC)
        ruling = Ruling(claim_id=claim.id, verdict=verdict, note=note, sources=tuple(sources), ruled_at=now)
        self.index.ledger.claim_files.rule(ruling, claim.text)
        self.index.ledger.claim_files.follow(claim, now)
        return self.group(claim_id)

    def withdraw(self, claim_id: str) -> ClaimGroup:
        """Take back what the user found out about a claim; raises ClaimNotFoundError."""
        self.index.ledger.claim_files.withdraw(claim.id for claim in self.group(claim_id).claims)
        return self.group(claim_id)

    def _filed(self, groups: Sequence[ClaimGroup]) -> list[ClaimGroup]:
        """Return groups with what the user and others found out about them."""
        followed, rulings = self.index.ledger.claim_files.followed(), self.index.ledger.claim_files.rulings()
        return [
            replace(
                group,
                is_followed=any(claim.id in followed for claim in group.claims),
                ruling=next((rulings[claim.id] for claim in group.claims if claim.id in rulings), None),
                fact_checks=self.known.of(group),
            )
            for group in groups
        ]

    def _catch_up(self) -> None:
        """Find the claims of articles that wait for it, unless another process is about to, or none can be kept."""
        if not self.index.ledger.claims.waiting():
            return
        try:
            with self.index.writing(patience=0):
                record_claims(self.index)
        except (IndexLockedError, WriteError):
            return


def _called(group: ClaimGroup, claim_id: str) -> Claim:
    """Return the claim of a group that an id, or the start of one, names."""
    return next(claim for claim in group.claims if claim.id.startswith(claim_id))


def _surest_first(group: ClaimGroup) -> tuple[bool, float, str]:
    best = group.discrepancies[0]
    return best.relation != "contradicts", -best.confidence, group.id
