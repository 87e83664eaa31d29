import json
from importlib.resources import files

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.answering.question.question import QUESTION_KINDS, Question
from onrecord.answering.ranking.candidates import Gathered
from onrecord.answering.ranking.features import FEATURES
from onrecord.answering.ranking.ranker import NONE_FEATURES, Ranker, none_features, shipped_ranker


def test_the_shipped_weights_are_those_of_the_features() -> None:
    stored = json.loads(files("onrecord.answering.ranking").joinpath("ranker.json").read_text(encoding="utf-8"))
    assert list(stored["weights"]) == list(FEATURES)
    assert [list(row) for row in stored["deviations"].values()] == [list(FEATURES)] * len(QUESTION_KINDS)
    assert list(stored["none_weights"]) == list(NONE_FEATURES)
    ranking = shipped_ranker()
    assert np.isfinite(ranking.weights).all()
    assert np.isfinite(ranking.none_weights).all()
    assert 0.0 < ranking.answer_from < 1.0


numbers = st.floats(-50, 50, width=32)


@given(st.lists(st.lists(numbers, min_size=3, max_size=3), max_size=6), st.lists(numbers, min_size=2, max_size=2))
def test_probabilities_sum_to_one_and_follow_the_weights(rows: list[list[float]], none: list[float]) -> None:
    ranking = Ranker(
        weights=np.array([1.0, 0.5, -2.0]),
        deviations=np.zeros((len(QUESTION_KINDS), 3)),
        none_weights=np.array([1.0, 1.0]),
        answer_from=0.5,
    )
    matrix = np.array(rows, dtype=np.float32).reshape(len(rows), 3)
    shares, nothing = ranking.probabilities("open", matrix, none)
    assert np.isclose(shares.sum() + nothing, 1.0)
    order = np.argsort(-(matrix @ ranking.weights), kind="stable")
    assert (np.diff(shares[order]) <= 1e-12).all()


def test_without_candidates_nothing_answers() -> None:
    ranking = Ranker(
        weights=np.ones(3), deviations=np.zeros((len(QUESTION_KINDS), 3)), none_weights=np.ones(1), answer_from=0.5
    )
    shares, nothing = ranking.probabilities("open", np.zeros((0, 3), dtype=np.float32), [2.0])
    assert (len(shares), nothing) == (0, 1.0)


def test_what_the_archive_has_never_heard_of_speaks_for_none() -> None:
    nothing = np.zeros((0, len(FEATURES)), dtype=np.float32)
    gathered = Gathered(candidates=[], occurrences={"vale": 3, "sluic": 2}, passages=25)

    def of(question: str) -> dict[str, float]:
        return dict(zip(NONE_FEATURES, none_features(Question(question), gathered, nothing), strict=True))

    known, unknown = of("What did Corin Vale say about the sluice?"), of("What did Lotte Pryor say about goats?")
    telling = ("unknown_names", "an_unknown_name", "unknown_terms", "unknown_speaker")
    assert [known[name] for name in telling] == [0.0] * 4
    assert [unknown[name] for name in telling] == [1.0] * 4
    assert known["what_did_x_say"] == 1.0
    assert of("Where is it?")["place"] == 1.0


def test_each_kind_of_question_weighs_in_its_own_way() -> None:
    deviations = np.zeros((len(QUESTION_KINDS), 1))
    deviations[QUESTION_KINDS.index("number")] = 4.0
    ranking = Ranker(weights=np.ones(1), deviations=deviations, none_weights=np.ones(1), answer_from=0.5)
    row = np.ones((1, 1), dtype=np.float32)
    (number,), _ = ranking.probabilities("number", row, [0.0])
    (place,), _ = ranking.probabilities("place", row, [0.0])
    assert number > place == 1 / (1 + np.exp(-1.0))


def test_a_speaker_who_is_silent_speaks_for_none() -> None:
    gathered = Gathered(candidates=[], occurrences={"vale": 3}, passages=25)

    def silent(said_by_asked: float) -> float:
        rows = np.zeros((1, len(FEATURES)), dtype=np.float32)
        rows[0, FEATURES.index("said_by_asked")] = said_by_asked
        found = none_features(Question("What did Corin Vale say about the sluice?"), gathered, rows)
        return found[NONE_FEATURES.index("speaker_silent")]

    assert (silent(1.0), silent(-1.0)) == (0.0, 1.0)
