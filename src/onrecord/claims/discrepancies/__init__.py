"""Whether two sentences are at odds, and how."""

from onrecord.claims.discrepancies.comparison import Conflict, compare

__all__ = ["Conflict", "compare"]
