"""What the user states of who is who: that two names are one speaker's, or are not."""

from onrecord.errors import SpeakerNotFoundError
from onrecord.language.folding import folded
from onrecord.model import KnownSpeaker
from onrecord.speakers.directory import JOINING
from onrecord.speakers.lookup import find_speakers
from onrecord.storage.index import Index
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.speakers.directories import Member


def state_identity(index: Index, name: str, other: str, *, are_one: bool) -> list[KnownSpeaker]:
    """State that two names are one speaker's, or are not; return who they are then.

    It is kept through every ingest, until the contrary is stated. Raises SpeakerNotFoundError when nobody goes by a
    name or when the statement changes nothing, AmbiguousSpeakerError when several people do, IndexLockedError and
    WriteError.
    """
    with index.writing():
        if are_one:
            (one, mine), (second, theirs) = _speaker(index.ledger, name), _speaker(index.ledger, other)
            names, touched = frozenset((folded(one.name), folded(second.name))), mine | theirs
        else:
            names, touched = frozenset((folded(name), folded(other))), _members(index.ledger, name, other)
        if len(names) < 2:
            raise SpeakerNotFoundError(f"{name!r} and {other!r} are one name already: write two")
        articles = {article_id for article_id, _ in touched}
        index.ledger.speakers.state(names, articles, are_one=are_one)
        found = _called(index.ledger, names, articles)
        if (len(found) == 1) != are_one:
            index.ledger.speakers.state(names, articles, are_one=None)
            why = "stay two: several go by one name" if are_one else "stay one: more than their names joins them"
            raise SpeakerNotFoundError(f"{name!r} and {other!r} {why}")
        return found


def _speaker(ledger: Ledger, name: str) -> tuple[KnownSpeaker, set[Member]]:
    """Return the one speaker whom a name means, with the members."""
    found, members = find_speakers(ledger, name)
    if len(found) != 1:
        why = "fits several speakers" if found else "is nobody's name"
        raise SpeakerNotFoundError(f"{name!r} {why} in the articles: write a name that one of them has")
    return found[0], members


def _members(ledger: Ledger, *names: str) -> set[Member]:
    """Return the members of whoever goes by exactly these names."""
    found: set[Member] = set()
    for name in names:
        own = find_speakers(ledger, name)[1]
        if not any(folded(called) == folded(name) for _, called in own):
            raise SpeakerNotFoundError(f"no article calls anybody {name!r}: write a name that one of them has")
        found |= own
    return found


def _called(ledger: Ledger, names: frozenset[str], article_ids: set[str]) -> list[KnownSpeaker]:
    """Return who goes by one of these folded names in some articles, each once."""
    with ledger.speakers.up_to_date(JOINING) as directory:
        known = directory.names(article_ids)
    return list(dict.fromkeys(each for (_, called), each in known.items() if folded(called) in names))
