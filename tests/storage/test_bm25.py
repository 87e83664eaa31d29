from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Scope
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.sqlite import bm25
from onrecord.storage.records import CutPassage, EmbeddedPassage, Sentence

WORDS = ("bridge", "bridges", "ferry", "harbour", "council", "fell", "fallen", "1987", "o'hara", "3.75", "Zürich")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
queries = st.lists(st.sampled_from(WORDS[:8]), min_size=1, max_size=5)


def store(ledger: Ledger, *some: str, title: str | None = None) -> None:
    for number, text in enumerate(some, start=len(ledger.articles.of())):
        cut = CutPassage(sentences=(Sentence(start=0, end=len(text)),))
        passage = EmbeddedPassage.of(cut, np.ones((1, 4), dtype=np.float32))
        ledger.write(Article(id=str(number), text=text, title=title), [passage])


def by_fts(ledger: Ledger, words: list[str], k: int) -> list[tuple[int, float]]:
    with ledger.snapshot() as connection:
        return bm25._ranked_by_fts(connection, bm25.any_of(words), k, Scope())


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger(tmp_path / "ledger.sqlite")) as opened:
        yield opened


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some=st.lists(texts, min_size=1, max_size=12), words=queries, k=st.integers(1, 6))
def test_words_are_ranked_as_the_full_text_table_ranks_them(
    tmp_path_factory: pytest.TempPathFactory, some: list[str], words: list[str], k: int
) -> None:
    with closing(Ledger(tmp_path_factory.mktemp("index") / "ledger.sqlite")) as ledger:
        store(ledger, *some, title="The harbour bridge")
        found, expected = ledger.lexical.best(words, k, Scope()), by_fts(ledger, words, k)
    assert [passage_id for passage_id, _ in found] == [passage_id for passage_id, _ in expected]
    assert [score for _, score in found] == pytest.approx([score for _, score in expected], rel=1e-12)


def test_a_long_passage_is_measured_as_the_full_text_table_measures_it(ledger: Ledger) -> None:
    store(ledger, "ferry " + "quay " * 200, "ferry " + "quay " * 20_000, "ferry", "quay")
    assert ledger.lexical.best(["ferry"], 4, Scope()) == by_fts(ledger, ["ferry"], 4)


@pytest.mark.parametrize("word", ["o'hara", "3.75", "zürich"])
def test_what_is_no_plain_word_is_found_too(ledger: Ledger, word: str) -> None:
    store(ledger, "O'Hara paid 3.75 in Zürich.", "A bridge.", "Nothing.")
    found = ledger.lexical.best([word], 5, Scope())
    assert found[0][0] == 1
    assert found == by_fts(ledger, [word], 5)


def test_nothing_is_found_for_words_that_nobody_wrote_or_in_an_empty_ledger(ledger: Ledger) -> None:
    assert ledger.lexical.best(["ferry"], 5, Scope()) == []
    assert ledger.lexical.occurrences(["ferri"]) == ({}, 0)
    store(ledger, "A bridge.")
    assert ledger.lexical.best(["ferry"], 5, Scope()) == []


def test_a_change_is_seen_by_whoever_has_asked_before(tmp_path: Path, ledger: Ledger) -> None:
    store(ledger, "A bridge.", "A ferry.")
    assert [i for i, _ in ledger.lexical.best(["ferry"], 5, Scope())] == [2]
    with closing(Ledger(tmp_path / "ledger.sqlite")) as other:
        store(other, "Two ferries.", "A ferry to Zürich.")
        other.remove("1")
    assert ledger.lexical.best(["ferry"], 5, Scope()) == by_fts(ledger, ["ferry"], 5)
    assert ledger.lexical.occurrences(["ferri", "bridg", "o'hara"]) == ({"ferri": 2, "bridg": 1}, 3)


def test_what_was_asked_long_ago_is_let_go_of_and_read_again(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bm25, "_KEPT", 2)
    store(ledger, "A bridge and a ferry.", "A ferry.", "A bridge.")
    for word in ("bridge", "ferry", "bridge"):
        assert ledger.lexical.best([word], 5, Scope()) == by_fts(ledger, [word], 5)
        assert isinstance(ledger.lexical, bm25.PassageWords)
        assert list(ledger.lexical._places) == [word.replace("bridge", "bridg").replace("ferry", "ferri")]


def test_a_narrower_scope_is_searched_alone(ledger: Ledger) -> None:
    store(ledger, "A ferry.", "Ferry after ferry.")
    assert [i for i, _ in ledger.lexical.best(["ferry"], 5, Scope(articles=frozenset({"0"})))] == [1]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some=st.lists(texts, min_size=1, max_size=8), forms=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_the_passages_that_hold_a_word_are_those_that_the_full_text_table_finds(
    tmp_path_factory: pytest.TempPathFactory, some: list[str], forms: list[str]
) -> None:
    with closing(Ledger(tmp_path_factory.mktemp("index") / "ledger.sqlite")) as ledger:
        store(ledger, *some)
        found = ledger.lexical.holders({"any": [form.lower() for form in forms]})["any"].tolist()
        assert found == sorted(passage_id for passage_id, _ in by_fts(ledger, forms, len(some)))


def test_the_passages_of_an_article_are_known_by_its_first_and_last(ledger: Ledger) -> None:
    def passages(article: Article, count: int) -> None:
        cut = CutPassage(sentences=(Sentence(start=0, end=len(article.text)),))
        ledger.write(article, [EmbeddedPassage.of(cut, np.ones((1, 4), dtype=np.float32))] * count)

    passages(Article(id="a", text="The ferry."), 2)
    passages(Article(id="b", text="The quay."), 3)
    passages(Article(id="c", text="The bridge."), 1)
    assert ledger.lexical.size() == (6, 3)
    assert ledger.lexical.extents([5, 1, 6]).tolist() == [[3, 5], [1, 2], [6, 6]]
    passages(Article(id="b", text="The new quay."), 2)
    assert ledger.lexical.size() == (5, 3)
    assert ledger.lexical.extents([8, 2, 6]).tolist() == [[7, 8], [1, 2], [6, 6]]


def test_passages_of_a_ledger_that_was_emptied_meanwhile_stand_alone(ledger: Ledger) -> None:
    assert ledger.lexical.extents([5, 2]).tolist() == [[5, 5], [2, 2]]
