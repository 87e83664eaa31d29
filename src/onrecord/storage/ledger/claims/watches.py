"""The sources that are looked at again and again, and what was found there last."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update

from onrecord.model import Watch, WatchedClaim, WatchFinding
from onrecord.storage.ledger.claims.watch_tables import watch_findings, watches
from onrecord.storage.ledger.upsert import upsert

_MOST_KEPT = 200
"""Findings that are kept, the newest of them; set by hand."""


class WatchFiles:
    """What is watched, by source, and what was found."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through an engine."""
        self._engine = engine

    def all(self) -> list[Watch]:
        """Return what is watched, in the order in which it was begun."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(watches).order_by(watches.c.begun_at, watches.c.source))
            return [_watch(row) for row in rows]

    def add(self, watch: Watch) -> None:
        """Watch a source; of one that is watched already only how often is changed."""
        row = upsert(watches).values(source=watch.source, minutes=watch.minutes, begun_at=watch.begun_at.isoformat())
        with self._engine.begin() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["source"], set_={"minutes": watch.minutes}))

    def stop(self, source: str) -> None:
        """Watch a source no more; what was found there stays."""
        with self._engine.begin() as connection:
            connection.execute(delete(watches).where(watches.c.source == source))

    def note(self, source: str, at: datetime, failure: str | None) -> None:
        """Note when a source was looked at, and what went wrong."""
        seen = update(watches).where(watches.c.source == source)
        with self._engine.begin() as connection:
            connection.execute(seen.values(looked_at=at.isoformat(), failure=failure))

    def keep(self, finding: WatchFinding) -> None:
        """Keep what was found, and of all that was found the newest."""
        values = {
            "source": finding.source,
            "found_at": finding.found_at.isoformat(),
            "articles": [list(each) for each in finding.articles],
            "claims": [asdict(each) for each in finding.claims],
        }
        last = select(watch_findings.c.number).order_by(watch_findings.c.number.desc()).offset(_MOST_KEPT).limit(1)
        with self._engine.begin() as connection:
            connection.execute(insert(watch_findings).values(values))
            oldest = connection.scalar(last)
            if oldest is not None:
                connection.execute(delete(watch_findings).where(watch_findings.c.number <= oldest))

    def findings(self, limit: int) -> list[WatchFinding]:
        """Return so much of what was found, the newest first."""
        wanted = select(watch_findings).order_by(watch_findings.c.number.desc()).limit(limit)
        with self._engine.connect() as connection:
            return [
                WatchFinding(
                    source=row.source,
                    found_at=datetime.fromisoformat(row.found_at),
                    articles=tuple((article_id, title) for article_id, title in row.articles),
                    claims=tuple(WatchedClaim(**each) for each in row.claims),
                )
                for row in connection.execute(wanted)
            ]


def _watch(row: Any) -> Watch:  # noqa: ANN401
    return Watch(
        source=row.source,
        minutes=row.minutes,
        begun_at=datetime.fromisoformat(row.begun_at),
        looked_at=None if row.looked_at is None else datetime.fromisoformat(row.looked_at),
        failure=row.failure,
    )
