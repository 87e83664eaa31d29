"""Who speaks in an archive, and who said what in one of its articles, under the names that the archive knows."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.model import Attribution, KnownSpeaker, Speaker, covering
from onrecord.speakers.families import families_of
from onrecord.speakers.linking import known_speakers
from onrecord.speakers.name_matching import words_called
from onrecord.storage.ledger.attributions import AttributionCount
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.speakers.directories import DirectoryEntry, Joining, Member, StatedIdentity


def speakers(ledger: Ledger) -> list[KnownSpeaker]:
    """Return the speakers of the archive, those with the most attributions first."""
    with ledger.speakers.up_to_date(JOINING) as directory:
        return list(directory.speakers().values())


def attributions(ledger: Ledger, article_id: str) -> list[Attribution]:
    """Return the attributions of an article in the order of the text, each speaker as the archive knows them."""
    names = known_names(ledger, [article_id])
    found = ledger.attributions.of([article_id]).get(article_id, [])
    resolved = (as_known(each, article_id, names) for each in found)
    return sorted(resolved, key=lambda each: covering(each.content))


def known_names(ledger: Ledger, article_ids: Collection[str]) -> Mapping[Member, Speaker]:
    """Return the speakers of the archive that the names of these articles stand for."""
    with ledger.speakers.up_to_date(JOINING) as directory:
        return directory.names(article_ids)


def as_known(attribution: Attribution, article_id: str, names: Mapping[Member, Speaker]) -> Attribution:
    """Return an attribution of an article with its speaker as the archive knows them."""
    own = attribution.speaker
    if own is None:
        return attribution
    known = names.get((article_id, own.name), own)
    return replace(attribution, speaker=Speaker(name=known.name, aliases=known.aliases))


def link(said: Iterable[AttributionCount], stated: Sequence[StatedIdentity] = ()) -> list[DirectoryEntry]:
    """Return the speakers of the archive with their members, as the user states of names."""
    counts = [each for each in said if each.speaker]
    times: Counter[Member] = Counter()
    for each in counts:
        if each.speaker:
            times[each.article_id, each.speaker.name] += each.times
    return [
        DirectoryEntry(
            speaker=KnownSpeaker(
                name=known.speaker.name,
                aliases=known.speaker.aliases,
                attributions=sum(times[member] for member in known.members),
                articles=len({article_id for article_id, _ in known.members}),
            ),
            members=known.members,
            families=known.families,
            words=words_called(known.speaker),
        )
        for known in known_speakers(_by_article(counts), stated)
    ]


def families(said: Iterable[AttributionCount], stated: Sequence[StatedIdentity] = ()) -> frozenset[str]:
    """Return the families that the speakers of some articles belong to."""
    return families_of(_by_article(said), stated)


def _by_article(said: Iterable[AttributionCount]) -> dict[str, list[Speaker]]:
    found: dict[str, list[Speaker]] = defaultdict(list)
    for each in said:
        if each.speaker:
            found[each.article_id].append(each.speaker)
    return found


JOINING = Joining(link=link, families=families)
