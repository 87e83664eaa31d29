"""Reads articles out of files, folders, web addresses and standard input."""

from onrecord.reading.sources import count, read, read_one

__all__ = ["count", "read", "read_one"]
