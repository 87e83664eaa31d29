"""Names that only the rest of an article shows to be names: those of headlines, and unknown first names."""

from collections.abc import Sequence

from onrecord.attribution.coreference.entity import key
from onrecord.attribution.coreference.role_phrases import has_role
from onrecord.language.lexicon.first_names import gender_of, is_first_name
from onrecord.language.lexicon.lexicon import BODY_NAMES, NOT_NAMES, PLACES, ROLES, SPEECH_VERBS
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.names.entity_types import THINGS
from onrecord.language.names.mentions import Mention
from onrecord.language.names.tokens import Token
from onrecord.model import Span

_AUXILIARIES = word_list("auxiliaries")
_NO_PART_OF_NAME = BODY_NAMES | PLACES | NOT_NAMES | THINGS
_NO_SURNAMES = NOT_NAMES | BODY_NAMES | PLACES | ROLES


def promote(text: str, mentions: Sequence[Mention], tokens: Sequence[Token]) -> None:
    """Take a name of two or three words for a person's when it has a role, or its last word stands alone elsewhere.

    So it is when that word is another's surname.
    """
    common = {token.text for token in tokens if not token.capital}
    alone = {mention.words[0] for mention in mentions if len(mention.words) == 1}
    surnames = {key(m.words[-1]) for m in mentions if m.kind == "person" and len(m.words) > 1}
    for mention in mentions:
        last = mention.words[-1]
        if mention.kind != "name" or not 2 <= len(mention.words) <= 3 or last.isupper():
            continue
        if key(last) in surnames and not {word.lower() for word in mention.words} & _NO_PART_OF_NAME:
            mention.kind = "person"
            mention.gender = mention.gender or gender_of(mention.words[0])
            continue
        if last not in alone:
            if has_role(text, tokens, mention) and not {word.lower() for word in mention.words} & _NO_PART_OF_NAME:
                mention.kind = "person"
            continue
        plain = last.lower() in common or last.lower().removesuffix("s") in ROLES or "-" in mention.words[0]
        plain = plain or (tokens[mention.before].first and not _goes_on_as_subject(tokens, mention.after))
        if not plain and not {word.lower() for word in mention.words} & _NO_PART_OF_NAME:
            mention.kind = "person"
            mention.gender = gender_of(mention.words[0])


def _goes_on_as_subject(tokens: Sequence[Token], after: int) -> bool:
    """Say whether a comma, the end, or a verb of speech or an auxiliary follows, as it does a subject."""
    if after >= len(tokens) or not tokens[after].joined:
        return True
    return tokens[after].lower in SPEECH_VERBS | _AUXILIARIES


def headline_names(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the names in headlines: a first name with a surname behind it, or one word that a name has elsewhere."""
    known = {word for mention in mentions for word in mention.words}
    found: list[Mention] = []
    taken = -1
    for index, token in enumerate(tokens[:-1]):
        if index <= taken or not token.headline or not token.capital:
            continue
        last = tokens[index + 1]
        full = last.joined and not token.possessive and is_first_name(token.text) and last.lower not in _NO_SURNAMES
        if full and last.capital and last.text in known:
            taken = index + 1
            found.append(_heading(tokens, index, index + 2))
        elif not token.possessive and token.text in known and token.lower not in NOT_NAMES | BODY_NAMES | PLACES:
            found.append(_heading(tokens, index, index + 1))
    return found


def _heading(tokens: Sequence[Token], begin: int, end: int) -> Mention:
    span = Span(start=tokens[begin].start, end=tokens[end - 1].end)
    full = end - begin > 1
    return Mention(
        span=span,
        whole=span,
        words=tuple(token.text for token in tokens[begin:end]),
        title="",
        kind="person" if full else "name",
        gender=gender_of(tokens[begin].text) if full else None,
        before=begin,
        after=end,
    )
