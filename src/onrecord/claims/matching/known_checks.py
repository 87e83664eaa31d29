"""Known fact-checks: which of them is of the very claim that a text makes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onrecord.claims.matching.check_index import READ, CheckIndex, CheckRecord
from onrecord.claims.matching.fitted import shipped_check_ranker
from onrecord.claims.matching.post import is_link, plain
from onrecord.claims.matching.traits import traits
from onrecord.embedding import Embedder
from onrecord.language.polarity import is_reversed
from onrecord.language.words import words

CONFIRMED = 0.9
"""From here on a fact-check speaks for the claim, where the words allow it."""

SUGGESTED = 0.3
"""From here on it is worth showing."""

FEWEST_WORDS = 9
"""Texts with fewer words are never confirmed: they match too much."""

_FIELDS = ("title", "speaker", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckMatch:
    """A fact-check's id, the probability that it is of the very claim, and whether it may speak for it unasked."""

    id: str
    score: float
    is_confirmed: bool


class KnownChecks:
    """Fact-checks by what they checked. Indexed when first searched: 20,000 take minutes on one core, once."""

    def __init__(self, checks: Iterable[Mapping[str, Any]], embedder: Embedder | None = None) -> None:
        """Keep the fact-checks: each has "id" and "claim", and may have "title", "speaker" and "date".

        What else is in them is passed over.
        """
        self._records = [
            CheckRecord(id=str(check["id"]), claim=check["claim"], **{f: str(check.get(f) or "") for f in _FIELDS})
            for check in checks
        ]
        self._embedder = embedder or Embedder()

    @cached_property
    def _index(self) -> CheckIndex:
        return CheckIndex(self._records, self._embedder)

    def match(self, text: str, k: int = 5) -> list[str]:
        """Return the ids of the `k` likeliest fact-checks of what a text claims, the best first."""
        return [match.id for match in self.scored(text, k)]

    def scored(self, text: str, k: int = 5) -> list[CheckMatch]:
        """Return the `k` likeliest fact-checks with their probabilities, the best first.

        Those behind the first twelve candidates are not read and have the probability 0.
        """
        if not self._records or not text.strip() or k < 1:
            return []
        likely, ranker = self._index.likely(text, k), shipped_check_ranker()
        scores = ranker.scores(likely.features)
        chances = ranker.chances(scores, *likely.told)
        best = sorted(range(len(scores)), key=lambda place: -scores[place])
        found = [(self._records[likely.order[place]], float(chances[place])) for place in best]
        found += [(self._records[place], 0.0) for place in likely.order[READ:]]
        return [
            CheckMatch(id=record.id, score=score, is_confirmed=is_confirmed(text, record.claim, score))
            for record, score in found[:k]
        ]


def is_confirmed(text: str, claim: str, score: float) -> bool:
    """Say whether a match needs nobody to look at it.

    It does where the text is short or a bare link, or where text and claim have different numbers or names, or one
    denies what the other says.
    """
    bare = plain(text)
    if score < CONFIRMED or is_link(text) or len(words(bare)) < FEWEST_WORDS:
        return False
    mine, theirs = traits(bare), traits(claim)
    if any(all(n.isdisjoint(other) for other in mine.numbers) for n in theirs.numbers) or theirs.days - mine.days:
        return False
    named = theirs.named - set(mine.stems)
    denied = (mine.denials > 0) != (theirs.denials > 0)
    return not (named or denied or is_reversed(bare, [claim]) or is_reversed(claim, [bare]))
