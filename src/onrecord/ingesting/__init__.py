"""The way in: sources to stored articles."""
