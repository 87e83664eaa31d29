import multiprocessing
import os
import sqlite3
import threading
from pathlib import Path

import pytest

from onrecord.errors import IndexDamagedError, IndexLockedError
from onrecord.ingesting.pipeline import open_index
from onrecord.model import Article
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.manifest import note
from onrecord.storage.ledger.schema import VERSION

from .helpers import RememberingEmbedder, add

ONE_LINE = r"\A[^\n]+\Z"


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database, but long enough to look at" * 50)
    with pytest.raises(IndexDamagedError, match="cannot be used"):
        Ledger(tmp_path / "ledger.sqlite")


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "ledger.sqlite")
    other.execute("CREATE TABLE articles (headline TEXT)")
    other.commit()
    with pytest.raises(IndexDamagedError, match="another program's file"):
        Ledger(tmp_path / "ledger.sqlite")
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("articles",)]
    other.close()


def test_damage_that_is_found_later_is_told_in_one_line(tmp_path: Path, remembering: RememberingEmbedder) -> None:
    index = open_index(tmp_path, remembering)
    add(index, *(Article(id=f"a{n}", text=f"The gate at lock {n % 3} was shut. " * 400) for n in range(3)))
    index.close()
    file = tmp_path / "ledger.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole[: 4096 * 3] + b"\xff" * (len(whole) - 4096 * 3))
    with pytest.raises(IndexDamagedError, match=ONE_LINE):
        Ledger(tmp_path / "ledger.sqlite").articles.of()


@pytest.mark.parametrize("name", ["ledger.sqlite", ""])
def test_a_place_that_cannot_hold_a_ledger_is_told(tmp_path: Path, remembering: RememberingEmbedder, name: str) -> None:
    place = tmp_path / "index"
    if name:
        (place / name).mkdir(parents=True)
    else:
        place.write_text("a file where the folder should be")
    with pytest.raises(IndexDamagedError, match=ONE_LINE):
        open_index(place, remembering)


def _open_as_nobody(folder: Path) -> None:
    if os.getuid() == 0:
        os.setuid(65534)
    try:
        Ledger(folder / "ledger.sqlite")
    except IndexDamagedError:
        os._exit(42)


def test_a_folder_that_may_only_be_read_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("readonly")
    for parent in (folder, *(each for each in folder.parents if each.name.startswith(("pytest-", "popen-")))):
        parent.chmod(0o755)
    folder.chmod(0o555)
    process = multiprocessing.get_context("forkserver").Process(target=_open_as_nobody, args=(folder,))
    process.start()
    process.join()
    assert process.exitcode == 42


def test_a_database_that_another_program_keeps_locked_is_told(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    keeper = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)
    keeper.execute("BEGIN IMMEDIATE")
    with ledger.transaction() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")
        with pytest.raises(IndexLockedError, match="another process is writing"):
            note(connection, colour="red")
    keeper.close()
    ledger.close()


def test_who_writes_waits_for_the_transaction_of_another(tmp_path: Path, remembering: RememberingEmbedder) -> None:
    index = open_index(tmp_path, remembering)
    add(index, Article(id="gate", text="The gate was shut."))
    index.close()
    keeper = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None, check_same_thread=False)
    fresh = Ledger(tmp_path / "ledger.sqlite")
    keeper.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.2, lambda: keeper.execute("COMMIT"))
    release.start()
    fresh.remove("gate")
    release.join()
    assert fresh.articles.of() == []
    fresh.close()
    keeper.close()


def test_many_can_make_the_same_ledger_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    processes = [context.Process(target=_make, args=(tmp_path / "ledger.sqlite",)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 4
    assert Ledger(tmp_path / "ledger.sqlite").manifest.facts() == {"schema": str(VERSION)}


def _make(path: Path) -> None:
    Ledger(path).close()
