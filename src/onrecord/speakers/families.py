"""What a speaker of an article must share with another to be taken for the same: the families of the two."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onrecord.language.folding import folded
from onrecord.language.lexicon.first_names import is_only_first_name
from onrecord.model import Speaker
from onrecord.speakers.identity import Identity, identity_of
from onrecord.storage.ledger.speakers.directories import Member, StatedIdentity


def families_of(articles: Mapping[str, Iterable[Speaker]], stated: Iterable[StatedIdentity] = ()) -> frozenset[str]:
    """Return the families that the speakers of articles, given by article id, belong to."""
    told = list(stated)
    return frozenset(family for item in members_of(articles) for family in families(*item, told))


def families(member: Member, speaker: Speaker, stated: Iterable[StatedIdentity]) -> set[str]:
    """Return the families of a speaker: a surname, or a body's name and acronyms; and whom it is stated to be."""
    person, name = surnamed(speaker), folded(speaker.name)
    own = {f"person {person.last}"} if person else {wording(member, speaker), *acronyms(speaker)}
    return own | {f"one {' = '.join(sorted(each.names))}" for each in stated if each.are_one and name in each.names}


def surnamed(speaker: Speaker) -> Identity | None:
    """Return who a speaker is as a person with a surname, None for a body, a description or a first name."""
    identity = identity_of(speaker)
    return None if identity is None or (not identity.first and is_only_first_name(identity.last)) else identity


def wording(member: Member, speaker: Speaker) -> str:
    """Return what a body, a description or a first name is joined by: its words, a first name within its article."""
    return f"{'' if identity_of(speaker) is None else member[0]} {folded(speaker.name)}"


def acronyms(speaker: Speaker) -> set[str]:
    """Return the acronyms among a body's other names, as what a body of that name is joined by."""
    shorts = (alias for alias in speaker.aliases if " " not in folded(alias))
    return {f" {folded(alias)}" for alias in shorts if alias.removeprefix("the ").removeprefix("The ").isupper()}


def members_of(articles: Mapping[str, Iterable[Speaker]]) -> Iterator[tuple[Member, Speaker]]:
    """Yield one speaker for each name of each article, with all the aliases that it has there."""
    for article, speakers in articles.items():
        aliases: dict[str, set[str]] = defaultdict(set)
        for speaker in speakers:
            aliases[speaker.name].update(speaker.aliases)
        for name, others in aliases.items():
            yield (article, name), Speaker(name=name, aliases=tuple(sorted(others - {name})))
