"""What was said in whole articles, and the sentences around it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.embedding import Vectors
from onrecord.model import Occurrence, Span
from onrecord.storage.ledger.attributions import attributions_of
from onrecord.storage.ledger.passages import FIELDS, matrix, to_article
from onrecord.storage.ledger.schema import passages, sentences
from onrecord.storage.records import Scope

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The sentences of an article in the order of the text; `vectors`, (sentences, dimension), only when asked for."""

    sentences: tuple[Span, ...]
    vectors: Vectors | None = None


def occurrences(connection: Connection, scope: Scope, names: Iterable[str] | None = None) -> list[Occurrence]:
    """Return every attribution of a scope's articles, with its article; with `names` only those of such speakers."""
    known = {row.id: to_article(row) for row in connection.execute(select(*FIELDS).where(*scope.conditions()))}
    found = attributions_of(connection, None if scope.is_everything else known, names=names)
    return [
        Occurrence(article=article, attribution=each)
        for article in known.values()
        for each in found.get(article.id, [])
    ]


def surroundings(
    connection: Connection, article_ids: Iterable[str], *, with_vectors: bool = False
) -> dict[str, Surroundings]:
    """Return the sentences of articles by article id; an article without any is left out."""
    ids = sorted(set(article_ids))
    columns = [passages.c.article_id, sentences.c.start, sentences.c.end]
    wanted = select(*columns, *([sentences.c.vector] if with_vectors else [])).join_from(sentences, passages)
    wanted = wanted.order_by(passages.c.article_id, sentences.c.start)
    rows = defaultdict(list)
    for start in range(0, len(ids), _AT_ONCE):
        for row in connection.execute(wanted.where(passages.c.article_id.in_(ids[start : start + _AT_ONCE]))):
            rows[row.article_id].append(row)
    return {
        article_id: Surroundings(
            sentences=tuple(Span(start=row.start, end=row.end) for row in own),
            vectors=matrix([row.vector for row in own]) if with_vectors else None,
        )
        for article_id, own in rows.items()
    }
