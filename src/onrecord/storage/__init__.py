"""Keeping articles: the ledger that is the truth, and the vectors that follow it."""
