import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.embedding import Embedder
from onrecord.errors import IndexOutdatedError
from onrecord.ingesting.pipeline import Pipeline, open_index
from onrecord.model import Article, Scope
from onrecord.retrieval.search import find_passages, query_words, search
from onrecord.storage.index import Index
from onrecord.storage.ledger.sqlite.bm25 import any_of

ARTICLES = [
    Article(
        id="flood",
        publisher="Marrowick Gazette",
        published=date(2031, 3, 11),
        text="Harbour water rose 2.4 metres on Monday night. Warden Ysolde Tarn closed the sluice at Kettle Lock.",
    ),
    Article(
        id="soup",
        publisher="Ostrel Post",
        published=date(2031, 5, 2),
        text="Lentils need an hour on a low flame. Salt them only when they are soft.",
    ),
    Article(id="undated", text="The bus to Eskerby runs every forty minutes. It costs 3.75 crowns."),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Index]:
    opened = open_index(tmp_path_factory.mktemp("search"), embedder)
    for _ in Pipeline(opened).add(ARTICLES):
        pass
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("How high did the flood get?", "flood"),
        ("Who is Ysolde Tarn?", "flood"),
        ("Kettle Lock", "flood"),
        ("How do I cook pulses?", "soup"),
        ("What costs 3.75?", "undated"),
        ("ESKERBY", "undated"),
    ],
)
def test_the_best_hit_is_the_one_that_answers_by_meaning_or_by_words(index: Index, question: str, found: str) -> None:
    hits = search(index, question, 3)
    assert hits[0].article.id == found
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text for hit in hits)


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), {"flood", "soup", "undated"}),
        (Scope(publisher="ostrel post"), {"soup"}),
        (Scope(since=date(2031, 3, 11)), {"flood", "soup"}),
        (Scope(until=date(2031, 3, 11)), {"flood"}),
        (Scope(articles=frozenset({"undated", "soup"})), {"undated", "soup"}),
        (Scope(publisher="Ostrel Post", until=date(2031, 3, 11)), set()),
    ],
)
def test_a_scope_narrows_both_searches(index: Index, scope: Scope, expected: set[str]) -> None:
    assert {hit.article.id for hit in search(index, "harbour lentils bus", 10, scope)} == expected


@pytest.mark.parametrize(
    "question", ['"', "'; DROP TABLE articles; --", "NEAR(a b)", "*", "title:x OR", "👩‍👧", "a" * 5_000, "\x00"]
)
def test_no_question_is_taken_for_query_syntax(index: Index, question: str) -> None:
    assert len(search(index, question, 3)) == 3


def test_a_blank_question_finds_nothing(index: Index) -> None:
    assert search(index, " \n ", 3) == []


def test_an_outdated_index_is_not_searched(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_cutter", -1)
    with pytest.raises(IndexOutdatedError):
        search(index, "harbour", 3)


@given(st.text(max_size=60))
def test_the_words_of_a_query_are_bare_and_small(question: str) -> None:
    assert all(word and '"' not in word and word == word.lower() for word in query_words(question))


syntax = st.text(alphabet=st.sampled_from("ab1 .'\"*^:+-(){}NEARORTD\x00\ud7ff’"), max_size=40)


@settings(deadline=None)
@given(st.text(max_size=60) | syntax)
def test_the_full_text_index_understands_the_query_of_any_text(question: str) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE lexical USING fts5(header, body, tokenize = 'porter unicode61')")
        database.execute("INSERT INTO lexical VALUES ('', ?)", [question.replace("\x00", " ")])
        query = any_of(query_words(question))
        if query:
            database.execute("SELECT rowid FROM lexical WHERE lexical MATCH ?", [query]).fetchall()


def test_sentences_come_with_their_likeness_to_what_is_asked(index: Index) -> None:
    found = {each.article.id: each for each in find_passages(index, "How do I cook pulses?", 3, Scope())}
    near = found["soup"].near
    assert [each.sentence.span.of(found["soup"].article.text) for each in found["soup"].sentences] == [
        "Lentils need an hour on a low flame.",
        "Salt them only when they are soft.",
    ]
    assert near.similarities[0] == near.similarities.max()
    assert near.mean == pytest.approx(float(near.similarities.mean()), abs=0.2)
    assert max(found, key=lambda article_id: found[article_id].near.similarities.max()) == "soup"


def test_of_several_sentences_the_one_that_asks_is_compared(index: Index) -> None:
    led_up_to = find_passages(index, "The harbour flooded on Monday. How do I cook lentils?", 3, Scope())
    alone = find_passages(index, "How do I cook lentils?", 3, Scope())
    assert led_up_to[0].article.id == alone[0].article.id == "soup"
    assert led_up_to[0].near.mean == pytest.approx(alone[0].near.mean)


def test_what_words_found_is_told_from_what_meaning_found(index: Index) -> None:
    ranks = {each.article.id: each.lexical_rank for each in find_passages(index, "What costs 3.75?", 3, Scope())}
    assert ranks == {"undated": 1, "flood": None, "soup": None}


def test_scores_are_shares_of_what_was_looked_at(index: Index) -> None:
    scores = [each.score for each in find_passages(index, "Who closed the sluice?", 10, Scope())]
    assert all(0 < score < 1 for score in scores)
    assert sum(scores) == pytest.approx(1)


def test_the_folder_can_be_named_by_a_relative_path(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opened = open_index(Path("index"), embedder)
    assert dict(Pipeline(opened).add(ARTICLES[:1])) == {"flood": "added"}
    assert search(opened, "Kettle Lock", 1)[0].article.id == "flood"
    opened.close()
