"""What words alone make of two texts: the floor that the reader is measured beside."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

Pairs = Sequence[tuple[str, str]]
Floats = np.ndarray[Any, np.dtype[np.float64]]
_DENIALS = {"not", "no", "never", "none", "nobody", "nothing", "n't", "without", "neither"}


class WordRelations:
    """Three relations from counts of shared words, numbers, capitals and denials, weighted by logistic regression."""

    def __init__(self, pairs: Pairs, labels: Sequence[int]) -> None:
        """Fit the weights on labelled pairs: 0 entailed, 1 neither, 2 contradicted."""
        self._model = LogisticRegression(max_iter=500).fit(_features(pairs), labels)

    def relations(self, pairs: Pairs) -> Floats:
        """Return the probabilities, (pairs, 3)."""
        return np.asarray(self._model.predict_proba(_features(pairs)))


def word_scores(question: str, sentences: Sequence[str]) -> Floats:
    """Return the share of the question's words that each sentence has, rare ones among the sentences counting more."""
    held = [set(_words(sentence)) for sentence in sentences]
    counts = Counter(word for words in held for word in words)
    asked = set(_words(question))
    weights = {word: math.log(1 + len(sentences) / (0.5 + counts[word])) for word in asked}
    total = sum(weights.values()) or 1.0
    return np.array([sum(weights[word] for word in asked & words) / total for words in held])


def _features(pairs: Pairs) -> Floats:
    return np.array([_row(a, b) for a, b in pairs])


def _row(premise: str, hypothesis: str) -> list[float]:
    before, after = _words(premise), _words(hypothesis)
    known = set(before)
    shared = sum(word in known for word in after) / max(len(after), 1)
    numbers = [word for word in after if word[0].isdigit()]
    names = [word.lower() for word in re.findall(r"(?<!^)\b[A-Z]\w+", hypothesis)]
    denials = sum(word in _DENIALS for word in after) - sum(word in _DENIALS for word in before)
    return [
        shared,
        shared**2,
        float(any(number not in known for number in numbers)),
        float(any(name not in known for name in names)),
        float(denials > 0),
        float(denials < 0),
        math.log1p(len(before)),
        math.log1p(len(after)),
    ]


def _words(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"n't|\w+(?=n't)|\w+", text)]
