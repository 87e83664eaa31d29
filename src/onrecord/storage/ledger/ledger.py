"""The ledger: articles, passages and sentences in one SQL database, one transaction for each article."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.model import Article, Attribution
from onrecord.storage.ledger.articles import FIELDS, STATED, Articles, Readings, as_stated, keep_notes
from onrecord.storage.ledger.attributions import Attributions, replace_attributions
from onrecord.storage.ledger.claims.claims import Claims, await_claims
from onrecord.storage.ledger.claims.fact_checks import FactChecks
from onrecord.storage.ledger.claims.files import ClaimFiles
from onrecord.storage.ledger.claims.links import ClaimLinks
from onrecord.storage.ledger.claims.watches import WatchFiles
from onrecord.storage.ledger.database import database_at
from onrecord.storage.ledger.manifest import Manifest, note_change, snapshot
from onrecord.storage.ledger.occurrences import Occurrences
from onrecord.storage.ledger.outbox import Outbox
from onrecord.storage.ledger.passages import Passages, add_passages, drop_passages, rename_words
from onrecord.storage.ledger.schema import articles, descriptions, metadata
from onrecord.storage.ledger.speakers.corrections import Corrections, keep_reading
from onrecord.storage.ledger.speakers.speakers import Speakers
from onrecord.storage.ledger.speakers.waiting import await_joining
from onrecord.storage.ledger.upsert import upsert
from onrecord.storage.protocols import Lock
from onrecord.storage.records import EmbeddedPassage


class Ledger:
    """Everything the archive knows, in parts that each own their tables. The vectors can be rebuilt from it alone."""

    def __init__(self, address: Path | str) -> None:
        """Open the database: a file, or the address of a PostgreSQL database; make its tables when missing.

        Raises IndexDamagedError, here or at any later use, when it cannot be read or written or is not a ledger.
        """
        self._database = database_at(address)
        self._engine = self._database.engine
        self.manifest = Manifest(self._engine)
        self.articles = Articles(self._engine)
        self.readings = Readings(self._engine)
        self.passages = Passages(self._engine)
        self.attributions = Attributions(self._engine)
        self.occurrences = Occurrences(self._engine)
        self.speakers = Speakers(self._engine)
        self.corrections = Corrections(self._engine)
        self.claims = Claims(self._engine)
        self.claim_links = ClaimLinks(self._engine)
        self.claim_files = ClaimFiles(self._engine)
        self.fact_checks = FactChecks(self._engine)
        self.watches = WatchFiles(self._engine)
        self.outbox = Outbox(self._engine)
        self.lexical = self._database.lexical
        self.exact = self._database.exact

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def damage(self) -> list[str]:
        """Return what is wrong with the database, a line each; raises IndexDamagedError when it cannot be read."""
        return self._database.damage()

    def lock(self, name: str) -> Lock | None:
        """Return a lock that every process which uses this database shares; None when it has none to give."""
        return self._database.lock(name)

    def loose_ends(self) -> list[str]:
        """Return what is missing of an article, or there without one, a line each; no transaction leaves any."""
        return self._database.loose_ends()

    def drop_loose_ends(self) -> None:
        """Drop what is there without an article; what an article lacks is made when it is stored again."""
        with self.transaction() as connection:
            self._database.drop_loose_ends(connection)

    def bulk(self, connection: Connection) -> AbstractContextManager[None]:
        """Store much in the block, within a transaction."""
        return self._database.bulk(connection)

    def transaction(self) -> AbstractContextManager[Connection]:
        """Begin a transaction, committed at the end of the block and rolled back on an error."""
        return self._engine.begin()

    def snapshot(self) -> AbstractContextManager[Connection]:
        """Read everything in the block as it was at one moment."""
        return snapshot(self._engine)

    def write(self, article: Article, cut: Sequence[EmbeddedPassage], found: Sequence[Attribution] = ()) -> None:
        """Store an article, its passages and attributions, in one transaction, in place of what its id stood for.

        What a person states of its quotations goes before what was `found`.
        """
        values = {column.name: getattr(article, column.name) for column in FIELDS} | {"sha256": article.sha256}
        with self.transaction() as connection:
            stored = connection.execute(select(articles.c.id).where(articles.c.id == article.id)).one_or_none()
            if stored is None:
                connection.execute(insert(articles).values(values))
                keep_notes(connection, article)
            else:
                keep_notes(connection, article)
                drop_passages(connection, self.lexical, article.id)
                connection.execute(update(articles).where(articles.c.id == article.id).values(values))
            found = keep_reading(connection, article, found)
            replace_attributions(connection, article.id, found)
            self.exact.replace(connection, article)
            if cut:
                add_passages(connection, self.lexical, article, cut, found)
                await_claims(connection, article.id)

    def describe(
        self, article_id: str, stated: Mapping[str, str | date | None], *, unless_stated: bool = False
    ) -> None:
        """Set fields of an article to what a user states, in one transaction; raises ArticleNotFoundError.

        An empty one takes the field away. What is stated stays when the document is read again; with `unless_stated`
        what was stated before stays too.
        """
        values = {name: str(value) if value else None for name, value in stated.items()}
        if not STATED.issuperset(values):
            raise TypeError(f"only {', '.join(sorted(STATED))} can be stated of an article")
        with self.transaction() as connection:
            known = select(descriptions.c["values"]).where(descriptions.c.article_id == article_id)
            before = connection.scalar(known) or {}
            merged = values | before if unless_stated else before | values
            if merged == before:
                return
            article = as_stated(self.articles.get(article_id), merged)
            fields = {name: getattr(article, name) for name in (*merged, "sha256")}
            row = upsert(descriptions).values(article_id=article_id, values=merged)
            connection.execute(row.on_conflict_do_update(index_elements=["article_id"], set_={"values": merged}))
            connection.execute(update(articles).where(articles.c.id == article_id).values(fields))
            rename_words(connection, self.lexical, article)
            note_change(connection)

    def remove(self, article_id: str) -> None:
        """Remove an article and all that was made of it; raises ArticleNotFoundError."""
        self.articles.get(article_id)
        with self.transaction() as connection:
            drop_passages(connection, self.lexical, article_id)
            self.exact.drop(connection, article_id)
            await_joining(connection, article_id)
            connection.execute(delete(articles).where(articles.c.id == article_id))

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        with self._engine.connect() as connection:
            return {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in metadata.sorted_tables}
