"""Which of the archive's speakers a typed name means."""

from collections.abc import Callable, Iterable, Sequence

from onrecord.errors import AmbiguousSpeakerError
from onrecord.language.folding import folded
from onrecord.model import KnownSpeaker, Speaker
from onrecord.speakers.directory import JOINING
from onrecord.speakers.name_matching import TypedName, person_of, typos
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.speakers.directories import Member

_LISTED = 6
_FAR_BETTER_KNOWN = 20
"""Times as many attributions as anybody else who fits make somebody the one that a bare surname means."""


def find_speakers(ledger: Ledger, asked: str) -> tuple[list[KnownSpeaker], set[Member]]:
    """Return the speakers of the archive that a typed name means, and the names they go by in each article.

    There are several where nothing tells that they are different people. Raises AmbiguousSpeakerError when they are.
    """
    wanted = TypedName.of(asked)
    with ledger.speakers.up_to_date(JOINING) as directory:
        known = directory.called(wanted.words)
        found = _called(wanted, asked, list(known.values()))
        if wanted.whole and not found:
            known = directory.speakers()
            found = _one_person(asked, _misspelt(asked, list(known.values())))
        numbers = [number for number, speaker in known.items() if any(speaker is each for each in found)]
        return found, directory.members(numbers)


def speakers_called(asked: str, speakers: Iterable[KnownSpeaker]) -> list[KnownSpeaker]:
    """Return which of these speakers a typed name means, those with the most attributions first.

    The first of these that finds anybody counts: who is called exactly so; who is called so but for titles; whom the
    name can mean; whom it can mean when it is misspelt. Raises AmbiguousSpeakerError when several different people
    are left.
    """
    everyone = sorted(speakers, key=lambda speaker: (-speaker.attributions, speaker.name))
    wanted = TypedName.of(asked)
    if not wanted.whole:
        return []
    return _called(wanted, asked, everyone) or _one_person(asked, _misspelt(asked, everyone))


def _called(wanted: TypedName, asked: str, everyone: Sequence[KnownSpeaker]) -> list[KnownSpeaker]:
    """Return whom a typed name means without a typo; whoever that is has one of the name's words."""
    tests: tuple[Callable[[KnownSpeaker], bool], ...] = (wanted.calls, wanted.calls_barely, wanted.fits)
    for test in tests:
        found = _meant(wanted, [each for each in everyone if test(each)], everyone)
        if found:
            return _one_person(asked, found)
    return _one_person(asked, _described(wanted, everyone))


def _meant(wanted: TypedName, found: list[KnownSpeaker], everyone: Sequence[KnownSpeaker]) -> list[KnownSpeaker]:
    """Return those found, with whoever else has the same full name, and without guesses about bare surnames."""
    full = [each for each in found if _is_full(each)]
    if not wanted.is_full:
        others = [] if full or not found else [each for each in everyone if wanted.fits(each) and _is_full(each)]
        return [*found, *others]
    if full:
        others = [each for each in everyone if wanted.fits(each) and _is_full(each)]
        return [each for each in everyone if any(each is one for one in (*found, *others))]
    rivals = wanted.person is not None and any(
        _surname(each) == wanted.person.last and _is_full(each) for each in everyone
    )
    return [each for each in found if wanted.calls(each)] if rivals else found


def _one_person(asked: str, found: list[KnownSpeaker]) -> list[KnownSpeaker]:
    """Return those found; raises AmbiguousSpeakerError when they are different people."""
    people = [each for each in found if _is_full(each)]
    if not people:
        return found
    different: list[KnownSpeaker] = []
    for each in people:
        if not any(_may_be_one(each, other) for other in different):
            different.append(each)
    if len(different) > 1 and different[0].attributions >= _FAR_BETTER_KNOWN * different[1].attributions:
        return [each for each in found if each is different[0] or (_is_full(each) and _may_be_one(each, different[0]))]
    if len({folded(each.name) for each in different}) > 1:
        raise AmbiguousSpeakerError(asked, *(each.name for each in different[:_LISTED]))
    return [each for each in found if person_of(each) is not None]


def _may_be_one(one: Speaker, other: Speaker) -> bool:
    mine, theirs = person_of(one), person_of(other)
    return mine is not None and theirs is not None and mine.may_be(theirs)


def _described(wanted: TypedName, everyone: Sequence[KnownSpeaker]) -> list[KnownSpeaker]:
    """Return the bodies and groups whose name ends in the words asked for, as "the ministers" does for several."""
    ending = f" {wanted.whole}"
    return [each for each in everyone if person_of(each) is None and f" {folded(each.name)}".endswith(ending)]


def _misspelt(asked: str, everyone: Sequence[KnownSpeaker]) -> list[KnownSpeaker]:
    """Return those whose name is the fewest wrong letters away."""
    near = [(count, each) for each in everyone if (count := typos(asked, each)) is not None]
    fewest = min((count for count, _ in near), default=0)
    return [each for count, each in near if count == fewest]


def _is_full(speaker: Speaker) -> bool:
    identity = person_of(speaker)
    return identity is not None and bool(identity.first)


def _surname(speaker: Speaker) -> str:
    identity = person_of(speaker)
    return identity.last if identity else ""
