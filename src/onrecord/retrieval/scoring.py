"""How well a passage would answer a question: few features, weighed by weights that were fitted.

`benchmarks/fit_search.py` fits them; `scoring.json` says on what.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.backbone import shipped_file
from onrecord.language.lexicon.irregular_verbs import forms_of
from onrecord.language.words import content_words, lemmas_or_stems
from onrecord.storage.ledger.ledger import Ledger

_SHIPPED = Path(__file__).with_name("scoring.json")
FEATURES = ("nearest", "mean", "lexical_rank", "article", "coverage")
"""The columns of a feature matrix.

The likeness of the passage's nearest sentence to what is asked, and of the whole passage; 1 / (5 + its rank by BM25);
how well its whole article holds the question's words, by BM25 over its passages; and the share of the words of what
is asked that it holds itself.
"""

_RANK_OFFSET = 5
"""The constant of reciprocal ranks (Cormack, Clarke and Büttcher, SIGIR 2009, who took 60)."""

_K1, _B = 1.2, 0.75
"""The usual constants of BM25."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A content word of a question: the passages that hold it in any form, in order, and what it tells by its rarity.

    `is_asked` says whether it belongs to what is asked, and not only to what leads up to it.
    """

    holders: NDArray[np.int64]
    rarity: float
    is_asked: bool


def asking(question: str) -> str:
    """Return the sentence of a text that asks, where others lead up to it; the whole text where none does so alone."""
    *before, last = _SENTENCE.split(question.strip())
    is_alone = before and last.endswith("?") and len(content_words(last)) >= _FEWEST_WORDS
    return last if is_alone else question


def terms(ledger: Ledger, question: str) -> list[Term]:
    """Return the content words of a question, as the archive holds them."""
    asked = set(lemmas_or_stems(content_words(asking(question))))
    forms: dict[str, dict[str, None]] = {}
    for word, base in zip(every := content_words(question), lemmas_or_stems(every), strict=True):
        forms.setdefault(base, {}).update(dict.fromkeys((word, *forms_of(word))))
    passages, _ = ledger.lexical.size()
    return [
        Term(
            holders=found,
            rarity=math.log(1 + (passages - len(found) + 0.5) / (len(found) + 0.5)),
            is_asked=base in asked,
        )
        for base, found in ledger.lexical.holders(forms).items()
    ]


def features(
    of: Sequence[Term],
    passages: NDArray[np.int64],
    extents: NDArray[np.int64],
    near: NDArray[np.float32],
    ranks: Mapping[int, int],
    usual: float,
) -> NDArray[np.float64]:
    """Return the feature matrix of passages, (passages, len(FEATURES)).

    `extents` (passages, 2) are the first and the last passage of each one's article, `near` (passages, 2) the likeness
    of each one's nearest sentence and of its whole, `ranks` the ranks by BM25 of those that have one, `usual` the
    passages of an article on average.
    """
    if not len(passages):
        return np.zeros((0, len(FEATURES)))
    lexical = [1 / (_RANK_OFFSET + ranks[each]) if each in ranks else 0.0 for each in passages.tolist()]
    return np.column_stack([near, lexical, _article_scores(of, extents, usual), _coverage(of, passages)])


def _article_scores(of: Sequence[Term], extents: NDArray[np.int64], usual: float) -> NDArray[np.float64]:
    """Return the BM25 of articles, where a word counts once for each passage that holds it, by the most it could be."""
    norms = _K1 * (1 - _B + _B * (extents[:, 1] - extents[:, 0] + 1) / usual)
    scores = np.zeros(len(extents))
    for term in of:
        after_last = np.searchsorted(term.holders, extents[:, 1], side="right")
        times = after_last - np.searchsorted(term.holders, extents[:, 0])
        scores += term.rarity * times * (_K1 + 1) / (times + norms)
    return scores / (sum(term.rarity for term in of) or 1.0)


def _coverage(of: Sequence[Term], passages: NDArray[np.int64]) -> NDArray[np.float64]:
    asked = [term for term in of if term.is_asked and term.holders.size]
    held = np.zeros(len(passages))
    for term in asked:
        places = np.minimum(np.searchsorted(term.holders, passages), term.holders.size - 1)
        held += term.rarity * (term.holders[places] == passages)
    return held / (sum(term.rarity for term in of if term.is_asked) or 1.0)


@cache
def weights() -> NDArray[np.float64]:
    """Return the shipped weights, in the order of FEATURES."""
    stored = json.loads(shipped_file(_SHIPPED).read_text(encoding="utf-8"))
    return np.array([stored["weights"][name] for name in FEATURES])


def shares(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how likely each of some passages is to be the one that answers, by their features; sums to 1."""
    scores = rows @ weights()
    exponents = np.exp(scores - scores.max(initial=0.0))
    return np.asarray(exponents / (exponents.sum() or 1.0))
