"""Reading the words of a source: which name heads them, or which common noun."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attribution.coreference.entities import Entities
from onrecord.attribution.coreference.entity import Entity, EntityMention
from onrecord.language.lexicon.lexicon import ABBREVIATED, NOT_NAMES, PEOPLES, ROLES
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.names.tokens import Token
from onrecord.model import Span

_CLAUSE = word_list("relative pronouns")
_PREPOSITIONS = word_list("prepositions of phrases")
_PARTICIPLES = word_list("participles")
_ARTICLES = word_list("articles")
_ALWAYS_COMMON = word_list("plurals without s")
_FURTHER = re.compile(r"(?<=\w), (?:(?:who|which|whose|whom)|(?P<apposed>an?|the|one))\b")
_OWNERS = frozenset({"his", "her", "its", "their"})
_AND = re.compile(r"\band\b")
_CLOSED = re.compile(r"\s*(?:\Z|[.:;—–]|--|,(?!\s*(?:[A-Z]|and\b|or\b)))")
"""What stands behind a name that no list goes on with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """The words of a source as far as its head: "the French minister" of "the French minister in the first row".

    `character` is the one whose name heads it, if a name does; `noun` is the common noun that heads it otherwise.
    `bare` says that only an article stands before the name, `whole` that nothing follows the head, `joint` that
    "and" joins several, and `apposed` that the name stands behind a description that heads the words.
    """

    tokens: Sequence[Token]
    begin: int
    end: int
    character: Entity | None
    bare: bool
    whole: bool
    joint: bool
    apposed: bool = False

    @property
    def noun(self) -> str:
        """The last word of the head, in small letters, abbreviations spelled out."""
        word = self.tokens[self.end - 1].lower
        return ABBREVIATED.get(word, word)

    @property
    def definite(self) -> bool:
        """Whether it points at something known."""
        return self.tokens[self.begin].lower in {"the", "this"}

    @property
    def owned(self) -> bool:
        """Whether it begins with whose it is: "Vale's lawyer"."""
        first = self.tokens[self.begin]
        return first.capital and any(token.possessive for token in self.tokens[self.begin : self.end - 1])

    @property
    def modifiers(self) -> set[str]:
        """The words before the head, in small letters, articles left out."""
        return {token.lower for token in self.tokens[self.begin : self.end - 1]} - _ARTICLES


def read_phrase(cast: Entities, span: Span) -> Phrase | None:
    """Return the head of the source that stands at `span`, or None when no word does."""
    begin, last = cast.token_at(span.start), cast.token_at(max(span.start, span.end - 1))
    end = min(len(cast.tokens), last + 1)
    if begin >= end or cast.tokens[begin].start >= span.end:
        return None
    if end > begin and cast.tokens[end - 1].start >= span.end:
        end -= 1
    while begin + 1 < end and cast.tokens[begin].lower in {"but", "and", "both", "even", "also", "or", "as"}:
        begin += 1
    appearances = [a for a in cast.within(span) if a.mention.after - len(a.mention.words) >= begin]
    core = _core_end(cast, begin, end, appearances)
    joint = _is_joint(cast, begin, core, appearances) or _goes_on_jointly(cast, core, end)
    head = None if joint else _head(core, appearances)
    is_described = head is None and not joint
    if is_described:
        head = _titled(cast, core, end, appearances)
        core = head.mention.after if head else core
        head = head or _apposed(cast, begin, core, end)
    return Phrase(
        tokens=cast.tokens,
        begin=begin,
        end=core,
        character=head.character if head else None,
        bare=head is not None and _is_bare(cast, begin, head),
        whole=core == end,
        joint=joint,
        apposed=is_described and head is not None,
    )


def _core_end(cast: Entities, begin: int, end: int, appearances: Sequence[EntityMention]) -> int:
    """Return where the head phrase ends: at a comma or dash, a relative clause, a preposition."""
    named = {index: index > a.mention.before for a in appearances for index in range(a.mention.before, a.mention.after)}
    for index in range(begin, end):
        token = cast.tokens[index]
        if index > begin and not (token.joined or named.get(index) or _only_quotes(cast, index)):
            return index
        if index in named or index == begin:
            continue
        if token.lower.endswith("ing") and cast.tokens[index - 1].lower.endswith("s") and index > begin:
            return index
        if token.lower in _CLAUSE or token.lower in _PREPOSITIONS or token.lower in _PARTICIPLES:
            return index
    return end


def _only_quotes(cast: Entities, index: int) -> bool:
    gap = cast.text[cast.tokens[index - 1].end : cast.tokens[index].start]
    return re.fullmatch(r"[’']?s?\s*[\"“”''/&]*\s*", gap) is not None


def _covered(token: Token, appearances: Sequence[EntityMention]) -> bool:
    return any(a.mention.whole.start <= token.start < a.mention.whole.end for a in appearances)


def _is_joint(cast: Entities, begin: int, core: int, appearances: Sequence[EntityMention]) -> bool:
    """Say whether "and" joins two or more; "the actress and activist Ann Lee" is one."""
    tokens = cast.tokens
    covered = {index for a in appearances for index in range(a.mention.before, a.mention.after)}
    joiners = [i for i in range(begin, core) if tokens[i].lower in {"and", "or"} and i not in covered]
    head = _head(core, appearances)
    if len(joiners) == 1 and head is not None and head.character.kind == "person":
        at = joiners[0]
        named = any(a.character.kind in {"person", "body"} for a in appearances if a.mention.after <= at)
        name = core - len(head.mention.words)
        roles = at > begin and tokens[at - 1].lower in ROLES and any(t.lower in ROLES for t in tokens[at + 1 : name])
        return named or not roles
    return bool(joiners)


def _goes_on_jointly(cast: Entities, core: int, end: int) -> bool:
    """Say whether a list goes on behind the comma: "Ann Lee, Bo Chan and the others"."""
    rest = cast.tokens[core:end]
    if not rest or cast.text[cast.tokens[core - 1].end : rest[0].start].strip() != ",":
        return False
    if rest[0].lower in _ARTICLES | _CLAUSE or rest[0].text[0].isdigit() or not rest[0].capital:
        return False
    joiners = [i for i, token in enumerate(rest) if token.lower == "and"]
    return bool(joiners) and joiners[0] <= 6


def _head(core: int, appearances: Sequence[EntityMention]) -> EntityMention | None:
    for appearance in appearances:
        if appearance.mention.after == core:
            return appearance
    return None


def _titled(cast: Entities, core: int, end: int, appearances: Sequence[EntityMention]) -> EntityMention | None:
    """Return the person behind a title with "of" in it: "former secretary of state Ann Lee"."""
    tokens = cast.tokens
    if core + 2 >= end or tokens[core].lower != "of" or tokens[core - 1].lower not in ROLES:
        return None
    for appearance in appearances:
        first = appearance.mention.before
        if appearance.character.kind == "person" and core + 1 < first <= core + 4:
            plain = all(token.joined and token.lower not in _PREPOSITIONS for token in tokens[core + 1 : first + 1])
            return appearance if plain and not tokens[first - 1].possessive else None
    return None


def _apposed(cast: Entities, begin: int, core: int, end: int) -> EntityMention | None:
    """Return the person that stands in apposition: "the minister, Ann Lee," and "Ann Lee, the minister,"."""
    tokens = cast.tokens
    one_of = tokens[begin].lower == "one" and core < end and tokens[core].lower == "of"
    if one_of:
        core = next((i for i in range(core + 1, end) if not tokens[i].joined), end)
    has_role = ABBREVIATED.get(tokens[core - 1].lower, tokens[core - 1].lower) in ROLES
    behind = None
    if one_of or has_role or _is_described(tokens[begin:core]):
        behind = _named_behind(cast, core, end, is_one=one_of or has_role or not tokens[core - 1].lower.endswith("s"))
    position = cast.before(tokens[begin].start)
    if behind or one_of or not (has_role and position and tokens[begin].lower in _ARTICLES | _OWNERS):
        return behind
    previous = cast.appearances[position - 1]
    gap = cast.text[previous.mention.span.end : tokens[begin].start].strip()
    return previous if previous.character.kind == "person" and gap in {",", "--", "—"} else None


def _named_behind(cast: Entities, core: int, end: int, *, is_one: bool) -> EntityMention | None:
    """Return the person whose full name stands behind a description, “the bank's head of loans, Ann Lee”.

    The name may be the last of the source, but for what follows a comma, or right behind it where that `is_one`'s.
    """
    tokens = cast.tokens
    first = next((i for i in range(core, end) if not tokens[i].joined), end)
    position = cast.before(tokens[first - 1].end)
    if position >= len(cast.appearances):
        return None
    following = cast.appearances[position]
    gap = cast.text[tokens[first - 1].end : following.mention.whole.start]
    is_full = len(following.mention.words) > 1 or bool(following.mention.title)
    if following.character.kind not in {"person", "name"} or not is_full or not _is_apposing(gap):
        return None
    is_closed = _CLOSED.match(cast.text, following.mention.whole.end) is not None
    is_last = first < following.mention.after == end
    return following if is_last or (is_closed and (first < end or is_one)) else None


def _is_described(tokens: Sequence[Token]) -> bool:
    """Say whether words begin as a description does: with an article, or with whose it is."""
    owned = tokens[0].capital and any(token.possessive for token in tokens[:-1])
    return owned or tokens[0].lower in _ARTICLES | _OWNERS


def _is_apposing(gap: str) -> bool:
    """Say whether a comma or a dash, and at most a role, stands between: “, the engineer ”."""
    mark, *between = re.split(r"[\s]+", gap.strip()) if gap.strip() else [""]
    return mark in {",", "--", "—", "–"} and all(word in ROLES or word in _ARTICLES for word in between)


def _is_bare(cast: Entities, begin: int, head: EntityMention) -> bool:
    """Say whether nothing but an article stands before the name and its titles."""
    leading = cast.tokens[begin : max(begin, head.mention.before)]
    return all(token.lower in _ARTICLES for token in leading)


def own_words(cast: Entities, span: Span) -> str:
    """Return the source's own words on one line, a capital that only begins a sentence made small."""
    words = _without_further(" ".join(span.of(cast.text).split())).strip(" ,;:.—–-")
    if not re.search(r"(?<!^)[“\"].*[”\"]$", words):
        words = words.strip("“”\"'")
    index = cast.token_at(span.start)
    words = re.sub(r"(?<=\w)[’']s$|(?<=s)[’']$", "", words)
    if index < len(cast.tokens) and words:
        token = cast.tokens[index]
        if token.start >= span.start and _opens_only(cast, token, _covered(token, _surely_names(cast, span))):
            words = words[0].lower() + words[1:]
    return words


def _without_further(words: str) -> str:
    """Return words up to a relative clause or an apposition, which no list goes on behind."""
    last_and = max((found.start() for found in _AND.finditer(words)), default=-1)
    for found in _FURTHER.finditer(words):
        if found["apposed"] is None or found.end() > last_and:
            return words[: found.start()]
    return words


def _surely_names(cast: Entities, span: Span) -> list[EntityMention]:
    return [a for a in cast.within(span) if a.character.kind != "name" or len(a.mention.words) > 1]


def _opens_only(cast: Entities, token: Token, named: bool) -> bool:
    """Say whether a word has its capital only from the sentence that it opens."""
    if token.lower in NOT_NAMES or token.lower in _ARTICLES:
        return not token.text[1:2].isupper()
    if named or not token.first or token.text in cast.capitals or token.lower in PEOPLES or token.text[1:2].isupper():
        return False
    common = token.text.lower() in cast.common or token.lower.removesuffix("s") in ROLES
    return common or token.lower.endswith(("s", "ing", "ed")) or token.lower in _ALWAYS_COMMON
