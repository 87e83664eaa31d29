"""The ledger: articles, passages and sentences in one SQL database, one transaction for each article."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    Connection,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from onrecord.embedding import Vectors
from onrecord.errors import ArticleNotFoundError
from onrecord.ingesting.chunking import Sentence
from onrecord.model import Article, Attribution, Passage
from onrecord.storage.ledger.attributions import AttributionCount, attributions_of, replace_attributions, said_by
from onrecord.storage.ledger.outbox import acknowledge, expected_count, pending_changes
from onrecord.storage.ledger.passages import FIELDS, add_passages, drop_passages, matrix, to_article, to_passage
from onrecord.storage.ledger.schema import articles, manifest, metadata, passages, sentences
from onrecord.storage.ledger.speakers import note_change, snapshot
from onrecord.storage.ledger.sqlite.bm25 import Lexical
from onrecord.storage.ledger.sqlite.database import damage, open_database
from onrecord.storage.ledger.sqlite.exact_words import (
    Column,
    Similar,
    articles_holding,
    articles_like,
    drop_wording,
    replace_wording,
)
from onrecord.storage.records import EmbeddedPassage, Pending, Scope, StoredSentence


class Ledger:
    """Everything the archive knows. The vector collection can be rebuilt from it alone."""

    def __init__(self, path: Path) -> None:
        """Open the database file, making it and its tables when missing.

        Raises IndexDamagedError, here or at any later use, when the file cannot be read or written or is not a ledger.
        """
        self._engine = open_database(path)
        self._lexical = Lexical()

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def damage(self) -> list[str]:
        """Return what is wrong with the file, a line each; raises IndexDamagedError when it cannot even be read."""
        return damage(self._engine)

    def transaction(self) -> AbstractContextManager[Connection]:
        """Begin a transaction, committed at the end of the block and rolled back on an error."""
        return self._engine.begin()

    def snapshot(self) -> AbstractContextManager[Connection]:
        """Read everything in the block as it was at one moment."""
        return snapshot(self._engine)

    def facts(self) -> dict[str, str]:
        """Return the manifest."""
        with self._engine.connect() as connection:
            return {row.key: row.value for row in connection.execute(select(manifest))}

    def note(self, connection: Connection, **values: object) -> None:
        """Set facts of the manifest."""
        for key, value in values.items():
            row = upsert(manifest).values(key=key, value=str(value))
            connection.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": str(value)}))

    def articles(self, scope: Scope | None = None) -> list[Article]:
        """Return the articles of a scope, the newest first and those without a date last."""
        wanted = select(*FIELDS).where(*(scope or Scope()).conditions())
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(articles.c.published.desc().nulls_last(), articles.c.id))
            return [to_article(row) for row in rows]

    def article(self, article_id: str) -> Article:
        """Return one article; raises ArticleNotFoundError."""
        with self._engine.connect() as connection:
            row = connection.execute(select(*FIELDS).where(articles.c.id == article_id)).one_or_none()
        if row is None:
            raise ArticleNotFoundError(f"no article {article_id!r}: `onrecord articles` lists them")
        return to_article(row)

    def identify(self, article: Article) -> tuple[Article, str | None]:
        """Return the article under the id it has or will have here, and the digest it is stored with, if it is.

        The source decides: what comes from the same place is the same article. Of one that comes from elsewhere under
        a taken id, an exact copy is the same article and anything else gets an id of its own.
        """
        with self._engine.connect() as connection:
            digests = select(articles.c.id, articles.c.source, articles.c.sha256)
            if article.source is not None:
                known = connection.execute(digests.where(articles.c.source == article.source)).one_or_none()
                if known is not None:
                    return replace(article, id=known.id), known.sha256
            candidate, number = article.id, 1
            while known := connection.execute(digests.where(articles.c.id == candidate)).one_or_none():
                if article.source is None or known.sha256 == article.sha256:
                    break
                number += 1
                candidate = f"{article.id}-{number}"
        return replace(article, id=candidate), known.sha256 if known else None

    def write(self, article: Article, cut: Sequence[EmbeddedPassage], found: Sequence[Attribution] = ()) -> None:
        """Store an article, its passages and attributions, in one transaction, in place of what its id stood for."""
        values = {column.name: getattr(article, column.name) for column in FIELDS} | {"sha256": article.sha256}
        with self.transaction() as connection:
            stored = connection.execute(select(articles.c.id).where(articles.c.id == article.id)).one_or_none()
            if stored is None:
                connection.execute(insert(articles).values(values))
            else:
                drop_passages(connection, article.id)
                connection.execute(update(articles).where(articles.c.id == article.id).values(values))
            replace_attributions(connection, article.id, found)
            replace_wording(connection, article)
            if cut:
                add_passages(connection, article, cut, found)

    def remove(self, article_id: str) -> None:
        """Remove an article and all that was cut from it; raises ArticleNotFoundError."""
        self.article(article_id)
        with self.transaction() as connection:
            drop_passages(connection, article_id)
            drop_wording(connection, article_id)
            note_change(connection)
            connection.execute(delete(articles).where(articles.c.id == article_id))

    def lexical(self, query: str, k: int, scope: Scope) -> list[tuple[int, float]]:
        """Return the best `k` passages for an FTS5 query, with a BM25 score that grows with relevance."""
        with self.snapshot() as connection:
            return self._lexical.best(connection, query, k, scope)

    def occurrences(self, stems: Iterable[str]) -> tuple[dict[str, int], int]:
        """Return in how many passages each Porter stem occurs, and how many passages there are."""
        with self.snapshot() as connection:
            return self._lexical.occurrences(connection, stems)

    def holders(self, words: Mapping[str, Iterable[str]]) -> dict[str, NDArray[np.int64]]:
        """Return the ids, in order, of the passages that hold each word in any of its forms, given in lower case."""
        with self.snapshot() as connection:
            return {word: self._lexical.holders(connection, forms) for word, forms in words.items()}

    def size(self) -> tuple[int, int]:
        """Return how many passages there are, and how many articles that have some."""
        with self.snapshot() as connection:
            return self._lexical.size(connection)

    def extents(self, passage_ids: Sequence[int]) -> NDArray[np.int64]:
        """Return the first and the last passage of the article of each of some passages: (passages, 2)."""
        with self.snapshot() as connection:
            return self._lexical.extents(connection, passage_ids)

    def passages(self, ids: Iterable[int]) -> dict[int, tuple[Passage, Article]]:
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

    def attributions(self, article_ids: Iterable[str] | None = None) -> dict[str, list[Attribution]]:
        """Return the attributions of these articles, of all when None, by article id in the order of the text."""
        with self._engine.connect() as connection:
            return attributions_of(connection, article_ids)

    def said(self) -> list[AttributionCount]:
        """Return how many attributions each speaker of each article has, and how many have none that is known."""
        with self._engine.connect() as connection:
            return said_by(connection)

    def holding(self, column: Column, runs: Iterable[Sequence[str]]) -> list[str]:
        """Return the ids of the articles in which every one of some runs of word forms stands, quoted or anywhere."""
        with self._engine.connect() as connection:
            return articles_holding(connection, column, runs)

    def similar(self, column: Column, forms: Sequence[str], k: int, speaker: str | None = None) -> list[Similar]:
        """Return the `k` articles that hold most of the rarest of some word forms, quoted or anywhere.

        With a `speaker`, a word of a name, only articles in which somebody speaks who is called so.
        """
        with self._engine.connect() as connection:
            return articles_like(connection, column, forms, k, speaker)

    def has_articles(self) -> bool:
        """Say whether there is anything to ask."""
        with self._engine.connect() as connection:
            return connection.execute(select(articles.c.id).limit(1)).first() is not None

    def vectors(self, scope: Scope | None = None) -> tuple[list[int], Vectors]:
        """Return the ids and the unit vectors, (passages, dimension), of a scope's passages."""
        wanted = select(passages.c.id, passages.c.vector)
        if scope is not None and not scope.is_everything:
            wanted = wanted.join(articles).where(*scope.conditions())
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(passages.c.id)).all()
        return [row.id for row in rows], matrix([row.vector for row in rows])

    def vectors_of(self, passage_ids: Iterable[int]) -> dict[int, NDArray[np.float32]]:
        """Return the unit vectors of these passages."""
        wanted = select(passages.c.id, passages.c.vector).where(passages.c.id.in_(list(passage_ids)))
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        return dict(zip([row.id for row in rows], matrix([row.vector for row in rows]), strict=True))

    def publishers(self) -> list[str]:
        """Return the name of each publisher once."""
        with self._engine.connect() as connection:
            named = select(articles.c.publisher).where(articles.c.publisher.is_not(None)).distinct()
            return list(connection.scalars(named.order_by(articles.c.publisher)))

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        with self._engine.connect() as connection:
            return {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in metadata.sorted_tables}

    def pending(self) -> Pending:
        """Return what the vector collection must still be told."""
        with self._engine.connect() as connection:
            return pending_changes(connection)

    def told(self) -> int:
        """Return the number of passages that a vector collection has which was told all but what is pending."""
        with self._engine.connect() as connection:
            return expected_count(connection)

    def settle(self, connection: Connection, told: Pending) -> None:
        """Forget what was pending and has been told; what a passage is waiting for since then stays."""
        acknowledge(connection, told)
