"""Rows of the ledger's tables to articles and passages, and back."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import Connection, delete, insert, select, text
from sqlalchemy.dialects.sqlite import insert as upsert

from onrecord.embedding import Vectors
from onrecord.model import Article, Attribution, Passage
from onrecord.storage.ledger.attributions import speaker_stems
from onrecord.storage.ledger.schema import articles, passages, pending, sentences
from onrecord.storage.records import EmbeddedPassage

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


def to_article(row: Any) -> Article:  # noqa: ANN401
    """Return the article of a row."""
    return Article(**{column.name: getattr(row, column.name) for column in FIELDS})


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


def add_passages(
    connection: Connection, article: Article, cut: Sequence[EmbeddedPassage], found: Sequence[Attribution]
) -> None:
    """Store the passages of an article, their sentences and their words, and note that their vectors are pending."""
    header = " ".join(part for part in (article.title, article.publisher, article.author) if part)
    placed = [{"article_id": article.id, "start": p.cut.span.start, "end": p.cut.span.end} for p in cut]
    stored = [row | {"vector": p.vector.astype(np.float16).tobytes()} for row, p in zip(placed, cut, strict=True)]
    adding = insert(passages).returning(passages.c.id, sort_by_parameter_order=True)
    ids = connection.scalars(adding, stored).all()
    bodies = [{"id": i, "header": header, "body": p.cut.span.of(article.text)} for i, p in zip(ids, cut, strict=True)]
    connection.execute(text("INSERT INTO lexical (rowid, header, body) VALUES (:id, :header, :body)"), bodies)
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


def drop_passages(connection: Connection, article_id: str) -> None:
    """Drop the passages of an article, and note that their vectors are to be deleted."""
    ids = connection.scalars(select(passages.c.id).where(passages.c.article_id == article_id)).all()
    if not ids:
        return
    connection.execute(text("DELETE FROM lexical WHERE rowid = :id"), [{"id": each} for each in ids])
    waiting = upsert(pending).on_conflict_do_update(index_elements=["passage_id"], set_={"action": "delete"})
    connection.execute(waiting, [{"passage_id": each, "action": "delete"} for each in ids])
    connection.execute(delete(passages).where(passages.c.article_id == article_id))
