"""Descriptions that stand for somebody named elsewhere: the minister, the charity, a press release."""

from bisect import bisect_left
from collections.abc import Iterable
from operator import attrgetter

from onrecord.attribution.coreference.entities import Entities
from onrecord.attribution.coreference.entity import Entity
from onrecord.attribution.coreference.noun_phrases import Phrase
from onrecord.attribution.coreference.short_names import NO_SHORT_FORM
from onrecord.language.lexicon.lexicon import BARE_DOCUMENTS, GENDERED_ROLES, ROLES
from onrecord.language.lexicon.word_lists import word_list
from onrecord.model import Attribution, Span, Speaker

_ALIKE = [
    {"congressman", "congresswoman", "representative", "lawmaker"},
    {"senator", "lawmaker"},
    {"spokesman", "spokeswoman", "spokesperson"},
    {"chairman", "chairwoman", "chair"},
    {"lawyer", "attorney"},
    {"adviser", "advisor"},
    {"nominee", "candidate"},
    {"doctor", "physician"},
]
_ANY_BODY = word_list("any body")
_PART_OF_NAME = (word_list("last words of bodies") | word_list("body nouns")) - NO_SHORT_FORM
_MENTIONS_BACK = 20
_MOST_HOLDERS = 200
_first_at = attrgetter("first_at")
_VAGUE = word_list("vague modifiers")
_RANKS = word_list("words of rank")


def resolve_description(
    cast: Entities, phrase: Phrase, source: Span, before: Attribution | None
) -> Entity | Speaker | None:
    """Return the one that a description stands for, when that is plain, and None when it is not."""
    if phrase.noun in BARE_DOCUMENTS:
        return _issuer(cast, phrase, source, before)
    if not (phrase.definite or phrase.owned) or phrase.noun.removesuffix("s") in ROLES - {phrase.noun}:
        return None
    if phrase.noun in ROLES or phrase.noun in cast.holders:
        return _holder(cast, phrase, source)
    return _body(cast, phrase, source)


def _holder(cast: Entities, phrase: Phrase, source: Span) -> Entity | None:
    """Return the only person of that role named so far whom the description fits."""
    names = {phrase.noun}.union(*(group for group in _ALIKE if phrase.noun in group))
    gender = GENDERED_ROLES.get(phrase.noun)
    wanted = phrase.modifiers - _VAGUE
    holders: list[tuple[Entity, set[str]]] = []
    for character in _distinct(c for name in sorted(names) for c in cast.holders.get(name, [])[:_MOST_HOLDERS]):
        held = names & character.roles.keys()
        if held and 0 <= character.first_at < source.start and (gender is None or character.gender in {None, gender}):
            holders.append((character, {word for role in held for word in character.roles[role]}))
    ranked = [each for each in holders if each[1] & _RANKS == phrase.modifiers & _RANKS]
    holders = ranked or holders
    fitting = [character for character, known in holders if wanted <= known]
    return fitting[0] if len(fitting) == 1 and (wanted or len(holders) == 1) else None


def _body(cast: Entities, phrase: Phrase, source: Span) -> Entity | None:
    if phrase.noun in _PART_OF_NAME:
        known = cast.bodies.get(phrase.noun, [])
        first = bisect_left(known, 0, key=_first_at)
        fitting = known[first : min(first + 2, bisect_left(known, source.start, key=_first_at))]
        if fitting:
            wanted = phrase.modifiers - _VAGUE
            return fitting[0] if len(fitting) == 1 and wanted <= {w.lower() for w in fitting[0].words} else None
    if phrase.noun not in _ANY_BODY:
        return None
    sentence = cast.tokens[phrase.begin].sentence
    position = cast.before(source.start)
    bodies = [a for a in cast.appearances[max(0, position - _MENTIONS_BACK) : position] if _is_body(a.character)]
    near = [a for a in bodies if 1 <= sentence - cast.tokens[a.mention.before].sentence <= 2]
    last = max((cast.tokens[a.mention.before].sentence for a in near), default=0)
    latest = _distinct(a.character for a in near if cast.tokens[a.mention.before].sentence == last)
    return latest[0] if len(latest) == 1 else None


def _issuer(cast: Entities, phrase: Phrase, source: Span, before: Attribution | None) -> Entity | Speaker | None:
    """Return who issued a statement: the body named with it, or the one that spoke just before in the paragraph."""
    named = [a for a in cast.within(source) if a.character.kind in {"person", "body"}]
    if len(named) == 1:
        mention = named[0].mention
        owner = cast.tokens[mention.after - 1].possessive and mention.after < phrase.end
        behind = cast.tokens[mention.before - 1].lower if mention.before else ""
        gap_word = behind if behind != "the" else cast.tokens[mention.before - 2].lower
        office = cast.tokens[mention.after - 1].possessive
        if owner or (gap_word in {"from", "by"} and mention.before > phrase.end - 1 and not office):
            return named[0].character
        return None
    if named or before is None or before.speaker is None or before.source is None:
        return None
    here, there = cast.tokens[phrase.begin], cast.tokens[cast.token_at(before.source.start)]
    if here.paragraph != there.paragraph or phrase.modifiers - _VAGUE - {"press", "news", "media", "written", "joint"}:
        return None
    spoke = cast.named.get(before.speaker.name)
    return before.speaker if spoke is not None and _is_body(spoke) else None


def _is_body(character: Entity) -> bool:
    return character.kind == "body" or (character.kind == "name" and len(character.words) > 1)


def _distinct(characters: Iterable[Entity]) -> list[Entity]:
    return list({id(character): character for character in characters}.values())
