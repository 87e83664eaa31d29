"""The articles in the ledger."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, delete, select

from onrecord.errors import ArticleNotFoundError
from onrecord.model import EVERYTHING, Article, ReadingNote, Scope
from onrecord.model.reading_note import NoteKind
from onrecord.storage.ledger.filters import conditions
from onrecord.storage.ledger.schema import articles, descriptions, readings
from onrecord.storage.ledger.upsert import upsert

FIELDS = (
    articles.c.id,
    articles.c.source,
    articles.c.title,
    articles.c.publisher,
    articles.c.author,
    articles.c.published,
    articles.c.url,
    articles.c.language,
    articles.c.text,
)

STATED = frozenset({"title", "publisher", "published", "url"})
"""The fields that a user can state."""


def to_article(row: Any) -> Article:  # noqa: ANN401
    """Return the article of a row."""
    return Article(**{column.name: getattr(row, column.name) for column in FIELDS})


class Articles:
    """The articles of a ledger, by id and by scope."""

    def __init__(self, engine: Engine) -> None:
        """Read through an engine."""
        self._engine = engine

    def of(self, scope: Scope = EVERYTHING) -> list[Article]:
        """Return the articles of a scope, the newest first and those without a date last."""
        rows = select(*FIELDS).where(*conditions(scope))
        with self._engine.connect() as connection:
            ordered = rows.order_by(articles.c.published.desc().nulls_last(), articles.c.id)
            return [to_article(row) for row in connection.execute(ordered)]

    def get(self, article_id: str) -> Article:
        """Return one article, with the notes of its reading; raises ArticleNotFoundError."""
        with self._engine.connect() as connection:
            row = connection.execute(select(*FIELDS).where(articles.c.id == article_id)).one_or_none()
            notes = notes_kept(connection, article_id)
        if row is None:
            raise ArticleNotFoundError(f"no article {article_id!r}: `onrecord articles` lists them")
        return replace(to_article(row), notes=notes)

    def id_of(self, source: str) -> str:
        """Return the id of the article of a source; raises ArticleNotFoundError."""
        with self._engine.connect() as connection:
            known: str | None = connection.scalar(select(articles.c.id).where(articles.c.source == source))
        if known is None:
            raise ArticleNotFoundError(f"no article was read from {source}")
        return known

    def stated(self, article_id: str) -> dict[str, str | None]:
        """Return what a user stated of an article, by field; nothing of one that is not there."""
        with self._engine.connect() as connection:
            return _stated(connection, article_id)

    def beginning(self, start: str) -> list[str]:
        """Return the ids that begin with some characters, in order."""
        with self._engine.connect() as connection:
            ids = select(articles.c.id).where(articles.c.id.startswith(start, autoescape=True))
            return list(connection.scalars(ids.order_by(articles.c.id)))

    def identify(self, article: Article) -> tuple[Article, str | None]:
        """Return the article under the id it has or will have here, and the digest it is stored with, if it is.

        What a user stated of it goes before what it says of itself.
        The source decides: what comes from the same place is the same article. Of one that comes from elsewhere under
        a taken id, an exact copy is the same article and anything else gets an id of its own.
        """
        with self._engine.connect() as connection:
            digests = select(articles.c.id, articles.c.source, articles.c.sha256)
            if article.source is not None:
                known = connection.execute(digests.where(articles.c.source == article.source)).one_or_none()
                if known is not None:
                    return _as_described(connection, replace(article, id=known.id)), known.sha256
            candidate, number = article.id, 1
            while known := connection.execute(digests.where(articles.c.id == candidate)).one_or_none():
                if article.source is None or known.sha256 == article.sha256:
                    break
                number += 1
                candidate = f"{article.id}-{number}"
            return _as_described(connection, replace(article, id=candidate)), known.sha256 if known else None

    def any(self) -> bool:
        """Say whether there is anything to ask."""
        with self._engine.connect() as connection:
            return connection.execute(select(articles.c.id).limit(1)).first() is not None

    def publishers(self) -> list[str]:
        """Return the name of each publisher once."""
        with self._engine.connect() as connection:
            names = select(articles.c.publisher).where(articles.c.publisher.is_not(None)).distinct()
            return list(connection.scalars(names.order_by(articles.c.publisher)))


def as_stated(article: Article, values: Mapping[str, str | None]) -> Article:
    """Return an article with what a user stated of it; a day is written as 2031-03-10."""
    fields: dict[str, Any] = dict(values)
    if day := fields.get("published"):
        fields["published"] = date.fromisoformat(day)
    return replace(article, **fields)


def _as_described(connection: Connection, article: Article) -> Article:
    """Return an article with what a user stated of it before, if anything."""
    return as_stated(article, _stated(connection, article.id))


def _stated(connection: Connection, article_id: str) -> dict[str, str | None]:
    return connection.scalar(select(descriptions.c["values"]).where(descriptions.c.article_id == article_id)) or {}


class Readings:
    """The notes of each reading, by article."""

    def __init__(self, engine: Engine) -> None:
        """Read through an engine."""
        self._engine = engine

    def of(self, article_id: str) -> tuple[ReadingNote, ...]:
        """Return the notes of one article; none of one that is not there."""
        with self._engine.connect() as connection:
            return notes_kept(connection, article_id)

    def articles_by_kind(self) -> Mapping[NoteKind, int]:
        """Return how many articles have a note of each kind, the commonest first."""
        with self._engine.connect() as connection:
            every = connection.scalars(select(readings.c.notes))
            found = Counter(note["kind"] for notes in every for note in notes)
        return dict(found.most_common())


def notes_kept(connection: Connection, article_id: str) -> tuple[ReadingNote, ...]:
    """Return the notes of one article within a transaction."""
    kept = connection.scalar(select(readings.c.notes).where(readings.c.article_id == article_id))
    return tuple(ReadingNote(**note) for note in kept or ())


def keep_notes(connection: Connection, article: Article) -> None:
    """Store an article's notes within a transaction, before its own new fields where it is there already.

    One without notes that is written as it was, as when it is cut anew, keeps those it had.
    """
    if article.notes:
        notes = [{"kind": note.kind, "count": note.count, "words": note.words} for note in article.notes]
        row = upsert(readings).values(article_id=article.id, notes=notes)
        connection.execute(row.on_conflict_do_update(index_elements=["article_id"], set_={"notes": notes}))
    else:
        changed = select(articles.c.id).where(articles.c.id == article.id, articles.c.sha256 != article.sha256)
        connection.execute(delete(readings).where(readings.c.article_id.in_(changed)))
