"""Several at one index: threads that ask while others write, and processes that wait for each other."""

import multiprocessing
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.ingesting.pipeline import open_index
from onrecord.model import Article, Scope
from onrecord.storage.index import Index
from onrecord.storage.vectors import generations

from .helpers import RememberingEmbedder, add, assert_vectors_are_the_ledgers

TEXTS = [f"The gate at lock {n} was shut. Nobody was told of it." for n in range(8)]
READERS, ROUNDS = 8, 3


class Everybody:
    """Threads that write and read until the writing is done, and what any of them raised."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.gone: frozenset[str] = frozenset()
        self.done = threading.Event()
        self.raised: list[str] = []

    def write(self) -> None:
        """Edit every article, remove half of them and store those again, some times over."""
        for turn in range(ROUNDS):
            add(self.index, *(Article(id=f"a{n}", text=TEXTS[(n + turn) % len(TEXTS)]) for n in range(8)))
            for n in range(0, 8, 2):
                self.index.remove(f"a{n}")
                self.gone |= {f"a{n}"}
            self.gone = frozenset()

    def read(self) -> None:
        """Look in every way, and see that nothing is there that was gone before, and nothing by halves."""
        vector = self.index.embedder.encode_documents(["Nobody was told of it."])[0]
        while not self.done.is_set():
            gone = self.gone
            by_vector = [number for number, _ in self.index.nearest(vector, 8, Scope())]
            by_word = [number for number, _ in self.index.ledger.lexical.best(["gate"], 8, Scope())]
            found = self.index.ledger.passages.with_articles({*by_vector, *by_word}).values()
            assert not {article.id for _, article in found} & gone & self.gone
            assert all(passage.text == article.text[passage.start : passage.end] for passage, article in found)
            assert self.index.ledger.loose_ends() == []

    def at(self, job: Callable[[], None]) -> Callable[[], None]:
        """Return a job that takes down what it raises."""

        def tried() -> None:
            try:
                job()
            except BaseException:  # noqa: BLE001
                self.raised.append(traceback.format_exc())

        return tried


def test_nobody_sees_what_is_removed_or_half_stored(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations, "_CHURN_LEAST", 3)
    add(index, *(Article(id=f"a{n}", text=TEXTS[n]) for n in range(8)))
    everybody = Everybody(index)
    readers = [threading.Thread(target=everybody.at(everybody.read)) for _ in range(READERS)]
    for thread in readers:
        thread.start()
    everybody.at(everybody.write)()
    everybody.done.set()
    for thread in readers:
        thread.join()
    assert everybody.raised == []
    assert [article.id for article in index.ledger.articles.of()] == ["a1", "a3", "a5", "a7"]
    assert_vectors_are_the_ledgers(index)


def _hold(folder: Path, memory: Path, started: object, go_on: object) -> None:
    index = open_index(folder, RememberingEmbedder(memory=memory))
    with index.writing():
        started.set()  # type: ignore[attr-defined]
        go_on.wait(60)  # type: ignore[attr-defined]
    index.close()


def test_a_process_waits_for_another_that_writes(tmp_path: Path, remembering: RememberingEmbedder) -> None:
    index = open_index(tmp_path / "index", remembering)
    add(index, Article(id="a0", text=TEXTS[0]))
    context = multiprocessing.get_context("forkserver")
    started, go_on = context.Event(), context.Event()
    arguments = (tmp_path / "index", remembering.save(tmp_path / "memory"), started, go_on)
    process = context.Process(target=_hold, args=arguments)
    process.start()
    assert started.wait(60)
    threading.Timer(0.1, go_on.set).start()
    assert add(index, Article(id="a1", text=TEXTS[1])) == {"a1": "added"}
    process.join(60)
    assert process.exitcode == 0
    index.close()
