"""A light finder of names: people, bodies and places, by capitals, titles, roles and first names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.language.lexicon.first_names import Gender, gender_of, is_first_name, is_only_first_name
from onrecord.language.lexicon.lexicon import (
    BODY_NAMES,
    GENDERED_ROLES,
    HONORIFICS,
    JOINERS,
    NOT_NAMES,
    PARTICLES,
    PEOPLES,
    PLACE_STARTS,
    PLACES,
    TITLES,
)
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.names.entity_types import (
    SURNAMES_TOO,
    EntityType,
    is_body,
    is_person,
    last_title,
    may_be_left_out,
    other_kind,
)
from onrecord.language.names.runs import runs
from onrecord.language.names.tokens import Token
from onrecord.model import Span

_COMMON_ENDS = frozenset(word.title() for word in BODY_NAMES | PLACES | TITLES) | frozenset({"I"})
_MONTHS_TOO = word_list("months that are names")
_SURNAMES_TOO = frozenset({"may", "march", "august", "june", "back", "good", "little"})
_DESCRIBING = word_list("describing words")
_OWNERS = frozenset({"his", "her", "their", "my", "our", "the", "a"})
_PARTY = re.compile(r"[RDI]-[^\W\d_a-z]")


@dataclass(slots=True)
class Mention:
    """A name as it stands in a text.

    `span` covers the name alone and `whole` its titles too; `words` are the name's words. `after` is the index of the
    first token behind it. A `kind` of "name" is a name of something unknown.
    """

    span: Span
    whole: Span
    words: tuple[str, ...]
    title: str
    kind: EntityType
    gender: Gender | None
    before: int
    after: int
    nick: str = ""

    @property
    def name(self) -> str:
        """The name's words, separated by single spaces."""
        return " ".join(self.words)


def mentions_in(text: str, tokens: Sequence[Token]) -> list[Mention]:
    """Return the names that stand in `text`, in order, headlines left out."""
    found: list[Mention] = []
    ranges = list(runs(text, tokens))
    alone = {tokens[begin].text for begin, end in ranges if end - begin == 1 and not tokens[begin].first}
    titled = {_surname_behind(tokens, place) for place, token in enumerate(tokens[:-1]) if token.lower in HONORIFICS}
    common = {token.text for token in tokens if not token.capital}
    pairs = {(tokens[begin].text, tokens[end - 1].text) for begin, end in ranges if end - begin == 2}
    surnames = alone - _COMMON_ENDS
    for begin, end in ranges:
        surname_behind = end - begin == 2 and tokens[end - 1].text in surnames
        start = begin + (surname_behind and _only_describes(tokens[begin], common))
        is_pair = end - begin == 3 and (tokens[begin + 1].text, tokens[end - 1].text) in pairs
        if is_pair and tokens[end - 1].lower not in BODY_NAMES and _is_stray(tokens[begin]):
            start = begin + 1
        found.extend(_read_run(text, tokens, *_trimmed(tokens, start, end), titled, common))
    return found


def _surname_behind(tokens: Sequence[Token], at: int) -> str:
    """Return the word behind a title, or behind the particles that follow it; nothing where no word does."""
    at += 1
    while at + 1 < len(tokens) and tokens[at].lower in PARTICLES and tokens[at + 1].joined:
        at += 1
    return tokens[at].lower if tokens[at].joined else ""


def _only_describes(token: Token, common: set[str]) -> bool:
    """Say whether a word before a surname only describes it, or opens the sentence: Young Sanders, Former Obama."""
    if is_first_name(token.text) or token.lower in TITLES or token.lower in HONORIFICS or token.lower in PLACE_STARTS:
        return False
    return token.lower in PEOPLES or token.lower in _DESCRIBING or (token.first and token.text.lower() in common)


def _is_stray(token: Token) -> bool:
    """Say whether a word before a full name that stands alone elsewhere is no part of it: Crooked Ann Lee."""
    return not (is_first_name(token.text) or token.lower in TITLES or token.lower in HONORIFICS or len(token.text) < 3)


def _trimmed(tokens: Sequence[Token], begin: int, end: int) -> tuple[int, int]:
    """Return a run without the words at its edges that name nothing."""
    while begin < end and tokens[begin].lower in NOT_NAMES:
        if begin + 1 < end and (tokens[begin].lower in _MONTHS_TOO or tokens[begin].text == "US"):
            break
        begin += 1
    while end > begin and (tokens[end - 1].lower in NOT_NAMES or tokens[end - 1].text in JOINERS):
        if tokens[end - 1].lower in _SURNAMES_TOO and end - begin > 1 and is_first_name(tokens[end - 2].text):
            break
        end -= 1
    return begin, end


def _read_run(
    text: str, tokens: Sequence[Token], begin: int, end: int, titled: set[str], common: set[str]
) -> Iterator[Mention]:
    """Yield what one run names: a person behind a title, a person by first name, a body, a place, a name."""
    if begin >= end or _PARTY.match(tokens[begin].text):
        return
    title = last_title(tokens, begin, end)
    if title is not None and title + 1 < end:
        body = tokens[title].lower not in HONORIFICS and is_body(tokens, title + 1, end)
        yield _mention(text, tokens, begin, begin if body else title + 1, end, "body" if body else "person")
        return
    if title is not None and (end - begin > 1 or tokens[begin].lower not in SURNAMES_TOO):
        return
    for start in range(begin, end):
        if start > begin and not may_be_left_out(tokens, begin, start, end):
            break
        if is_person(text, tokens, start, end, titled):
            yield _mention(text, tokens, start, start, end, "person")
            return
    kind = other_kind(tokens, begin, end)
    opens_only = end - begin == 1 and tokens[begin].first and tokens[begin].text.lower() in common
    if kind != "name" or not opens_only:
        yield _mention(text, tokens, begin, begin, end, kind)


def _mention(text: str, tokens: Sequence[Token], whole: int, begin: int, end: int, kind: EntityType) -> Mention:
    shouted = kind == "person" and all(len(t.text) > 2 and t.text.isupper() for t in tokens[begin:end])
    nicks = [i for i in range(begin + 1, end - 1) if not tokens[i].joined and not tokens[i + 1].joined]
    words = tuple(tokens[i].text.title() if shouted else tokens[i].text for i in range(begin, end) if i not in nicks)
    span = Span(start=tokens[begin].start, end=tokens[end - 1].end)
    title = text[tokens[whole].start : tokens[begin].start].strip() if whole < begin else ""
    gender: Gender | None = None
    if kind == "person":
        gender = _title_gender(tokens, whole, begin) or _first_gender(words, title)
        if gender is None and begin and tokens[begin].joined:
            gender = GENDERED_ROLES.get(tokens[begin - 1].lower)
        elif gender is None and begin > 1 and tokens[begin - 2].lower in _OWNERS and tokens[begin - 2].joined:
            is_apposed = text[tokens[begin - 1].end : tokens[begin].start] == ", "
            gender = GENDERED_ROLES.get(tokens[begin - 1].lower) if is_apposed else None
    return Mention(
        span=span,
        whole=Span(start=tokens[whole].start, end=span.end),
        words=words,
        title=title,
        kind=kind,
        gender=gender,
        before=whole,
        after=end,
        nick=tokens[nicks[0]].text if nicks else "",
    )


def _first_gender(words: Sequence[str], title: str) -> Gender | None:
    if len(words) > 1:
        return gender_of(words[0]) or (gender_of(words[1]) if len(words) > 2 and len(words[0]) == 2 else None)
    return gender_of(words[0]) if not title and is_only_first_name(words[0]) else None


def _title_gender(tokens: Sequence[Token], whole: int, begin: int) -> Gender | None:
    for token in tokens[whole:begin]:
        gender = HONORIFICS.get(token.lower) or GENDERED_ROLES.get(token.lower)
        if gender is not None:
            return gender
    return None
