"""What an article says of the people it names: their roles, and whether they are he or she."""

from collections.abc import Sequence

from onrecord.attribution.coreference.entity import Entity, EntityMention
from onrecord.attribution.coreference.role_phrases import role_phrases
from onrecord.language.lexicon.first_names import Gender, likelier_gender_of
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.names.tokens import Token

_HE, _SHE = word_list("he"), word_list("she")
_WORDS_AHEAD = 40


def learn_roles(text: str, tokens: Sequence[Token], appearances: Sequence[EntityMention]) -> None:
    """Give each person the roles that stand before the name, behind it, or in its title."""
    for appearance in appearances:
        if appearance.character.kind == "person":
            for phrase in role_phrases(text, tokens, appearance.mention):
                appearance.character.roles.setdefault(phrase.role, set()).update(phrase.modifiers)


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
