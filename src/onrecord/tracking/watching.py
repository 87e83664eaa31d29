"""Sources looked at again and again, and what they add to the claims that are followed."""

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.model import IngestReport, News, WatchReport
from onrecord.tracking.tracker import Tracker


@dataclass(frozen=True, slots=True)
class Watcher:
    """Looks at sources through `ingest`, which stores what is new in them, and tells what that means for the claims."""

    tracker: Tracker
    ingest: Callable[[], IngestReport]

    def look(self) -> WatchReport:
        """Ingest what is new, and return what it adds to or has against each claim that is followed."""
        before = {claim.id for group in self.tracker.claims(followed=True) for claim in group.claims}
        report = self.ingest()
        fresh = {*report.added, *report.updated}
        news = []
        for group in self.tracker.claims(followed=True) if fresh else []:
            claims = tuple(c for c in group.claims if c.article.id in fresh and c.id not in before)
            odd = tuple(d for d in group.discrepancies if {d.a.id, d.b.id} & {claim.id for claim in claims})
            if claims:
                news.append(News(group=group, claims=claims, discrepancies=odd))
        return WatchReport(ingested=report, news=tuple(news))
