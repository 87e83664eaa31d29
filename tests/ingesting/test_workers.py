"""Several workers store what one process would, and one that dies loses and doubles nothing."""

import os
import signal
from collections.abc import Callable, Iterator, Set
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from onrecord.embedding import Embedder
from onrecord.errors import SettingsError, WorkersError
from onrecord.ingesting import pipeline
from onrecord.ingesting.hiring import workers_of
from onrecord.ingesting.pipeline import Pipeline, open_index
from onrecord.ingesting.prepare import ChunkedArticle, unattributed
from onrecord.ingesting.ray_workers import LOCAL, RayWorkers
from onrecord.ingesting.workers import InTurn, Preparer, ProcessWorkers, Workers
from onrecord.model import Article
from onrecord.settings import Settings
from onrecord.storage.index import Index
from tests.ingesting.benches import bench
from tests.storage.helpers import RememberingEmbedder, assert_vectors_are_the_ledgers, contents

ARTICLES = [
    *(Article(id=f"a{n}", text=f"The gate at lock {n} was shut. Nobody was told.") for n in range(12)),
    Article(id="a3", text="The gate at lock 3 was open. Everybody knew."),
    Article(id="b", source="b.txt", text="The heron flew."),
    Article(id="c", source="b.txt", text="The heron stayed."),
]

Opened = Callable[[str], Index]


@pytest.fixture(scope="module")
def known(embedder: Embedder) -> RememberingEmbedder:
    return RememberingEmbedder(embedder)


@pytest.fixture
def opened(tmp_path: Path, known: RememberingEmbedder) -> Iterator[Opened]:
    made: list[Index] = []

    def one(name: str) -> Index:
        made.append(open_index(tmp_path / name, known))
        return made[-1]

    yield one
    for index in made:
        index.close()


@pytest.fixture
def memory(tmp_path: Path, opened: Opened, known: RememberingEmbedder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the models say of the articles, for workers that have none; each article is a piece of work of its own."""
    monkeypatch.setattr(pipeline, "_BATCH_PASSAGES", 1)
    dict(Pipeline(opened("whole")).add(ARTICLES))
    return known.save(tmp_path / "memory")


def stored_by(index: Index, workers: Workers, moments: Set[int] = frozenset()) -> list[tuple[str, str]]:
    """Store the articles, and kill a worker after some of them."""
    outcomes = []
    for number, outcome in enumerate(Pipeline(index, workers=workers).add(ARTICLES)):
        outcomes.append(outcome)
        pool = getattr(workers, "_pool", None)
        if number in moments and pool is not None:
            with suppress(ProcessLookupError):
                os.kill(next(iter(pool._processes)), signal.SIGKILL)
    return sorted(outcomes)


@pytest.mark.parametrize("moments", [{0}, {1, 4, 8}])
def test_workers_that_are_killed_lose_and_double_nothing(memory: Path, opened: Opened, moments: set[int]) -> None:
    whole, shared = opened("whole"), opened("shared")
    outcomes = stored_by(shared, ProcessWorkers(2, partial(bench, memory)), moments)
    assert outcomes == stored_by(opened("again"), InTurn(Preparer(whole.embedder, unattributed)))
    assert contents(shared) == contents(whole)
    assert_vectors_are_the_ledgers(shared)
    assert {outcome for _, outcome in stored_by(shared, ProcessWorkers(2, partial(bench, memory)))} <= {
        "unchanged",
        "updated",
    }


def test_work_that_kills_whoever_takes_it_is_told(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ingesting.workers._MOST_DEATHS", 1)
    workers = ProcessWorkers(1, _dies)
    with pytest.raises(WorkersError):
        list(Pipeline(opened("deadly"), workers=workers).add(ARTICLES[:1]))


def _dies() -> Preparer:
    os._exit(1)


def test_who_stops_in_the_middle_goes_on_from_there(memory: Path, opened: Opened) -> None:
    index = opened("stopped")
    workers = ProcessWorkers(2, partial(bench, memory))
    adding = Pipeline(index, workers=workers).add(ARTICLES)
    next(adding)
    adding.close()  # type: ignore[attr-defined]
    dict(Pipeline(index, workers=workers).add(ARTICLES))
    assert contents(index) == contents(opened("whole"))


def test_the_settings_name_the_workers(embedder: Embedder) -> None:
    own = Preparer(embedder, unattributed)
    assert isinstance(workers_of(Settings(), own), InTurn)
    assert isinstance(workers_of(Settings(workers=2), own), ProcessWorkers)
    assert isinstance(workers_of(Settings(ray=LOCAL), own), RayWorkers)


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, embedder: Embedder) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("onrecord.ingesting.ray_workers.import_module", missing)
    with pytest.raises(SettingsError, match="Ray is not installed"):
        RayWorkers(LOCAL, 1, lambda: Preparer(embedder, unattributed)).give([])


@pytest.mark.filterwarnings("default")
def test_ray_stores_the_same_when_a_worker_is_killed(memory: Path, opened: Opened) -> None:
    ray = pytest.importorskip("ray", reason="Ray is not installed")
    shared = opened("ray")
    workers = RayWorkers(LOCAL, 2, partial(bench, memory))
    outcomes = []
    for number, outcome in enumerate(Pipeline(shared, workers=workers).add(ARTICLES)):
        outcomes.append(outcome)
        if number in (1, 6):
            ray.kill(workers._actors[0], no_restart=False)
    assert len(outcomes) == len(ARTICLES)
    assert contents(shared) == contents(opened("whole"))
    assert_vectors_are_the_ledgers(shared)


def test_a_piece_of_work_is_made_ready_as_in_turn(memory: Path, known: RememberingEmbedder) -> None:
    work = [ChunkedArticle.of(article, known) for article in ARTICLES[:2]]
    assert [each.article for each in bench(memory).prepared(work)] == ARTICLES[:2]
