"""A question as the answers of two sources to it are compared."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.answering.question.question import Question
from onrecord.answering.ranking.features import Weigh
from onrecord.language.synonyms import synonym_stems
from onrecord.language.words import is_function_word, lemmas_or_stems, words

_ONLY_ASKING = """
    number total amount sum figure rate age share percentage percent size many much long old large big high"""
_ASKS_FOR = frozenset(synonym_stems(_ONLY_ASKING.split()))
_AUXILIARIES = """
    is are was were has have had do does did will would be been can could may might must shall should"""
_AUXILIARY = frozenset(_AUXILIARIES.split())


def is_small(word: str) -> bool:
    """Say whether a word in lower case neither names nor counts anything."""
    return word in _AUXILIARY or is_function_word(word)


@dataclass(frozen=True)
class QuestionFocus:
    """A question as its answers are compared: what is counted, what happened, and the weights of its words."""

    question: Question
    weigh: Weigh

    @cached_property
    def words(self) -> frozenset[str]:
        """The kin of all its words."""
        return frozenset(synonym_stems(words(self.question.text)))

    @cached_property
    def counted(self) -> frozenset[str]:
        """The kin of what follows "how many", up to a verb that helps."""
        found = re.search(r"\bhow many\s+(?P<rest>[^?]+)", self.question.core, re.IGNORECASE)
        kept = []
        for word in words(found["rest"]) if found else []:
            if is_small(word):
                break
            kept.append(word)
        return frozenset(synonym_stems(kept[:1] if len(kept) < 3 else kept[:2]))

    @cached_property
    def names(self) -> frozenset[str]:
        """The kin of the words of the names in it."""
        return frozenset(synonym_stems(word for name in self.question.names for word in name))

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The kin of the words that carry the topic, each once, without what is counted or only asks."""
        found = dict.fromkeys(synonym_stems(self.question.topic))
        return tuple(term for term in found if term not in self.counted and term not in _ASKS_FOR)

    @cached_property
    def predicate(self) -> tuple[str, ...]:
        """The terms that are no names."""
        return tuple(term for term in self.terms if term not in self.names)

    def covered(self, present: frozenset[str], terms: Sequence[str]) -> float:
        """Return the share of the weight of some terms that is present."""
        weights = {term: self.weigh(self._stems[term]) for term in terms}
        total = sum(weights.values())
        return sum(weight for term, weight in weights.items() if term in present) / total if total else 1.0

    @cached_property
    def _stems(self) -> dict[str, str]:
        topic = self.question.topic
        return dict(zip(synonym_stems(topic), lemmas_or_stems(topic), strict=True))
