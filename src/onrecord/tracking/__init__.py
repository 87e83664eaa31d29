"""The claims of an archive: who made them, when, how often, and where they changed."""
