"""Which sentence answers."""
