"""What a text has that another one may share: stems with their rarity, names, numbers, days, what denies or hedges."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from onrecord.backbone import Floats
from onrecord.claims.matching.rarity import rarity
from onrecord.language.lexicon.calendar_names import MONTHS, WEEKDAYS
from onrecord.language.numerals import NUMBER_WORDS, figures
from onrecord.language.polarity import may_deny
from onrecord.language.synonyms import synonym_stems
from onrecord.language.turning_words import turning_words
from onrecord.language.words import is_function_word, places, words

_DAYS = frozenset(name.lower() for name in (*WEEKDAYS, *MONTHS)) - {"may", "march"}
_SHADE_WORDS = """
    all some most many few half every each only more less fewer least almost nearly first last again still already may
    might could should would will if plan plans planned want wants expected before after than"""
_SHADES = frozenset(_SHADE_WORDS.split())
"""Words that change how much, how sure or when; those without content of their own among them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Traits:
    """What one text has. `words` are those of content in their order, with `stems` and `weights` one for each.

    `named` are the stems written with a capital inside the text, `opening` that of the first word if it has one too.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    weights: Floats
    named: frozenset[str]
    opening: frozenset[str]
    numbers: tuple[frozenset[float | str], ...]
    days: frozenset[str]
    shades: frozenset[str]
    denials: int
    turns: int
    has_by: bool

    @property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """The pairs of stems that stand side by side."""
        return frozenset(pairwise(self.stems))


@lru_cache(maxsize=4096)
def traits(text: str) -> Traits:
    """Return what a text has; remembered, because a text stands in many pairs."""
    every = words(text)
    starts = [start for start, _ in places(text)]
    content = [(word, start) for word, start in zip(every, starts, strict=True) if not is_function_word(word)]
    found = tuple(word for word, _ in content)
    stems = tuple(synonym_stems(found))
    capitals = {stem for stem, (word, start) in zip(stems, content, strict=True) if _is_name(text, word, start)}
    opens = stems[:1] if content and content[0][1] == starts[0] and _is_name(text, *content[0]) else ()
    later = {s for s, (word, start) in zip(stems[1:], content[1:], strict=True) if _is_name(text, word, start)}
    return Traits(
        words=found,
        stems=stems,
        weights=np.array([1.0 if word[0].isdigit() else rarity(word) for word in found], dtype=np.float32),
        named=frozenset(later if opens else capitals),
        opening=frozenset(opens) - later,
        numbers=tuple(figure.values for figure in figures(text)),
        days=frozenset(word for word in found if word in _DAYS),
        shades=frozenset(every) & _SHADES,
        denials=may_deny(text),
        turns=len(turning_words(text)),
        has_by="by" in every,
    )


def _is_name(text: str, word: str, start: int) -> bool:
    return text[start : start + 1].isupper() and word not in _DAYS and word not in NUMBER_WORDS
