"""The attributions in the ledger."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Select, Text, cast, delete, func, insert, select

from onrecord.language.words import stems, words
from onrecord.model import Attribution, Correction, Span, Speaker
from onrecord.storage.ledger.batches import batches
from onrecord.storage.ledger.schema import attributions, contents
from onrecord.storage.ledger.speakers.correction_rows import to_correction
from onrecord.storage.ledger.speakers.tables import corrected, corrections, members
from onrecord.storage.ledger.speakers.waiting import await_joining

_ARTICLE = attributions.c.article_id
_ARTICLES = ("a", "an", "the")
_BEHIND_HEAD = re.compile(r",|\s(?:about|at|by|for|from|in|inside|near|of|on|to|who|whose|with|within)\s")
_LEAST_SHARED = 15
"""Characters of somebody's words that a sentence must hold to count as reporting them, or the whole of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionCount:
    """How many attributions of an article a speaker has; those of no known speaker are counted together."""

    article_id: str
    speaker: Speaker | None
    times: int


class Attributions:
    """The attributions of a ledger."""

    def __init__(self, engine: Engine) -> None:
        """Read through an engine."""
        self._engine = engine

    def of(self, article_ids: Iterable[str] | None = None) -> dict[str, list[Attribution]]:
        """Return the attributions of these articles, of all when None, by article id in the order of the text."""
        with self._engine.connect() as connection:
            return attributions_of(connection, article_ids)

    def counts(self) -> list[AttributionCount]:
        """Return how many attributions each speaker of each article has, and how many have none that is known."""
        with self._engine.connect() as connection:
            return attribution_counts(connection)

    def without_speaker(self) -> int:
        """Return how many attributions have no known speaker."""
        counted = select(func.count()).select_from(attributions).where(attributions.c.speaker.is_(None))
        with self._engine.connect() as connection:
            return connection.scalar(counted) or 0


def replace_attributions(connection: Connection, article_id: str, found: Sequence[Attribution]) -> None:
    """Store the attributions of an article in place of those it had."""
    await_joining(connection, article_id)
    connection.execute(delete(attributions).where(attributions.c.article_id == article_id))
    if not found:
        return
    adding = insert(attributions).returning(attributions.c.id, sort_by_parameter_order=True)
    ids = connection.scalars(adding, [_row(article_id, each) for each in found]).all()
    spans = [
        {"attribution_id": attribution_id, "start": span.start, "end": span.end}
        for attribution_id, each in zip(ids, found, strict=True)
        for span in sorted(set(each.content))
    ]
    connection.execute(insert(contents), spans)
    stated = [
        {"attribution_id": attribution_id, "correction_id": each.correction.id}
        for attribution_id, each in zip(ids, found, strict=True)
        if each.correction
    ]
    if stated:
        connection.execute(insert(corrected), stated)


def attributions_of(
    connection: Connection, article_ids: Iterable[str] | None = None, *, names: Iterable[str] | None = None
) -> dict[str, list[Attribution]]:
    """Return the attributions of these articles, of all when None, by article id in the order of the text.

    With `names` only those of speakers who go by one of them in the article.
    """
    wanted = select(attributions).order_by(attributions.c.id)
    held = select(contents).join(attributions).order_by(contents.c.attribution_id, contents.c.start)
    by_hand = select(corrected.c.attribution_id, corrections).join_from(corrected, corrections).join(attributions)
    for column, values in ((attributions.c.article_id, article_ids), (attributions.c.speaker, names)):
        if values is not None:
            within = column.in_(list(values))
            wanted, held, by_hand = wanted.where(within), held.where(within), by_hand.where(within)
    spans: dict[int, list[Span]] = defaultdict(list)
    for row in connection.execute(held):
        spans[row.attribution_id].append(Span(start=row.start, end=row.end))
    stated = {row.attribution_id: to_correction(row) for row in connection.execute(by_hand)}
    found: dict[str, list[Attribution]] = defaultdict(list)
    for row in connection.execute(wanted):
        found[row.article_id].append(_attribution(row, spans[row.id], stated.get(row.id)))
    return found


def attribution_counts(connection: Connection, article_ids: Collection[str] | None = None) -> list[AttributionCount]:
    """Return how many attributions each speaker of these articles has, of all when None; and how many have nobody."""
    if article_ids is None:
        return list(_counts(connection, _counting()))
    some = batches(sorted(article_ids))
    return [each for ids in some for each in _counts(connection, _counting().where(_ARTICLE.in_(ids)))]


def counts_of_speakers(connection: Connection, numbers: Sequence[int]) -> list[AttributionCount]:
    """Return how many attributions some kept speakers of the archive have, by article and name."""
    is_member = (members.c.article_id == _ARTICLE) & (members.c.name == attributions.c.speaker)
    return list(_counts(connection, _counting().join(members, is_member).where(members.c.speaker_id.in_(numbers))))


def _counting() -> Select[Any]:
    held = (_ARTICLE, attributions.c.speaker, attributions.c.aliases)
    order = (_ARTICLE, attributions.c.speaker.nulls_first(), cast(attributions.c.aliases, Text))
    return select(*held, func.count().label("times")).group_by(*held).order_by(*order)


def _counts(connection: Connection, counting: Select[Any]) -> Iterator[AttributionCount]:
    for row in connection.execute(counting):
        yield AttributionCount(article_id=row.article_id, speaker=_speaker(row), times=row.times)


def speaker_stems(text: str, sentence: Span, found: Iterable[Attribution]) -> frozenset[str]:
    """Return the stems of the names of those whose words a sentence reports; of the source where nobody is known."""
    names: set[str] = set()
    for each in found:
        shared = sum(max(0, min(s.end, sentence.end) - max(s.start, sentence.start)) for s in each.content)
        if shared and shared >= min(_LEAST_SHARED, sum(map(len, each.content))):
            named = (each.speaker.name, *each.speaker.aliases) if each.speaker else ()
            said_to_be = (each.source.of(text),) if each.source and not each.speaker else ()
            names.update(word for name in (*named, *said_to_be) for word in words(_without_others(name)))
    return frozenset(stems(sorted(names)))


def _without_others(name: str) -> str:
    """Return a description without whom else it names: "a narrator in the Clinton ad" is not Clinton."""
    head = _BEHIND_HEAD.split(name, maxsplit=1)[0].split()
    if not head or not head[-1][:1].islower():
        return name
    return " ".join(word for word in head if not word[:1].isupper() or word.lower() in _ARTICLES)


def _row(article_id: str, each: Attribution) -> dict[str, object]:
    return {
        "article_id": article_id,
        "kind": each.kind,
        "confidence": each.confidence,
        "cue_start": each.cue and each.cue.start,
        "cue_end": each.cue and each.cue.end,
        "source_start": each.source and each.source.start,
        "source_end": each.source and each.source.end,
        "speaker": each.speaker and each.speaker.name,
        "aliases": list(each.speaker.aliases) if each.speaker else [],
    }


def _attribution(row: Any, content: list[Span], correction: Correction | None) -> Attribution:  # noqa: ANN401
    return Attribution(
        content=tuple(content),
        kind=row.kind,
        confidence=row.confidence,
        cue=_span(row.cue_start, row.cue_end),
        source=_span(row.source_start, row.source_end),
        speaker=_speaker(row),
        correction=correction,
    )


def _speaker(row: Any) -> Speaker | None:  # noqa: ANN401
    return None if row.speaker is None else Speaker(name=row.speaker, aliases=tuple(row.aliases))


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start=start, end=end)
