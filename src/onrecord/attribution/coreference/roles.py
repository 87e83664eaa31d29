"""What an article says of the people it names: their roles, and whether they are he or she."""

from collections.abc import Iterator, Sequence

from onrecord.attribution.coreference.entity import Entity, EntityMention
from onrecord.language.lexicon.first_names import Gender, likelier_gender_of
from onrecord.language.lexicon.lexicon import ABBREVIATED, HONORIFICS, NOT_NAMES, ROLES, SPEECH_VERBS
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.names.mentions import Mention
from onrecord.language.names.tokens import Token

_HE, _SHE = word_list("he"), word_list("she")
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their"})
_ENDS_PHRASE = frozenset({"of", "at", "for", "in", "who", "on", "to", "with", "and", "from"})
_REACH = 9
_WORDS_AHEAD = 40

Role = tuple[str, set[str]]


def learn_roles(text: str, tokens: Sequence[Token], appearances: Sequence[EntityMention]) -> None:
    """Give each person the roles that stand before the name, behind it, or in its title."""
    for appearance in appearances:
        if appearance.character.kind == "person":
            for phrase in _descriptions(text, tokens, appearance.mention):
                for head, modifiers in _role(phrase):
                    appearance.character.roles.setdefault(head, set()).update(modifiers)


def learn_genders(tokens: Sequence[Token], characters: Sequence[Entity], appearances: Sequence[EntityMention]) -> None:
    """Settle who is he and who is she.

    Where names and titles do not tell, the pronoun does that follows a name before anybody else is named.
    """
    for character in characters:
        leaning = likelier_gender_of(character.words[0]) if character.kind == "person" else None
        if leaning is not None and not character.genders and len(character.words) > 1:
            character.genders[leaning] += 1
    people = [a for a in appearances if a.character.kind in {"person", "name"}]
    for position, appearance in enumerate(people):
        if appearance.character.genders.total() <= 1:
            until = people[position + 1].start if position + 1 < len(people) else tokens[-1].end
            gender = _pronoun_behind(tokens, appearance.mention.after, until)
            if gender is not None:
                appearance.character.genders[gender] += 1
    for character in characters:
        character.settle_gender()


def _pronoun_behind(tokens: Sequence[Token], after: int, until: int) -> Gender | None:
    token = tokens[after - 1]
    for other in tokens[after : after + _WORDS_AHEAD]:
        if other.sentence > token.sentence + 1 or other.start >= until or other.quoted != token.quoted:
            return None
        if other.lower in _HE or other.lower in _SHE:
            return "m" if other.lower in _HE else "f"
    return None


def _descriptions(text: str, tokens: Sequence[Token], mention: Mention) -> Iterator[Sequence[Token]]:
    """Yield what describes a name: "X, the French minister," and "the French minister, X," alike."""
    index, after = mention.before, mention.after
    if mention.title:
        yield tokens[index : after - len(mention.words)]
    if index and tokens[index].joined and tokens[index - 1].lower in ROLES:
        begin = index - 1
        while begin > max(0, index - 5) and tokens[begin].joined and _narrows(tokens[begin - 1]):
            begin -= 1
        yield tokens[begin:index]
    if _comma_between(text, tokens, after - 1) and _may_describe(tokens[after]):
        yield _joined(tokens, after)
    if _comma_between(text, tokens, index - 1):
        begin = index - 1
        while begin > max(0, index - _REACH) and tokens[begin].joined:
            begin -= 1
        if tokens[begin].lower in _DETERMINERS and tokens[index - 1].lower in ROLES:
            yield tokens[begin:index]


def _comma_between(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Say whether nothing but a comma parts a word from the next."""
    if not 0 <= index < len(tokens) - 1:
        return False
    return text[tokens[index].end : tokens[index + 1].start].strip(" ’'s\xa0") == ","


def _may_describe(token: Token) -> bool:
    return not token.capital and token.lower not in NOT_NAMES - _DETERMINERS


def _joined(tokens: Sequence[Token], begin: int) -> Sequence[Token]:
    """Return the words from `begin` that nothing but spaces parts."""
    end = begin + 1
    while end < min(len(tokens), begin + _REACH) and tokens[end].joined and tokens[end].lower not in _ENDS_PHRASE:
        end += 1
    return tokens[begin:end]


def _narrows(token: Token) -> bool:
    return not token.possessive and token.lower not in NOT_NAMES and token.lower not in SPEECH_VERBS


def _role(phrase: Sequence[Token]) -> Iterator[Role]:
    """Yield the role that heads a phrase, with the words that narrow it down."""
    spelled = [ABBREVIATED.get(token.lower, token.lower) for token in phrase]
    for index in range(len(spelled) - 1, -1, -1):
        if spelled[index] in ROLES and spelled[index] not in HONORIFICS:
            yield spelled[index], set(spelled[:index]) - _DETERMINERS
            return
