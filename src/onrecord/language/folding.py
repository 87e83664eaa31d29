"""Text without what two spellings of one name may differ in."""

import re
import unicodedata
from functools import lru_cache

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
"""A table for `str.translate`: Latin ligatures, which are how letters are drawn, as the letters they are."""

_ARTICLES = ("the", "a", "an")
_LONGEST_NAME = 100
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Letters of names that no accent can be taken off, as they are written without them."""


def folded(text: str) -> str:
    """Return text in small letters without accents, marks and a leading article, words parted by single spaces."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return _joined(text.lower().split())
    return _folded_name(text) if len(text) <= _LONGEST_NAME else _folded_text(text)


def without_accents(text: str) -> str:
    """Return text in small letters and without accents."""
    if text.isascii():
        return text.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.casefold().translate(_LETTERS)


def _fold(text: str) -> str:
    plain = without_accents(text)
    return _joined(re.findall(r"[^\W_]+", re.sub(r"[’'](?:s\b)?|(?<=\w)\.(?=\w\b)", "", plain)))


def _joined(words: list[str]) -> str:
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


_folded_name = lru_cache(maxsize=50_000)(_fold)
_folded_text = lru_cache(maxsize=8192)(_fold)
"""Names come again and again; of long texts fewer are kept."""
