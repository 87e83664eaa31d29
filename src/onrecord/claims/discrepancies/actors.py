"""Two who are said to have done one thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.claims.discrepancies.difference import Difference
from onrecord.claims.discrepancies.sentence import ComparedSentence, is_verbal, kin_of, read
from onrecord.language.lexicon.calendar_names import MONTHS, WEEKDAYS
from onrecord.language.lexicon.word_lists import word_list

_NAME = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}"
_PASSIVE = re.compile(
    rf"\b(?P<verb>[a-z]+)\b(?:\s(?:on|in|at)\s[A-Z]?\w+){{0,2}}\sby\s(?:the\s)?(?:[a-z]+\s){{0,3}}(?P<name>{_NAME})"
)
_ACTIVE = re.compile(
    rf"(?P<name>{_NAME})(?:\s[a-z]+)??(?:,[^,]{{3,60}},)?\s(?:(?:has|have|had|also|then)\s)?(?P<verb>[a-z]+(?:ed|ing)|[a-z]+)\b"
)
_LEAST = 0.5
_NEVER = frozenset(word.lower() for word in (*WEEKDAYS, *MONTHS))
_SPOKEN = word_list("speech verbs") | frozenset({"said"})
_TOGETHER = re.compile(r"\b(?:with|together|along|colleagues?|jointly|alongside|both)\b")
_ONCE = frozenset(
    kin_of(
        [
            "win",
            "bought",
            "buy",
            "open",
            "order",
            "claim",
            "sentence",
            "found",
            "appoint",
            "kill",
            "arrest",
            "name",
            "sign",
            "discover",
            "write",
            "fire",
        ]
    )
)
"""What one does and no other: the mayor who opens a bridge, the judge who passes a sentence."""


@dataclass(frozen=True)
class Actor:
    """Who does what: the place and the words of a name, in lower case, and the kin of the verb."""

    start: int
    end: int
    names: frozenset[str]
    verb: str


@lru_cache(maxsize=1024)
def actors(text: str) -> tuple[Actor, ...]:
    """Return those who are named as doing something in a sentence."""
    sentence = read(text)
    found = [*_PASSIVE.finditer(sentence.plain), *_ACTIVE.finditer(sentence.plain)]
    return tuple(actor for each in found if (actor := _actor(each)))


def _actor(found: re.Match[str]) -> Actor | None:
    verb, words = found["verb"], frozenset(found["name"].lower().replace("’", "'").split())
    if (verb in _SPOKEN and verb != "claimed") or not is_verbal(verb) or words & _NEVER:
        return None
    kin = kin_of([verb])[0]
    return Actor(*found.span("name"), words, kin) if kin in _ONCE else None


def actor_differences(a: ComparedSentence, b: ComparedSentence) -> Iterator[Difference]:
    """Yield the one pair of names that are said to have done the same."""
    if _TOGETHER.search(a.plain) or _TOGETHER.search(b.plain):
        return
    for one in actors(a.text):
        for other in actors(b.text):
            if _do_the_same(a, b, one, other):
                yield Difference(
                    kind="actor",
                    relation="contradicts",
                    a=(one.start, one.end),
                    b=(other.start, other.end),
                    why="{a} here, {b} there: another is said to have done the same",
                )
                return


def _do_the_same(a: ComparedSentence, b: ComparedSentence, one: Actor, other: Actor) -> bool:
    are_apart = not one.names & set(b.words) and not other.names & set(a.words)
    is_one = one.verb == other.verb and _years(a) == _years(b)
    return are_apart and is_one and _rest_shared(a, b, one, other) >= _LEAST


def _rest_shared(a: ComparedSentence, b: ComparedSentence, one: Actor, other: Actor) -> float:
    mine = {a.kin[n] for n in a.telling if a.words[n] not in one.names and a.kin[n] != one.verb}
    theirs = {b.kin[n] for n in b.telling if b.words[n] not in other.names and b.kin[n] != other.verb}
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def _years(sentence: ComparedSentence) -> frozenset[str]:
    return frozenset(re.findall(r"\b(?:1[5-9]|20)\d\d\b", sentence.plain))
