"""Short forms of names: a surname with its particles, the last words of a body's name."""

from collections.abc import Iterable, Sequence

from onrecord.attribution.coreference.entity import Entity, key
from onrecord.language.lexicon.lexicon import PARTICLES
from onrecord.language.names.mentions import Mention
from onrecord.language.names.tokens import Token

Words = tuple[str, ...]

NO_SHORT_FORM = frozenset({"house", "street", "state", "states", "nations", "kingdom", "republic"})
"""Last words that stand for another body alone than at the end of a name: the House is not the White House."""

_MOST_LOOKED_AT = 30


def particle_surnames(mentions: Iterable[Mention]) -> frozenset[Words]:
    """Return the surnames with a particle that full names end in, as "van der Meer" in "Bram van der Meer"."""
    found: set[Words] = set()
    for mention in mentions:
        words = tuple(key(word) for word in mention.words)
        particles = (place for place in range(1, len(words) - 1) if words[place] in PARTICLES)
        found.update(words[place:] for place in particles)
    return frozenset(found)


def bearers_of(surname: Words, namesakes: Sequence[Entity]) -> list[Entity]:
    """Return whose surname it is: with its particles, or of one without any those that have none, if there are any."""
    if len(surname) > 1:
        tail = tuple(key(word) for word in surname)
        return [each for each in namesakes if tuple(key(word) for word in each.words[-len(tail) :]) == tail]
    plain = [each for each in namesakes if len(each.core) < 2 or key(each.core[-2]) not in PARTICLES]
    return plain or list(namesakes)


def body_ending_in(mention: Mention, tokens: Sequence[Token], bodies: Iterable[Entity]) -> Entity | None:
    """Return the only one of some bodies whose name ends in a shorter one behind "the", as "the Courier" may be."""
    words = tuple(key(word) for word in mention.words)
    behind = tokens[mention.before - 1] if mention.before and tokens[mention.before].joined else None
    if behind is None or behind.lower != "the" or words[-1] in NO_SHORT_FORM:
        return None
    found = [
        each
        for each, _ in zip(bodies, range(_MOST_LOOKED_AT), strict=False)
        if len(each.words) > len(words) and tuple(key(word) for word in each.words[-len(words) :]) == words
    ]
    return found[0] if len(found) == 1 else None


def are_middles_apart(one: Entity, other: Entity) -> bool:
    """Say whether two names have middle names or initials that differ."""
    mine, theirs = (each.core[1:-1] for each in (one, other))
    if not mine or not theirs or key(mine[0]) in PARTICLES or key(theirs[0]) in PARTICLES:
        return False
    return key(mine[0])[0] != key(theirs[0])[0]
