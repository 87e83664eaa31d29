"""What a run of capitalised words names: a person, a body, a place, a people, or something unknown."""

import re
from collections.abc import Sequence
from typing import Literal

from onrecord.language.lexicon.first_names import is_first_name, is_only_first_name
from onrecord.language.lexicon.lexicon import (
    BODY_NAMES,
    HONORIFICS,
    JOINERS,
    PEOPLES,
    PLACE_STARTS,
    PLACES,
    ROLES,
    SPEECH_VERBS,
    SUFFIXES,
    TITLES,
)
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.names.tokens import Token

EntityType = Literal["person", "body", "place", "people", "name"]

SURNAMES_TOO = word_list("titles that are surnames")
THINGS = word_list("last words of things")
_BODIES_TOO = word_list("body names that are surnames")
_PLACES_TOO = word_list("places that are first names")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.)+")
_DESCRIBED = re.compile(
    r"[’']?s?(?:,? \((?:[RDI][-–,)]|\d\d\))|, (?:\d\d\b|an? |the |who\b|whose\b|his |her |one of |then |now |also |"
    r"chief|former|president|director|professor|co-|executive|vice|senior|editor|head|founder)|,? who\b)"
)
_APPOSED = re.compile(r", [^\W\d_][^,.:;()“”\"\n]*[,.:;—–]\Z")
"""A name between commas, as behind "the chairman"."""

_LONGEST_NAME = 5


def last_title(tokens: Sequence[Token], begin: int, end: int) -> int | None:
    """Return the index of the last word of the titles in a run (Secretary of State), or None."""
    found = None
    for index in range(begin, end):
        lower = tokens[index].lower
        if lower not in TITLES and lower not in HONORIFICS:
            continue
        last = index + 1 == end or tokens[index + 1].lower in SUFFIXES
        if index > begin and (last or lower in SURNAMES_TOO) and _may_precede_surname(tokens[index - 1]):
            continue
        found = index
        if index + 2 < end and tokens[index + 1].text in {"of", "for"}:
            stop = index + 3
            while stop < end and not _could_be_person(tokens, stop, end):
                stop += 1
            found = stop - 1 if stop < end or lower not in HONORIFICS else index
    return found


def _may_precede_surname(token: Token) -> bool:
    return token.lower in HONORIFICS or is_first_name(token.text) or (len(token.text) == 2 and token.text[1] == ".")


def _could_be_person(tokens: Sequence[Token], start: int, end: int) -> bool:
    return is_first_name(tokens[start].text) or end - start <= 2


def is_body(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Say whether the words from `begin` to `end` name a body: they end in Council, Court, Times or the like."""
    if any(t.text in JOINERS for t in tokens[begin:end]):
        return any(t.lower in BODY_NAMES for t in tokens[begin:end])
    last = tokens[end - 1].lower
    surname = last in _BODIES_TOO and end - begin == 2 and is_first_name(tokens[begin].text)
    return last in BODY_NAMES and not surname


def may_be_left_out(tokens: Sequence[Token], begin: int, start: int, end: int) -> bool:
    """Say whether the words before `start` only describe the name there: Republican, Texas, a sentence's first word."""
    if all(t.lower in PLACES or t.lower in PEOPLES or t.lower in ROLES for t in tokens[begin:start]):
        return True
    one_word = start == begin + 1 and tokens[begin].first and not is_first_name(tokens[begin].text)
    return one_word and end - start > 1 and is_first_name(tokens[start].text)


def is_person(text: str, tokens: Sequence[Token], begin: int, end: int, titled: set[str]) -> bool:
    """Say whether the words from `begin` to `end`, which no title precedes, name a person.

    `titled` holds the surnames that stand behind Mr. or Mrs. elsewhere.
    """
    size = sum(1 for token in tokens[begin:end] if token.lower not in SUFFIXES)
    if size > _LONGEST_NAME or is_body(tokens, begin, end) or any(t.text in JOINERS for t in tokens[begin:end]):
        return False
    if size == 1:
        return _is_person_alone(tokens, begin, titled)
    first, last = tokens[begin], tokens[end - 1]
    known = is_first_name(first.text)
    if last.lower in THINGS and not (known and size == 2 and last.lower in _BODIES_TOO):
        return False
    if (last.lower in PLACES and not known) or (first.lower in PLACES - _PLACES_TOO):
        return False
    if known or _INITIALS.fullmatch(first.text):
        return last.lower not in PEOPLES
    if any(t.lower in PEOPLES or t.lower in PLACES or t.text.isupper() for t in tokens[begin:end] if len(t.text) > 2):
        return False
    return (
        first.lower not in PLACE_STARTS
        and size < _LONGEST_NAME
        and _is_treated_as_person(text, tokens, begin, end, titled)
    )


def _is_person_alone(tokens: Sequence[Token], begin: int, titled: set[str]) -> bool:
    token = tokens[begin]
    if token.lower in titled:
        return True
    if token.lower in PLACES or (token.first and token.text.isupper()):
        return False
    return is_only_first_name(token.text) or (is_first_name(token.text) and len(token.text) > 2 and not token.first)


def _is_treated_as_person(text: str, tokens: Sequence[Token], begin: int, end: int, titled: set[str]) -> bool:
    """Say whether the words round an unknown name treat it as a person's: a role, an age, a verb of speech."""
    first, last = tokens[begin], tokens[end - 1]
    before = tokens[begin - 1].text if begin and first.joined else ""
    if before.lower() in ROLES or before in {"state", "staff"} or last.lower in titled:
        return True
    if begin and tokens[begin - 1].lower in ROLES and _APPOSED.match(text, tokens[begin - 1].end, last.end + 1):
        return True
    if any(_INITIALS.fullmatch(token.text) for token in tokens[begin + 1 : end - 1]):
        return True
    behind_comma = end < len(tokens) and not tokens[end].joined and tokens[end].lower in ROLES
    if _DESCRIBED.match(text, last.end) or (behind_comma and text[last.end : tokens[end].start] == ", "):
        return before not in {"the", "of", "in", "at"}
    speaks = end < len(tokens) and tokens[end].joined and tokens[end].lower in SPEECH_VERBS
    return (speaks and before != "the") or before.lower() in SPEECH_VERBS


def other_kind(tokens: Sequence[Token], begin: int, end: int) -> EntityType:
    """Return what the words from `begin` to `end`, which name no person, name."""
    lowers = [token.lower for token in tokens[begin:end]]
    if is_body(tokens, begin, end):
        return "body"
    if all(word in PEOPLES for word in lowers) or (lowers[-1] in PEOPLES and lowers[-1].endswith("s")):
        return "people"
    if lowers[-1] in PLACES or (lowers[0] in PLACE_STARTS and len(lowers) == 2):
        return "place"
    shouted = end - begin == 1 and tokens[begin].text.isupper() and 2 <= len(tokens[begin].text) <= 6
    return "body" if shouted else "name"
