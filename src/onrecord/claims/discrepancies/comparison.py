"""Whether two sentences are at odds: what may differ is proposed, judged by its signs, and the surest is told."""

import re
from dataclasses import dataclass
from datetime import date

from onrecord.claims.discrepancies.difference import Difference, Place
from onrecord.claims.discrepancies.proposals import proposals
from onrecord.claims.discrepancies.sentence import ComparedSentence, read
from onrecord.claims.discrepancies.signs import pairs_to_read, read_signs
from onrecord.claims.discrepancies.weights import chance, most
from onrecord.model.claim import DiscrepancyKind, Relation
from onrecord.reader import reader

LEAST: dict[DiscrepancyKind, float] = {
    "number": 0.5, "day": 0.5, "negation": 0.6, "position": 0.6, "actor": 0.6, "wording": 0.55,
}  # fmt: skip
"""By kind, the confidence from which a difference is told: set by hand to one that is likelier than not."""

_LENGTH = re.compile(
    r"\b(?:over|in|within|during|for)\s(?:(?:the|a)\s)?(?:(?:next|last|past|coming)\s)?"
    r"(?P<length>[\w-]{1,20}\s(?:years?|months?|weeks?|days?|hours?))\b",
    re.IGNORECASE,
)
_LONGEST = 1200
"""Characters of a sentence above which it is no sentence, but a table or a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What two sentences are at odds about, how sure that is, 0 to 1, and the places in each of what differs."""

    kind: DiscrepancyKind
    relation: Relation
    confidence: float
    why: str
    told_a: Place
    told_b: Place


def compare(
    a: str,
    b: str,
    published: tuple[date | None, date | None] = (None, None),
    *,
    speakers: tuple[str | None, str | None] = (None, None),
    titles: tuple[str | None, str | None] = (None, None),
) -> Conflict | None:
    """Say whether two sentences are at odds and how, None where that is not sure.

    `published` are the days of their articles, `speakers` those whose words they report, `titles` the headlines.

    1. Propose what may differ: figures, days, yes or no, who, the words of a quotation. Mostly there is nothing.
    2. Drop what belongs to two events, or cannot become sure.
    3. Let the reader relate the sentences as they are, and with the difference undone.
    4. Tell the surest difference, if it is sure enough.
    """
    if a == b or max(len(a), len(b)) > _LONGEST:
        return None
    if (b, *map(str, (published[1], speakers[1]))) < (a, *map(str, (published[0], speakers[0]))):
        return _swapped(compare(b, a, published[::-1], speakers=speakers[::-1], titles=titles[::-1]), a, b)
    found = [each for each in proposals(a, b, published, speakers) if most(each) >= LEAST[each.kind]]
    if not found:
        return None
    one, other = read(a), read(b)
    judged = _judged(one, other, found)
    sure = [(how, -n) for n, (each, how) in enumerate(zip(found, judged, strict=True)) if how >= LEAST[each.kind]]
    if not sure:
        return None
    confidence, place = max(sure)
    return _conflict(one, other, found[-place], confidence)


def _judged(one: ComparedSentence, other: ComparedSentence, found: list[Difference]) -> list[float]:
    """Return how sure each difference is, all of them read together."""
    asked = [each for each in found if each.kind != "wording"]
    pairs = [pair for each in asked for pair in pairs_to_read(one, other, each)]
    relations: list[list[float]] = reader().relations(pairs).tolist() if pairs else []
    size = len(pairs) // len(asked) if asked else 0
    chances = {
        id(each): chance(each, {**each.signs, **read_signs(relations[n * size : (n + 1) * size])})
        for n, each in enumerate(asked)
    }
    return [chances.get(id(each), chance(each, each.signs)) for each in found]


def _conflict(a: ComparedSentence, b: ComparedSentence, found: Difference, confidence: float) -> Conflict:
    told_a, told_b = a.place(*found.a), b.place(*found.b)
    apart = _periods_apart(a.text, b.text)
    return Conflict(
        kind=found.kind,
        relation="differs" if apart else found.relation,
        confidence=round(confidence, 3),
        why=_why(
            "{a} here, {b} there: for other lengths of time" if apart else found.why,
            a.text[slice(*told_a)],
            b.text[slice(*told_b)],
        ),
        told_a=told_a,
        told_b=told_b,
    )


def _periods_apart(a: str, b: str) -> bool:
    """Say whether two sentences tell of lengths of time that are not the same: "over three years", "over four"."""
    mine, theirs = ({each.group("length").lower() for each in _LENGTH.finditer(text)} for text in (a, b))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _why(template: str, a: str, b: str) -> str:
    return template.replace("{a}", "\0").replace("{b}", " ".join(b.split())).replace("\0", " ".join(a.split()))


def _swapped(found: Conflict | None, a: str, b: str) -> Conflict | None:
    """Return what was found with the sentences in the other order."""
    if found is None:
        return None
    how = found.why.rsplit(": ", maxsplit=1)[-1]
    mark, end = ("“", "”") if found.kind == "wording" else ("", "")
    words = [" ".join(text[slice(*place)].split()) for text, place in ((a, found.told_b), (b, found.told_a))]
    why = f"{mark}{words[0]}{end} here, {mark}{words[1]}{end} there: {how}"
    return Conflict(
        kind=found.kind, relation=found.relation, confidence=found.confidence, why=why,
        told_a=found.told_b, told_b=found.told_a,
    )  # fmt: skip
