"""What the user keeps of claims: which they follow, and what they found out. Nothing else ever writes here."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Engine, delete, select

from onrecord.model import Claim, Ruling
from onrecord.storage.ledger.schema import follows, rulings
from onrecord.storage.ledger.upsert import upsert


class ClaimFiles:
    """The claims that are followed, and the rulings on claims, by the claim's id; both outlive the article."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through an engine."""
        self._engine = engine

    def follow(self, claim: Claim, at: datetime) -> None:
        """Follow a claim from a moment on; one that is followed already stays as it is."""
        row = upsert(follows).values(claim_id=claim.id, words=claim.text, followed_at=at.isoformat())
        with self._engine.begin() as connection:
            connection.execute(row.on_conflict_do_nothing())

    def unfollow(self, claim_ids: Iterable[str]) -> None:
        """Follow these claims no more."""
        with self._engine.begin() as connection:
            connection.execute(delete(follows).where(follows.c.claim_id.in_(list(claim_ids))))

    def followed(self) -> dict[str, str]:
        """Return the words of each claim that is followed, by its id."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(follows).order_by(follows.c.followed_at, follows.c.claim_id))
            return {row.claim_id: row.words for row in rows}

    def rule(self, ruling: Ruling, words: str) -> None:
        """Keep a ruling on a claim of these words, in place of the one there was."""
        values = {
            "words": words,
            "verdict": ruling.verdict,
            "note": ruling.note,
            "sources": list(ruling.sources),
            "ruled_at": ruling.ruled_at.isoformat(),
        }
        row = upsert(rulings).values(claim_id=ruling.claim_id, **values)
        with self._engine.begin() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["claim_id"], set_=values))

    def withdraw(self, claim_ids: Iterable[str]) -> None:
        """Take back the rulings on these claims."""
        with self._engine.begin() as connection:
            connection.execute(delete(rulings).where(rulings.c.claim_id.in_(list(claim_ids))))

    def rulings(self) -> dict[str, Ruling]:
        """Return every ruling by the id of its claim."""
        with self._engine.connect() as connection:
            return {
                row.claim_id: Ruling(
                    claim_id=row.claim_id,
                    verdict=row.verdict,
                    note=row.note,
                    sources=tuple(row.sources),
                    ruled_at=datetime.fromisoformat(row.ruled_at),
                )
                for row in connection.execute(select(rulings).order_by(rulings.c.claim_id))
            }
