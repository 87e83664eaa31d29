"""The vector collection: a cache of the ledger that is quick to search."""
