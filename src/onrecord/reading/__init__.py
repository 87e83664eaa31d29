"""Reads articles out of files, folders, web addresses and standard input."""

from onrecord.reading.sources import count, read

__all__ = ["count", "read"]
