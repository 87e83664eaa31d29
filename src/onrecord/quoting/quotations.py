"""From a speaker, a topic and a scope to the quotations, each once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import AttributionKind, Occurrence, Quotation, Scope, covering
from onrecord.quoting.duplicates import groups, same_wording
from onrecord.quoting.topic import FLOOR, FLOOR_OF_ONE_SPEAKER, Topic, sentence_of
from onrecord.retrieval.search import query_words
from onrecord.speakers import as_known, find_speakers, known_names
from onrecord.storage.index import Index
from onrecord.storage.ledger.occurrences import Surroundings
from onrecord.storage.ledger.speakers.directories import Member

DEPTH = 400
"""Passages that each of the two searches, by meaning and by words, looks through for a topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    said: Occurrence
    score: float


def quotations(
    index: Index,
    *,
    speaker: str | None = None,
    about: str | None = None,
    kind: AttributionKind | None = None,
    scope: Scope | None = None,
    limit: int | None = None,
) -> list[Quotation]:
    """Return what was said, each quotation once.

    With a topic, what is about it, the nearest first; without one, the newest first. Raises AmbiguousSpeakerError.
    """
    about, scope, members, topic = (about or "").strip(), scope or Scope(), None, None
    if about:
        index.check_up_to_date()
        topic = Topic.of(index, about)
    if speaker is not None:
        _, members = find_speakers(index.ledger, speaker)
        scope = scope.within({article_id for article_id, _ in members})
    elif topic:
        scope = scope.within(_near(index, topic, scope))
    found, around = index.ledger.occurrences.of(
        scope,
        None if members is None else {name for _, name in members},
        wanted=lambda each: kind in (None, each.kind) and (members is None or _member(each) in members),
        with_vectors=topic is not None,
    )
    found = _resolved(index, found)
    ranked = _ranked(found, topic, around, FLOOR if members is None else FLOOR_OF_ONE_SPEAKER)
    chosen = groups([each.said for each in ranked])[:limit]
    return [_quotation([ranked[place] for place in group], around) for group in chosen]


def _member(said: Occurrence) -> Member | None:
    """Return the article and the name that the speaker goes by there."""
    return None if said.speaker is None else (said.article.id, said.speaker.name)


def _resolved(index: Index, found: list[Occurrence]) -> list[Occurrence]:
    """Return what was found with each speaker as the whole archive knows them."""
    names = known_names(index.ledger, {each.article.id for each in found})
    return [replace(each, attribution=as_known(each.attribution, each.article.id, names)) for each in found]


def _near(index: Index, topic: Topic, scope: Scope) -> set[str]:
    """Return the articles of the passages that are near a topic."""
    lexical = [number for number, _ in index.ledger.lexical.best(query_words(topic.words), DEPTH, scope)]
    dense = [number for number, _ in index.nearest(topic.vector, DEPTH, scope)]
    return {article.id for _, article in index.ledger.passages.with_articles({*lexical, *dense}).values()}


def _ranked(
    found: Iterable[Occurrence], topic: Topic | None, around: dict[str, Surroundings], floor: float
) -> list[_Scored]:
    """Return what is near enough, the nearest first; what is equally near, or all without a topic, newest first."""
    nothing = Surroundings(sentences=())
    scored = [
        _Scored(said=each, score=topic.score(each, around.get(each.article.id, nothing)) if topic else 0.0)
        for each in found
    ]
    if topic:
        scored = [each for each in scored if each.score >= floor]
    return sorted(scored, key=_order)


def _order(each: _Scored) -> tuple[object, ...]:
    article = each.said.article
    newest = -(article.published or date.min).toordinal()
    return -round(each.score, 6), newest, article.id, covering(each.said.attribution.content)


def _quotation(group: list[_Scored], around: dict[str, Surroundings]) -> Quotation:
    """Return one quotation of the places where it stands: the first of them whose speaker is known, and the others."""
    shown = next((each for each in group if each.said.speaker), group[0])
    others = [each.said for each in group if not _overlaps(each.said, shown.said)]
    return Quotation(
        article=shown.said.article,
        attribution=shown.said.attribution,
        sentence=sentence_of(shown.said, around.get(shown.said.article.id)),
        score=max(each.score for each in group),
        places=tuple(each for each in others if same_wording(each, shown.said)),
        versions=tuple(each for each in others if not same_wording(each, shown.said)),
    )


def _overlaps(one: Occurrence, other: Occurrence) -> bool:
    """Say whether the two share words at one place, as an attribution within another does."""
    if one.article.id != other.article.id:
        return False
    return any(mine.overlaps(theirs) for mine in one.attribution.content for theirs in other.attribution.content)
