"""What articles claim: which sentences do, how two claims stand to each other, and which are known to be checked."""

from onrecord.claims import judge
from onrecord.claims.matching.known_checks import KnownChecks

__all__ = ["KnownChecks", "judge"]
