import json
from importlib.resources import files

import numpy as np

from onrecord.answering.question.question import QUESTION_KINDS, Question
from onrecord.answering.ranking.ranker import NONE_FEATURES
from onrecord.answering.ranking.reading import (
    MOST_READ,
    NONE_READING_FEATURES,
    READING_FEATURES,
    reading_features,
    reread,
    shipped_reading,
    to_read,
)


def test_the_shipped_weights_are_those_of_the_features() -> None:
    stored = json.loads(files("onrecord.answering.ranking").joinpath("reading.json").read_text(encoding="utf-8"))
    assert list(stored["weights"]) == list(READING_FEATURES)
    assert [list(row) for row in stored["deviations"].values()] == [list(READING_FEATURES)] * len(QUESTION_KINDS)
    assert list(stored["none_weights"]) == list(NONE_READING_FEATURES)
    assert 0.0 < shipped_reading().answer_from < 1.0


def test_the_likeliest_are_read_and_few_of_them() -> None:
    shares = np.linspace(0.0, 0.05, 30)
    assert to_read(shares) == list(range(29, 29 - MOST_READ, -1))


def test_what_is_not_read_is_told_from_what_reads_badly() -> None:
    rows, none = reading_features(np.array([0.6, 0.1, 0.2]), [0.0] * len(NONE_FEATURES), [0, 2], np.array([-3.0, 2.0]))
    by = {name: rows[:, place].tolist() for place, name in enumerate(READING_FEATURES)}
    assert by["unread"] == [0.0, 1.0, 0.0]
    assert by["best"] == [0.0, 0.0, 1.0]
    assert by["reading"][0] < by["reading"][1] < by["reading"][2]
    assert len(none) == len(NONE_READING_FEATURES)


def test_without_candidates_none_answers() -> None:
    shares, none = reread(Question("Who opened the weir?"), [], np.zeros(0), [0.0] * len(NONE_FEATURES))
    assert (len(shares), none) == (0, 1.0)
