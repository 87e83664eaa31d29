"""Wire copy: what several articles print in the same words."""

import re

from onrecord.retrieval.results import PassageHit

_SAME = 0.8
"""The share of a passage's letters that makes it a copy, when they stand in the same sentences elsewhere."""

_NO_LETTERS = re.compile(r"[\W_]+")

_FEWEST_LETTERS = 20
"""Letters of a sentence that is no chance match."""


class Copies:
    """Tells which passages say word for word what better ones of other articles say; they are given the best first."""

    def __init__(self) -> None:
        """Know of no passage yet."""
        self._first: dict[str, str] = {}

    def is_copy(self, found: PassageHit) -> bool:
        """Say whether a passage is a copy of those that were given before, and remember it."""
        own = _letters(found)
        seen_in = [self._first.setdefault(letters, found.article.id) for letters in own]
        known = sum(len(each) for each, first in zip(own, seen_in, strict=True) if first != found.article.id)
        return known > _SAME * sum(map(len, own))


def _letters(found: PassageHit) -> list[str]:
    """Return the letters and digits of each sentence of a passage that is long enough to tell."""
    texts = (each.sentence.span.of(found.article.text) for each in found.sentences)
    every = (_NO_LETTERS.sub("", text).casefold() for text in texts)
    return [letters for letters in every if len(letters) >= _FEWEST_LETTERS]
