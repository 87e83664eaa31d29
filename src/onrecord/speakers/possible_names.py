"""Whether a name can be that of the one asked about, as far as names and one article's text tell."""

import re

from onrecord.language.folding import folded
from onrecord.language.lexicon.first_names import is_first_name, same_first_name
from onrecord.language.lexicon.lexicon import ABBREVIATED, BODY_NAMES, HONORIFICS, ROLES
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.words import is_function_word
from onrecord.model import Speaker
from onrecord.speakers.identity import Identity
from onrecord.speakers.name_matching import TypedName, person_of, typos

NOBODY = frozenset(["he", "she", "they", "it", "we", "i", "you", "who", "which", "him", "her", "them", "this", "that"])
"""Words that point to a speaker and do not name one."""

_DESCRIPTION = re.compile(r"\s*[,(]\s*|\s+(?:of|from)\s+(?=[A-Z])")
_OF_WHOM = re.compile(r"\s+(?:of|at|in|from|for|with|on|near|to|as|who|whose|that|which|like)\s+")
_GENERIC = word_list("body nouns") | word_list("any body")
_BEFORE_NAMES = word_list("words before a first name")


def without_description(name: str) -> str:
    """Return a name without what describes it behind it, as in "Ana Reyes, a lawyer" and "Ana Reyes of Oslo"."""
    return _DESCRIPTION.split(name, maxsplit=1)[0]


def may_be(asked: str, name: str, text: str) -> bool:
    """Say whether two names can be those of one person or body, as far as the names and the article's text tell."""
    mine, theirs = name_words(without_description(asked)), name_words(without_description(name))
    if not mine or not theirs:
        return False
    person, known = TypedName.of(asked).person, person_of(Speaker(name=name))
    stands = stands_in(asked, text, whole=True)
    misspelt = not stands and bool(typos(asked, Speaker(name=name)))
    if person is not None and known is not None and not (theirs | mine) & BODY_NAMES:
        return misspelt or _may_be_one(person, known, apart=stands, is_longer=_is_longer_form(asked, name))
    if mine <= theirs or theirs <= mine or misspelt:
        return True
    if len(theirs) == 1 and theirs <= _GENERIC:
        return True
    one_is_body = (person is None) != (known is None)
    surname = set(person.last.split()) if person else set(known.last.split()) if known else set()
    return one_is_body and bool(surname) and surname <= (theirs if person else mine)


def is_name(name: str) -> bool:
    """Say whether a name is one rather than a description such as "the nominee", a group or a document."""
    bare = without_description(name).strip()
    *_, last = bare.split() or [""]
    if not last[:1].isupper() and not last[:1].isdigit():
        return False
    plain = folded(bare).split()
    if folded(bare) in NOBODY or folded(bare) in ABBREVIATED or _is_description(bare):
        return False
    is_body = len(plain) > 1 and plain[-1] in BODY_NAMES
    is_role = bool(plain) and not is_body and bool({plain[-1], plain[-1].removesuffix("s")} & ROLES)
    return bool(plain) and (not is_role or plain[0] in HONORIFICS or (len(plain) > 1 and is_first_name(plain[0])))


def _is_description(name: str) -> bool:
    """Say whether what stands for a name is headed by a common noun: "tenants of Arden Court"."""
    head = _OF_WHOM.split(name, maxsplit=1)[0].split()
    return len(head) < len(name.split()) and all(word.islower() for word in head) and head[-1] not in _GENERIC


def _is_longer_form(one: str, other: str) -> bool:
    """Say whether one full name ends with the other, behind a title that no list has or a further first name."""
    shorter, longer = sorted((folded(without_description(name)).split() for name in (one, other)), key=len)
    return 1 < len(shorter) < len(longer) and longer[-len(shorter) :] == shorter


def _may_be_one(person: Identity, known: Identity, *, apart: bool, is_longer: bool) -> bool:
    """Say whether two names of persons can be one person's.

    `apart` says that the article has the one asked about too, `is_longer` that one name ends with the other.
    """
    if person.gender and known.gender and person.gender != known.gender:
        return False
    surnames, others = set(person.last.split()), set(known.last.split())
    if not (surnames & others or person.first in others or known.first in surnames):
        return False
    first, other = person.first, known.first
    if (
        is_longer
        or not first
        or not other
        or same_first_name(first, other)
        or (first[0] == other[0] and 1 in {len(first), len(other)})
    ):
        return True
    return not apart and _may_be_forms(other, first)


def _may_be_forms(first: str, other: str) -> bool:
    """Say whether the first of two names may be a form of the other, or a title that no list has.

    So Lil may be Lilian, and Old Finn or Canon Finn may be Phineas Finn.
    """
    if first in _BEFORE_NAMES or not is_first_name(first) or first[0] == other[0]:
        return True
    shorter, longer = sorted((first, other), key=len)
    return any(shorter[n : n + 3] in longer for n in range(len(shorter) - 2))


def name_words(name: str) -> set[str]:
    """Return the folded words of a name without titles and roles, all of them where it has no others."""
    left_out = HONORIFICS.keys() | ABBREVIATED.keys() | ROLES
    found = folded(name).split()
    return {word for word in found if word not in left_out and not is_function_word(word)} or set(found)


def stands_in(name: str, text: str, *, whole: bool = False) -> bool:
    """Say whether a text has a name, or its last word."""
    plain = folded(without_description(name))
    sought = plain if whole else plain.rpartition(" ")[2]
    return f" {sought} " in f" {folded(text)} "
