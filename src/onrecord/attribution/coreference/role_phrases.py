"""The phrases by which an article says what somebody is: before the name, behind it, or as what the person does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.language.lexicon.lexicon import ABBREVIATED, HONORIFICS, NOT_NAMES, ROLES, SPEECH_VERBS
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.names.mentions import Mention
from onrecord.language.names.tokens import Token

_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their"})
_COMPLEMENTS = frozenset({"of", "for", "at", "in", "from", "to"})
_ENDS_PHRASE = _COMPLEMENTS | {"who", "on", "with", "and"}
_REACH = 9
_COMPLEMENT = 5
_NOBLE = word_list("titles of nobility")
_PLAIN_TITLES = frozenset(HONORIFICS) - _NOBLE
_HOLDS = dict(pair.split(":") for pair in word_list("verbs of holding a role"))
_OF_PEOPLE = frozenset({"captain", "chairman", "coach", "editor", "mayor", "nominee"})
_NOMINATES, _WINS = word_list("verbs of nomination"), word_list("verbs of winning a nomination")


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePhrase:
    """A role, and the words that narrow it down: those before it, whose it is, and of what."""

    role: str
    modifiers: frozenset[str]


def role_phrases(text: str, tokens: Sequence[Token], mention: Mention) -> Iterator[RolePhrase]:
    """Yield what describes a name: "X, the French minister," and "the French minister, X," alike."""
    index, after = mention.before, mention.after
    if mention.title:
        yield from _read(tokens[index : after - len(mention.words)])
    if index and tokens[index].joined and tokens[index - 1].lower in ROLES:
        begin = index - 1
        while begin > max(0, index - 5) and tokens[begin].joined and _narrows(tokens[begin - 1]):
            begin -= 1
        yield from _read(tokens[begin:index])
    if _comma_between(text, tokens, after - 1) and _may_describe(tokens[after]):
        end = _phrase_end(tokens, after)
        yield from _read(tokens[after:end], _complement(tokens, end))
    if _comma_between(text, tokens, index - 1):
        yield from _before_comma(tokens, index)
    yield from _done(tokens, after)


def has_role(text: str, tokens: Sequence[Token], mention: Mention) -> bool:
    """Say whether a name has what only people have: "the chairman, X,", "X chairs", "X won the nomination"."""
    at = mention.before
    if any(phrase.role in _OF_PEOPLE for phrase in _done(tokens, mention.after)):
        return True
    behind = mention.after < len(tokens) and tokens[mention.after].joined
    if behind or not _comma_between(text, tokens, at - 1):
        return False
    return any(phrase.role in ROLES for phrase in _before_comma(tokens, at))


def _before_comma(tokens: Sequence[Token], end: int) -> Iterator[RolePhrase]:
    """Yield the role that ends at a comma before a name: "her keeper, X", "a spokeswoman for the bank, X"."""
    begin = end - 1
    opens = -1
    while begin >= max(0, end - _REACH):
        behind_of = begin > 0 and tokens[begin].joined and tokens[begin - 1].lower in _COMPLEMENTS
        if (tokens[begin].lower in _DETERMINERS or tokens[begin].possessive) and not behind_of:
            opens = begin
            break
        if not tokens[begin].joined:
            break
        begin -= 1
    if opens < 0:
        return
    while opens > 0 and tokens[opens].possessive and tokens[opens].joined and tokens[opens - 1].capital:
        opens -= 1
    stop = next((i for i in range(opens + 1, end) if tokens[i].lower in _COMPLEMENTS), end)
    yield from _read(tokens[opens:stop], _complement(tokens, stop) if stop < end else (), is_open=stop == end)


def _done(tokens: Sequence[Token], after: int) -> Iterator[RolePhrase]:
    """Yield the role that what somebody does tells: "X chairs the board", "X won the Liberal nomination"."""
    if after + 1 >= len(tokens) or not tokens[after].joined:
        return
    first = tokens[after].lower
    if first in _HOLDS:
        yield RolePhrase(role=_HOLDS[first], modifiers=frozenset(_words(tokens[after + 1 : after + 1 + _COMPLEMENT])))
    rest = [token.lower for token in tokens[after : after + _REACH] if token.sentence == tokens[after - 1].sentence]
    if first in _WINS and "nomination" in rest:
        yield RolePhrase(role="nominee", modifiers=frozenset(rest[1 : rest.index("nomination")]) - _DETERMINERS)
    elif first in {"was", "is"} and len(rest) > 1 and rest[1] in _NOMINATES:
        yield RolePhrase(role="nominee", modifiers=frozenset())


def _comma_between(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Say whether nothing but a comma parts a word from the next."""
    if not 0 <= index < len(tokens) - 1:
        return False
    return text[tokens[index].end : tokens[index + 1].start].strip(" ’'s\xa0") == ","


def _may_describe(token: Token) -> bool:
    return not token.capital and token.lower not in NOT_NAMES - _DETERMINERS


def _phrase_end(tokens: Sequence[Token], begin: int) -> int:
    """Return where the words from `begin` end that nothing but spaces parts."""
    end = begin + 1
    while end < min(len(tokens), begin + _REACH) and tokens[end].joined and tokens[end].lower not in _ENDS_PHRASE:
        end += 1
    return end


def _complement(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """Return the words behind a preposition at `at`: "the bank" in "chairman of the bank"."""
    if at >= len(tokens) or not tokens[at].joined or tokens[at].lower not in _COMPLEMENTS:
        return ()
    end = at + 1
    while end < min(len(tokens), at + 1 + _COMPLEMENT) and tokens[end].joined and tokens[end].lower not in _ENDS_PHRASE:
        end += 1
    return tokens[at + 1 : end]


def _narrows(token: Token) -> bool:
    return not token.possessive and token.lower not in NOT_NAMES and token.lower not in SPEECH_VERBS


def _words(tokens: Sequence[Token]) -> set[str]:
    return {token.lower for token in tokens} - _DETERMINERS


def _read(phrase: Sequence[Token], complement: Sequence[Token] = (), *, is_open: bool = False) -> Iterator[RolePhrase]:
    """Yield the role that heads a phrase; when `is_open` its last word is one, whatever it is."""
    spelled = [ABBREVIATED.get(token.lower, token.lower) for token in phrase]
    heads = [i for i, word in enumerate(spelled) if word in ROLES | _NOBLE and word not in _PLAIN_TITLES]
    if not heads and is_open and len(phrase) > 1 and not phrase[-1].capital and not phrase[-1].possessive:
        heads = [len(phrase) - 1]
    if heads:
        narrowing = frozenset(spelled[: heads[-1]]) | _words(complement)
        yield RolePhrase(role=spelled[heads[-1]], modifiers=narrowing - _DETERMINERS)
