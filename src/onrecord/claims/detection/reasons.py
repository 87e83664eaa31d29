"""Why a sentence is worth checking or not, read off its words: short phrases, each with its place in the score."""

from collections.abc import Sequence

import numpy as np

from onrecord.backbone import Floats
from onrecord.claims.detection.word_features import WORD_FEATURES

_FOR = {
    "states a figure": (("numbers", "percent", "money"), 0.56),
    "about many people": (("people",), 0.44),
    "about health": (("health",), 0.38),
    "speaks of all or none": (("all",), 0.28),
    "names a record": (("superlative", "record"), 0.2),
    "makes a comparison": (("more_than", "comparison"), 0.2),
    "about money": (("money_words", "money"), 0.2),
    "about violence": (("violence",), 0.19),
    "tells of a change": (("change",), 0.15),
    "names a cause": (("one_side", "cause"), 0.15),
    "names a person or body": (("name", "body", "office"), 0.15),
    "about what is allowed": (("rule",), 0.1),
    "about who supports what": (("support",), 0.1),
    "cites evidence": (("evidence",), 0.1),
}
_AGAINST = {
    "a question": (("question_only",), -0.3),
    "a courtesy": (("thanks",), -0.3),
    "personal experience": (("i_did", "i"), -0.22),
    "calls for action": (("duty", "order"), -0.21),
    "a feeling or judgement": (("feeling", "judgement"), -0.21),
    "a belief": (("i_believe", "belief"), -0.2),
    "a prediction": (("future", "going_to"), -0.2),
}

REASONS = {**_FOR, **_AGAINST}
"""The word features that show each reason, and the weight that fitting starts from and stays on the side of zero of.

The weights of figures, many people, health, all or none, violence, personal experience, calls for action and feelings
are those that Full Fact published for its questions; the others were set by hand.
"""

PRIORS = np.array([prior for _, prior in REASONS.values()], dtype=np.float32)
"""The weights that fitting starts from."""

_COLUMNS = [[WORD_FEATURES.index(feature) for feature in shown_by] for shown_by, _ in REASONS.values()]


def reason_features(features: Floats) -> Floats:
    """Return which reasons hold, (texts, reasons) of 0 and 1, from the word features of texts."""
    held = np.stack([features[:, columns].max(axis=1) > 0 for columns in _COLUMNS], axis=1)
    return np.asarray(held, dtype=np.float32)


def phrases(held: Floats, weights: Floats, most: int = 5) -> tuple[str, ...]:
    """Return the reasons that hold for one text, those that weigh most first."""
    names: Sequence[str] = tuple(REASONS)
    order = sorted(np.flatnonzero(held).tolist(), key=lambda at: -abs(float(weights[at])))
    return tuple(names[at] for at in order[:most])
