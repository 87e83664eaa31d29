"""What goes wrong around an index: no room, no right to write, files that are gone, cut, or of another version."""

import itertools
import multiprocessing
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from onrecord.errors import IndexDamagedError, IndexLockedError, OnRecordError, VectorsDamagedError, WriteError
from onrecord.ingesting.pipeline import Pipeline, open_index
from onrecord.model import Article, Ruling, Scope
from onrecord.storage import index as index_module
from onrecord.storage.backup import save
from onrecord.storage.health import examine
from onrecord.storage.index import Index
from onrecord.storage.ledger.attributions import AttributionCount
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.speakers.directories import DirectoryEntry, Joining
from onrecord.storage.vectors.chroma import VectorCollection

from .helpers import RememberingEmbedder, add, assert_vectors_are_the_ledgers, contents

ONE_LINE = r"\A[^\n]+\Z"
ARTICLES = [Article(id=f"a{n}", text=f"The gate at lock {n} was shut. Nobody was told.") for n in range(6)]
NOBODY = Joining(link=lambda *_: [], families=lambda *_: frozenset())
LONG = Article(id="long", text="The heron of the sea wall flew. " * 400)


def store_and_tell(index: Index, articles: list[Article], told: list[str]) -> None:
    """Store articles, and take down each that is said to be safe, whatever becomes of the others."""
    for article_id, _ in Pipeline(index).add(articles):
        told.append(article_id)


def test_a_full_disk_loses_nothing_and_it_goes_on_when_there_is_room(
    tmp_path: Path, remembering: RememberingEmbedder
) -> None:
    index = open_index(tmp_path, remembering)
    add(index, *ARTICLES[:3])
    before = contents(index)

    @event.listens_for(index.ledger._engine, "checkout")
    def allow_few_pages(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    told: list[str] = []
    with pytest.raises(WriteError, match=r"\Ano room is left for [^\n]+: make some, then do the same again\Z"):
        store_and_tell(index, [*ARTICLES[3:], LONG], told)
    index.close()
    index = open_index(tmp_path, remembering)
    assert set(contents(index)) == {*before, *told}
    assert contents(index).items() >= before.items()
    assert_vectors_are_the_ledgers(index)
    add(index, *ARTICLES, LONG)
    assert set(contents(index)) == {"long", *(article.id for article in ARTICLES)}
    assert examine(index, tmp_path).problems == ()
    index.close()


def test_without_room_for_vectors_articles_are_stored_and_found(
    index: Index, remembering: RememberingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chromadb.errors import InternalError

    def full(*_: object, **__: object) -> None:
        raise InternalError("error returned from database: (code: 13) database or disk is full")

    add(index, *ARTICLES[:3])
    told: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr("chromadb.api.models.Collection.Collection.upsert", full)
        with pytest.raises(WriteError, match="no room is left for the vector collection"):
            store_and_tell(index, ARTICLES, told)
        vector = remembering.encode_documents([ARTICLES[5].text.split(". ")[0] + "."])[0]
        assert len(index.nearest(vector, 4, Scope())) == 4
        assert index.around([vector], 6) == set(index.ledger.passages.vectors()[0])
        assert any("no room" in line for line in examine(index, Path()).problems)
    assert told == [article.id for article in ARTICLES]
    assert_vectors_are_the_ledgers(index)
    assert examine(index, Path()).problems == ()


def test_a_collection_that_could_not_be_opened_once_can_be_later(tmp_path: Path) -> None:
    (tmp_path / "0" / "chroma.sqlite3").mkdir(parents=True)
    for _ in range(2):
        with pytest.raises(VectorsDamagedError, match=ONE_LINE):
            VectorCollection(tmp_path / "0")
    (tmp_path / "0" / "chroma.sqlite3").rmdir()
    collection = VectorCollection(tmp_path / "0")
    assert len(collection) == 0
    collection.close()


def _read_only(folder: Path, memory: Path) -> None:
    """Read an index as somebody who may not write there, then try to."""
    if os.getuid() == 0:
        os.setuid(65534)
    index = open_index(folder, RememberingEmbedder(memory=memory))
    vector = index.embedder.encode_documents(["The gate at lock 0 was shut."])[0]
    assert index.is_read_only
    assert len(index.ledger.articles.of()) == len(index.nearest(vector, 9, Scope())) == len(ARTICLES)
    assert len(index.around([vector], 9)) == len(ARTICLES)
    assert index.ledger.exact.articles_holding("body", [("lock", "3")]) == ["a3"]
    assert len(index.ledger.lexical.best(["gate"], 9, Scope())) == len(ARTICLES)
    with index.ledger.speakers.up_to_date(NOBODY) as directory:
        assert directory.speakers() == {}
    attempts: list[Callable[[], object]] = [
        lambda: add(index, LONG),
        lambda: index.remove("a0"),
        lambda: index.describe("a0", {"publisher": "Ostrel Post"}),
        lambda: Pipeline(index).rebuild(),
        lambda: index.ledger.claim_files.unfollow(["c1"]),
    ]
    for attempt in attempts:
        with pytest.raises(WriteError, match=r"\A[^\n]+ may only be read: [^\n]+\Z"):
            attempt()
    assert index.ledger.damage() == index.ledger.loose_ends() == []
    index.close()
    os._exit(42)


def test_what_may_only_be_read_is_read(
    tmp_path_factory: pytest.TempPathFactory, remembering: RememberingEmbedder
) -> None:
    folder = tmp_path_factory.mktemp("readonly")
    for parent in (folder, *(each for each in folder.parents if each.name.startswith(("pytest-", "popen-")))):
        parent.chmod(0o755)
    index = open_index(folder / "index", remembering)
    add(index, *ARTICLES)
    index.close()
    memory = remembering.save(folder / "memory")
    for made in folder.rglob("*"):
        made.chmod(0o755 if made.is_dir() else 0o644)
    (folder / "index").chmod(0o555)
    process = multiprocessing.get_context("forkserver").Process(target=_read_only, args=(folder / "index", memory))
    process.start()
    process.join()
    (folder / "index").chmod(0o755)
    assert process.exitcode == 42


def test_speakers_are_given_also_when_they_cannot_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    joined: list[int] = []

    def link(counts: Sequence[AttributionCount], _: object) -> list[DirectoryEntry]:
        joined.append(len(counts))
        return []

    def locked(*_: object) -> None:
        raise IndexLockedError("another process is writing")

    joining = Joining(link=link, families=lambda *_: frozenset())
    add_nothing = Article(id="a0", text="Nobody spoke.")
    ledger.write(add_nothing, [])
    with monkeypatch.context() as patched:
        patched.setattr("onrecord.storage.ledger.speakers.speakers.keep", locked)
        with ledger.speakers.up_to_date(joining) as directory:
            assert directory.speakers() == {}
    for _ in range(2):
        with ledger.speakers.up_to_date(joining) as directory:
            assert directory.names(["a0"]) == {}
    assert joined == [0, 0]
    ledger.close()


def empty(file: Path) -> None:
    file.write_bytes(b"")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def of_another_program(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE recipes (words TEXT)")


def without_manifest(file: Path) -> None:
    with closing(sqlite3.connect(file)) as ledger, ledger:
        ledger.execute("DROP TABLE manifest")


def without_version(file: Path) -> None:
    with closing(sqlite3.connect(file)) as ledger, ledger:
        ledger.execute("DELETE FROM manifest")


@pytest.mark.parametrize(
    "damage",
    [Path.unlink, empty, cut, of_another_program, without_manifest, without_version],
    ids=lambda each: each.__name__,
)
def test_a_ledger_that_is_not_whole_is_told_in_one_line_and_not_made_anew(
    tmp_path: Path, remembering: RememberingEmbedder, damage: Callable[[Path], None]
) -> None:
    index = open_index(tmp_path, remembering)
    add(index, *ARTICLES)
    index.close()
    damage(tmp_path / "ledger.sqlite")
    with pytest.raises(IndexDamagedError, match=ONE_LINE):
        open_index(tmp_path, remembering).ledger.articles.of()
    assert (tmp_path / "vectors").is_dir()


@pytest.mark.parametrize(
    ("version", "advice"), [("1", "ingest into a new folder"), ("999", "update onrecord"), ("?", "restore a backup")]
)
def test_an_index_of_another_version_says_what_to_do(tmp_path: Path, version: str, advice: str) -> None:
    Ledger(tmp_path / "ledger.sqlite").close()
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as ledger, ledger:
        ledger.execute("UPDATE manifest SET value = ? WHERE key = 'schema'", (version,))
    with pytest.raises(IndexDamagedError, match=advice):
        Ledger(tmp_path / "ledger.sqlite")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM exact WHERE rowid = 2", "1 articles without their exact words"),
        ("DELETE FROM passages WHERE article_id = 'a1'", "1 articles without passages"),
        ("DELETE FROM lexical WHERE rowid = 2", "1 passages without their words"),
        ("DELETE FROM sentences WHERE passage_id = 2", "1 passages without sentences"),
        ("INSERT INTO lexical (rowid, body) VALUES (99, 'heron')", "1 words of no passage"),
        ("INSERT INTO exact (rowid, body) VALUES (99, 'heron')", "1 exact words of no article"),
        ("INSERT INTO wordings (article_id) VALUES ('gone')", "1 rows of nothing"),
    ],
)
def test_the_doctor_finds_loose_ends_and_a_rebuild_mends_them(index: Index, statement: str, words: str) -> None:
    add(index, *ARTICLES[:3])
    whole = contents(index)
    with closing(sqlite3.connect(index._folder / "ledger.sqlite")) as ledger, ledger:
        ledger.execute(statement)
    assert f"{words}: run `onrecord doctor --rebuild`" in examine(index, Path()).problems
    Pipeline(index).rebuild()
    assert examine(index, Path()).problems == ()
    assert contents(index) == whole


def test_nothing_hangs_on_the_clock(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    backwards = itertools.count(2_000_000_000, -3_600)
    monkeypatch.setattr(time, "time", lambda: float(next(backwards)))
    add(index, *ARTICLES)
    assert add(index, Article(id="a0", text="The gate was open.")) == {"a0": "updated"}
    index.remove("a1")
    assert_vectors_are_the_ledgers(index)
    later, earlier = datetime(2031, 3, 9, tzinfo=UTC), datetime(2031, 3, 8, tzinfo=UTC)
    for at, verdict in ((later, "true"), (earlier, "wrong")):
        index.ledger.claim_files.rule(
            Ruling(claim_id="c", verdict=verdict, note=None, sources=(), ruled_at=at), "The gate was open."
        )
    assert index.ledger.claim_files.rulings()["c"].verdict == "wrong"


def test_a_folder_whose_name_is_odd_holds_an_index(tmp_path: Path, remembering: RememberingEmbedder) -> None:
    folder = tmp_path / "what? 100% of #1 & more"
    index = open_index(folder, remembering)
    add(index, *ARTICLES)
    assert_vectors_are_the_ledgers(index)
    assert save(folder / "ledger.sqlite", tmp_path / "backup") == len(ARTICLES)
    index.close()
    assert (folder / "ledger.sqlite").stat().st_size


@pytest.fixture
def held(index: Index) -> Iterator[threading.Event]:
    """Another thread writes to the index until this is set."""
    started, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        with index.writing():
            started.set()
            go_on.wait(60)

    thread = threading.Thread(target=hold)
    thread.start()
    started.wait(60)
    yield go_on
    go_on.set()
    thread.join()


def test_who_writes_waits_for_another_thread_that_does(index: Index, held: threading.Event) -> None:
    threading.Timer(0.1, held.set).start()
    assert add(index, ARTICLES[0]) == {"a0": "added"}


@pytest.mark.usefixtures("held")
def test_who_has_waited_long_enough_is_told_who_is_writing(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "_PATIENCE", 0)
    with pytest.raises(IndexLockedError, match="another part of this process is writing"):
        add(index, ARTICLES[0])
    (index._folder / "writer").write_text("4711")
    with pytest.raises(IndexLockedError, match=r"another process \(4711\) is writing to .*: wait until it is done"):
        add(index, ARTICLES[0])
    (index._folder / "writer").unlink()
    with pytest.raises(OnRecordError, match="another process is writing"):
        add(index, ARTICLES[0])


def test_a_lost_folder_of_vectors_is_made_again_while_others_ask(index: Index) -> None:
    add(index, *ARTICLES)
    ids, vectors = index.ledger.passages.vectors()
    shutil.rmtree(index._folder / "vectors")
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(index.nearest(vectors[0], len(ids), Scope()))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [len(ids)] * 8
