"""What was said: the quotations of a speaker, on a topic, or both."""

from onrecord.quoting.quotations import quotations

__all__ = ["quotations"]
