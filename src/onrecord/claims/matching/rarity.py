"""How rare a word is, by its place in the bundled model's vocabulary, which is in the order of frequency."""

import math
import threading
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from onrecord.backbone import backbone_tokenizer

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_FIRST_WORD, _SIZE = 1996, 30522
_LEAST = 0.15

_LOADING = threading.Lock()


@cache
def _loaded() -> "Tokenizer":
    return backbone_tokenizer()


def _tokenizer() -> "Tokenizer":
    with _LOADING:
        return _loaded()


@lru_cache(maxsize=100_000)
def rarity(word: str) -> float:
    """Return how rare a word in lower case is, from 0.15 for "the" to 1 for what the vocabulary has not as a whole."""
    place = _tokenizer().token_to_id(word)
    if place is None or place < _FIRST_WORD:
        return 1.0
    return max(_LEAST, math.log(place - _FIRST_WORD + 2) / math.log(_SIZE - _FIRST_WORD))
