"""Figures of one quantity that are not the same."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.claims.discrepancies.difference import Difference
from onrecord.claims.discrepancies.sentence import ComparedSentence, is_verbal, kin_of, outcomes, read
from onrecord.language.amounts import Amount, amounts
from onrecord.language.lexicon.happenings import GROWING, SCORES
from onrecord.language.words import is_function_word
from onrecord.model.claim import Relation

_RATES = {"dollar": 1.0, "euro": 1.2, "pound": 1.4}
"""What a unit of money is about worth; the rate of a day is not known, so that `_EXCHANGED` is wide."""

_EXCHANGED, _CONVERTED = 0.35, 0.06
_LENGTHS = {"mile": 1609.0, "kilomet": 1000.0, "km": 1000.0, "met": 1.0, "metr": 1.0, "meter": 1.0, "feet": 0.3048,
            "foot": 0.3048, "inch": 0.0254}  # fmt: skip
_WEIGHTS = {"pound": 0.4536, "kilo": 1.0, "kg": 1.0, "ton": 1000.0, "tonn": 1000.0}
_AREAS = {"acr": 0.4047, "hectar": 1.0}
_OF = re.compile(r"(?P<noun>[^\W\d_]+)\s+(?:of|at)\s+(?:at least |about |around )?$", re.IGNORECASE)
_NOUNS = re.compile(r"^(?:[\s-]+[^\W\d_]+(?:[’']s)?){1,4}")
_SHARE = re.compile(r"(?<=\w|%)\sof\s(?:the|its|their|those)(?=\s[a-z])")
"""What a share is of, or a part of known ones: "12 of the hostages" are compared with "19 hostages"."""

_RANK = re.compile(r"\d(?:st|nd|rd|th)$")
_ADDED = re.compile(r"^(?:\s[^\W\d_]+){1,3}\sand\s(?:an?|one|another)\b")
_STATION = re.compile(
    r"\b(?:[A-Z]{1,4}|[Nn]o\.?|[Cc]hannel|[Rr]oute|[Rr]oom|[Ff]light|[Pp]age|[Aa]rticle|[Ss]ection)\s$"
)
_AGE = re.compile(r"[A-Z][\w’'-]+(?:,\s|\s\()$")
_GROWING = frozenset(GROWING.split())
_PEOPLE = frozenset(
    kin_of(["people", "man", "men", "woman", "women", "child", "civilian", "passenger", "victim", "resident"])
)
_SCORES = frozenset(SCORES.split())
_FEW = 3


@dataclass(frozen=True)
class CountedAmount:
    """An amount with what it counts and what stands near it: kin of words, the nearest first."""

    amount: Amount
    head: str | None
    heads: frozenset[str]
    near: tuple[str, ...]
    verbs: tuple[str, ...]
    is_unsure: bool

    @property
    def value(self) -> float:
        """The figure that is written, whatever bound it is."""
        return self.amount.low if math.isinf(self.amount.high) else self.amount.high

    @property
    def is_bound(self) -> bool:
        """Whether it is "at least", "up to" or about."""
        return math.isinf(self.amount.high) or self.amount.low == 0.0 < self.amount.high

    @property
    def outcomes(self) -> frozenset[int]:
        """What came of those who are counted, as far as the nearest words tell."""
        known = outcomes()
        return frozenset([known[kin] for kin in self.near[:5] if kin in known][:1])


@lru_cache(maxsize=1024)
def quantities(text: str) -> tuple[CountedAmount, ...]:
    """Return the quantities of a sentence."""
    sentence = read(text)
    whole = _SHARE.sub(lambda found: " " * len(found.group()), sentence.plain)
    return tuple(_quantity(sentence, amount) for amount in amounts(whole) if not _is_odd(whole, amount))


def _is_odd(text: str, amount: Amount) -> bool:
    """Say whether a number is a name, a rank or a score, is written in an unknown way, or has one more added to it."""
    written, after = text[amount.start : amount.end], text[amount.end :]
    before = text[: amount.start]
    is_score = bool(amount.after) and not _SCORES.isdisjoint(amount.after[:2])
    is_score = is_score or amount.unit == "measure point"
    is_name = after[:1].isalpha() or _STATION.search(before) or (amount.unit == "count" and _AGE.search(before))
    return bool(_RANK.search(written) or _ADDED.match(after) or is_name or is_score)


def _quantity(sentence: ComparedSentence, amount: Amount) -> CountedAmount:
    near = sentence.near(amount.start, amount.end)
    behind = _counted(sentence.plain[amount.end :]) if amount.unit == "count" else ()
    nouns = [word for word in behind if not is_verbal(word) and kin_of([word])[0] not in outcomes()]
    before = _OF.search(sentence.plain[: amount.start])
    if not nouns and before and not is_function_word(before["noun"].lower()):
        nouns = [before["noun"].lower()]
    window = sentence.plain[max(0, amount.start - 40) : amount.end + 15].lower()
    around = re.findall(r"[\w-]+", window)
    return CountedAmount(
        amount=amount,
        head=kin_of(nouns[-1:])[0] if nouns else None,
        heads=frozenset(kin_of(nouns)),
        near=tuple(dict.fromkeys(sentence.kin[n] for n in near)),
        verbs=tuple(dict.fromkeys(sentence.kin[n] for n in near if n in sentence.verbs)),
        is_unsure=not _GROWING.isdisjoint(around) or "up to" in window,
    )


def _counted(after: str) -> Iterator[str]:
    """Yield the words behind a number up to one that counts nothing, names left out."""
    found = _NOUNS.match(after)
    for word in re.split(r"[\s-]+", found.group().strip(" -")) if found else ():
        if is_function_word(word.lower()) or (word[:1].isupper() and not word.isupper()):
            if word[:1].isupper() and not is_function_word(word.lower()):
                continue
            break
        yield word.lower().replace("’", "'").removesuffix("'s")


def number_differences(a: ComparedSentence, b: ComparedSentence) -> Iterator[Difference]:
    """Yield the figures that may be of one quantity and are not the same."""
    mine, theirs = quantities(a.text), quantities(b.text)
    for one in mine:
        if any(_is_same(one, each) for each in theirs):
            continue
        for other in theirs:
            if any(_is_same(each, other) for each in mine):
                continue
            difference = _difference(one, other, (mine, theirs))
            if difference:
                yield difference


def _is_same(one: CountedAmount, other: CountedAmount) -> bool:
    return one.amount.unit == other.amount.unit and math.isclose(one.value, other.value, rel_tol=1e-6)


def agreeing(a: ComparedSentence, b: ComparedSentence) -> int:
    """Return how many figures of a sentence stand in another one, too."""
    return sum(any(_is_same(mine, theirs) for theirs in quantities(b.text)) for mine in quantities(a.text))


def _difference(
    one: CountedAmount,
    other: CountedAmount,
    every: tuple[tuple[CountedAmount, ...], tuple[CountedAmount, ...]],
) -> Difference | None:
    unit, is_converted = one.amount.unit, False
    if unit != other.amount.unit:
        is_converted = _are_one_value(one, other)
        if not is_converted:
            return None
    heads = _heads(one, other)
    if heads is None or (one.outcomes and other.outcomes and one.outcomes.isdisjoint(other.outcomes)):
        return None
    relation, how = _relation(one, other, is_converted=is_converted)
    alike = [sum(each.amount.unit == unit for each in side) for side in every]
    agreeing = sum(any(_is_same(mine, theirs) for theirs in every[1]) for mine in every[0])
    low, high = sorted((one.value, other.value))
    signs = {
        "same head": heads,
        "bare": float(one.head is None and other.head is None and unit == "count"),
        "both outcomes": float(bool(one.outcomes & other.outcomes)),
        "others agree": min(agreeing, 2) / 2,
        "few": float(high <= _FEW),
        "crowded": min(max(alike) - 1, 3) / 3,
        "ratio": min(math.log(high / low), 3.0) / 3 if low > 0 else 1.0,
        "converted": float(is_converted),
        unit.split()[0]: 1.0,
    }
    return Difference(
        kind="number",
        relation=relation,
        a=(one.amount.start, one.amount.end),
        b=(other.amount.start, other.amount.end),
        why=f"{{a}} here, {{b}} there: {how}",
        signs=signs,
    )


def _heads(one: CountedAmount, other: CountedAmount) -> float | None:
    """Return how sure two amounts count the same, None where they count different things."""
    if one.amount.unit != "count":
        return 0.5
    if one.head is None or other.head is None:
        if one.outcomes & other.outcomes:
            return 0.8
        bare = other if one.head else one
        return 0.5 if (one.head or other.head) in bare.near[:3] else None
    if one.head in other.heads or other.head in one.heads:
        return 1.0
    both_people = one.head in _PEOPLE and other.head in _PEOPLE
    return 0.6 if both_people and one.outcomes & other.outcomes else None


def _are_one_value(one: CountedAmount, other: CountedAmount) -> bool:
    kinds = [each.amount.unit.split(maxsplit=1) for each in (one, other)]
    if kinds[0][0] != kinds[1][0] or len(kinds[0]) < 2 or len(kinds[1]) < 2:
        return False
    tables = (
        [(_RATES, _EXCHANGED)]
        if kinds[0][0] == "money"
        else [(_LENGTHS, _CONVERTED), (_WEIGHTS, _CONVERTED), (_AREAS, _CONVERTED)]
    )
    for table, slack in tables:
        rates = [table.get(kind[1]) for kind in kinds]
        if rates[0] and rates[1]:
            values = one.value * rates[0], other.value * rates[1]
            return abs(values[0] - values[1]) <= slack * max(values)
    return False


def _relation(one: CountedAmount, other: CountedAmount, *, is_converted: bool) -> tuple[Relation, str]:
    if is_converted:
        return "differs", "about the same in another unit"
    if one.amount.agrees(other.amount):
        return "differs", "one is a bound" if one.is_bound or other.is_bound else "one is rounded"
    if one.is_bound or other.is_bound:
        return "differs", "one is a bound"
    if one.is_unsure or other.is_unsure:
        return "differs", "one is an estimate, or not the last figure"
    return "contradicts", "the same is counted"
