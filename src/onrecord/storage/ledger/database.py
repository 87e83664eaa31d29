"""The database that a ledger is in: a file of SQLite, or a server of PostgreSQL."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from onrecord.storage.ledger.sqlite import bm25, exact_words
from onrecord.storage.ledger.sqlite.database import damage, open_database
from onrecord.storage.ledger.sqlite.loose_ends import drop_loose_ends, loose_ends
from onrecord.storage.protocols import ExactWords, LexicalSearch, Lock


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A database with what each kind does in its own way.

    `damage` returns what is wrong with it, `loose_ends` what of an article is missing or left over; `lock` gives what
    all its users share by name, or None where it has none; `bulk` is a block of a transaction in which much is stored.
    """

    engine: Engine
    lexical: LexicalSearch
    exact: ExactWords
    damage: Callable[[], list[str]]
    loose_ends: Callable[[], list[str]]
    drop_loose_ends: Callable[[Connection], None]
    lock: Callable[[str], Lock | None]
    bulk: Callable[[Connection], AbstractContextManager[None]]


def database_at(address: Path | str) -> Database:
    """Open the database of an address, or of a file, as its kind does; raises IndexDamagedError and SettingsError."""
    return _postgresql(address) if isinstance(address, str) else _sqlite(address)


def _sqlite(path: Path) -> Database:
    engine = open_database(path, (*bm25.TABLES, *exact_words.TABLES))
    return Database(
        engine=engine,
        lexical=bm25.PassageWords(engine),
        exact=exact_words.ArticleWords(engine),
        damage=lambda: damage(engine),
        loose_ends=lambda: loose_ends(engine),
        drop_loose_ends=drop_loose_ends,
        lock=lambda _: None,
        bulk=lambda _: nullcontext(),
    )


def _postgresql(address: str) -> Database:
    from onrecord.storage.ledger.postgresql import article_words, passage_words
    from onrecord.storage.ledger.postgresql.advisory_lock import AdvisoryLock
    from onrecord.storage.ledger.postgresql.server import open_server, unreadable
    from onrecord.storage.ledger.postgresql.tables import counting_together

    engine = open_server(address)
    return Database(
        engine=engine,
        lexical=passage_words.PassageStems(engine),
        exact=article_words.ArticleForms(engine),
        damage=lambda: unreadable(engine),
        loose_ends=list,
        drop_loose_ends=lambda _: None,
        lock=lambda name: AdvisoryLock(engine, name),
        bulk=counting_together,
    )
