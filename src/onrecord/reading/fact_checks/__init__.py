"""Reads what others published about claims, and the rulings that an archive exported."""

from onrecord.reading.fact_checks.feed import read_fact_checks, read_rulings

__all__ = ["read_fact_checks", "read_rulings"]
