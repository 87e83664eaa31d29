"""Who is who across articles: the speakers of each article joined into those of the archive."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.language.folding import folded
from onrecord.language.lexicon.first_names import is_only_first_name
from onrecord.language.lexicon.lexicon import HONORIFICS
from onrecord.model import Speaker
from onrecord.speakers.identity import Identity, identity_of
from onrecord.storage.ledger.speakers.directories import Member, StatedIdentity


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedSpeaker:
    """A speaker of the archive, and its members: the article and the name it goes by there, for each article.

    Only those who share one of the `families` can be taken for one.
    """

    speaker: Speaker
    members: tuple[Member, ...]
    families: frozenset[str]


@dataclass(slots=True, eq=False)
class _Cluster:
    """The speakers of several articles that are taken for one."""

    members: dict[Member, Speaker] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)
    identities: set[Identity] = field(default_factory=set)

    def add(self, member: Member, speaker: Speaker, identity: Identity | None = None) -> None:
        """Take in one more."""
        self.members[member] = speaker
        self.articles.add(member[0])
        if identity is not None:
            self.identities.add(identity)

    def take_in(self, other: "_Cluster") -> None:
        """Take in all of another."""
        self.members.update(other.members)
        self.articles |= other.articles
        self.identities |= other.identities

    def may_be(self, identity: Identity) -> bool:
        """Say whether nothing that is known of it contradicts an identity."""
        return all(identity.may_be(known) for known in self.identities)

    @property
    def fields(self) -> set[str]:
        """The fields of work that its titles speak of."""
        return {field for identity in self.identities for field in identity.fields}

    def known(self, statements: "_Statements") -> LinkedSpeaker:
        """Return it as a speaker: the name it mostly goes by, then every other one, in a fixed order."""
        counts = Counter(speaker.name for speaker in self.members.values())
        names = sorted(counts, key=lambda name: (" " not in name, name.isupper(), -counts[name], *_fullness(name)))
        others = sorted({alias for speaker in self.members.values() for alias in speaker.aliases} - set(names))
        speaker = Speaker(name=names[0], aliases=(*names[1:], *others))
        families = frozenset(family for item in self.members.items() for family in statements.families(*item))
        return LinkedSpeaker(speaker=speaker, members=tuple(sorted(self.members)), families=families)


class _Statements:
    """What the user states of names: which are one speaker's, and which are not."""

    def __init__(self, stated: Iterable[StatedIdentity]) -> None:
        """Take what is stated."""
        given = list(stated)
        self._one = sorted(tuple(sorted(each.names)) for each in given if each.are_one)
        self._apart = {each.names for each in given if not each.are_one}

    def families(self, member: Member, speaker: Speaker) -> set[str]:
        """Return what a speaker must share with another to be taken for it, a statement that they are one included."""
        name = folded(speaker.name)
        return _families(member, speaker) | {f"one {' = '.join(names)}" for names in self._one if name in names}

    def part(self, cluster: _Cluster, speaker: Speaker) -> bool:
        """Say whether a speaker is stated not to be one of a cluster's."""
        name = folded(speaker.name)
        return bool(self._apart) and any(
            frozenset((name, folded(other.name))) in self._apart for other in cluster.members.values()
        )

    def united(self, clusters: list[_Cluster]) -> list[_Cluster]:
        """Return the clusters with those joined that are stated to be one, where each of the names is one's alone."""
        stated = {name for names in self._one for name in names}
        homes: dict[str, list[_Cluster]] = defaultdict(list)
        for cluster in clusters if stated else ():
            for name in stated.intersection(folded(each.name) for each in cluster.members.values()):
                homes[name].append(cluster)
        gone: list[_Cluster] = []
        for one, other in self._one:
            if len(homes[one]) != 1 or len(homes[other]) != 1 or homes[one] == homes[other]:
                continue
            [home], [guest] = homes[one], homes[other]
            home.take_in(guest)
            gone.append(guest)
            homes = defaultdict(list, {name: [home if c is guest else c for c in own] for name, own in homes.items()})
        return [cluster for cluster in clusters if cluster not in gone]


def known_speakers(
    articles: Mapping[str, Iterable[Speaker]], stated: Iterable[StatedIdentity] = ()
) -> list[LinkedSpeaker]:
    """Join the speakers of articles, given by article id, into the speakers of the archive.

    The same person under several names becomes one. Two stay two when an article names both, or when their first
    names, middle initials, genders or fields of work contradict each other. A surname alone is joined only to the one
    person of that name whom it can be, and a first name alone to nobody. Bodies and descriptions are joined by their
    words. What is stated of names goes before all of this. The outcome does not depend on the order of the articles or
    of the speakers in them.
    """
    statements = _Statements(stated)
    people: list[tuple[Member, Speaker, Identity]] = []
    others: dict[str, _Cluster] = defaultdict(_Cluster)
    for member, speaker in sorted(_members(articles)):
        identity = _person(speaker)
        if identity is None:
            others[_unnamed(member, speaker)].add(member, speaker)
        else:
            people.append((member, speaker, identity))
    clusters = statements.united([*_people(people, statements), *_with_acronyms(others)])
    found = (cluster.known(statements) for cluster in clusters)
    return sorted(found, key=lambda known: (known.speaker.name, known.members))


def families_of(articles: Mapping[str, Iterable[Speaker]], stated: Iterable[StatedIdentity] = ()) -> frozenset[str]:
    """Return the families that the speakers of articles, given by article id, belong to."""
    statements = _Statements(stated)
    return frozenset(family for item in _members(articles) for family in statements.families(*item))


def _families(member: Member, speaker: Speaker) -> set[str]:
    """Return what a speaker must share with another to be taken for it: a surname; a body's name or its acronym."""
    person = _person(speaker)
    return {f"person {person.last}"} if person else {_unnamed(member, speaker), *_acronyms(speaker)}


def _person(speaker: Speaker) -> Identity | None:
    """Return who a speaker is as a person with a surname."""
    identity = identity_of(speaker)
    return None if identity is None or (not identity.first and is_only_first_name(identity.last)) else identity


def _unnamed(member: Member, speaker: Speaker) -> str:
    """Return what a body, a description or a first name is joined by: its words, a first name within its article."""
    return f"{'' if identity_of(speaker) is None else member[0]} {folded(speaker.name)}"


def _acronyms(speaker: Speaker) -> set[str]:
    """Return the acronyms among a body's other names, as what a body of that name is joined by."""
    shorts = (alias for alias in speaker.aliases if " " not in folded(alias))
    return {f" {folded(alias)}" for alias in shorts if alias.removeprefix("the ").removeprefix("The ").isupper()}


def _members(articles: Mapping[str, Iterable[Speaker]]) -> Iterator[tuple[Member, Speaker]]:
    """Yield one speaker for each name of each article, with all the aliases that it has there."""
    for article, speakers in articles.items():
        aliases: dict[str, set[str]] = defaultdict(set)
        for speaker in speakers:
            aliases[speaker.name].update(speaker.aliases)
        for name, others in aliases.items():
            yield (article, name), Speaker(name=name, aliases=tuple(sorted(others - {name})))


def _people(people: Iterable[tuple[Member, Speaker, Identity]], statements: _Statements) -> list[_Cluster]:
    """Cluster people by surname, the fullest names first, each into the only cluster that may hold it."""
    by_last: dict[str, list[tuple[Member, Speaker, Identity]]] = defaultdict(list)
    for person in people:
        by_last[person[2].last].append(person)
    clusters: list[_Cluster] = []
    for namesakes in by_last.values():
        found: list[_Cluster] = []
        for member, speaker, identity in sorted(namesakes, key=_certainty):
            home = _home([each for each in found if not statements.part(each, speaker)], member, identity)
            if home is None:
                home = _Cluster()
                found.append(home)
            home.add(member, speaker, identity)
        clusters.extend(found)
    return clusters


def _certainty(person: tuple[Member, Speaker, Identity]) -> tuple[bool, bool, int, str, Member]:
    member, speaker, identity = person
    return not identity.first, not identity.fields, -len(speaker.name), speaker.name, member


def _home(found: list[_Cluster], member: Member, identity: Identity) -> _Cluster | None:
    """Return the cluster for a person: an exact namesake before one who is called a little differently.

    Of several that could hold it, it joins the one of the same title, or else the one that is nothing but its name.
    """
    open_to = [c for c in found if member[0] not in c.articles and c.may_be(identity)]
    exact = [c for c in open_to if any(_alike(identity, other) for other in c.identities)]
    if identity.first:
        open_to = exact or [c for c in open_to if all(_same_suffix(identity, other) for other in c.identities)]
    else:
        rivals = [c for c in found if c.may_be(identity)]
        open_to = (
            open_to if len(rivals) == 1 else [c for c in rivals if c in open_to and _shares_title(c, identity)] or exact
        )
    if len(open_to) > 1:
        open_to = [c for c in open_to if _shares_title(c, identity)] or [c for c in exact if not c.fields]
    return open_to[0] if len(open_to) == 1 else None


def _shares_title(cluster: _Cluster, identity: Identity) -> bool:
    mine = identity.titles - HONORIFICS.keys()
    return any(mine & other.titles for other in cluster.identities)


def _alike(one: Identity, other: Identity) -> bool:
    return (one.first, one.suffix) == (other.first, other.suffix)


def _same_suffix(one: Identity, other: Identity) -> bool:
    """Say whether the two are both or neither a Jr., or share a middle initial or a title that makes up for it."""
    return one.suffix == other.suffix or bool(one.middle and other.middle) or bool(one.titles & other.titles)


def _with_acronyms(others: Mapping[str, _Cluster]) -> list[_Cluster]:
    """Join a body to the one whose alias is its name: the IMF and the International Monetary Fund."""
    named: dict[str, set[str]] = defaultdict(set)
    for key, cluster in others.items():
        for speaker in cluster.members.values():
            for short in _acronyms(speaker):
                named[short].add(key)
    homes = {short: next(iter(full)) for short, full in named.items() if short in others and len(full) == 1}
    for short, full in sorted(homes.items()):
        if full != short and full not in homes:
            others[full].take_in(others[short])
    return [cluster for key, cluster in others.items() if homes.get(key) in {None, key} or homes[key] in homes]


def _fullness(name: str) -> tuple[int, int, str]:
    return -len(folded(name).split()), -len(name), name
