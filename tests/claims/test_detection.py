import numpy as np
import pytest

from onrecord.claims.detection.assessment import Assessment
from onrecord.claims.detection.detector import checkworthy, detector, verifiable
from onrecord.claims.detection.reasons import REASONS, phrases, reason_features
from onrecord.claims.detection.word_features import WORD_FEATURES, word_features

FIGURE = "Unemployment in Marrowick fell by 12 per cent last year, the council said."
COURTESY = "Thank you all very much, and good night."


def test_a_figure_is_checkable_and_thanks_are_not() -> None:
    assert verifiable([FIGURE])[0] > 0.5 > verifiable([COURTESY])[0]
    assert checkworthy([FIGURE])[0] > 0.5 > checkworthy([COURTESY])[0]


def test_nothing_gives_nothing() -> None:
    assert verifiable([]).shape == checkworthy([]).shape == (0,)
    assert detector().assess([]) == []


def test_what_is_read_does_not_hang_on_its_neighbours() -> None:
    alone = detector().probabilities([FIGURE])[0]
    together = detector().probabilities([COURTESY, FIGURE, "What now?"])[1]
    assert alone == pytest.approx(together, abs=0.02)


@pytest.mark.parametrize("dimension", [None, 384, 8])
def test_every_way_tells_them_apart(dimension: int | None) -> None:
    vectors = None if dimension is None else np.zeros((2, dimension), dtype=np.float32)
    figure, courtesy = detector().assess([FIGURE, COURTESY], vectors)
    assert isinstance(figure, Assessment)
    assert figure.score > courtesy.score
    assert figure.verifiable > courtesy.verifiable


def test_reasons_are_read_off_the_words() -> None:
    held = reason_features(word_features([FIGURE, "I grew up on a farm, and I loved it."]))
    told = [{name for name, holds in zip(REASONS, row, strict=True) if holds} for row in held]
    assert {"states a figure", "tells of a change"} <= told[0]
    assert "personal experience" in told[1]
    assert "states a figure" not in told[1]


def test_the_weightiest_reason_comes_first() -> None:
    assert phrases(np.array([1.0, 1.0, 0.0]), np.array([0.1, -0.5, 9.0])) == tuple(REASONS)[1::-1]


def test_features_have_a_column_each() -> None:
    row = word_features(["Is it 40 or 50 per cent?"])[0]
    assert len(set(WORD_FEATURES)) == len(WORD_FEATURES) == len(row)
    assert row[WORD_FEATURES.index("question_only")] > 0
    assert row[WORD_FEATURES.index("thanks")] == 0
    assert row[WORD_FEATURES.index("percent")] > 0
