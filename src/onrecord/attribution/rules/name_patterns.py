"""What names a speaker where the place alone shows that one stands there: names, and phrases that lead up to one."""

import re

from onrecord.language.lexicon.lexicon import ROLES
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.names.mentions import mentions_in
from onrecord.language.names.tokens import tokens_of
from onrecord.model import Span

NAME = r"(?:(?:the|The|al-|de|du|van|von|of|and|for|to|la|le|di|[A-Z0-9][\w.’'&/-]*)[ \t]+){0,7}[A-Z][\w.’'&/-]*"
"""A name of a person or a body, its small words included."""

NOT_LEADING = word_list("prepositions") | word_list("relative pronouns") | {"and", "or", "but", "as", "when", "while"}
"""Small words that lead up to no name."""

_CAPITALS = r"[A-Z][\w’'-]*\.?(?:[ \t]+(?:(?:de|du|van|von|der|al|bin|di|la|le)[ \t]+)?[A-Z][\w’'-]*\.?){0,5}"
_LEADING = (
    r"(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Ii]ts)[ \t]+)?(?:[A-Za-z]?[a-z][\w-]*[ \t]+){0,4}?"
)
_NAMED = re.compile(rf"(?P<lead>{_LEADING})(?P<name>{_CAPITALS})")
_APPOSED = re.compile(
    r"(?P<lead>(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er)[ \t]+(?:[a-z][\w-]*[ \t]+){0,4}[a-z][\w-]*),[ \t]+"
    rf"(?P<name>{_CAPITALS})"
)
_UNNAMED = re.compile(r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur)(?:[ \t]+[a-z][\w-]*){1,5}")
_FARTHEST = 120


def speaker_at(text: str, at: int, *, named: bool = False) -> Span | None:
    """Return the words for somebody that begin at a place, None where none do; `named` asks for a person's name."""
    end = min(len(text), at + _FARTHEST)
    for law in (_APPOSED, _NAMED):
        found = law.match(text, at, end)
        if found and NOT_LEADING.isdisjoint(found["lead"].lower().split()):
            span = Span(start=at, end=found.start() + len(found[0].rstrip(".’'")))
            if not named or _is_person(text, Span(start=found.start("name"), end=found.end("name"))):
                return _without_possessive(text, span)
    found = None if named else _UNNAMED.match(text, at, end)
    return _as_role(at, found[0]) if found else None


def _is_person(text: str, name: Span) -> bool:
    """Say whether a name is a person's, by the line that it stands in."""
    end = text.find("\n", name.end)
    line = text[name.start : min(end if end >= 0 else len(text), name.end + _FARTHEST)]
    for each in mentions_in(line, tokens_of(line)):
        if each.span.start < len(name) and each.kind in {"person", "name"}:
            return each.kind == "person" or len(each.words) > 1
    return False


def _as_role(at: int, words: str) -> Span | None:
    """Return the first words of a phrase up to its last role: “the harbour master” of “the harbour master left”."""
    ends = [found for found in re.finditer(r"[a-z][\w-]*", words) if _is_role(found[0])]
    return Span(start=at, end=at + ends[-1].end()) if ends else None


def _is_role(word: str) -> bool:
    return word in ROLES or word.removesuffix("s") in ROLES


def _without_possessive(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(start=span.start, end=span.end - 2) if words.endswith(("’s", "'s")) else span
