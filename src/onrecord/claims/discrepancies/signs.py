"""What speaks for a difference being one: how far two sentences, and the places in them, tell of one thing."""

import re
from collections.abc import Sequence
from datetime import date

from onrecord.claims.discrepancies.difference import Difference, Place
from onrecord.claims.discrepancies.sentence import ComparedSentence, outcomes
from onrecord.claims.same_event import periods, unsure
from onrecord.language.patterns import PLACE

_YEAR = re.compile(r"\b(?:in|of|since|during|for)\s((?:19|20)\d\d)\b")
_PERIOD = re.compile(
    r"\b((?:last|next|this|first|second|third|fourth|1st|2nd|3rd|4th)[\s-](?:quarter|half|year|month|week|season|round))\b"
    r"|\bin\s((?:the\s)?(?:whole|full)\syear)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\b(first|second|third|fourth|fifth|last|final)\s(?!time)(?=[a-z])", re.IGNORECASE)
_SINCE = re.compile(r"(?:%|per\s?cent\b).*\bsince\b")
_ANOTHER = re.compile(r"^Another\b|\bagain\b")
_POLL = re.compile(
    r"\b(?:polls?|polling|polled|surveys?|surveyed|respondents|(?:likely|registered) voters|\w+-way race"
    r"|percentage points?)\b",
    re.IGNORECASE,
)
"""What polls find is of other people each time, and no two are at odds."""
_HALF = 0.5
"""Share of the words around two percentages that must be the same: else they are of different groups."""

_SOME, _LEAST, _TIMES = 0.2, 0.4, 0.4
"""Share of the words around two figures that must be the same, and of all words; how far a bound may be off."""

_FEW, _MANY = 4, 5
"""Words right at a place, and names or days beyond which one more says nothing."""


def weigh_signs(
    a: ComparedSentence, b: ComparedSentence, difference: Difference, published: tuple[date | None, date | None]
) -> dict[str, float]:
    """Return the signs of a difference, its own among them; the same whichever sentence is first."""
    mine, theirs = a.near(*difference.a), b.near(*difference.b)
    heads = {a.kin[n] for n in mine[:2]} & {b.kin[n] for n in theirs[:2]} if difference.kind == "number" else set()
    own = [kin for n in mine if (kin := a.kin[n]) not in heads]
    its = [kin for n in theirs if (kin := b.kin[n]) not in heads]
    governors = a.governor(*difference.a), b.governor(*difference.b)
    verbs = {a.kin[n] for n in mine if n in a.verbs}, {b.kin[n] for n in theirs if n in b.verbs}
    rest = _without(a, difference.a), _without(b, difference.b)
    came = _outcomes(rest[0]), _outcomes(rest[1])
    names = a.names - b.names, b.names - a.names
    days = abs((published[0] - published[1]).days) if published[0] and published[1] else 0
    found = {
        "near shared": _contained(set(own), set(its)),
        "near jaccard": _jaccard(set(own), set(its)),
        "nearest shared": _contained(set(own[:_FEW]), set(its[:_FEW])),
        "verbs shared": float(bool(verbs[0] & verbs[1])),
        "verb clash": float(bool(verbs[0] and verbs[1] and not verbs[0] & verbs[1])),
        "governor same": float(governors[0] is not None and governors[0] == governors[1]),
        "governor clash": float(None not in governors and governors[0] != governors[1]),
        "governor elsewhere": float(
            governors[0] != governors[1] and (governors[0] in b.content or governors[1] in a.content)
        ),
        "verbs anywhere": min(len({a.kin[n] for n in a.verbs} & {b.kin[n] for n in b.verbs}), 2) / 2,
        "whole shared": _contained(rest[0], rest[1]),
        "whole jaccard": _jaccard(rest[0], rest[1]),
        "names shared": min(len(a.names & b.names), 3) / 3,
        "names apart": min(*map(len, names), 3) / 3,
        "outcomes clash": float(bool(came[0] and came[1] and not came[0] & came[1])),
        "unsure apart": float(bool(unsure(a.plain)) != bool(unsure(b.plain))),
        "periods apart": float(periods(a.plain) != periods(b.plain)),
        "days apart": min(days, _MANY * 2) / (_MANY * 2),
        "named by day": float(
            governors[0] is not None
            and governors[0] == governors[1]
            and (_owns(a, difference.a) != _owns(b, difference.b))
        ),
        "names near apart": float(bool(_names(a, mine) - b.names and _names(b, theirs) - a.names)),
        "bound": float(difference.relation == "differs"),
        difference.kind: 1.0,
    }
    return {**found, **difference.signs}


def is_barred(difference: Difference) -> bool:
    """Say whether a figure or a day belongs to different things in two sentences, beyond doubt."""
    signs = difference.signs
    clash = {"number": "verb clash", "day": "governor clash"}.get(difference.kind)
    apart = clash is not None and signs[clash] > 0 and signs["near shared"] == 0
    if clash is not None and not signs["named by day"] and signs["names near apart"] > 0:
        return True
    if signs.get("percent") and (signs["crowded"] > 0 or signs["near jaccard"] < _HALF):
        return True
    if difference.kind == "number" and not signs["both outcomes"]:
        is_far = signs["near shared"] < (_HALF if signs.get("money") else _SOME) or signs["whole shared"] < _LEAST
        return is_far or apart or (difference.relation == "differs" and signs["ratio"] > _TIMES)
    return apart or (difference.kind == "day" and signs["governor elsewhere"] > 0)


def tells_of_another(a: ComparedSentence, b: ComparedSentence) -> bool:
    """Say whether two sentences tell of other places, periods, years, or of a first and a second of a kind."""
    for pattern in (_YEAR, _PERIOD, _ORDINAL):
        mine, theirs = ({each.group().lower() for each in pattern.finditer(side.plain)} for side in (a, b))
        if mine and theirs and mine.isdisjoint(theirs):
            return True
    if _POLL.search(a.plain) or _POLL.search(b.plain) or bool(_SINCE.search(a.plain)) != bool(_SINCE.search(b.plain)):
        return True
    if bool(_ANOTHER.search(a.plain)) != bool(_ANOTHER.search(b.plain)):
        return True
    mine, theirs = places(a), places(b)
    return bool(mine and theirs and mine.isdisjoint(b.names | theirs) and theirs.isdisjoint(a.names | mine))


def places(sentence: ComparedSentence) -> set[str]:
    """Return the first words of what may be the names of places in a sentence, in lower case."""
    return {
        place.lower().removesuffix("'s").removesuffix("’s") for place in PLACE.findall(sentence.plain)
    } & sentence.names


def replaced(a: ComparedSentence, b: ComparedSentence, places: tuple[Place, Place]) -> str:
    """Return the first sentence with what it tells at its place replaced by what the second tells at its own."""
    (start, end), (first, last) = places
    return a.plain[:start] + b.plain[first:last] + a.plain[end:]


def pairs_to_read(a: ComparedSentence, b: ComparedSentence, difference: Difference) -> list[tuple[str, str]]:
    """Return the pairs of texts that the reader is to relate: as they are, and with the difference undone."""
    mine = replaced(a, b, (difference.a, difference.b))
    theirs = replaced(b, a, (difference.b, difference.a))
    return [
        (a.plain, b.plain),
        (b.plain, a.plain),
        (mine, b.plain),
        (theirs, a.plain),
        (b.plain, mine),
        (a.plain, theirs),
    ]


def read_signs(relations: Sequence[Sequence[float]]) -> dict[str, float]:
    """Return the signs that the reader gives, from the relations of `pairs_to_read`."""
    as_is = [float(row[2]) for row in relations[:2]]
    undone = [(float(row[0]), float(row[2])) for row in relations[2:]]
    return {
        "contradicted": sum(as_is) / 2,
        "contradicted most": max(as_is),
        "entailed when replaced": max(entailed for entailed, _ in undone),
        "contradicted when replaced": sum(denied for _, denied in undone) / len(undone),
        "both at odds": min(as_is),
    }


def _without(sentence: ComparedSentence, place: Place) -> set[str]:
    first, last = sentence.at(place[0]), sentence.at(place[1] - 1)
    return {sentence.kin[n] for n in sentence.telling if not first <= n <= last}


def _owns(sentence: ComparedSentence, place: Place) -> bool:
    """Say whether a day names an event: "Friday's meeting" is one that was told of before."""
    return bool(re.match(r".{0,2}[’']s\b", sentence.plain[place[1] - 2 : place[1] + 2])) or sentence.plain[
        place[1] : place[1] + 2
    ] in ("’s", "'s")


def _names(sentence: ComparedSentence, near: Sequence[int]) -> set[str]:
    return {sentence.words[n] for n in near} & sentence.names


def _outcomes(kin: set[str]) -> set[int]:
    known = outcomes()
    return {known[each] for each in kin if each in known}


def _contained(one: set[str], other: set[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
