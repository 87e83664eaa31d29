"""The ledger: everything an archive knows, in one SQL database."""
