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
from onrecord.model import Article
from onrecord.retrieval.search import find, fuse, lexical_query, search
from onrecord.storage import cutting
from onrecord.storage.index import Index
from onrecord.storage.records import Scope

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
    opened = Index(tmp_path_factory.mktemp("search"), embedder)
    for _ in opened.add(ARTICLES):
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
        (Scope(article_ids=frozenset({"undated", "soup"})), {"undated", "soup"}),
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
    monkeypatch.setattr(cutting, "VERSION", -1)
    with pytest.raises(IndexOutdatedError):
        search(index, "harbour", 3)


rankings = st.lists(st.lists(st.integers(0, 20), unique=True, max_size=12), max_size=3)


@given(rankings)
def test_fusing_keeps_every_item_once_and_what_all_prefer_first(several: list[list[int]]) -> None:
    fused = fuse(several)
    assert sorted(item for item, _ in fused) == sorted({item for ranking in several for item in ranking})
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)
    if several and all(several) and len({ranking[0] for ranking in several}) == 1:
        assert fused[0][0] == several[0][0]


@given(rankings.flatmap(lambda several: st.tuples(st.just(several), st.permutations(several))))
def test_fusing_does_not_ask_which_ranking_came_first(both: tuple[list[list[int]], list[list[int]]]) -> None:
    one, other = (dict(fuse(several)) for several in both)
    assert one == pytest.approx(other)


@given(rankings, st.data())
def test_moving_an_item_up_a_ranking_never_lowers_it(several: list[list[int]], data: st.DataObject) -> None:
    longer = [number for number, ranking in enumerate(several) if len(ranking) > 1]
    if not longer:
        return
    number = data.draw(st.sampled_from(longer))
    place = data.draw(st.integers(1, len(several[number]) - 1))
    raised = [list(ranking) for ranking in several]
    item, above = raised[number][place], raised[number][place - 1]
    raised[number][place - 1 : place + 1] = [item, above]
    before, after = dict(fuse(several)), dict(fuse(raised))
    assert after[item] > before[item]
    assert after[above] < before[above]
    others = before.keys() - {item, above}
    assert {each: after[each] for each in others} == {each: before[each] for each in others}


@given(st.text(max_size=60))
def test_a_lexical_query_is_made_of_quoted_words_alone(question: str) -> None:
    parts = lexical_query(question).split(" OR ")
    assert parts == [""] or all(p[0] == p[-1] == '"' and '"' not in p[1:-1] for p in parts)


syntax = st.text(alphabet=st.sampled_from("ab1 .'\"*^:+-(){}NEARORTD\x00\ud7ff’"), max_size=40)


@settings(deadline=None)
@given(st.text(max_size=60) | syntax)
def test_the_full_text_index_understands_the_query_of_any_text(question: str) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE lexical USING fts5(header, body, tokenize = 'porter unicode61')")
        database.execute("INSERT INTO lexical VALUES ('', ?)", [question.replace("\x00", " ")])
        query = lexical_query(question)
        if query:
            database.execute("SELECT rowid FROM lexical WHERE lexical MATCH ?", [query]).fetchall()


def test_a_passage_is_ranked_by_its_nearest_sentence_and_its_mean(index: Index) -> None:
    found = {
        each.article.id: each
        for each in find(index, "?", index.embedder.encode_question("How do I cook pulses?"), 3, Scope())
    }
    near = found["soup"].near
    assert [each.sentence.span.of(found["soup"].article.text) for each in found["soup"].sentences] == [
        "Lentils need an hour on a low flame.",
        "Salt them only when they are soft.",
    ]
    assert near.similarities[0] == near.similarities.max()
    assert near.nearness == pytest.approx(float(near.similarities.max()) + near.mean)
    assert near.mean == pytest.approx(float(near.similarities.mean()), abs=0.2)
    assert max(found, key=lambda article_id: found[article_id].near.nearness) == "soup"


def test_what_words_found_is_told_from_what_meaning_found(index: Index) -> None:
    vector = index.embedder.encode_question("What costs 3.75 crowns?")
    ranks = {each.article.id: each.lexical_rank for each in find(index, "What costs 3.75?", vector, 3, Scope())}
    assert ranks == {"undated": 1, "flood": None, "soup": None}


def test_the_folder_can_be_named_by_a_relative_path(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opened = Index(Path("index"), embedder)
    assert dict(opened.add(ARTICLES[:1])) == {"flood": "added"}
    assert search(opened, "Kettle Lock", 1)[0].article.id == "flood"
    opened.close()
