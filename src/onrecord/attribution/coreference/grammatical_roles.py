"""The part that a name plays in its clause."""

from collections.abc import Sequence

from onrecord.language.lexicon.lexicon import SPEECH_VERBS
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.names.tokens import Token

_PREPOSITIONS = word_list("prepositions")
_AUXILIARIES = word_list("auxiliaries")
_INVERTING = word_list("inverting verbs")
_SUBJECTS = frozenset({"he", "she"})
_DESCRIBING = frozenset({"a", "an", "the", "who", "whose"})
"""What begins, behind a comma, the description by which somebody is introduced."""


def part_played(tokens: Sequence[Token], before: int, after: int, pronoun: str) -> str:
    """Return the part a name plays in its clause: subject, object, oblique (behind a preposition) or possessive.

    It is introduced where a description follows behind a preposition ("heard from Ann Lee, the clerk").
    """
    if pronoun:
        return "subject" if pronoun in _SUBJECTS else "possessive"
    if tokens[after - 1].possessive:
        return "possessive"
    previous = tokens[before - 1] if before and tokens[before].joined else None
    following = tokens[after] if after < len(tokens) else None
    if previous is not None and previous.lower in SPEECH_VERBS and (following is None or not following.joined):
        return "subject"
    if previous is not None and previous.lower in _INVERTING:
        return "subject"
    if previous is not None and previous.lower in _PREPOSITIONS:
        is_described = following is not None and not following.joined and following.lower in _DESCRIBING
        return "introduced" if is_described and tokens[after].sentence == tokens[before].sentence else "oblique"
    if tokens[before].first or (following is not None and following.joined and _is_verb(following)):
        return "subject"
    return "object" if previous is not None else "subject"


def _is_verb(token: Token) -> bool:
    word = token.text
    return word in SPEECH_VERBS or word in _AUXILIARIES or word.endswith(("ed", "s"))
