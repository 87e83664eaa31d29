"""Insertion into a row that may be there already, on every database a ledger can be in."""

from sqlalchemy.dialects.postgresql import insert as upsert

__all__ = ["upsert"]
"""SQLite took this clause over from PostgreSQL, and its compiler writes the same statement from the same object."""
