"""Whether what a sentence cites contradicts it, as the reader reads both."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from onrecord.answering.grounding.passage import NumberedPassage
from onrecord.backbone import Floats
from onrecord.language.polarity import is_negation
from onrecord.language.words import content_words, stems, words
from onrecord.model import Span

Relations = Callable[[Sequence[tuple[str, str]]], Floats]
"""The probabilities that each (premise, hypothesis) is entailed, neither and contradicted: (pairs, 3)."""

Places = Sequence[tuple[NumberedPassage, Span]]

_DENIED, _OTHERWISE = -1.0, -4.0
"""How far contradiction must outweigh entailment, as a logarithm: where one side alone denies, and elsewhere."""

_LEAST = 1e-6


class Contradictions:
    """Reads sentences against what they cite, each once."""

    def __init__(self, relations: Relations) -> None:
        """Read by `relations`."""
        self._relations = relations
        self._known: dict[tuple[str, str], float] = {}

    def among(self, cited: Sequence[tuple[str, Places]]) -> list[bool]:
        """Say of each sentence with its places whether these contradict it, however they are read."""
        asked = [(text, list(dict.fromkeys(_premises(text, places)))) for text, places in cited]
        pairs = [(premise, text) for text, premises in asked for premise in premises]
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if new:
            found = np.log(np.maximum(self._relations(new), _LEAST))
            self._known.update(zip(new, map(float, found[:, 0] - found[:, 2]), strict=True))
        return [self._is_contradicted(text, premises) for text, premises in asked]

    def _is_contradicted(self, text: str, premises: Sequence[str]) -> bool:
        if not premises:
            return False
        differs = _denies(text) != _denies(premises[0])
        return max(self._known[premise, text] for premise in premises) < (_DENIED if differs else _OTHERWISE)


def _premises(text: str, places: Places) -> Iterator[str]:
    """Yield what a sentence is read against: the cited sentence most like it, with the one before, and all cited.

    Nothing where a cited sentence has its very words.
    """
    own = set(stems(content_words(text)))
    best, shared = ("", ""), -1
    for given, span in places:
        before = ""
        for each in given.sentences:
            told = " ".join(each.of(given.article.text).split())
            held = len(own & set(stems(content_words(told)))) if each.overlaps(span) else -1
            if held > shared:
                best, shared = (told, f"{before} {told}".strip()), held
            before = told
    if " ".join(words(text)) in " ".join(words(best[0])):
        return
    yield from filter(None, best)
    whole = " ".join(" ".join(span.of(given.article.text).split()) for given, span in places)
    if whole:
        yield whole


def _denies(text: str) -> bool:
    return any(map(is_negation, words(text)))
