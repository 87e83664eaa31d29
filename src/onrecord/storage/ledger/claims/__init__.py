"""Claims in the ledger: what they are, how they stand to each other, and what people found out about them."""
