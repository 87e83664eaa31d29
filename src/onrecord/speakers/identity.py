"""What a speaker's names say of who it is: first and last name, gender, field of work."""

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.language.folding import folded
from onrecord.language.lexicon.first_names import Gender, gender_of, is_first_name, same_first_name
from onrecord.language.lexicon.lexicon import (
    ABBREVIATED,
    BODY_NAMES,
    GENDERED_ROLES,
    HONORIFICS,
    NOT_NAMES,
    PARTICLES,
    PEOPLES,
    PLACES,
    ROLES,
    SUFFIXES,
)
from onrecord.language.lexicon.word_lists import word_list
from onrecord.model import Speaker

_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*\.?")
_FIELDS = ("politics", "force", "medicine", "science", "law", "faith", "press", "stage", "sport")
_FIELD_OF = {role: field for field in _FIELDS for role in word_list(f"field of {field}")}
_BEFORE_TITLE = word_list("words before a title")
_FAR_APART = {frozenset(pair.split("-")) for pair in word_list("fields far apart")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A person's name taken apart; `first` is empty where only a surname is known."""

    first: str
    middle: str
    last: str
    suffix: str
    gender: Gender | None
    fields: frozenset[str]
    titles: frozenset[str]

    def may_be(self, other: "Identity") -> bool:
        """Say whether nothing known speaks against the two being one person."""
        if self.last != other.last or (self.gender and other.gender and self.gender != other.gender):
            return False
        if self.first and other.first and not same_first_name(self.first, other.first):
            return False
        if self.middle and other.middle and self.middle[0] != other.middle[0]:
            return False
        if self.suffix != other.suffix and self.suffix and other.suffix:
            return False
        return not self._far_from(other)

    def _far_from(self, other: "Identity") -> bool:
        if not self.fields or not other.fields or self.fields & other.fields:
            return False
        return all(frozenset((mine, theirs)) in _FAR_APART for mine in self.fields for theirs in other.fields)


@lru_cache(maxsize=20_000)
def identity_of(speaker: Speaker) -> Identity | None:
    """Return who a speaker is as a person, or None when it is a body, a group or a description."""
    titles, words = _split(speaker.name)
    titled = [title for alias in speaker.aliases for title in _split(alias)[0]]
    core = [word for word in words if folded(word) not in SUFFIXES]
    if not core or not _reads_as_person(core, bool(titles or titled)):
        return None
    suffix = next((folded(word) for word in words[1:] if folded(word) in SUFFIXES), "")
    names = frozenset(ABBREVIATED.get(title, title) for title in [*titles, *titled])
    genders = {HONORIFICS.get(title) or GENDERED_ROLES.get(title) for title in names} - {None}
    first = folded(core[0]) if len(core) > 1 else ""
    return Identity(
        first=first,
        middle=folded(core[1]) if len(core) > 2 and core[1].lower() not in PARTICLES else "",
        last=folded(core[-1]),
        suffix=suffix,
        gender=genders.pop() if len(genders) == 1 else gender_of(core[0]) if first else None,
        fields=frozenset(_FIELD_OF[name] for name in names if name in _FIELD_OF),
        titles=names,
    )


def _split(name: str) -> tuple[list[str], list[str]]:
    """Return the titles in front of a name, in small letters, and the words of the name.

    Where anything else stands before the name (the rivals of Senator Lee) both are empty.
    """
    words = _WORD.findall(name)
    cut = 0
    for index, word in enumerate(words[:-1]):
        if _is_title(word):
            cut = index + 1
            if words[index + 1].lower() in {"of", "for"}:
                cut = min(index + 3, len(words) - 1)
    before = [word.lower().rstrip(".") for word in words[:cut]]
    plain = all(word[0].isupper() or word in _BEFORE_TITLE or _is_title(word) for word in words[:cut])
    if not plain or "," in name or {"and", "or", "by", "from", "with"} & set(before) or re.search(r"[’']s?\s", name):
        return [], []
    return [word for word in before if _is_title(word)], words[cut:]


def _is_title(word: str) -> bool:
    lower = word.lower().rstrip(".")
    return lower in HONORIFICS or lower in ROLES or lower in ABBREVIATED


def _reads_as_person(core: list[str], titled: bool) -> bool:
    lowers = [word.lower().rstrip(".") for word in core]
    if not all(word[0].isupper() or word in PARTICLES or "-" in word for word in core) or len(core) > 4:
        return False
    if len(core) == 1:
        return titled or (not (set(lowers) & (BODY_NAMES | PLACES | PEOPLES | NOT_NAMES)) and not core[0].isupper())
    if is_first_name(core[0]) or titled:
        return lowers[-1] not in BODY_NAMES
    return not set(lowers) & (BODY_NAMES | PLACES | PEOPLES | NOT_NAMES)
