"""What one sentence says and the other denies, or says the opposite of."""

import re
from collections.abc import Iterator

from onrecord.claims.discrepancies.days import Published
from onrecord.claims.discrepancies.difference import Difference
from onrecord.claims.discrepancies.sentence import ComparedSentence, kin_of
from onrecord.language.polarity import DENIES_NEARBY, opposites_of
from onrecord.model.claim import DiscrepancyKind

_REACH, _FAR_REACH = 4, 8
_LEAST = 0.5
"""Share of what else the shorter sentence tells that the other must tell too."""

_UNDECIDED = re.compile(
    r"\?|\b(?:if|whether|unless|yet|not all|not only|not just|until|accus\w+|alleg\w+|fears?|feared|asked|since"
    r"|not\s(?:say|know|clear))\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(r"\b(?:den(?:y|ies|ied)|disput(?:es|ed))\b", re.IGNORECASE)
_NOBODY = re.compile(r"\b(?:no one|nobody|none|no (?:people|person|passengers?|residents?))\b", re.IGNORECASE)
_SIDES = frozenset({"for", "against"})


def denial_differences(
    a: ComparedSentence,
    b: ComparedSentence,
    published: tuple[Published, Published],
    speakers: tuple[str | None, str | None],
) -> Iterator[Difference]:
    """Yield what one sentence denies of what the other says, the clearest only."""
    if _UNDECIDED.search(a.plain) or _UNDECIDED.search(b.plain) or (a.names - b.names and b.names - a.names):
        return
    found = _clash(a, b)
    if not found or _figures_apart(a, b) or _rest_shared(a, b, found) < _LEAST:
        return
    one, other = found
    yield Difference(
        kind=_kind(published, speakers),
        relation="contradicts",
        a=a.places[one],
        b=b.places[other],
        why="{a} here, {b} there: one says what the other denies",
        signs={},
    )


def _kind(published: tuple[Published, Published], speakers: tuple[str | None, str | None]) -> DiscrepancyKind:
    is_one = speakers[0] and speakers[1] and _surname(speakers[0]) == _surname(speakers[1])
    return "position" if is_one and published[0] != published[1] and all(published) else "negation"


def _surname(name: str) -> str:
    return name.lower().split()[-1]


def _clash(a: ComparedSentence, b: ComparedSentence) -> tuple[int, int] | None:
    """Return the two words that are at odds: one word of which only one is denied, or two that say the opposite."""
    found: list[tuple[int, int]] = []
    denied = {n for n in range(len(a.words)) if is_denied(a, n)}, {n for n in range(len(b.words)) if is_denied(b, n)}
    where = {b.kin[n]: n for n in sorted(b.telling, reverse=True)}
    for n in sorted(a.telling):
        other = where.get(a.kin[n])
        if other is not None and (n in denied[0]) != (other in denied[1]):
            found.append((n, other))
    found.sort(key=lambda pair: -((pair[0] in a.verbs) + (pair[1] in b.verbs)))
    if not found:
        found = [pair for pair in _opposed(a, b) if (pair[0] in denied[0]) == (pair[1] in denied[1])]
        found = [pair for pair in found if not denied[0] and not denied[1]]
    return found[0] if found else None


def is_denied(sentence: ComparedSentence, n: int) -> bool:
    """Say whether a word of a sentence is denied: by a word shortly before it, or as what somebody denies."""
    first = max((m for m in range(max(0, n - _REACH), n + 1) if sentence.clauses[m] == sentence.clauses[n]), default=n)
    first = min(
        (m for m in range(max(0, n - _REACH), n + 1) if sentence.clauses[m] == sentence.clauses[n]), default=first
    )
    before = sentence.plain[sentence.places[first][0] : sentence.places[n][0]]
    if DENIES_NEARBY.search(before) or _NOBODY.search(before):
        return True
    far = sentence.plain[sentence.places[max(0, n - _FAR_REACH)][0] : sentence.places[n][0]]
    return bool(_DENIAL.search(far))


def _opposed(a: ComparedSentence, b: ComparedSentence) -> Iterator[tuple[int, int]]:
    for n, word in enumerate(a.words):
        opposites = opposites_of(word) | (_SIDES - {word} if word in _SIDES and _votes(a, n) else frozenset())
        if not opposites or word in b.words:
            continue
        kin = frozenset(kin_of(sorted(opposites)))
        for m, other in enumerate(b.words):
            if (
                (other in opposites or b.kin[m] in kin)
                and other not in a.words
                and b.kin[m] != a.kin[n]
                and b.kin[m] not in a.kin
            ):
                yield n, m


def _votes(sentence: ComparedSentence, n: int) -> bool:
    return n > 0 and sentence.words[n - 1] in (
        "vote",
        "voted",
        "votes",
        "voting",
        "campaign",
        "campaigned",
        "is",
        "was",
    )


def _rest_shared(a: ComparedSentence, b: ComparedSentence, at: tuple[int, int]) -> float:
    mine = {a.kin[n] for n in a.telling if n != at[0]}
    theirs = {b.kin[n] for n in b.telling if n != at[1]}
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def _figures_apart(a: ComparedSentence, b: ComparedSentence) -> bool:
    """Say whether each has a number that the other has not: then it may be another year, part or day."""
    mine, theirs = ({word for word in side.words if word[0].isdigit()} for side in (a, b))
    return bool(mine - theirs and theirs - mine)
