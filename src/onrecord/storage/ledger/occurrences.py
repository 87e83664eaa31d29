"""What was said in whole articles, and the sentences around it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from onrecord.embedding import Vectors
from onrecord.model import Occurrence, Scope, Span
from onrecord.storage.ledger.articles import FIELDS, to_article
from onrecord.storage.ledger.attributions import attributions_of
from onrecord.storage.ledger.batches import batches
from onrecord.storage.ledger.filters import conditions
from onrecord.storage.ledger.manifest import snapshot
from onrecord.storage.ledger.passages import matrix
from onrecord.storage.ledger.schema import passages, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The sentences of an article in the order of the text; `vectors`, (sentences, dimension), only when asked for."""

    sentences: tuple[Span, ...]
    vectors: Vectors | None = None


class Occurrences:
    """What was said in the articles of a ledger, with the articles."""

    def __init__(self, engine: Engine) -> None:
        """Read through an engine."""
        self._engine = engine

    def of(
        self,
        scope: Scope,
        names: Iterable[str] | None = None,
        *,
        wanted: Callable[[Occurrence], bool],
        with_vectors: bool = False,
    ) -> tuple[list[Occurrence], dict[str, Surroundings]]:
        """Return those attributions of a scope's articles that are wanted, and the sentences of their articles.

        With `names` only those of speakers who are called so. All is read as it was at one moment; an article without
        sentences has none by its id.
        """
        with snapshot(self._engine) as connection:
            found = [each for each in _occurrences(connection, scope, names) if wanted(each)]
            return found, _surroundings(connection, {each.article.id for each in found}, with_vectors=with_vectors)

    def surroundings(self, article_ids: Iterable[str], *, with_vectors: bool = False) -> dict[str, Surroundings]:
        """Return the sentences of articles by article id; an article without any is left out."""
        with self._engine.connect() as connection:
            return _surroundings(connection, article_ids, with_vectors=with_vectors)


def _occurrences(connection: Connection, scope: Scope, names: Iterable[str] | None) -> list[Occurrence]:
    """Return every attribution of a scope's articles, with its article; with `names` only those of such speakers."""
    known = {row.id: to_article(row) for row in connection.execute(select(*FIELDS).where(*conditions(scope)))}
    found = attributions_of(connection, None if scope.is_everything else known, names=names)
    return [
        Occurrence(article=article, attribution=each)
        for article in known.values()
        for each in found.get(article.id, [])
    ]


def _surroundings(connection: Connection, article_ids: Iterable[str], *, with_vectors: bool) -> dict[str, Surroundings]:
    """Return the sentences of articles by article id; an article without any is left out."""
    ids = sorted(set(article_ids))
    columns = [passages.c.article_id, sentences.c.start, sentences.c.end]
    wanted = select(*columns, *([sentences.c.vector] if with_vectors else [])).join_from(sentences, passages)
    wanted = wanted.order_by(passages.c.article_id, sentences.c.start)
    rows = defaultdict(list)
    for some in batches(ids):
        for row in connection.execute(wanted.where(passages.c.article_id.in_(some))):
            rows[row.article_id].append(row)
    return {
        article_id: Surroundings(
            sentences=tuple(Span(start=row.start, end=row.end) for row in own),
            vectors=matrix([row.vector for row in own]) if with_vectors else None,
        )
        for article_id, own in rows.items()
    }
