"""Sources that are watched: kept, looked at when it is time, and no failure of one ends the others."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from onrecord.archive import Archive
from onrecord.errors import OnRecordError, ReadError
from onrecord.model import Watch
from onrecord.tracking.watch_rounds import WatchRounds
from onrecord.tracking.watches import Watches, WatchStopped, may_watch

from ..ferry import SECOND


def until(is_so: Callable[[], object]) -> bool:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.05)
    return False


def test_a_watched_folder_tells_what_is_new_and_what_it_is_to_followed_claims(archive: Archive, inbox: Path) -> None:
    watches = archive.watches
    watch = watches.add(f" {inbox} ", 15)
    assert watches.all() == [watch]
    assert watches.look(watch.source).ingested.added == ("first",)
    [claim] = [each for each in archive.claims() if "died" in each.first.text]
    archive.tracker.follow(claim.id)
    (inbox / "second.txt").write_text(SECOND, encoding="utf-8")
    watches.look(watch.source)
    watches.look(watch.source)
    newest, first = watches.findings()
    assert (newest.articles[0][0], first.articles[0][0]) == ("second", "first")
    [found] = newest.claims
    assert (found.relation, found.followed, found.article_id) == ("contradicts", claim.first.text, "second")
    assert archive.article("second").text[found.start : found.end] == found.words
    assert watches.all()[0].looked_at is not None
    watches.add(str(inbox), None)
    assert [each.minutes for each in watches.all()] == [None]
    watches.stop(watch.source)
    assert watches.all() == []
    assert len(watches.findings()) == 2
    assert archive.article("second")


def test_what_is_watched_outlives_the_archive_that_was_open(archive: Archive, inbox: Path, tmp_path: Path) -> None:
    archive.watches.add(str(inbox), 15)
    archive.watches.look(str(inbox))
    kept = archive.watches.all(), archive.watches.findings()
    archive.index.migrate(tmp_path / "other")
    archive.close()
    for place in ("index", "other"):
        with Archive.open(tmp_path / place, embedder=archive.index.embedder) as again:
            assert (again.watches.all(), again.watches.findings()) == kept


@pytest.mark.parametrize(
    "source", ["", "  ", "/no/such/folder", "ftp://example.org/feed", "file:///etc", "a\0b", "x" * 3000]
)
def test_what_is_no_folder_and_no_address_is_not_watched(archive: Archive, source: str) -> None:
    with pytest.raises(ReadError, match=r"\A[^\n]+\Z"):
        archive.watches.add(source)
    assert archive.watches.all() == []


def test_a_private_address_is_refused_and_told(archive: Archive) -> None:
    watch = archive.watches.add("http://127.0.0.1:1/feed.xml", 15)
    assert archive.watches.look(watch.source).ingested.failed
    [noted] = archive.watches.all()
    assert noted.failure is not None
    assert "private address" in noted.failure
    assert noted.looked_at is not None


def test_it_is_due_when_its_time_has_come_and_never_by_itself_without_one() -> None:
    begun = datetime(2031, 3, 4, 12, tzinfo=UTC)
    watch = Watch(source="a", minutes=15, begun_at=begun)
    assert watch.is_due(begun)
    seen = Watch(source="a", minutes=15, begun_at=begun, looked_at=begun)
    assert not seen.is_due(begun + timedelta(minutes=14))
    assert seen.is_due(begun + timedelta(minutes=15))
    assert not Watch(source="a", minutes=None, begun_at=begun).is_due(begun + timedelta(days=9))


def test_only_what_lies_in_an_allowed_folder_may_be_watched(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "out")
    allowed = may_watch([tmp_path / "in"])
    assert allowed("https://example.org/feed.xml")
    assert allowed(str(tmp_path / "in"))
    assert allowed(str(tmp_path / "in" / "deep"))
    for other in ("out", "in/../out", "in/link", "inn"):
        assert not allowed(str(tmp_path / other)), other
    assert not allowed("/")
    assert not allowed("a\0b")
    assert not may_watch([])(str(tmp_path / "in"))


class _Looking:
    """Watches that note who was looked at; those called `bad…` fail, each in its way."""

    def __init__(self, *sources: str) -> None:
        now = datetime.now(UTC)
        self.known = [Watch(source=each, minutes=1, begun_at=now) for each in sources]
        self.seen: list[str] = []
        self.failures: dict[str, str] = {}

    def all(self) -> list[Watch]:
        return self.known

    def look(self, source: str, *, is_ending: Callable[[], bool]) -> None:
        self.seen.append(source)
        if source == "bad":
            raise OnRecordError("it cannot be read")
        if source == "worse":
            raise ZeroDivisionError("by zero\nand more")
        if source == "long":
            until(is_ending)
            raise WatchStopped

    def note_failure(self, source: str, failure: str) -> None:
        self.failures[source] = failure


def rounds(looking: _Looking, is_allowed: Callable[[str], bool] = lambda _: True) -> WatchRounds:
    return WatchRounds(cast("Watches", looking), is_allowed, pause=0.01)


def test_the_failure_of_one_ends_none_of_the_others() -> None:
    looking = _Looking("bad", "worse", "good")
    running = rounds(looking)
    running.start()
    assert until(lambda: looking.seen.count("good") > 1)
    running.close()
    assert looking.failures == {"worse": "ZeroDivisionError: by zero"}
    assert not [each for each in threading.enumerate() if each.name == "watch rounds"]


def test_a_look_that_goes_on_ends_with_the_server() -> None:
    looking = _Looking("long", "after")
    running = rounds(looking)
    running.start()
    assert until(lambda: looking.seen)
    began = time.monotonic()
    running.close()
    assert time.monotonic() - began < 5
    assert looking.seen == ["long"]


def test_what_is_not_allowed_is_not_looked_at() -> None:
    looking = _Looking("secret", "open")
    running = rounds(looking, lambda source: source == "open")
    running.start()
    assert until(lambda: len(looking.seen) > 2)
    running.close()
    assert set(looking.seen) == {"open"}


def test_rounds_that_never_began_can_be_closed(archive: Archive) -> None:
    WatchRounds(archive.watches).close()


def test_a_look_ends_between_two_articles_and_what_was_stored_is_whole(archive: Archive, inbox: Path) -> None:
    watches: Watches = archive.watches
    watches.add(str(inbox), 15)
    with pytest.raises(WatchStopped):
        watches.look(str(inbox), is_ending=lambda: True)
    assert archive.health().is_sound
    assert watches.look(str(inbox)).ingested.failed == ()
    assert archive.article("first")
