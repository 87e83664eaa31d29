"""Wire copy: what several articles print in the same words."""

from collections.abc import Sequence

from onrecord.retrieval.found import Found

_SAME = 0.8
"""The share of a passage's letters that makes it a copy, when they stand in the same sentences elsewhere."""

_FEWEST_LETTERS = 20
"""Letters of a sentence that is no chance match."""


def copies_last(found: Sequence[Found]) -> list[Found]:
    """Return what was found in its order, but what better passages of other articles say word for word at the end."""
    seen: dict[str, str] = {}
    kept: list[Found] = []
    copies: list[Found] = []
    for each in found:
        own = _letters(each)
        known = sum(len(letters) for letters in own if seen.get(letters, each.article.id) != each.article.id)
        (copies if known > _SAME * sum(map(len, own)) else kept).append(each)
        for letters in own:
            seen.setdefault(letters, each.article.id)
    return kept + copies


def _letters(found: Found) -> list[str]:
    """Return the letters and digits of each sentence of a passage that is long enough to tell."""
    texts = (each.sentence.span.of(found.article.text) for each in found.sentences)
    every = ("".join(filter(str.isalnum, text)).casefold() for text in texts)
    return [letters for letters in every if len(letters) >= _FEWEST_LETTERS]
