"""The tables of what is watched."""

from sqlalchemy import Column, Integer, Table

from onrecord.storage.ledger.schema import LIST, NUMBER, WORDS, metadata

watches = Table(
    "watches",
    metadata,
    Column("source", WORDS, primary_key=True),
    Column("minutes", Integer),
    Column("begun_at", WORDS, nullable=False),
    Column("looked_at", WORDS),
    Column("failure", WORDS),
)
"""The folders and addresses that are looked at again and again."""

watch_findings = Table(
    "watch_findings",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("source", WORDS, nullable=False),
    Column("found_at", WORDS, nullable=False),
    Column("articles", LIST, nullable=False),
    Column("claims", LIST, nullable=False),
    sqlite_autoincrement=True,
)
"""What was found by looking: new articles, and what they are to claims that are followed."""
