"""What a sentence states in answer to a question: the one amount, moment, yes or no that it gives, if it is certain."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.answering.amounts import Amount, amounts
from onrecord.answering.candidate import Candidate
from onrecord.answering.kindred import kin
from onrecord.answering.moments import Moment, moments
from onrecord.answering.polarity import may_deny, opposites_of
from onrecord.answering.question import Question
from onrecord.words import is_function_word, places, words

Weigh = Callable[[str], float]
"""The weight of a stem: the rarer in the archive, the higher."""

_CONTEXT = 300
"""Characters before a sentence that are read with it."""

_COVERED = 0.6
"""Share of the weight of the question's words that must stand in a sentence and what is read with it."""

_BREAK = 3
"""What a comma or "and" between two words counts for, in words."""

_SAID = 0.7
"""Share of the weight of what a yes-or-no question says that a sentence itself must say or deny."""

_DENIAL = 4
"""Words before another one in which it may be denied."""

_FURTHEST = 9
"""Words between an amount and the word of the question that it belongs to."""

_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)(?<![“\"‘'«])\b[A-Z][\w’'-]{2,}")
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september"
    " october november december".split()
)
_ASKS_FOR = frozenset(
    kin("number total amount sum figure rate age share percentage percent size many much long old large big high".split())
)
_AUXILIARY = frozenset(
    "is are was were has have had do does did will would be been can could may might must shall should".split()
)
_BROKEN = re.compile(r"[,;:()–—]|\b(?:and|but|while|whereas)\b")
_UNSURE = re.compile(
    r"\?|\b(?:if|whether|unless|would|could|may|might|should|will|shall|plan\w*|expect\w*|propos\w*|want\w*|hop(?:e|ed|es|ing)"
    r"|aim\w*|intend\w*|demand\w*|seek\w*|sought|offer\w*|target\w*|forecast\w*|predict\w*|scheduled|due|set to|to be"
    r"|could|feared|likely|promis\w*|pledg\w*|threaten\w*|ask(?:s|ed|ing)? for|request\w*)\b"
)
_DENIES = re.compile(
    r"\b(?:not|never|no|nobody|without|neither|nor|den(?:y|ies|ied)|refus\w+|fail(?:s|ed)|declin(?:es|ed))\b|n[’']t\b", re.I
)
_DOUBTED = re.compile(r"\b(?:fear|believ|suspect|alleg|accus|rumou?r|appear|seem)\w*|\b(?:almost|nearly|yet)\b", re.I)
"""What makes a sentence no plain yes."""

_OF = re.compile(r"^\s+of((?:\s+[\w’'-]+){1,5})")
_SAMPLED = re.compile(r"\b(?:polls?|polling|surveys?|surveyed|stud(?:y|ies)|sample)\b", re.I)
"""Polls differ; that is no disagreement."""

_PAST_VIEW = re.compile(r"\b(?:initial\w*|original\w*|earlier|previous\w*|at first|formerly|revis\w*|correct\w*|used to)\b")
_PERIOD = re.compile(
    r"\b(?:(?:last|next|this|previous|past|first|second|third|fourth|final|half)\s(?:\w+\s)?(?:year|quarter|month|week|season"
    r"|decade|half|time|attempt|round)|so far|annual\w*|month(?:ly)|yearly|over\s(?:the\s)?(?:\w+\s)?\w+\s(?:years|months|days))\b"
    r"|\b(?:1[5-9]|20)\d\d\b",
    re.I,
)


@dataclass(frozen=True)
class Asked:
    """A question as its answers are compared: what is counted, what happened, and the weights of its words."""

    question: Question
    weigh: Weigh

    @cached_property
    def words(self) -> frozenset[str]:
        """The kin of all its words."""
        return frozenset(kin(words(self.question.text)))

    @cached_property
    def counted(self) -> frozenset[str]:
        """The kin of what follows "how many", up to a verb that helps."""
        found = re.search(r"\bhow many\s+(?P<rest>[^?]+)", self.question.asked, re.IGNORECASE)
        kept = []
        for word in words(found["rest"]) if found else []:
            if word in _AUXILIARY or is_function_word(word):
                break
            kept.append(word)
        return frozenset(kin(kept[:1] if len(kept) < 3 else kept[:2]))

    @cached_property
    def names(self) -> frozenset[str]:
        """The kin of the words of the names in it."""
        return frozenset(kin(word for name in self.question.names for word in name))

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The kin of the words that carry the topic, each once, without what is counted or only asks."""
        found = dict.fromkeys(kin(self.question.topic))
        return tuple(term for term in found if term not in self.counted and term not in _ASKS_FOR)

    @cached_property
    def predicate(self) -> tuple[str, ...]:
        """The terms that are no names."""
        return tuple(term for term in self.terms if term not in self.names)

    def covered(self, present: frozenset[str], terms: Sequence[str]) -> float:
        """Return the share of the weight of some terms that is present."""
        total = sum(map(self.weigh, terms))
        return sum(self.weigh(term) for term in terms if term in present) / total if total else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A yes or a no to a question, and the place of the word that it is said with."""

    start: int
    end: int
    is_denied: bool


@dataclass(frozen=True)
class Statement:
    """A candidate with the one amount, moment or verdict that it gives in answer to a question."""

    candidate: Candidate
    told: Amount | Moment | Verdict

    @property
    def words(self) -> str:
        """The words of the amount or moment, exactly as the article has them."""
        return self.candidate.text[self.told.start : self.told.end]


@dataclass(frozen=True)
class Reading:
    """A candidate read for a question."""

    asked: Asked
    candidate: Candidate

    @cached_property
    def text(self) -> str:
        """The sentence."""
        return self.candidate.text

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The kin of its words, in order."""
        return tuple(kin(words(self.text)))

    @cached_property
    def around(self) -> frozenset[str]:
        """The kin of its words, of those before it, and of the article's title and first lines."""
        article, start = self.candidate.article, self.candidate.span.start
        context = f"{article.title or ''} {article.text[:_CONTEXT]} {article.text[max(0, start - _CONTEXT) : start]}"
        return frozenset(self.own).union(kin(words(context)))

    @cached_property
    def other_names(self) -> frozenset[str]:
        """The names in the sentence, in what stands around it and in the title, that the question has not."""
        article, span = self.candidate.article, self.candidate.span
        context = f"{article.title or ''}. {article.text[max(0, span.start - _CONTEXT) : span.end + _CONTEXT]}"
        found = (found.group().lower() for found in _NAME.finditer(context))
        return frozenset(name for name in found if name not in _DAYS and kin([name])[0] not in self.asked.words)

    @cached_property
    def is_about(self) -> bool:
        """Whether the sentence, read with what is around it, has the question's names and most of its words."""
        return self.asked.names <= self.around and self.asked.covered(self.around, self.asked.terms) >= _COVERED

    @cached_property
    def is_unsure(self) -> bool:
        """Whether it tells of what may be, is planned or wanted."""
        return bool(_UNSURE.search(self.text))

    @cached_property
    def is_sampled(self) -> bool:
        """Whether it tells what a poll or a survey found."""
        return bool(_SAMPLED.search(self.text))

    @cached_property
    def periods(self) -> frozenset[str]:
        """The periods that it speaks of."""
        return frozenset(found.group().lower() for found in _PERIOD.finditer(self.text))

    def statement(self) -> Statement | None:
        """Return what it states in answer, None where it states nothing or nothing certain."""
        question = self.asked.question
        if question.is_yes_no:
            return self._verdict()
        if not self.is_about or _PAST_VIEW.search(self.text) or self.text.startswith("Of "):
            return None
        if question.wanted == "number" and question.unit not in ("vote", "often"):
            return self._only(self._amounts())
        if question.wanted == "time":
            told = [each for each in moments(self.text) if each.has(question.time)]
            return self._only([each for each in told if self._owned(each, self.asked.predicate)])
        return None

    def kept_apart_by(self, amount: Amount) -> frozenset[str] | None:
        """Return the kin of words that narrow what an amount counts and that the question has not.

        Those are the words before what is counted, or those that a share is "of". None where these hold a number.
        """
        narrowing = list(amount.after)
        if amount.unit == "percent":
            of = _OF.match(self.text[amount.end :])
            narrowing = words(of.group(1)) if of else []
        elif amount.unit == "count":
            counted = [place for place, word in enumerate(kin(narrowing)) if word in self.asked.counted]
            narrowing = narrowing[: counted[0]] if counted else []
        else:
            narrowing = []
        if any(word[0].isdigit() or word in ("those", "these", "them") for word in narrowing):
            return None
        return frozenset(kin(word for word in narrowing if not is_function_word(word))) - self.asked.words

    def _verdict(self) -> Statement | None:
        """Return whether it says or denies what is asked, None where it has other words or is not plain."""
        places_of = self._held(self.asked.predicate)
        found = frozenset(places_of)
        if self.is_unsure or _DOUBTED.search(self.text) or not self.asked.names <= self.around:
            return None
        if not found or self.asked.covered(found, self.asked.predicate) < _SAID:
            return None
        denied = [place for place, is_opposite in places_of.values() if is_opposite]
        denied += [place for place, is_opposite in places_of.values() if not is_opposite and self._is_denied(place)][:1]
        if may_deny(self.text) > len(denied) or len(denied) > 1:
            return None
        place = denied[0] if denied else next(place for place, _ in places_of.values())
        start, end = self._places[place]
        return Statement(self.candidate, Verdict(start=start, end=end, is_denied=bool(denied)))

    def _held(self, terms: Sequence[str]) -> dict[str, tuple[int, bool]]:
        """Return the place of each term that the sentence has, and whether it stands there as its opposite."""
        found: dict[str, tuple[int, bool]] = {}
        for word, term in zip(words(self.asked.question.text), kin(words(self.asked.question.text)), strict=True):
            if term not in terms or term in found:
                continue
            opposites = frozenset(kin(opposites_of(word))) | frozenset(kin([f"un{word}", f"in{word}", f"dis{word}"]))
            for place, own in enumerate(self.own):
                if own == term or own in opposites:
                    found[term] = (place, own != term)
                    break
        return found

    def _is_denied(self, place: int) -> bool:
        """Say whether a word that denies stands shortly before a word."""
        start = self._places[max(0, place - _DENIAL)][0]
        return bool(_DENIES.search(self.text[start : self._places[place][0]]))

    def _only(self, found: Sequence[Amount | Moment]) -> Statement | None:
        return Statement(self.candidate, found[0]) if len(found) == 1 else None

    def _amounts(self) -> list[Amount]:
        unit = self.asked.question.unit
        every = list(amounts(self.text))
        if self.asked.counted:
            return [each for each in every if self._counts(each, every)]
        fits = {
            "age": ("age",),
            "percent": ("percent",),
            "money": ("money",),
            "duration": ("duration", "measure"),
            "measure": ("measure",),
        }.get(unit, ("count", "money", "percent", "measure"))
        return [each for each in every if each.unit.split()[0] in fits and self._owned(each, self.asked.predicate, every)]

    def _counts(self, amount: Amount, every: Sequence[Amount]) -> bool:
        """Say whether an amount counts what is asked for, or nothing of its own beside what is said of it."""
        after, asked = kin(amount.after), self.asked
        if any(word in asked.counted for word in after):
            return self._owned(amount, asked.predicate, every)
        bare = not after or is_function_word(amount.after[0]) or amount.after[0] in _AUXILIARY
        said = asked.predicate[:1]
        return amount.unit == "count" and (bare or after[0] in said) and self._owned(amount, said, every)

    def _owned(self, told: Amount | Moment, terms: Sequence[str], rivals: Sequence[Amount] = ()) -> bool:
        """Say whether one of some terms belongs to an amount: it stands near, and nearer than to any other."""
        if not self.asked.predicate:
            return True
        at = self._at(told)
        others = [self._at(each) for each in rivals if each is not told]
        for place, word in enumerate(self.own):
            if word in terms:
                here = self._apart(place, at)
                if here <= _FURTHEST and all(here < self._apart(place, other) for other in others):
                    return True
        return False

    def _at(self, told: Amount | Moment) -> int:
        """Return the number of the word that an amount begins with."""
        return next(i for i, (_, end) in enumerate(self._places) if end > told.start)

    @cached_property
    def _places(self) -> tuple[tuple[int, int], ...]:
        return places(self.text)

    def _apart(self, one: int, other: int) -> int:
        """Return how far apart two words are, a break between them counting for several words."""
        first, last = sorted((one, other))
        between = self.text[self._places[first][1] : self._places[last][0]] if first != last else ""
        return last - first + _BREAK * len(_BROKEN.findall(between))
