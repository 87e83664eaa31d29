from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.embedding import Embedder
from onrecord.errors import IndexOutdatedError
from onrecord.model import Article
from onrecord.retrieval.search import fuse, lexical_query, search
from onrecord.storage import cutting
from onrecord.storage.index import Index
from onrecord.storage.ledger import Scope

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
    assert fused == sorted(fused, key=lambda pair: (-pair[1], pair[0]))
    if several and all(several) and len({ranking[0] for ranking in several}) == 1:
        assert fused[0][0] == several[0][0]


@given(st.text(max_size=60))
def test_a_lexical_query_is_made_of_quoted_words_alone(question: str) -> None:
    parts = lexical_query(question).split(" OR ")
    assert parts == [""] or all(p[0] == p[-1] == '"' and '"' not in p[1:-1] for p in parts)


def test_the_folder_can_be_named_by_a_relative_path(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opened = Index(Path("index"), embedder)
    assert dict(opened.add(ARTICLES[:1])) == {"flood": "added"}
    assert search(opened, "Kettle Lock", 1)[0].article.id == "flood"
    opened.close()
