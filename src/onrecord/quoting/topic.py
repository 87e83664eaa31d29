"""How near a quotation is to a topic, by meaning and by words."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.language.words import content_words, stems, unaccented, words
from onrecord.model import Occurrence, Span, covering
from onrecord.storage.index import Index
from onrecord.storage.ledger.occurrences import Surroundings

FLOOR, FLOOR_OF_ONE_SPEAKER = 0.34, 0.29
"""The score below which a quotation is not about the topic; among one speaker's words less is mistaken for it."""

_MEANING, _WORDS = 0.7, 0.3
_IN_SENTENCE, _BESIDE, _IN_TITLE = 0.85, 0.5, 0.4
"""What a word counts that stands not in what was said but in its sentence, in the one beside it, or in the title."""

_OF_SEVERAL = 1.5
"""The power by which a part of the topic's words counts for less than its share: "control" is not "gun control"."""

_CHANGED = 2
"""The last letters of a stem, which its words need not have: "happi" is the stem of "happy"."""

_FRAGMENT = 4
"""Words from which on what was said is more than a fragment, which says little about anything."""


@dataclass(frozen=True)
class Topic:
    """A topic: its words, their unit vector, and how much each of their stems weighs, all of them together 1."""

    words: str
    vector: NDArray[np.float32]
    weights: dict[str, float]

    @classmethod
    def of(cls, index: Index, about: str) -> "Topic":
        """Read a topic; a word weighs by how rare it is in the archive."""
        asked = stems(content_words(about))
        occurrences, total = index.ledger.lexical.occurrences(asked)
        rarity = {stem: math.log((total + 1) / (occurrences.get(stem, 0) + 0.5)) for stem in asked}
        whole = sum(rarity.values()) or 1.0
        return cls(
            about, index.embedder.encode_question(about), {stem: weight / whole for stem, weight in rarity.items()}
        )

    def score(self, said: Occurrence, around: Surroundings) -> float:
        """Return how near a quotation is, 0 to 1, by the sentences it stands in and by those beside them."""
        places = within(said, around)
        if not places or around.vectors is None:
            return 0.0
        meaning = max(0.0, float((around.vectors[places] @ self.vector).max()))
        whole = min(1.0, len(words(" ".join(said.words))) / _FRAGMENT) ** 0.5
        return float(min(1.0, whole * (_MEANING * meaning + _WORDS * self._share(said, around, places) ** _OF_SEVERAL)))

    def _share(self, said: Occurrence, around: Surroundings, places: Sequence[int]) -> float:
        """Return how much of the topic's words stand there, those that stand farther off counting less."""
        text = said.article.text
        beside = [place for place in (places[0] - 1, places[-1] + 1) if 0 <= place < len(around.sentences)]
        sentence = self._found(around.sentences[place].of(text) for place in places)
        places_of_words = (
            (1.0, self._found(said.words) if sentence else sentence),
            (_IN_SENTENCE, sentence),
            (_BESIDE, self._found(around.sentences[place].of(text) for place in beside)),
            (_IN_TITLE, self._found([said.article.title or ""])),
        )
        return sum(
            weight * next((counts for counts, found in places_of_words if stem in found), 0.0)
            for stem, weight in self.weights.items()
        )

    def _found(self, texts: Iterable[str]) -> frozenset[str]:
        """Return which of the topic's stems some texts have; most have none, which their letters show at once."""
        likely = [text for text in texts if self._may_have(text)]
        return frozenset(stems(word for text in likely for word in words(text))).intersection(self.weights)

    def _may_have(self, text: str) -> bool:
        plain = unaccented(text.lower())
        return any(beginning in plain for beginning in self._beginnings)

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        """What every word begins with that has one of the stems."""
        return tuple(stem[: max(1, len(stem) - _CHANGED)] for stem in self.weights)


def within(said: Occurrence, around: Surroundings) -> list[int]:
    """Return which sentences, by their place among the article's, hold a part of what was said."""
    spans = said.attribution.content
    whole = covering(spans)
    return [
        place
        for place, sentence in enumerate(around.sentences)
        if sentence.overlaps(whole) and any(sentence.overlaps(span) for span in spans)
    ]


def sentence_of(said: Occurrence, around: Surroundings | None) -> Span:
    """Return the place of the sentences that hold what was said, or of its words alone where there are none."""
    places = within(said, around) if around else []
    sentences = [around.sentences[place] for place in places] if around else []
    return covering([*sentences, *said.attribution.content])
