"""Who is who across articles: the speakers of each article joined into those of the archive."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.language.folding import folded
from onrecord.language.lexicon.lexicon import HONORIFICS
from onrecord.model import Speaker
from onrecord.speakers.families import acronyms, families, members_of, surnamed, wording
from onrecord.speakers.identity import Identity
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

    def known(self, stated: Sequence[StatedIdentity]) -> LinkedSpeaker:
        """Return it as a speaker: the name it mostly goes by, then every other one, in a fixed order."""
        counts = Counter(speaker.name for speaker in self.members.values())
        names = sorted(counts, key=lambda name: (" " not in name, name.isupper(), -counts[name], *_fullness(name)))
        others = sorted({alias for speaker in self.members.values() for alias in speaker.aliases} - set(names))
        speaker = Speaker(name=names[0], aliases=(*names[1:], *others))
        own = frozenset(family for item in self.members.items() for family in families(*item, stated))
        return LinkedSpeaker(speaker=speaker, members=tuple(sorted(self.members)), families=own)


class _Statements:
    """What the user states of names: which are one speaker's, and which are not."""

    def __init__(self, stated: Sequence[StatedIdentity]) -> None:
        """Take what is stated."""
        self._one = sorted(tuple(sorted(each.names)) for each in stated if each.are_one)
        self._apart = {each.names for each in stated if not each.are_one}

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
    articles: Mapping[str, Iterable[Speaker]], stated: Sequence[StatedIdentity] = ()
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
    for member, speaker in sorted(members_of(articles)):
        identity = surnamed(speaker)
        if identity is None:
            others[wording(member, speaker)].add(member, speaker)
        else:
            people.append((member, speaker, identity))
    clusters = statements.united([*_people(people, statements), *_with_acronyms(others)])
    found = (cluster.known(stated) for cluster in clusters)
    return sorted(found, key=lambda known: (known.speaker.name, known.members))


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
            for short in acronyms(speaker):
                named[short].add(key)
    homes = {short: next(iter(full)) for short, full in named.items() if short in others and len(full) == 1}
    for short, full in sorted(homes.items()):
        if full != short and full not in homes:
            others[full].take_in(others[short])
    return [cluster for key, cluster in others.items() if homes.get(key) in {None, key} or homes[key] in homes]


def _fullness(name: str) -> tuple[int, int, str]:
    return -len(folded(name).split()), -len(name), name
