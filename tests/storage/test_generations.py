import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import VectorsDamagedError
from onrecord.ingesting.pipeline import Pipeline, open_index
from onrecord.model import Article
from onrecord.storage.index import Index
from onrecord.storage.vectors import generations
from onrecord.storage.vectors.chroma import VectorCollection

from .helpers import RememberingEmbedder, add, assert_vectors_are_the_ledgers

ARTICLES = [Article(id=f"a{n}", text=f"The gate at lock {n} was shut. " * (n + 1)) for n in range(12)]


def generation_folders(folder: Path) -> list[str]:
    return sorted(each.name for each in (folder / "vectors").iterdir())


def remove_everything(folder: Path) -> None:
    shutil.rmtree(folder)


def fill_with_garbage(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_bytes(b"garbage" * 99)


def put_a_file_in_its_place(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "1").write_text("no folder")
    (folder / "0").write_text("no folder")


def empty_the_database(folder: Path) -> None:
    for file in folder.rglob("chroma.sqlite3"):
        file.write_bytes(b"")


def drop_the_graph(folder: Path) -> None:
    for file in folder.glob("*/*-*"):
        shutil.rmtree(file)


def leave_the_marker_of_a_death(folder: Path) -> None:
    (folder / "unfinished").touch()


DAMAGES = [
    remove_everything,
    fill_with_garbage,
    put_a_file_in_its_place,
    empty_the_database,
    drop_the_graph,
    leave_the_marker_of_a_death,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda each: each.__name__)
@pytest.mark.parametrize("reopened", [True, False], ids=["reopened", "open"])
def test_damaged_vectors_are_made_again_from_the_ledger(
    tmp_path: Path, remembering: RememberingEmbedder, damage: Callable[[Path], None], reopened: bool
) -> None:
    index = open_index(tmp_path, remembering)
    add(index, *ARTICLES)
    if reopened:
        index.close()
    damage(tmp_path / "vectors")
    if reopened:
        index = open_index(tmp_path, remembering)
    add(index, Article(id="new", text="A heron stood on the sea wall."))
    assert_vectors_are_the_ledgers(index)
    index.close()
    index = open_index(tmp_path, remembering)
    assert_vectors_are_the_ledgers(index)
    assert len(generation_folders(tmp_path)) == 1
    index.close()


def test_a_graph_that_was_written_to_disk_and_lost_is_noticed(tmp_path: Path) -> None:
    rows = np.random.default_rng(1).standard_normal((1_500, 8)).astype(np.float32)
    collection = VectorCollection(tmp_path / "0")
    collection.add(range(1_500), rows)
    collection.probe()
    collection.close()
    drop_the_graph(tmp_path)
    collection = VectorCollection(tmp_path / "0")
    with pytest.raises(VectorsDamagedError):
        collection.probe()
    collection.close()


def test_churn_makes_the_next_generation_and_drops_the_old(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "_CHURN_LEAST", 3)
    add(index, *ARTICLES)
    first = generation_folders(tmp_path / "index")
    for article in ARTICLES[:6]:
        index.remove(article.id)
    assert_vectors_are_the_ledgers(index)
    second = generation_folders(tmp_path / "index")
    assert len(first) == len(second) == 1
    assert first != second
    assert index.ledger.manifest.facts()["churn"] == "0"


def test_leftovers_of_a_swap_that_was_interrupted_are_dropped(tmp_path: Path, remembering: RememberingEmbedder) -> None:
    index = open_index(tmp_path, remembering)
    add(index, *ARTICLES)
    index.close()
    VectorCollection(tmp_path / "vectors" / "7").close()
    index = open_index(tmp_path, remembering)
    assert_vectors_are_the_ledgers(index)
    assert generation_folders(tmp_path) == ["0"]
    index.close()


def test_an_index_with_nothing_in_it_finds_nothing(index: Index) -> None:
    assert_vectors_are_the_ledgers(index)
    add(index, ARTICLES[0])
    index.remove("a0")
    assert_vectors_are_the_ledgers(index)
    Pipeline(index).rebuild()
    assert_vectors_are_the_ledgers(index)
