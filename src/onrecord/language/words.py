"""Words: which of a text's carry its content."""

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from onrecord.language.folding import LIGATURES
from onrecord.language.lexicon.irregular_verbs import verb_of

_WORD = re.compile(r"\d[\d.,:]*\d|[^\W_]+(?:[’'][^\W_]+)*")
_RUN = re.compile(r"[^\W_]+")
_FUNCTION_WORDS = """
    a about above after again against all also am an and any anyone anything are aren't as at be because been before
    being below between both but by can can't could couldn't did didn't do does doesn't doing don't down during each
    else ever exactly few for from further had has have haven't having he her here hers herself him himself his how i if
    in into is isn't it it's its itself just know let me more most much my myself no nor not now of off on once one only
    or other our ours out over own please s same she should so some someone such than that that's the their theirs
    them themselves then there there's these they this those through to too under until up us very was wasn't we were
    what what's when where where's which while who who's whom whose why will with won't would wouldn't you your yours
    tell many according article articles"""
_STOP = frozenset(_FUNCTION_WORDS.split())

_FEWEST_STEMMED = 3
_WITHOUT_ENDING = re.compile(r"([aeiouy][^aeiouy].*)(bl|log)(?:y|ies)$")
"""Where SQLite's Porter stemmer departs from the published one: "possibly" is "possible", "technology" "technolog"."""

_ACCENTED = re.compile(r"[^\x00-\x7f\u2010-\u2027]")
"""What may have an accent: neither ASCII nor a dash, a quotation mark or dots."""

_LOCAL = threading.local()
"""A stemmer for each thread; one is not to be shared."""


def words(text: str) -> list[str]:
    """Return the words and numbers of a text, in lower case, without a possessive ending."""
    lowered = text.lower().replace("’", "'")
    found: list[str] = _WORD.findall(lowered)
    if "'" not in lowered:
        return found
    return [word.removesuffix("'s").removesuffix("'") if "'" in word else word for word in found]


@lru_cache(maxsize=8192)
def places(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the words that `words` returns stand in a text."""
    lowered = text.lower().replace("’", "'")
    return tuple(found.span() for found in _WORD.finditer(lowered))


def content_words(text: str) -> list[str]:
    """Return the words that carry a text's content, each once; all of its words when none does."""
    every = dict.fromkeys(words(text))
    return [word for word in every if word not in _STOP] or list(every)


def words_apart(text: str) -> list[str]:
    """Return the runs of letters and figures of a text in small letters, without accents: the lexical index's words."""
    return _RUN.findall(unaccented(text.lower()))


def is_function_word(word: str) -> bool:
    """Say whether a word in lower case carries no content of its own."""
    return word in _STOP


def stems(of: Iterable[str]) -> list[str]:
    """Return the stems of words as the lexical index has them: Porter's, without accents."""
    return [_stem(word) for word in of]


def lemmas_or_stems(of: Iterable[str]) -> list[str]:
    """Return the stems of words in lower case, those of irregular verbs led back to the verb first."""
    return list(map(_base, of))


@lru_cache(maxsize=50_000)
def _base(word: str) -> str:
    return _stem(verb_of(word))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    plain = _WITHOUT_ENDING.sub(r"\1\2e", unaccented(word))
    if len(plain) < _FEWEST_STEMMED:
        return plain
    if not hasattr(_LOCAL, "porter"):
        import Stemmer  # type: ignore[import-not-found]

        _LOCAL.porter = Stemmer.Stemmer("porter")
    return str(_LOCAL.porter.stemWord(plain))


def unaccented(word: str) -> str:
    """Return words without accents and ligatures; letters that are letters of their own, such as ø, stay."""
    if word.isascii() or not _ACCENTED.search(word):
        return word
    bare = "".join(c for c in unicodedata.normalize("NFD", word.translate(LIGATURES)) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare)
