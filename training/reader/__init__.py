"""Training of the reader: one command, small modules."""
