"""Lists of words, kept as data."""
