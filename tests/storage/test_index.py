import multiprocessing
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import ArticleNotFoundError, IndexLockedError, IndexOutdatedError
from onrecord.ingesting import chunking
from onrecord.ingesting.pipeline import Pipeline, open_index
from onrecord.model import Article, Scope
from onrecord.storage import index as index_module
from onrecord.storage.index import Index

from .helpers import RememberingEmbedder, add, assert_vectors_are_the_ledgers, contents, words_found

GATE = Article(id="gate", source="gate.txt", publisher="Ostrel Post", text="The gate was shut. Ada Quill heard it.")
WALL = Article(id="wall", source="wall.txt", publisher="Marrowick Gazette", text="The wall fell at noon.")


def test_ingesting_again_changes_nothing(index: Index) -> None:
    assert add(index, GATE, WALL) == {"gate": "added", "wall": "added"}
    before, facts = contents(index), index.ledger.manifest.facts()
    assert add(index, GATE, WALL) == {"gate": "unchanged", "wall": "unchanged"}
    assert (contents(index), index.ledger.manifest.facts()) == (before, facts)


def test_what_an_article_said_before_is_found_nowhere(index: Index) -> None:
    add(index, GATE, WALL)
    newer = Article(id="gate", source="gate.txt", text="The heron stood there.")
    assert add(index, newer) == {"gate": "updated"}
    assert words_found(index, "shut Quill") == set()
    assert words_found(index, "heron") == {"The heron stood there."}
    assert_vectors_are_the_ledgers(index)
    index.remove("gate")
    assert words_found(index, "heron") == set()
    assert_vectors_are_the_ledgers(index)
    with pytest.raises(ArticleNotFoundError):
        index.remove("gate")


def test_the_source_says_which_article_it_is(index: Index) -> None:
    add(index, GATE)
    assert add(index, Article(id="other", source="gate.txt", text="Open again.")) == {"gate": "updated"}
    assert add(index, Article(id="gate", source="elsewhere.txt", text="Another gate.")) == {"gate-2": "added"}
    assert add(index, Article(id="gate", source="elsewhere.txt", text="Another gate.")) == {"gate-2": "unchanged"}
    assert {a.id: a.text for a in index.ledger.articles.of()} == {"gate": "Open again.", "gate-2": "Another gate."}


def test_the_same_source_or_id_twice_in_one_go_is_one_article(index: Index) -> None:
    twice = [Article(id=name, source="one.txt", text=f"Told by {name}.") for name in ("first", "second")]
    assert add(index, *twice) == {"first": "updated"}
    assert add(index, *(Article(id="x", text=f"Version {n}.") for n in (1, 2))) == {"x": "updated"}
    assert [a.text for a in index.ledger.articles.of()] == ["Told by second.", "Version 2."]


def test_a_narrow_scope_is_searched_in_full(index: Index, remembering: RememberingEmbedder) -> None:
    add(index, GATE, WALL)
    vector = remembering.encode_documents(["The wall fell at noon."])[0]
    assert len(index.nearest(vector, 5, Scope())) == 2
    (found,) = index.nearest(vector, 5, Scope(publisher="ostrel post"))
    assert found[1] < 0.9
    assert index.nearest(vector, 5, Scope(publisher="nobody")) == []
    assert index.nearest(vector, 5, Scope(articles=frozenset())) == []


def test_an_article_of_no_text_is_kept_and_found_nowhere(index: Index) -> None:
    assert add(index, Article(id="blank", text=" \n ")) == {"blank": "added"}
    assert [article.id for article in index.ledger.articles.of()] == ["blank"]
    assert_vectors_are_the_ledgers(index)


def test_an_index_of_another_model_is_outdated_until_it_is_rebuilt(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(index, GATE, WALL)
    before = contents(index)
    monkeypatch.setitem(index.embedder.__dict__, "identity", "another-model")
    with pytest.raises(IndexOutdatedError, match="doctor --rebuild"):
        add(index, GATE)
    Pipeline(index).rebuild()
    assert add(index, GATE) == {"gate": "unchanged"}
    assert contents(index) == before
    assert_vectors_are_the_ledgers(index)


def test_an_index_of_another_cutter_is_outdated(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    add(index, GATE)
    monkeypatch.setattr(index, "_cutter", chunking.VERSION + 1)
    with pytest.raises(IndexOutdatedError):
        index.check_up_to_date()
    Pipeline(index).rebuild()
    index.check_up_to_date()


def test_a_rebuild_that_was_interrupted_must_be_done_again(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    add(index, GATE, WALL)
    before = contents(index)
    with monkeypatch.context() as patched:
        patched.setattr(index.embedder, "encode_documents", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            Pipeline(index).rebuild()
    with pytest.raises(IndexOutdatedError, match="interrupted"):
        index.check_up_to_date()
    Pipeline(index).rebuild()
    index.check_up_to_date()
    assert contents(index) == before


def test_a_model_of_another_dimension_replaces_every_vector(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    add(index, GATE, WALL)
    monkeypatch.setitem(index.embedder.__dict__, "identity", "half-a-model")
    whole = index.embedder.encode_documents
    monkeypatch.setattr(index.embedder, "encode_documents", lambda texts: whole(texts)[:, :192])
    Pipeline(index).rebuild()
    assert index.nearest(np.ones(192, dtype=np.float32), 1, Scope())
    assert_vectors_are_the_ledgers(index)


def _write(folder: Path, memory: Path, started: object, go_on: object) -> None:
    index = open_index(folder, RememberingEmbedder(memory=memory))
    adding = Pipeline(index).add([GATE, WALL])
    next(adding)
    started.set()  # type: ignore[attr-defined]
    go_on.wait(60)  # type: ignore[attr-defined]
    assert list(adding) == [("wall", "added")]
    index.close()


def test_one_process_writes_while_another_searches(
    tmp_path: Path, remembering: RememberingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "_PATIENCE", 0)
    reader = open_index(tmp_path / "index", remembering)
    add(reader, Article(id="first", text="A heron stood on the sea wall."))
    wall = remembering.encode_documents([WALL.text])[0]
    remembering.encode_documents(["The gate was shut.", "Ada Quill heard it."])
    remembering.count_tokens(["The gate was shut.", "Ada Quill heard it.", WALL.text])
    context = multiprocessing.get_context("forkserver")
    started, go_on = context.Event(), context.Event()
    memory = remembering.save(tmp_path / "memory")
    writer = context.Process(target=_write, args=(tmp_path / "index", memory, started, go_on))
    writer.start()
    assert started.wait(60)
    assert reader.nearest(wall, 1, Scope())
    with pytest.raises(IndexLockedError, match=rf"another process \({writer.pid}\) is .*: wait until it is done"):
        add(reader, WALL)
    with pytest.raises(IndexLockedError):
        reader.remove("first")
    go_on.set()
    writer.join(60)
    assert writer.exitcode == 0
    ((_, score),) = reader.nearest(wall, 1, Scope())
    assert score > 0.999
    assert add(reader, WALL) == {"wall": "unchanged"}
    assert_vectors_are_the_ledgers(reader)
    reader.close()
