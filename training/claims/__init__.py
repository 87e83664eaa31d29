"""Training of what tells which sentences are worth checking."""
