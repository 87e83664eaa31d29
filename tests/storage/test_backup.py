import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.archive import Archive
from onrecord.embedding import Embedder
from onrecord.errors import IndexDamagedError, ReadError, WriteError
from onrecord.model import Article
from onrecord.storage import backup
from onrecord.storage.backup import restore, save

ARTICLES = [
    Article(id="wall", title="The wall", publisher="Courier", text="“The wall is too low,” said Ilse Varn on Monday."),
    Article(id="mill", text="The mill in Tolm burned down. Nobody was hurt, Mattis Orr said."),
]


@pytest.fixture
def archive(tmp_path: Path, embedder: Embedder) -> Iterator[Archive]:
    with Archive.open(tmp_path / "index", embedder=embedder) as opened:
        opened.add(ARTICLES)
        yield opened


def test_a_round_trip_is_equal(archive: Archive, tmp_path: Path, embedder: Embedder) -> None:
    assert archive.backup(tmp_path / "all.backup") == 2
    assert Archive.restore(tmp_path / "all.backup", tmp_path / "other") == 2
    with Archive.open(tmp_path / "other", embedder=embedder) as other:
        assert other.articles() == archive.articles()
        assert other.speakers() == archive.speakers()
        assert other.ask("How low is the wall?") == archive.ask("How low is the wall?")
        assert other.search("the mill") == archive.search("the mill")
        for article in ARTICLES:
            assert other.attributions(article.id) == archive.attributions(article.id)
        assert other.index.ledger.passages.vectors()[0] == archive.index.ledger.passages.vectors()[0]
        assert other.health().is_sound
        assert other.add(ARTICLES).unchanged == ("wall", "mill")


def test_a_backup_is_of_one_moment_while_another_connection_writes(archive: Archive, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "index" / "ledger.sqlite")) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM articles WHERE id = 'mill'")
        assert archive.backup(tmp_path / "all.backup") == 2
        writer.rollback()


def test_nothing_is_written_over(archive: Archive, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("mine")
    with pytest.raises(WriteError, match="is there already: name another file"):
        archive.backup(there)
    assert there.read_text() == "mine"
    archive.backup(tmp_path / "all.backup")
    with pytest.raises(WriteError, match="is not empty: name another folder"):
        Archive.restore(tmp_path / "all.backup", tmp_path / "index")
    assert len(archive.articles()) == 2


def test_a_file_that_cannot_be_written_is_named_in_one_line(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="cannot be written: No such file or directory"):
        archive.backup(tmp_path / "missing" / "all.backup")
    with pytest.raises(WriteError, match="cannot be written"):
        restore(tmp_path / "none", tmp_path / "index" / "ledger.sqlite" / "below")


def test_what_is_no_backup_or_not_a_whole_one_makes_no_index(archive: Archive, tmp_path: Path) -> None:
    archive.backup(tmp_path / "all.backup")
    data = (tmp_path / "all.backup").read_bytes()
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 0xFF
    for number, bad in enumerate((b"", b"hello", data[: len(data) // 2], bytes(flipped))):
        file = tmp_path / str(number)
        file.write_bytes(bad)
        with pytest.raises(ReadError, match=r"is not a whole backup|is damaged"):
            restore(file, tmp_path / f"index {number}")
        assert not (tmp_path / f"index {number}" / "ledger.sqlite").exists()
    with pytest.raises(ReadError, match="does not exist"):
        restore(tmp_path / "none", tmp_path / "new")


@pytest.mark.parametrize(("field", "value"), [("schema", 99), ("format", 2)])
def test_another_version_is_told(archive: Archive, tmp_path: Path, field: str, value: int) -> None:
    archive.backup(tmp_path / "all.backup")
    changed(tmp_path / "all.backup", **{field: value, "onrecord": "9.1"})
    with pytest.raises(ReadError, match=r"was made by onrecord 9\.1, whose index this version cannot read"):
        restore(tmp_path / "all.backup", tmp_path / "new")


def test_a_backup_that_unpacks_to_more_than_it_states_is_refused(archive: Archive, tmp_path: Path) -> None:
    archive.backup(tmp_path / "all.backup")
    changed(tmp_path / "all.backup", bytes=1000)
    with pytest.raises(ReadError, match="is not a whole backup"):
        restore(tmp_path / "all.backup", tmp_path / "new")


@pytest.mark.usefixtures("archive")
def test_a_ledger_that_acts_by_itself_is_refused(tmp_path: Path) -> None:
    ledger = tmp_path / "acting.sqlite"
    backup._copy(tmp_path / "index" / "ledger.sqlite", ledger)
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON articles BEGIN DELETE FROM articles; END")
    save(ledger, tmp_path / "acting.backup")
    with pytest.raises(ReadError, match="is damaged"):
        restore(tmp_path / "acting.backup", tmp_path / "new")


def test_a_ledger_that_cannot_be_read_is_not_saved(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(IndexDamagedError, match="cannot be copied"):
        save(tmp_path / "ledger.sqlite", tmp_path / "all.backup")
    assert not (tmp_path / "all.backup").exists()


def changed(file: Path, **values: object) -> None:
    """Write other facts into a backup's manifest."""
    with zipfile.ZipFile(file) as pack:
        manifest, ledger = json.loads(pack.read("manifest.json")), pack.read("ledger.sqlite")
    with zipfile.ZipFile(file, "w") as pack:
        pack.writestr("manifest.json", json.dumps(manifest | values))
        pack.writestr("ledger.sqlite", ledger)
