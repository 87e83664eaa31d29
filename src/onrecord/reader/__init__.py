"""Two texts read together: how the second stands to the first, and which sentence answers a question."""

from onrecord.reader.reader import Reader, reader

__all__ = ["Reader", "reader"]
