"""BM25 over a few ten thousand short texts, in memory."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.language.words import is_function_word, lemmas_or_stems, words

_SATURATION, _LENGTH = 1.2, 0.75
"""BM25's k1 and b, at their usual values."""

Scores = NDArray[np.float64]


def terms(text: str) -> list[str]:
    """Return the stems of a text's words that carry content, as often as they stand there."""
    return lemmas_or_stems(word for word in words(text) if not is_function_word(word))


class LexicalIndex:
    """Which texts hold a term, and how much it says of each."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        """Index the terms of each document."""
        self.size = len(documents)
        lengths = np.array([len(document) for document in documents], dtype=np.float64)
        norms = _SATURATION * (1 - _LENGTH + _LENGTH * lengths / max(1.0, lengths.mean() if self.size else 1.0))
        postings: dict[str, tuple[list[int], list[int]]] = {}
        for number, document in enumerate(documents):
            for term, count in Counter(document).items():
                where, counts = postings.setdefault(term, ([], []))
                where.append(number)
                counts.append(count)
        self._postings: dict[str, tuple[NDArray[np.int64], Scores]] = {}
        for term, (where, counts) in postings.items():
            places, often = np.array(where, dtype=np.int64), np.array(counts, dtype=np.float64)
            weights = often * (_SATURATION + 1) / (often + norms[places])
            self._postings[term] = places, weights * self._weight(len(where))

    def scores(self, query: Iterable[str]) -> Scores:
        """Return the score of each document for the terms of a query, each counted once."""
        found = np.zeros(self.size)
        for term in dict.fromkeys(query):
            if term in self._postings:
                places, weights = self._postings[term]
                found[places] += weights
        return found

    def weight(self, term: str) -> float:
        """Return how much a term says: its inverse document frequency."""
        return self._weight(len(self._postings[term][0]) if term in self._postings else 0)

    def _weight(self, frequency: int) -> float:
        return float(np.log1p((self.size - frequency + 0.5) / (frequency + 0.5)))
