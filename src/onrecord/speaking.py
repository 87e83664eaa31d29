"""Who speaks in an archive, and who said what in one of its articles, under the names that the archive knows."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from onrecord.attribution.registry import Known, known_speakers
from onrecord.model import Attribution, KnownSpeaker, Speaker, covering
from onrecord.storage.attributed import Said
from onrecord.storage.ledger import Ledger


def speakers(ledger: Ledger) -> list[KnownSpeaker]:
    """Return the speakers of the archive, those with the most attributions first."""
    said = ledger.said()
    times: Counter[tuple[str, str]] = Counter()
    for each in said:
        if each.speaker:
            times[each.article_id, each.speaker.name] += each.times
    found = [
        KnownSpeaker(
            name=known.speaker.name,
            aliases=known.speaker.aliases,
            attributions=sum(times[member] for member in known.members),
            articles=len({article_id for article_id, _ in known.members}),
        )
        for known in _known(said)
    ]
    return sorted(found, key=lambda speaker: (-speaker.attributions, speaker.name))


def unknown(ledger: Ledger) -> int:
    """Return how many attributions have no known speaker."""
    return sum(each.times for each in ledger.said() if each.speaker is None)


def attributions(ledger: Ledger, article_id: str) -> list[Attribution]:
    """Return the attributions of an article in the order of the text, each speaker as the archive knows them."""
    names = {member: known.speaker for known in _known(ledger.said()) for member in known.members}

    def resolved(each: Attribution) -> Attribution:
        own = each.speaker
        return replace(each, speaker=names.get((article_id, own.name), own)) if own else each

    found = ledger.attributions([article_id]).get(article_id, [])
    return sorted(map(resolved, found), key=lambda each: covering(each.content))


def _known(said: Iterable[Said]) -> list[Known]:
    articles: dict[str, list[Speaker]] = defaultdict(list)
    for each in said:
        if each.speaker:
            articles[each.article_id].append(each.speaker)
    return known_speakers(articles)
