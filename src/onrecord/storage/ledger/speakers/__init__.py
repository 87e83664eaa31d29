"""The speakers of the archive, as they were joined last, and what waits to be joined."""
