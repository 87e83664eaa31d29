"""Finding a speaker by what somebody types: a name, an alias, a title, a slip of the pen."""

from collections.abc import Iterable

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from onrecord.attribution.firstnames import same_first_name
from onrecord.attribution.identity import Identity, folded, identity_of
from onrecord.model import Speaker

_NEAR = 0.86
_SHORTEST_MISSPELT = 4


def matches(asked: str, speaker: Speaker) -> float:
    """Return how well a speaker fits what was asked for, 0 (not at all) to 1 (one of its names, word for word).

    A surname, a title with a surname and a plain misspelling fit; another first name, gender or Jr. does not.
    """
    wanted = folded(asked)
    names = [folded(name) for name in (speaker.name, *speaker.aliases)]
    if not wanted:
        return 0.0
    person = identity_of(speaker)
    if wanted in names:
        return 0.9 if person is not None and person.first and wanted == person.last else 1.0
    if person is not None:
        return _person(asked, person)
    best = max(ratio(wanted, name) / 100 for name in names)
    initials = "".join(word[0] for word in names[0].split())
    if len(initials) > 1 and wanted.replace(" ", "") == initials:
        return 0.9
    return best * 0.9 if best >= 0.9 and len(wanted) >= _SHORTEST_MISSPELT else 0.0


def find(asked: str, speakers: Iterable[Speaker]) -> list[tuple[Speaker, float]]:
    """Return the speakers that fit, the best first; a name that several bear returns all of them.

    Misspellings count only where nothing fits as it is written.
    """
    scored = [(speaker, score) for speaker in speakers if (score := matches(asked, speaker)) > 0]
    best = max((score for _, score in scored), default=0.0)
    kept = [pair for pair in scored if pair[1] >= min(best, 0.9)]
    return sorted(kept, key=lambda pair: (-pair[1], pair[0].name))


def _person(asked: str, person: Identity) -> float:
    wanted = identity_of(Speaker(name=" ".join(word[0].upper() + word[1:] for word in asked.split())))
    if wanted is None:
        return 0.0
    last = _spelling(wanted.last, person.last)
    if not wanted.first and person.first and not last:
        first = _spelling(wanted.last, person.first)
        return 0.6 * first if not wanted.titles else 0.0
    if not last or (wanted.gender and person.gender and wanted.gender != person.gender):
        return 0.0
    if wanted.suffix and wanted.suffix != person.suffix:
        return 0.0
    if not wanted.first:
        return 0.9 * last if not wanted.fields or not person.fields or wanted.fields & person.fields else 0.7 * last
    if not person.first:
        return 0.5 * last
    if same_first_name(wanted.first, person.first):
        return (0.95 if wanted.suffix == person.suffix else 0.7) * last
    return 0.9 * last * _spelling(wanted.first, person.first)


def _spelling(one: str, other: str) -> float:
    """Return 1 for the same word, less for a near one, and 0 for another."""
    if one == other:
        return 1.0
    if (
        abs(len(one) - len(other)) == 1
        and min(len(one), len(other)) > 2
        and (one.startswith(other) or other.startswith(one))
    ):
        return 0.9
    if min(len(one), len(other)) < _SHORTEST_MISSPELT or one[0] != other[0]:
        return 0.0
    near = JaroWinkler.similarity(one, other)
    return near * 0.9 if near >= _NEAR and abs(len(one) - len(other)) <= 2 else 0.0
