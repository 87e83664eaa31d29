import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Attribution, KnownSpeaker, Span, Speaker
from onrecord.speakers import attributions, directory, speakers
from onrecord.speakers.linking import LinkedSpeaker, known_speakers
from onrecord.storage.ledger.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(tmp_path / "ledger.sqlite")
    yield opened
    opened.close()


def write(ledger: Ledger, article_id: str, *names: str | None) -> None:
    """Store an article in which these speak in turn, the last first."""
    found = [
        Attribution(content=(Span(start=n, end=n + 1),), kind="indirect", speaker=Speaker(name=name) if name else None)
        for n, name in enumerate(names)
    ]
    ledger.write(Article(id=article_id, text="x" * 20), [], found[::-1])


def test_speakers_are_joined_across_articles_and_counted(ledger: Ledger) -> None:
    write(ledger, "a", "Ilse Varn", "Ilse Varn", "Otto Brisk", None)
    write(ledger, "b", "Varn", "Ada Brisk", None, "Ada Brisk")
    assert speakers(ledger) == [
        KnownSpeaker(name="Ilse Varn", aliases=("Varn",), attributions=3, articles=2),
        KnownSpeaker(name="Ada Brisk", attributions=2, articles=1),
        KnownSpeaker(name="Otto Brisk", attributions=1, articles=1),
    ]
    assert ledger.attributions.without_speaker() == 2


def test_an_articles_speakers_are_those_of_the_archive_in_the_order_of_the_text(ledger: Ledger) -> None:
    write(ledger, "a", "Ilse Varn", "Otto Brisk")
    write(ledger, "b", "Varn", None, "Ada Brisk")
    found = attributions(ledger, "b")
    assert [each.speaker and each.speaker.name for each in found] == ["Ilse Varn", None, "Ada Brisk"]
    assert [each.content[0].start for each in found] == [0, 1, 2]


def test_what_was_joined_is_kept_until_an_attribution_changes(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    write(ledger, "a", "Ilse Varn")
    first = speakers(ledger)
    with monkeypatch.context() as patched:
        patched.setattr("onrecord.speakers.directory.known_speakers", None)
        assert speakers(ledger) == first
        assert attributions(ledger, "a")[0].speaker == Speaker(name="Ilse Varn")
    write(ledger, "b", "Varn")
    assert speakers(ledger) == [KnownSpeaker(name="Ilse Varn", aliases=("Varn",), attributions=2, articles=2)]
    write(ledger, "b", "Otto Brisk")
    assert [each.name for each in speakers(ledger)] == ["Ilse Varn", "Otto Brisk"]
    ledger.remove("a")
    assert [each.name for each in speakers(ledger)] == ["Otto Brisk"]


def test_what_was_joined_while_somebody_wrote_is_not_kept(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    write(ledger, "a", "Ilse Varn")

    def slowly(articles: Mapping[str, Iterable[Speaker]], _: object) -> list[LinkedSpeaker]:
        write(ledger, "b", "Otto Brisk")
        return known_speakers(articles)

    with monkeypatch.context() as patched:
        patched.setattr(directory, "known_speakers", slowly)
        assert [each.name for each in speakers(ledger)] == ["Ilse Varn"]
    assert [each.name for each in speakers(ledger)] == ["Ilse Varn", "Otto Brisk"]


def test_where_nobody_speaks_there_is_nobody(ledger: Ledger) -> None:
    write(ledger, "a")
    assert not speakers(ledger)
    assert not attributions(ledger, "a")
    assert ledger.attributions.without_speaker() == 0


NAMES = (
    "Ann Lee",
    "Anna B. Lee",
    "Lee",
    "Mrs. Lee",
    "Bo Lee",
    "Ilse Varn",
    "Varn",
    "officials",
    "FSO",
    "Ann",
    "the Farm Office",
)
ALIASES = ("Dr. Ann Lee", "Captain Ann Lee", "the FSO", "FSO", "Senator Lee", "Mattis Varn")
SPEAKERS = st.lists(
    st.builds(Speaker, name=st.sampled_from(NAMES), aliases=st.lists(st.sampled_from(ALIASES), max_size=2).map(tuple)),
    max_size=3,
)
ARTICLE_IDS = "abcdefghij"


@settings(max_examples=25, deadline=None)
@given(
    first=st.lists(SPEAKERS, min_size=len(ARTICLE_IDS), max_size=len(ARTICLE_IDS)),
    changes=st.lists(st.tuples(st.sampled_from(ARTICLE_IDS), st.none() | SPEAKERS), min_size=1, max_size=6),
)
def test_joined_bit_by_bit_they_come_out_as_joined_at_once(
    first: list[list[Speaker]], changes: list[tuple[str, list[Speaker] | None]]
) -> None:
    with TemporaryDirectory() as folder, closing(Ledger(Path(folder, "ledger.sqlite"))) as ledger:
        for article_id, own in zip(ARTICLE_IDS, first, strict=True):
            store(ledger, article_id, own)
        speakers(ledger)
        gone: set[str] = set()
        for article_id, changed in changes:
            if changed is not None:
                store(ledger, article_id, changed)
                gone.discard(article_id)
            elif article_id not in gone:
                ledger.remove(article_id)
                gone.add(article_id)
            whole = directory.link(ledger.attributions.counts())
            for _ in range(2):
                with ledger.speakers.up_to_date(directory.JOINING) as found:
                    assert sorted(map(repr, found.speakers().values())) == sorted(repr(each.speaker) for each in whole)
                    of = {member: each.speaker for each in whole for member in each.members}
                    assert found.names(ARTICLE_IDS) == of
                    assert found.members(list(found.speakers())) == set(of)


def store(ledger: Ledger, article_id: str, said_by: list[Speaker]) -> None:
    """Store an article in which these speak in turn."""
    found = [
        Attribution(content=(Span(start=n, end=n + 1),), kind="indirect", speaker=each)
        for n, each in enumerate(said_by)
    ]
    ledger.write(Article(id=article_id, text="x" * 20), [], found)


def test_an_index_of_before_the_families_is_joined_anew(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "old.sqlite")
    write(ledger, "a", "Ilse Varn")
    write(ledger, "b", "Varn")
    expected = speakers(ledger)
    ledger.close()
    with closing(sqlite3.connect(tmp_path / "old.sqlite")) as old:
        for table in ("families", "called", "unjoined", "identities"):
            old.execute(f"DROP TABLE {table}")
        old.execute("UPDATE members SET name = 'Nobody' WHERE article_id = 'b'")
        old.execute("UPDATE manifest SET value = '5' WHERE key = 'schema'")
        old.execute("UPDATE manifest SET key = 'speakers_joined_at' WHERE key = 'speakers_kept_at'")
        old.commit()
    migrated = Ledger(tmp_path / "old.sqlite")
    assert speakers(migrated) == expected
    assert speakers(migrated) == expected
    migrated.close()
