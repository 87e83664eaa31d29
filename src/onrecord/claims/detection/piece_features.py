"""The word pieces of texts and their neighbours, as columns: no word of a text is kept, only numbers of columns."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from onrecord.backbone import Floats, Ints, backbone_tokenizer

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_PIECES, _PAIRS = 30522, 16384
_LEFT, _RIGHT, _BOTH = 31, 7919, 104729
"""Primes that scatter the pairs over their columns."""

COLUMNS = _PIECES + _PAIRS
"""The number of columns: one for each piece, and those that the pairs of neighbours share."""


@cache
def _tokenizer() -> "Tokenizer":
    return backbone_tokenizer()


def piece_columns(texts: Sequence[str]) -> list[Ints]:
    """Return for each text the columns of its pieces and pairs, each once, in order."""
    return [_columns_of(np.array(each.ids, dtype=np.int64)) for each in _tokenizer().encode_batch(list(texts))]


def _columns_of(ids: Ints) -> Ints:
    left, right = ids[:-1], ids[1:]
    pairs = _PIECES + (left * _LEFT + right * _RIGHT + (left * right) % _BOTH) % _PAIRS
    return np.unique(np.concatenate((ids[1:-1], pairs)))


def piece_logits(texts: Sequence[str], weights: Floats) -> Floats:
    """Return the mean-rooted sum of the weights of each text's columns, (texts, outputs).

    `weights` is (columns, outputs); a sum is divided by the root of how many columns there are.
    """
    rows = [weights[columns].sum(axis=0) / np.sqrt(max(len(columns), 1)) for columns in piece_columns(texts)]
    return np.array(rows, dtype=np.float32).reshape(len(texts), weights.shape[1])
