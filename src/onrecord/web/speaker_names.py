"""The speakers that a visitor is offered by name."""

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.language.lexicon.lexicon import NOT_NAMES
from onrecord.model import KnownSpeaker

_LEAST_TIMES, _MOST = 2, 500
"""Attributions that make a name worth offering, and names that a list can hold; set by hand."""


def proper_speakers(archive: Archive) -> list[KnownSpeaker]:
    """Return the speakers whose names are names and stand twice or more, or just once where none does."""
    try:
        named = [each for each in archive.speakers() if is_proper(each.name)]
    except OnRecordError:
        return []
    return ([each for each in named if each.attributions >= _LEAST_TIMES] or named)[:_MOST]


def proper_names(archive: Archive) -> list[str]:
    """Return the names of `proper_speakers`."""
    return [each.name for each in proper_speakers(archive)]


def is_proper(name: str) -> bool:
    """Say whether a name is written as one: it begins and ends with a capital, as "the police" and "They" do not."""
    words = name.split()
    if not words or not all(word[0].isupper() for word in (words[0], words[-1])):
        return False
    return len(words) > 1 or words[0].casefold() not in NOT_NAMES
