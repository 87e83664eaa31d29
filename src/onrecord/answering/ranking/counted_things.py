"""What a figure counts: how many fighters were killed is not told by how many patients were."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, takewhile

from onrecord.answering.question.question import Question
from onrecord.embedding import WordVectors
from onrecord.language.amounts import amounts
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.numerals import figures
from onrecord.language.synonyms import synonym_stems
from onrecord.language.words import is_function_word, words

_HOW_MANY = re.compile(r"\bhow many\s+(?P<behind>[^,;:?]+)", re.IGNORECASE)
_PLURALS = word_list("plurals without s")
_SINGULARS = word_list("singulars with s")
_ANYTHING = word_list("plurals of anything")
"""What may be told in other words: people are villagers, and three weeks 21 days."""

_SHORTEST = 3
_LIKE, _ALIKE = 0.2, 0.45
"""Likeness of two nouns from which a figure may count what is asked for, and from which a word nearby may name it.

The first is the highest at which none of 84 sentences that hold the evidence of our questions is set aside.
"""


@lru_cache(maxsize=256)
def counted_thing(question: Question) -> str | None:
    """Return the noun that "how many" asks for, in the plural; None where it is anything or cannot be told."""
    found = _HOW_MANY.search(question.core)
    thing = _thing(words(found["behind"])) if found else []
    return thing[-1] if thing and thing[-1] not in _ANYTHING else None


def counts_another(question: Question, text: str, around: str, word_vectors: WordVectors) -> bool:
    """Say whether every figure of a sentence counts something else than a question asks for, which is nowhere near.

    `around` is what the sentence is read with. A figure that counts nothing that can be told may be the one.
    """
    asked = counted_thing(question)
    if asked is None:
        return False
    known = words(f"{around} {text}")
    if synonym_stems([asked])[0] in synonym_stems(known):
        return False
    told = [each for each in amounts(text) if each.unit == "count"]
    if not told or len(told) < sum(not each.is_date for each in figures(text)):
        return False
    things = [_thing(each.after) for each in told]
    if not all(things):
        return False
    counted = [*chain(*things), *map(" ".join, things)]
    return _likeness(asked, counted, word_vectors) < _LIKE and _likeness(asked, known, word_vectors) < _ALIKE


def _likeness(asked: str, of: Iterable[str], word_vectors: WordVectors) -> float:
    """Return how like a noun the likest of some words is."""
    return float((word_vectors(list(of)) @ word_vectors([asked])[0]).max())


def _thing(after: Sequence[str]) -> list[str]:
    """Return the words up to the last plural before the first function word: those of "hospital beds were lost"."""
    content = list(takewhile(lambda word: not is_function_word(word), after))
    last = max((place for place, word in enumerate(content, start=1) if _is_plural(word)), default=0)
    return content[:last]


def _is_plural(word: str) -> bool:
    has_ending = len(word) > _SHORTEST and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word in _PLURALS or (has_ending and word not in _SINGULARS)
