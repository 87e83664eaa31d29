"""What a sentence states in answer to a question: the one amount, moment, yes or no that it gives, if it is certain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.answering.disagreement.focus import QuestionFocus, is_small
from onrecord.answering.disagreement.yes_no import verdict
from onrecord.answering.ranking.candidates import Candidate
from onrecord.claims.same_event import around, is_corrected, unsure
from onrecord.claims.statement import Statement, Told
from onrecord.language.amounts import Amount, amounts
from onrecord.language.moments import Moment, moments
from onrecord.language.synonyms import synonym_stems
from onrecord.language.words import is_function_word, places, words

_COVERED = 0.6
"""Share of the weight of the question's words that must stand in a sentence and what is read with it."""

_FURTHEST = 8
"""Words between an amount and the word of the question that it belongs to."""

_BREAK = 5
"""What a comma or "and" between two words counts for, in words."""

_BROKEN = re.compile(r"[,;:()–—]|\b(?:and|but|while|whereas)\b")
_OF = re.compile(r"^\s+of((?:\s+[\w’'-]+){1,5})")
_FITTING = {
    "age": ("age",),
    "percent": ("percent",),
    "money": ("money",),
    "duration": ("duration", "measure"),
    "measure": ("measure",),
}
"""By the unit that a question asks for, those of the amounts that answer it."""

_ANY = ("count", "money", "percent", "measure")


def find_statement(asked: QuestionFocus, candidate: Candidate) -> Statement | None:
    """Return what a candidate states in answer to a question, None where it states nothing or nothing certain."""
    present = around(candidate)
    if not asked.names <= present:
        return None
    if asked.question.is_yes_no:
        told = None if unsure(candidate.text) else verdict(asked, candidate.text)
        return _statement(candidate, told) if told else None
    if is_corrected(candidate.text) or asked.covered(present, asked.terms) < _COVERED:
        return None
    return _Reading(asked, candidate).statement()


def _statement(candidate: Candidate, told: Told, narrowed: frozenset[str] = frozenset()) -> Statement:
    return Statement(excerpt=candidate, speakers=candidate.speakers, told=told, narrowed=narrowed)


@dataclass(frozen=True)
class _Reading:
    """A candidate read for what a question for a number or a time asks."""

    asked: QuestionFocus
    candidate: Candidate

    def statement(self) -> Statement | None:
        question = self.asked.question
        if question.wanted == "number" and question.unit not in ("vote", "often"):
            fitting = [each for each in self._amounts if self._fits(each)]
            narrowed = self._narrowed(fitting[0]) if len(fitting) == 1 else None
            if narrowed is not None:
                return _statement(self.candidate, fitting[0], narrowed)
        if question.wanted == "time":
            told = [each for each in moments(self.candidate.text) if each.has(question.time)]
            owned = [each for each in told if self._owned(each, self.asked.predicate)]
            return _statement(self.candidate, owned[0]) if len(owned) == 1 else None
        return None

    @cached_property
    def _amounts(self) -> tuple[Amount, ...]:
        return tuple(amounts(self.candidate.text))

    @cached_property
    def _own(self) -> tuple[str, ...]:
        return tuple(synonym_stems(words(self.candidate.text)))

    @cached_property
    def _places(self) -> tuple[tuple[int, int], ...]:
        return places(self.candidate.text)

    def _fits(self, amount: Amount) -> bool:
        """Say whether an amount is of what the question asks for, or of nothing else where that is counted."""
        asked, after = self.asked, synonym_stems(amount.after)
        if not asked.counted:
            fitting = _FITTING.get(asked.question.unit, _ANY)
            return amount.unit.split()[0] in fitting and self._owned(amount, asked.predicate)
        if not asked.counted.isdisjoint(after):
            return self._owned(amount, asked.predicate)
        done = asked.predicate[:1]
        is_bare = not after or is_small(amount.after[0]) or after[0] in done
        return amount.unit == "count" and is_bare and self._owned(amount, done)

    def _narrowed(self, amount: Amount) -> frozenset[str] | None:
        """Return what narrows an amount: the words before what it counts, or those that a share is "of".

        None where these hold a number or point back.
        """
        narrowing: Sequence[str] = ()
        if amount.unit == "percent" and (of := _OF.match(self.candidate.text[amount.end :])):
            narrowing = words(of.group(1))
        elif amount.unit == "count":
            counted = [place for place, word in enumerate(synonym_stems(amount.after)) if word in self.asked.counted]
            narrowing = amount.after[: counted[0]] if counted else ()
        if any(word[0].isdigit() or word in ("those", "these", "them") for word in narrowing):
            return None
        return frozenset(synonym_stems(word for word in narrowing if not is_function_word(word))) - self.asked.words

    def _owned(self, told: Amount | Moment, terms: Sequence[str]) -> bool:
        """Say whether one of some terms belongs to an amount: it stands near, and nearer than to any other amount."""
        if not self.asked.predicate:
            return True
        at = self._at(told)
        others = [self._at(each) for each in self._amounts if each is not told] if isinstance(told, Amount) else []
        for place, word in enumerate(self._own):
            if word in terms:
                here = self._apart(place, at)
                if here <= _FURTHEST and all(here < self._apart(place, other) for other in others):
                    return True
        return False

    def _at(self, told: Amount | Moment) -> int:
        """Return the number of the word that an amount or a moment begins with."""
        return next(n for n, (_, end) in enumerate(self._places) if end > told.start)

    def _apart(self, one: int, other: int) -> int:
        """Return how far apart two words are, a break between them counting for several words."""
        first, last = sorted((one, other))
        between = self.candidate.text[self._places[first][1] : self._places[last][0]] if first != last else ""
        return last - first + _BREAK * len(_BROKEN.findall(between))
