"""Who speaks: from the words of each source to a person or a body, within one article."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribution.coreference.descriptions import resolve_description
from onrecord.attribution.coreference.entities import Entities
from onrecord.attribution.coreference.entity import Entity
from onrecord.attribution.coreference.noun_phrases import Phrase, own_words, read_phrase
from onrecord.attribution.coreference.plurals import antecedent, relative
from onrecord.attribution.coreference.pronouns import HE, SHE, Saying, referents
from onrecord.language.lexicon.lexicon import NOT_NAMES, ROLES
from onrecord.language.lexicon.word_lists import word_list
from onrecord.model import Attribution, Span, Speaker
from onrecord.stint import steps

_UNNAMED = frozenset({"he", "she", "they", "him", "them"})
_GENERIC = word_list("generic sources")
_NOBODY = word_list("nobody")
_PLURAL = word_list("plural pronouns")
_RELATIVE = word_list("relative pronouns")


def resolve(text: str, attributions: Sequence[Attribution], title: str | None = None) -> list[Attribution]:
    """Return the attributions with `speaker` filled in from their sources; one that stays open is None.

    `title` is the article's headline where `text` does not hold it. Takes time linear in the length of the text.
    """
    cast = Entities(text, title)
    attributions = [replace(a, source=cast.whole(a.source)) if a.source else a for a in attributions]
    sourced = [(a.source, a.content) for a in attributions if a.source is not None]
    pronouns = referents(cast, [Saying(source=source, content=content) for source, content in sourced])
    resolved: list[Attribution] = []
    before: Attribution | None = None
    order = sorted(range(len(attributions)), key=lambda i: attributions[i].source or attributions[i].content[0])
    for attribution in steps("resolving speakers", [attributions[place] for place in order]):
        speaker = None
        if attribution.source is not None:
            speaker = _speaker(cast, attribution.source, pronouns, before)
        before = replace(attribution, speaker=speaker)
        resolved.append(before)
    return [resolved[place] for place in sorted(range(len(order)), key=order.__getitem__)]


def _speaker(
    cast: Entities, source: Span, pronouns: dict[int, Entity | None], before: Attribution | None
) -> Speaker | None:
    word = source.of(cast.text).strip(" ,.:;—–-").lower().replace("’s", "").replace("'s", "")
    if word in HE or word in SHE:
        character = pronouns.get(cast.tokens[cast.token_at(source.start)].start)
        return character.speaker() if character is not None else None
    if word in _RELATIVE:
        return relative(cast, source, word)
    if word in _PLURAL:
        return antecedent(cast, source, word, before)
    if word in _NOBODY or not any(letter.isalpha() for letter in word):
        return None
    return _noun_phrase(cast, source, before)


def _noun_phrase(cast: Entities, source: Span, before: Attribution | None) -> Speaker | None:
    phrase = read_phrase(cast, source)
    if phrase is None or _says_nothing(cast, source):
        return None
    words = own_words(cast, source)
    if phrase.joint:
        return None if _has_pronoun(phrase) else Speaker(name=words)
    character = phrase.character
    is_named = character is not None and (phrase.apposed or (phrase.bare and _names_it(character, phrase)))
    if character is not None and (character.kind == "person" or is_named):
        return character.speaker(_alias(cast, source, phrase))
    found = resolve_description(cast, phrase, source, before)
    if isinstance(found, Entity):
        return found.speaker(words)
    if found is not None:
        return found
    if phrase.tokens[phrase.begin].lower in HE | SHE | _PLURAL and phrase.end - phrase.begin == 1:
        return None
    return Speaker(name=words) if words else None


def _says_nothing(cast: Entities, source: Span) -> bool:
    """Say whether a source is nothing but small words, as "the" and "both of them" are."""
    tokens = cast.tokens[cast.token_at(source.start) : cast.token_at(source.end - 1) + 1]
    return all(token.lower in NOT_NAMES - _GENERIC for token in tokens if token.start < source.end)


def _names_it(character: Entity, phrase: Phrase) -> bool:
    """Say whether the words name the character itself: "Democrats across the country" names fewer."""
    if character.kind == "name" and phrase.noun.removesuffix("s") in ROLES:
        return False
    return phrase.whole or character.kind in {"body", "place"}


def _has_pronoun(phrase: Phrase) -> bool:
    return any(token.lower in _UNNAMED for token in phrase.tokens[phrase.begin : phrase.end])


def _alias(cast: Entities, source: Span, phrase: Phrase) -> str:
    """Return the words of the source up to its head: a title or a role, which becomes an alias."""
    start = max(source.start, cast.tokens[phrase.begin].start)
    if cast.tokens[phrase.begin].lower == "one":
        return ""
    return " ".join(cast.text[start : cast.tokens[phrase.end - 1].end].split())
