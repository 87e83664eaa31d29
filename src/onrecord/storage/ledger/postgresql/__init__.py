"""What the ledger does with PostgreSQL alone."""
