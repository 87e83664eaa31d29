"""Who speaks in an archive, and who said what in one of its articles, under the names that the archive knows."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Connection

from onrecord.model import Attribution, KnownSpeaker, Speaker, covering
from onrecord.speakers.linking import known_speakers
from onrecord.storage.ledger import speakers as stored
from onrecord.storage.ledger.attributions import AttributionCount, said_by, unattributed
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.speakers import DirectoryEntry, Member


def speakers(ledger: Ledger) -> list[KnownSpeaker]:
    """Return the speakers of the archive, those with the most attributions first."""
    with up_to_date(ledger) as connection:
        return list(stored.kept_speakers(connection).values())


def unknown(ledger: Ledger) -> int:
    """Return how many attributions have no known speaker."""
    with ledger.transaction() as connection:
        return unattributed(connection)


def attributions(ledger: Ledger, article_id: str) -> list[Attribution]:
    """Return the attributions of an article in the order of the text, each speaker as the archive knows them."""
    names = known_names(ledger, [article_id])
    found = ledger.attributions([article_id]).get(article_id, [])
    resolved = (as_known(each, article_id, names) for each in found)
    return sorted(resolved, key=lambda each: covering(each.content))


def known_names(ledger: Ledger, article_ids: Collection[str]) -> Mapping[Member, Speaker]:
    """Return the speakers of the archive that the names of these articles stand for."""
    with up_to_date(ledger) as connection:
        return stored.kept_names(connection, article_ids)


def as_known(attribution: Attribution, article_id: str, names: Mapping[Member, Speaker]) -> Attribution:
    """Return an attribution of an article with its speaker as the archive knows them."""
    own = attribution.speaker
    if own is None:
        return attribution
    known = names.get((article_id, own.name), own)
    return replace(attribution, speaker=Speaker(name=known.name, aliases=known.aliases))


@contextmanager
def up_to_date(ledger: Ledger) -> Iterator[Connection]:
    """Give a connection on which the kept speakers are those of the archive, joining them anew where they are not."""
    with ledger.snapshot() as connection:
        if stored.is_current(connection):
            yield connection
            return
        at = stored.changes(connection)
        said = said_by(connection)
    found = _join(said)
    with ledger.transaction() as connection:
        stored.save(connection, found, at)
        yield connection


def _join(said: Iterable[AttributionCount]) -> list[DirectoryEntry]:
    """Return the speakers of the archive with their members, those with the most attributions first."""
    articles: dict[str, list[Speaker]] = defaultdict(list)
    times: Counter[Member] = Counter()
    for each in said:
        if each.speaker:
            articles[each.article_id].append(each.speaker)
            times[each.article_id, each.speaker.name] += each.times
    found = []
    for known in known_speakers(articles):
        speaker = KnownSpeaker(
            name=known.speaker.name,
            aliases=known.speaker.aliases,
            attributions=sum(times[member] for member in known.members),
            articles=len({article_id for article_id, _ in known.members}),
        )
        found.append(DirectoryEntry(speaker=speaker, members=known.members))
    return sorted(found, key=lambda each: (-each.speaker.attributions, each.speaker.name))
