"""What the ledger does with SQLite alone."""
