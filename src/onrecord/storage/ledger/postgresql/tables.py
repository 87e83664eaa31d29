"""The tables of words, which PostgreSQL has in place of SQLite's full-text tables."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR

from onrecord.storage.ledger.batches import batches
from onrecord.storage.ledger.schema import passages, wordings

LONGEST_WORD = 200
"""Characters of a word that are kept: PostgreSQL's indexes hold no longer ones than about 2,700 bytes."""

WORD_TABLES = MetaData()

passage_words = Table(
    "passage_words",
    WORD_TABLES,
    Column("passage_id", ForeignKey(passages.c.id, ondelete="CASCADE"), primary_key=True),
    Column("stems", TSVECTOR, nullable=False),
    Column("length", Integer, nullable=False),
    Index("passage_words_stems", "stems", postgresql_using="gin"),
)
"""The stems of each passage and of what its article is called, with their places, and how many there are."""

article_words = Table(
    "article_words",
    WORD_TABLES,
    Column("number", ForeignKey(wordings.c.number, ondelete="CASCADE"), primary_key=True),
    Column("body", Text(collation="C"), nullable=False),
    Column("quoted", Text(collation="C"), nullable=False),
    Column("body_words", ARRAY(Text(collation="C")), nullable=False),
    Column("quoted_words", ARRAY(Text(collation="C")), nullable=False),
    Column("length", Integer, nullable=False),
    Index("article_words_body", "body_words", postgresql_using="gin"),
    Index("article_words_quoted", "quoted_words", postgresql_using="gin"),
)
"""The forms of each article's words, all and those inside quotation marks: in order, and each once."""

word_counts = Table(
    "word_counts",
    WORD_TABLES,
    Column("kind", Text(collation="C"), primary_key=True),
    Column("word", Text(collation="C"), primary_key=True),
    Column("times", BigInteger, nullable=False),
)
"""How many passages hold a `stem`, how many articles a form in the `body` or `quoted`.

Under `all` stand the sums: `passages`, `articles`, and the words of both.
"""

ALL = "all"

_TOGETHER = "counted together"
_AT_ONCE = 20_000


_ADD = text(
    "INSERT INTO word_counts AS known (kind, word, times)"
    " SELECT :kind, word, times FROM unnest(CAST(:words AS text[]), CAST(:times AS bigint[])) AS more (word, times)"
    " ON CONFLICT (kind, word) DO UPDATE SET times = known.times + excluded.times"
)

_FORGET = text("DELETE FROM word_counts WHERE kind = :kind AND word = ANY(CAST(:words AS text[])) AND times <= 0")


def count(connection: Connection, kind: str, times: Mapping[str, int]) -> None:
    """Add to the counts of words, in the order of the words, so that two who do so never wait for each other."""
    if _TOGETHER in connection.info:
        connection.info[_TOGETHER][kind].update(times)
        return
    every = sorted(word for word, more in times.items() if more)
    for words in batches(every, _AT_ONCE):
        connection.execute(_ADD, {"kind": kind, "words": words, "times": [times[word] for word in words]})
    if times and min(times.values()) < 0:
        connection.execute(_FORGET, {"kind": kind, "words": every})


@contextmanager
def counting_together(connection: Connection) -> Iterator[None]:
    """Count all words of a block at its end: a row that one transaction changes again and again gets ever slower."""
    together: defaultdict[str, Counter[str]] = defaultdict(Counter)
    connection.info[_TOGETHER] = together
    try:
        yield
    finally:
        del connection.info[_TOGETHER]
    for kind, times in together.items():
        count(connection, kind, times)


def counted(connection: Connection, kind: str, words: Iterable[str]) -> dict[str, int]:
    """Return the counts of those of some words that have any."""
    wanted = select(word_counts.c.word, word_counts.c.times).where(word_counts.c.kind == kind)
    rows = connection.execute(wanted.where(word_counts.c.word.in_(list(words))))
    return {row.word: row.times for row in rows}
