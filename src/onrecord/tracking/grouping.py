"""From single claims to groups: the same claim, everywhere it was made, and what is not at one with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from onrecord.disjoint_sets import DisjointSets
from onrecord.model import Claim, ClaimGroup
from onrecord.speakers import known_names
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.records import ClaimLink, StoredClaim
from onrecord.tracking.origins import count_origins

_STEPS = 6
"""Links that lead from a claim that was asked for to one that is shown with it, at most."""


def groups_of(ledger: Ledger, numbers: Iterable[int]) -> list[ClaimGroup]:
    """Return the groups of some claims, given by number, each once, in the order of the first that is named.

    A group holds what is linked as the same, and what is not at one with it; what is only similar is beside it. Claims
    that are removed meanwhile are in none.
    """
    wanted = list(dict.fromkeys(numbers))
    links, odd = _around(ledger, set(wanted))
    same = [(each.a, each.b) for each in links if each.strength == "same"]
    components = _components({*wanted, *(number for pair in (*same, *odd) for number in pair)}, [*same, *odd])
    similar: defaultdict[int, set[int]] = defaultdict(set)
    for link in links:
        if link.strength == "similar":
            similar[link.a].add(link.b)
            similar[link.b].add(link.a)
    shown = [components[number] for number in wanted]
    ordered = list(dict.fromkeys(shown))
    known = _known(ledger, {n for c in ordered for n in (*c, *(o for m in c for o in similar[m]))})
    at_odds = frozenset(number for pair in odd for number in pair)
    there = [component for component in ordered if not known.keys().isdisjoint(component)]
    return [_group(ledger, component, known, similar, at_odds) for component in there]


def _around(ledger: Ledger, numbers: set[int]) -> tuple[list[ClaimLink], list[tuple[int, int]]]:
    """Return the links and the discrepancies of some claims, and of those that these lead to."""
    reached, fresh = set(numbers), set(numbers)
    links: dict[tuple[int, int], ClaimLink] = {}
    odd: set[tuple[int, int]] = set()
    for _ in range(_STEPS):
        if not fresh:
            break
        found, differing = ledger.claim_links.of(fresh), ledger.claim_links.discordant(fresh)
        links |= {(each.a, each.b): each for each in found}
        odd |= set(differing)
        pairs = [*((each.a, each.b) for each in found if each.strength == "same"), *differing]
        fresh = {number for pair in pairs for number in pair} - reached
        reached |= fresh
    return list(links.values()), sorted(odd)


def _components(numbers: set[int], pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """Return the numbers of the claims that each hangs together with, its own among them."""
    joined = DisjointSets(sorted(numbers))
    for one, other in pairs:
        joined.join(one, other)
    return {number: tuple(together) for together in joined.sets() for number in together}


def _known(ledger: Ledger, numbers: set[int]) -> dict[int, Claim]:
    """Return claims by number, each with its speaker as the whole archive knows them."""
    stored: list[StoredClaim] = ledger.claims.numbered(numbers)
    names = known_names(ledger, {each.claim.article.id for each in stored if each.claim.speaker})
    found = {}
    for each in stored:
        claim = each.claim
        speaker = names.get((claim.article.id, claim.speaker)) if claim.speaker else None
        found[each.number] = replace(claim, speaker=speaker.name) if speaker else claim
    return found


def _group(
    ledger: Ledger,
    component: tuple[int, ...],
    known: Mapping[int, Claim],
    similar: Mapping[int, set[int]],
    at_odds: frozenset[int],
) -> ClaimGroup:
    own = {number: known[number] for number in component if number in known}
    beside = {other for number in own for other in similar.get(number, ()) if other not in own and other in known}
    claims = tuple(sorted(own.values(), key=_earliest))
    return ClaimGroup(
        id=claims[0].id,
        claims=claims,
        origins=count_origins(claims, ledger),
        discrepancies=tuple(ledger.claim_links.discrepancies(own)) if at_odds & own.keys() else (),
        similar=tuple(sorted((known[each] for each in beside), key=_earliest)),
    )


def _earliest(claim: Claim) -> tuple[date, str, int, int]:
    """Return what orders claims by the day they were made, those without one last."""
    return claim.day or date.max, claim.article.id, claim.span.start, claim.span.end
