"""The passages in the ledger, their sentences and their vectors."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, delete, insert, select, update

from onrecord.embedding import Vectors
from onrecord.model import EVERYTHING, Article, Attribution, Passage, Scope, Span
from onrecord.storage.ledger.articles import FIELDS, to_article
from onrecord.storage.ledger.attributions import speaker_stems
from onrecord.storage.ledger.filters import conditions
from onrecord.storage.ledger.schema import articles, passages, pending, sentences
from onrecord.storage.ledger.upsert import upsert
from onrecord.storage.protocols import LexicalSearch
from onrecord.storage.records import EmbeddedPassage, Sentence, StoredSentence


def to_passage(row: Any, article: Article) -> Passage:  # noqa: ANN401
    """Return the passage of a row, cut from its article."""
    return Passage(
        id=str(row.passage_id),
        article_id=article.id,
        start=row.start,
        end=row.end,
        text=article.text[row.start : row.end],
    )


def matrix(stored: Sequence[bytes]) -> Vectors:
    """Return stored vectors as the rows of a matrix."""
    rows = np.frombuffer(b"".join(stored), dtype=np.float16).astype(np.float32)
    return rows.reshape(len(stored), -1) if stored else rows.reshape(0, 0)


class Passages:
    """The passages of a ledger."""

    def __init__(self, engine: Engine) -> None:
        """Read through an engine."""
        self._engine = engine

    def with_articles(self, ids: Iterable[int]) -> dict[int, tuple[Passage, Article]]:
        """Return the passages of these ids with their articles; ids that are no longer stored are left out."""
        wanted = select(passages.c.id.label("passage_id"), passages.c.start, passages.c.end, *FIELDS).join(articles)
        known: dict[str, Article] = {}
        found = {}
        with self._engine.connect() as connection:
            for row in connection.execute(wanted.where(passages.c.id.in_(list(ids)))):
                article = known.get(row.id) or known.setdefault(row.id, to_article(row))
                found[row.passage_id] = (to_passage(row, article), article)
        return found

    def sentences(self, passage_ids: Iterable[int]) -> list[StoredSentence]:
        """Return the sentences of these passages, in the order of the text."""
        wanted = select(sentences).where(sentences.c.passage_id.in_(list(passage_ids)))
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(sentences.c.passage_id, sentences.c.start)).all()
        return [
            StoredSentence(
                passage_id=row.passage_id,
                sentence=Sentence(start=row.start, end=row.end, role=row.role),
                speakers=frozenset(row.speakers.split()),
                vector=np.frombuffer(row.vector, dtype=np.float16),
            )
            for row in rows
        ]

    def sentence_vectors(self, passage_ids: Iterable[int]) -> tuple[list[int], Vectors]:
        """Return the unit vectors, (sentences, dimension), of the sentences of these passages, and whose each is.

        They are in the order of `sentences`.
        """
        wanted = select(sentences.c.passage_id, sentences.c.vector).where(sentences.c.passage_id.in_(list(passage_ids)))
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(sentences.c.passage_id, sentences.c.start)).all()
        return [row[0] for row in rows], matrix([row[1] for row in rows])

    def vectors(self, scope: Scope = EVERYTHING) -> tuple[list[int], Vectors]:
        """Return the ids and the unit vectors, (passages, dimension), of a scope's passages."""
        wanted = select(passages.c.id, passages.c.vector)
        if not scope.is_everything:
            wanted = wanted.join(articles).where(*conditions(scope))
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(passages.c.id)).all()
        return [row.id for row in rows], matrix([row.vector for row in rows])

    def ids_of(self, article_id: str) -> list[int]:
        """Return the ids of the passages of an article, in the order of its text."""
        wanted = select(passages.c.id).where(passages.c.article_id == article_id).order_by(passages.c.start)
        with self._engine.connect() as connection:
            return list(connection.scalars(wanted))

    def vectors_of(self, passage_ids: Iterable[int]) -> dict[int, NDArray[np.float32]]:
        """Return the unit vectors of these passages."""
        wanted = select(passages.c.id, passages.c.vector).where(passages.c.id.in_(list(passage_ids)))
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        return dict(zip([row.id for row in rows], matrix([row.vector for row in rows]), strict=True))


def add_passages(
    connection: Connection,
    lexical: LexicalSearch,
    article: Article,
    cut: Sequence[EmbeddedPassage],
    found: Sequence[Attribution],
) -> None:
    """Store the passages of an article, their sentences and their words, and note that their vectors are pending."""
    placed = [{"article_id": article.id, "start": p.cut.span.start, "end": p.cut.span.end} for p in cut]
    stored = [row | {"vector": p.vector.astype(np.float16).tobytes()} for row, p in zip(placed, cut, strict=True)]
    adding = insert(passages).returning(passages.c.id, sort_by_parameter_order=True)
    ids = connection.scalars(adding, stored).all()
    lexical.add(connection, header(article), {i: p.cut.span.of(article.text) for i, p in zip(ids, cut, strict=True)})
    connection.execute(insert(pending), [{"passage_id": each, "action": "add"} for each in ids])
    rows = (
        {
            "passage_id": passage_id,
            "start": s.start,
            "end": s.end,
            "role": s.role,
            "speakers": " ".join(sorted(speaker_stems(article.text, s.span, found))),
            "vector": vector.tobytes(),
        }
        for passage_id, p in zip(ids, cut, strict=True)
        for s, vector in zip(p.cut.sentences, p.sentence_vectors.astype(np.float16), strict=True)
    )
    connection.execute(insert(sentences), list(rows))


def drop_passages(connection: Connection, lexical: LexicalSearch, article_id: str) -> None:
    """Drop the passages of an article, and note that their vectors are to be deleted."""
    ids = connection.scalars(select(passages.c.id).where(passages.c.article_id == article_id)).all()
    if not ids:
        return
    lexical.drop(connection, ids)
    waiting = upsert(pending).on_conflict_do_update(index_elements=["passage_id"], set_={"action": "delete"})
    connection.execute(waiting, [{"passage_id": each, "action": "delete"} for each in ids])
    connection.execute(delete(passages).where(passages.c.article_id == article_id))


def rename_words(connection: Connection, lexical: LexicalSearch, article: Article) -> None:
    """Let the words of an article's passages stand under what the article is now called."""
    rows = connection.execute(
        select(passages.c.id, passages.c.start, passages.c.end).where(passages.c.article_id == article.id)
    ).all()
    if rows:
        lexical.drop(connection, [row.id for row in rows])
        lexical.add(connection, header(article), {row.id: article.text[row.start : row.end] for row in rows})


def rename_speakers(connection: Connection, article: Article, found: Sequence[Attribution]) -> None:
    """Let each sentence of an article report the words of those whose they are by these attributions."""
    wanted = select(sentences.c.passage_id, sentences.c.start, sentences.c.end, sentences.c.speakers).join(passages)
    for row in connection.execute(wanted.where(passages.c.article_id == article.id)).all():
        names = " ".join(sorted(speaker_stems(article.text, Span(start=row.start, end=row.end), found)))
        if names != row.speakers:
            here = (sentences.c.passage_id == row.passage_id) & (sentences.c.start == row.start)
            connection.execute(update(sentences).where(here).values(speakers=names))


def header(article: Article) -> str:
    """Return what stands above the words of each of an article's passages."""
    return " ".join(part for part in (article.title, article.publisher, article.author) if part)
