"""What reading each article left out or guessed."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection, Engine, delete, select

from onrecord.model import Article, ReadingNote
from onrecord.model.reading_note import NoteKind
from onrecord.storage.ledger.schema import articles, readings
from onrecord.storage.ledger.upsert import upsert


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
