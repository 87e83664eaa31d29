"""Common first names and the gender they go with; names that go with both say nothing."""

import re
from typing import Literal

from onrecord.language.folding import without_accents
from onrecord.language.lexicon.word_lists import word_list

Gender = Literal["f", "m"]


_EITHER = word_list("names of either")
_SURNAMES_TOO = word_list("names that are surnames too")
_GENDERED: dict[str, Gender] = dict.fromkeys(word_list("male names") - _EITHER, "m")
_GENDERED |= dict.fromkeys(word_list("female names") - _EITHER, "f")
_LEANING: dict[str, Gender] = dict.fromkeys(word_list("leaning male names"), "m")
_LEANING |= dict.fromkeys(word_list("leaning female names"), "f")
_KNOWN = frozenset(_GENDERED) | _EITHER

_FULL: dict[str, set[str]] = {}
for _short, _long in (pair.split(":") for pair in word_list("short forms")):
    _FULL.setdefault(_short, set()).add(_long)

_SPELLED: dict[str, str] = {}
for _group in word_list("spellings"):
    for _name in _group.split("/"):
        _SPELLED[_name] = _group.split("/")[0]
_TRANSCRIBED = (
    (r"(?<=[^aeiouy])[eiy]?[iyj]+\Z|[ey]y\Z|[ei]i\Z|ej\Z", "i"),
    (r"ks", "x"),
    (r"kh", "h"),
    (r"ou|oo", "u"),
    (r"([b-df-hj-np-tv-z])\1", r"\1"),
    (r"(?<=[^aeiouy])e?r\Z", "r"),
)
"""What the same letters of another alphabet become by one custom or another."""


def is_first_name(word: str) -> bool:
    """Say whether `word` is a common first name; hyphenated ones count by their first part."""
    return _plain(word) in _KNOWN


def gender_of(word: str) -> Gender | None:
    """Return the gender that the first name `word` goes with, or None when it goes with both or is not known."""
    return _GENDERED.get(_plain(word))


def is_only_first_name(word: str) -> bool:
    """Say whether `word` is a first name and hardly ever a surname, a place or a common word."""
    return _plain(word) in _GENDERED and _plain(word) not in _SURNAMES_TOO and len(word) > 2


def likelier_gender_of(word: str) -> Gender | None:
    """Return the gender that a first name goes with, or goes with more often, or None."""
    return gender_of(word) or _LEANING.get(_plain(word))


def same_first_name(one: str, other: str) -> bool:
    """Say whether two first names may be one person's: equal, an initial, or a short form (Bill, William)."""
    a, b = _plain(one, whole=True), _plain(other, whole=True)
    if a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)):
        return True
    if b in _FULL.get(a, ()) or a in _FULL.get(b, ()) or _FULL.get(a, set()) & _FULL.get(b, set()):
        return True
    return _spelled(a) == _spelled(b) and len({_GENDERED.get(a), _GENDERED.get(b)} - {None}) < 2


def _spelled(plain: str) -> str:
    """Return one spelling for those that a name of another alphabet may have."""
    if plain in _SPELLED:
        return _SPELLED[plain]
    for pattern, letters in _TRANSCRIBED:
        plain = re.sub(pattern, letters, plain)
    return plain


def _plain(word: str, *, whole: bool = False) -> str:
    lowered = without_accents(word).rstrip(".")
    return lowered if whole else lowered.split("-")[0]
