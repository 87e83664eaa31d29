"""Whether a typed name can mean a speaker, by the names of the two alone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from onrecord.language.folding import folded
from onrecord.language.lexicon.first_names import is_first_name, same_first_name
from onrecord.language.lexicon.lexicon import ABBREVIATED, BODY_NAMES, HONORIFICS, NOT_NAMES, PARTICLES, ROLES
from onrecord.model import Speaker
from onrecord.speakers.identity import Identity, identity_of

_LEFT_OUT = frozenset({"of", "the", "and", "for", "in", "on", "to", "a", "an"})
_NATIONAL = frozenset({"us", "uk"})
_LONGEST_ACRONYM = 7
_PARTICLE = f"(?:{'|'.join(sorted(PARTICLES))})"
_NO_FIRST_NAME = frozenset(HONORIFICS) | frozenset(ABBREVIATED) | ROLES | NOT_NAMES | PARTICLES
_ONE_TYPO, _TWO_TYPOS = 4, 8
"""Letters of a word from which on one, or two, of them may be wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedName:
    """A typed name: as it is (`whole`), without titles (`bare`), and as a person's, where it reads like one's."""

    whole: str
    bare: str
    person: Identity | None

    @classmethod
    def of(cls, typed: str) -> "TypedName":
        """Read a name, however it is capitalised."""
        return _asked(typed)

    @property
    def words(self) -> frozenset[str]:
        """The words one of which is among a speaker's (`words_called`) wherever this name fits without a typo."""
        acronyms = initials(self.whole) if " " in self.whole else ()
        return frozenset({*self.whole.split(), *self.bare.split(), *acronyms})

    @property
    def is_full(self) -> bool:
        """Say whether it has a first name and a last one."""
        return self.person is not None and bool(self.person.first)

    def calls(self, speaker: Speaker) -> bool:
        """Say whether the speaker goes by exactly this name, titles included."""
        return bool(self.whole) and self.whole in map(folded, names(speaker))

    def calls_barely(self, speaker: Speaker) -> bool:
        """Say whether the speaker goes by exactly this name, titles left out, and may be that person."""
        if self.person is None or not self._agrees(speaker):
            return False
        return any(bare(name) == self.bare for name in names(speaker))

    def fits(self, speaker: Speaker) -> bool:
        """Say whether the name can mean the speaker."""
        if self.calls(speaker) or self.calls_barely(speaker):
            return True
        known = person_of(speaker)
        if known is None:
            return any(self._abbreviates(name) or self._is_worded_as(name) for name in names(speaker))
        if self.person is None:
            return False
        if not self.person.first and known.first == self.person.last and self.bare == self.person.last:
            return True
        return _same_person(self.person, known)

    def _agrees(self, speaker: Speaker) -> bool:
        known = person_of(speaker)
        if self.person is None or known is None:
            return False
        return known.last != self.person.last or _same_person(self.person, known)

    def _is_worded_as(self, name: str) -> bool:
        """Say whether a body's name has these words in another order: the Justice Department."""
        mine, theirs = (set(words.split()) - _LEFT_OUT - _NATIONAL for words in (self.whole, folded(name)))
        return len(mine) > 1 and mine == theirs

    def _abbreviates(self, name: str) -> bool:
        """Say whether this is the acronym of a body's name, or the name is this one's."""
        mine, theirs = self.whole, folded(name)
        if " " in mine:
            return " " not in theirs and bare_acronym(name) and theirs in initials(mine)
        return " " in theirs and len(mine) <= _LONGEST_ACRONYM and mine in initials(theirs)


def fits(asked: str, speaker: Speaker) -> bool:
    """Say whether a typed name can mean a speaker, by its names alone.

    Titles count for nothing but a gender; a surname, a first name or an acronym is enough; a misspelling is not (see
    `typos`). "Varn" fits both Ilse and Mattis Varn, "Ilse Varn" one of them, and "Varn" is not "the Varn campaign".
    """
    return TypedName.of(asked).fits(speaker)


def fits_within(asked: str, speaker: Speaker, text: str) -> bool:
    """Say whether a typed name can mean a speaker of an article, where a surname alone is nobody's that two have."""
    return fits(asked, speaker) and not _has_other_bearer(asked, speaker, text)


def _has_other_bearer(asked: str, speaker: Speaker, text: str) -> bool:
    """Say whether a text names another in full who has the surname that is all a speaker is called."""
    known, person = person_of(speaker), TypedName.of(asked).person
    if known is None or person is None or known.first or not person.first:
        return False
    if any(set(bare(name).split()[:-1]) - PARTICLES for name in names(speaker)):
        return False
    surname = re.escape(speaker.name.split()[-1])
    for found in re.finditer(rf"\b([^\W\d_a-z][\w’'.-]*)(?:\s+{_PARTICLE})*\s+{surname}\b", text):
        first = folded(found[1])
        if first and first not in _NO_FIRST_NAME and not same_first_name(first, person.first):
            return True
    return False


def typos(asked: str, speaker: Speaker) -> int | None:
    """Return how many letters must change for a typed name to be one of a speaker's; None when that is too many."""
    wanted = TypedName.of(asked)
    mine = (wanted.bare if wanted.person else wanted.whole).split()
    proper = (name for name in names(speaker) if _is_proper(name))
    counts = (_typos(mine, bare(name).split()) for name in proper)
    return min((count for count in counts if count is not None), default=None)


def person_of(speaker: Speaker) -> Identity | None:
    """Return who a speaker is as a person, or None; "de Blasio" is a surname and has no first name in it."""
    person = identity_of(speaker)
    return replace(person, first="") if person and person.first in PARTICLES else person


def names(speaker: Speaker) -> tuple[str, ...]:
    """Return everything a speaker is called."""
    return (speaker.name, *speaker.aliases)


def words_called(speaker: Speaker) -> frozenset[str]:
    """Return the words that a speaker's names have, and the acronyms that the longer of them may."""
    folds = [folded(name) for name in names(speaker)]
    acronyms = (short for each in folds if " " in each for short in initials(each) if len(short) <= _LONGEST_ACRONYM)
    return frozenset({*" ".join(folds).split(), *acronyms})


@lru_cache(maxsize=50_000)
def bare(name: str) -> str:
    """Return a name folded and without the titles before it; a name that is nothing else keeps them."""
    words = folded(name).split()
    start = 0
    for place, word in enumerate(words[:-1]):
        if word in ROLES or word in HONORIFICS or word in ABBREVIATED:
            start = place + 1
            if words[start] in {"of", "for"}:
                start = min(start + 2, len(words) - 1)
    return " ".join(words[start:])


def initials(name: str) -> Iterator[str]:
    """Yield the acronyms that a folded name may have."""
    words = name.split()
    yield "".join(word[0] for word in words)
    yield "".join(word[0] for word in words if word not in _LEFT_OUT)


def bare_acronym(name: str) -> bool:
    """Say whether a name is written as an acronym."""
    letters = re.sub(r"^[Tt]he |\.", "", name)
    return letters.isupper() and " " not in letters


@lru_cache(maxsize=1_000)
def _asked(typed: str) -> TypedName:
    name, _, after = typed.partition(",")
    if is_first_name(after.strip()) and " " not in name.strip():
        name = typed = f"{after.strip()} {name.strip()}"
    shown = " ".join(word.capitalize() if word.islower() else word for word in _bare_as_typed(name))
    person = person_of(Speaker(name=shown)) if shown else None
    if person is not None and person.last in BODY_NAMES | NOT_NAMES | ROLES:
        person = None
    if person is not None:
        titles = folded(name).removesuffix(bare(name)).split()
        gendered = {HONORIFICS.get(title) for title in titles} - {None}
        gender = gendered.pop() if len(gendered) == 1 else person.gender
        person = replace(person, fields=frozenset(), titles=frozenset(), gender=gender)
    return TypedName(whole=folded(typed), bare=bare(name), person=person)


def _bare_as_typed(name: str) -> list[str]:
    """Return the words of a name that its bare form keeps, as they were typed."""
    return [word for word in re.findall(r"\S+", name) if folded(word)][-len(bare(name).split()) :]


def _is_proper(name: str) -> bool:
    """Say whether a name is one and not a description such as "the French minister"."""
    last = folded(name).rpartition(" ")[2]
    return not name.rpartition(" ")[2].islower() and last not in ROLES


def _same_person(asked: Identity, known: Identity) -> bool:
    if not asked.may_be(known):
        return False
    if asked.suffix and asked.suffix != known.suffix:
        return False
    alike = asked.suffix == known.suffix or not asked.first or not known.first
    return alike or bool(asked.middle and known.middle)


def _typos(mine: Iterable[str], theirs: Iterable[str]) -> int | None:
    mine, theirs = list(mine), list(theirs)
    if len(mine) == 1 and len(theirs) > 1:
        theirs = theirs[-1:]
    if not mine or len(mine) != len(theirs):
        return None
    total = 0
    for place, (one, other) in enumerate(zip(mine, theirs, strict=True)):
        if one == other or (place == 0 and len(mine) > 1 and same_first_name(one, other)):
            continue
        shorter = min(len(one), len(other))
        allowed = 2 if shorter >= _TWO_TYPOS else 1 if shorter >= _ONE_TYPO else 0
        wrong = OSA.distance(one, other, score_cutoff=allowed)
        if wrong > allowed or one[0] != other[0]:
            return None
        total += wrong
    return total
