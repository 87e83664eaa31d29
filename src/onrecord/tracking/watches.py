"""Folders and addresses that are watched: kept in the ledger, looked at when asked for or when it is time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from onrecord.errors import OnRecordError, ReadError
from onrecord.model import IngestReport, Watch, WatchedClaim, WatchFinding, WatchRelation, WatchReport
from onrecord.stint import Listener
from onrecord.tracking.tracker import Tracker
from onrecord.tracking.watching import Watcher

_LONGEST, _TITLE = 2000, 80
_SCHEMES = ("http://", "https://")


class WatchStopped(Exception):  # noqa: N818 no error: somebody ended the look
    """A look was ended before it was done; what was stored by then is whole."""


class IngestCall(Protocol):
    """What stores the articles of sources."""

    def __call__(
        self, sources: list[str], *, progress: Callable[[str], None] | None, listener: Listener | None
    ) -> IngestReport:
        """Store what is new in sources."""


@dataclass(frozen=True, slots=True)
class Watches:
    """What is watched for an archive, whose articles `ingest` stores."""

    tracker: Tracker
    ingest: IngestCall

    def all(self) -> list[Watch]:
        """Return what is watched, in the order in which it was begun."""
        return self.tracker.index.ledger.watches.all()

    def findings(self, limit: int = 20) -> list[WatchFinding]:
        """Return so much of what was found, the newest first."""
        return self.tracker.index.ledger.watches.findings(limit)

    def add(self, source: str, minutes: int | None = None) -> Watch:
        """Watch a folder, a file or an address each so many minutes; raises ReadError for what is none of them."""
        named = source.strip()
        if not is_address(named):
            is_odd = "://" in named or "\0" in named or not 0 < len(named) <= _LONGEST
            if is_odd or not Path(named).exists():
                raise ReadError(f"{named or 'nothing'} is neither a folder nor an address to watch")
            named = str(Path(named).resolve())
        watch = Watch(source=named, minutes=minutes, begun_at=datetime.now(UTC))
        with self.tracker.index.writing():
            self.tracker.index.ledger.watches.add(watch)
        return watch

    def stop(self, source: str) -> None:
        """Watch a source no more; its articles stay."""
        with self.tracker.index.writing():
            self.tracker.index.ledger.watches.stop(source)

    def look(self, source: str, *, is_ending: Callable[[], bool] = lambda: False) -> WatchReport:
        """Look at a source now: store what is new, keep what it is to the claims that are followed, and return it.

        What goes wrong is noted in one line, and raised. Raises WatchStopped where it `is_ending` meanwhile.
        """

        def go_on(_: object) -> None:
            if is_ending():
                raise WatchStopped

        kept = self.tracker.index.ledger.watches
        watcher = Watcher(self.tracker, lambda: self.ingest([source], progress=go_on, listener=go_on))
        try:
            report = watcher.look()
        except OnRecordError as error:
            self.note_failure(source, str(error))
            raise
        finding = self._finding(source, report)
        if finding.articles or finding.claims:
            kept.keep(finding)
        kept.note(source, finding.found_at, _failure(source, report.ingested))
        return report

    def note_failure(self, source: str, failure: str) -> None:
        """Note what went wrong with a source, in one line."""
        self.tracker.index.ledger.watches.note(source, datetime.now(UTC), failure)

    def _finding(self, source: str, report: WatchReport) -> WatchFinding:
        fresh = (*report.ingested.added, *report.ingested.updated)
        return WatchFinding(
            source=source,
            found_at=datetime.now(UTC),
            articles=tuple((article_id, self._title(article_id)) for article_id in fresh),
            claims=tuple(_claims(report)),
        )

    def _title(self, article_id: str) -> str:
        try:
            article = self.tracker.index.ledger.articles.get(article_id)
            return article.title or " ".join(article.text[:_TITLE].split()) or article_id
        except OnRecordError:
            return article_id


def is_address(source: str) -> bool:
    """Say whether a source is a web address."""
    return source.lower().startswith(_SCHEMES)


def may_watch(folders: Iterable[Path]) -> Callable[[str], bool]:
    """Return what says whether a source may be watched: an address, or what lies in one of some folders."""
    within = tuple(folder.resolve() for folder in folders)

    def is_within(source: str) -> bool:
        return "\0" not in source and any(Path(source).resolve().is_relative_to(each) for each in within)

    return lambda source: is_address(source) or is_within(source)


def _claims(report: WatchReport) -> Iterator[WatchedClaim]:
    """Yield the new words, each with what it is to the claim that is followed."""
    for news in report.news:
        odd: dict[str, WatchRelation] = {}
        for each in news.discrepancies:
            for claim_id in (each.a.id, each.b.id):
                if odd.get(claim_id) != "contradicts":
                    odd[claim_id] = each.relation
        for claim in news.claims:
            yield WatchedClaim(
                followed=news.group.first.text,
                relation=odd.get(claim.id, "adds"),
                words=claim.text,
                article_id=claim.article.id,
                start=claim.span.start,
                end=claim.span.end,
            )


def _failure(source: str, report: IngestReport) -> str | None:
    if not report.failed:
        return None
    first = report.failed[0]
    more = f", and {len(report.failed) - 1:,} more" if len(report.failed) > 1 else ""
    told = first.error if first.source == source else f"{first.source}: {first.error}"
    return f"{told}{more}"
