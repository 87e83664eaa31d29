from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.embedding import Embedder
from onrecord.ingesting.pipeline import Pipeline, open_index
from onrecord.model import Article
from onrecord.retrieval.scoring import FEATURES, Term, asking, features, shares, terms, weights
from onrecord.storage.index import Index

PASSAGES = np.array([1, 2, 3, 7], dtype=np.int64)
EXTENTS = np.array([[1, 3], [1, 3], [1, 3], [7, 7]], dtype=np.int64)
ALIKE = np.full((4, 2), 0.5, dtype=np.float32)


def term(*holders: int, rarity: float = 1.0, is_asked: bool = True) -> Term:
    return Term(holders=np.array(holders, dtype=np.int64), rarity=rarity, is_asked=is_asked)


def column(name: str, of: list[Term], ranks: dict[int, int] | None = None) -> list[float]:
    rows: NDArray[np.float64] = features(of, PASSAGES, EXTENTS, ALIKE, ranks or {}, 2.0)
    return [float(value) for value in rows[:, FEATURES.index(name)]]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Who closed the sluice?", "Who closed the sluice?"),
        ("The harbour flooded on Monday. Who closed the sluice?", "Who closed the sluice?"),
        ("Tarn spoke at noon. The harbour had flooded. Who closed the sluice?", "Who closed the sluice?"),
        ("The harbour flooded on Monday. Why?", "The harbour flooded on Monday. Why?"),
        ("The harbour flooded on Monday. The sluice was shut.", "The harbour flooded on Monday. The sluice was shut."),
        ("", ""),
    ],
)
def test_the_sentence_that_asks_is_told_from_what_leads_up_to_it(text: str, asks: str) -> None:
    assert asking(text) == asks


def test_a_passage_covers_the_words_that_it_holds_by_their_rarity() -> None:
    assert column("coverage", [term(1, 2, rarity=3.0), term(2, 7)]) == [0.75, 1.0, 0.0, 0.25]


def test_words_that_only_lead_up_to_the_question_cover_nothing_but_make_the_article_fit() -> None:
    leading = term(3, is_asked=False)
    assert column("coverage", [term(1), leading]) == [1.0, 0.0, 0.0, 0.0]
    assert column("article", [leading])[0] > column("article", [leading])[3] == 0


def test_all_passages_of_an_article_share_what_it_holds() -> None:
    scores = column("article", [term(3), term(2, 3, 7)])
    assert scores[0] == scores[1] == scores[2] > scores[3] > 0


def test_ranks_count_by_their_reciprocal_and_none_counts_nothing() -> None:
    assert column("lexical_rank", [], {2: 1, 7: 2}) == [0.0, 1 / 6, 0.0, 1 / 7]


def test_nothing_has_features_without_passages() -> None:
    none = np.zeros(0, dtype=np.int64)
    rows = features([term(1)], none, np.zeros((0, 2), dtype=np.int64), np.zeros((0, 2), dtype=np.float32), {}, 1.0)
    assert rows.shape == (0, len(FEATURES))
    assert shares(rows).shape == (0,)


@given(st.lists(st.lists(st.floats(-1, 1), min_size=5, max_size=5), min_size=1, max_size=8))
def test_shares_sum_to_one_and_follow_the_weights(rows: list[list[float]]) -> None:
    found = shares(np.array(rows))
    assert found.sum() == pytest.approx(1)
    assert np.argmax(found) == np.argmax(np.array(rows) @ weights())


def test_more_of_anything_never_makes_a_passage_less_relevant() -> None:
    assert (weights() > 0).all()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Index]:
    opened = open_index(Path(tmp_path_factory.mktemp("relevance")), embedder)
    articles = [
        Article(id="a", text="The old bridge at Brindle Cross fell in March."),
        Article(id="b", text="Ferries cross to Tarn twice a day."),
        Article(id="c", text="A lentil soup needs salt."),
    ]
    for _ in Pipeline(opened).add(articles):
        pass
    yield opened
    opened.close()


def test_a_word_is_held_in_any_of_its_forms_and_tells_more_when_rare(index: Index) -> None:
    fall, cross = terms(index.ledger, "Why did it fall? Did they cross?")
    assert (len(fall.holders), len(cross.holders)) == (1, 2)
    assert fall.rarity > cross.rarity > 0


def test_a_word_that_no_article_holds_is_held_nowhere(index: Index) -> None:
    [unknown] = terms(index.ledger, "Zeppelins?")
    assert unknown.holders.size == 0
