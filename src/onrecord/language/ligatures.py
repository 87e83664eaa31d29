"""Latin ligatures: how letters are drawn, never which letters they are."""

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
"""A table for `str.translate` that writes each as its letters."""
