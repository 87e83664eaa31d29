"""Words that turn the sense of those around them: negations, conditions, denials and doubts, exceptions.

Left out of a quotation, or cut off just outside it, they make it say another thing.
"""

import re
from functools import cache

from onrecord.model import Span

_CONCEPTS = {
    "negation": r"""
        not never no none nobody nothing nowhere neither nor cannot without hardly barely scarcely rarely seldom unable
        far\sfrom anything\sbut instead rather\sthan (?<!\ba\s)few""",
    "condition": r"""
        if unless whether until till provided providing suppose supposing supposedly assuming imagine pretend otherwise
        as\slong\sas so\slong\sas on\s(?:the\s)?condition in\scase in\sthe\sevent depending perhaps maybe possibly
        allegedly""",
    "denial": r"""
        den(?:y|ies|ied|ying|ial|ials) doubt\w* disput(?:e|es|ed|ing) refus\w+ reject\w* declin(?:e|es|ed|ing)\sto
        false(?:ly)? untrue wrong(?:ly)? myth impossible unlikely forbid\w* forbade prohibit\w*
        fail(?:s|ed|ing)?\sto stop(?:s|ped|ping)?\s\w+ing""",
    "exception": r"except\w* only barring excluding save\sfor but\sfor apart\sfrom aside\sfrom other\sthan",
}
_WEAK = r"against avoid\w* prevent\w* refrain\w* lack(?:s|ed|ing)? oppos\w+ unlike little"
"""Words that turn those right beside them and no others."""

_FEW = 6
"""Words of a text that is short enough for weak ones to count."""


@cache
def _pattern(also: str) -> re.Pattern[str]:
    every = "|".join(word for words in (*_CONCEPTS.values(), also) for word in words.split())
    return re.compile(rf"\b(?:{every}|[a-z]+n[’']t)\b", re.IGNORECASE)


def turning_words(text: str) -> list[Span]:
    """Return where words of a text stand that turn the sense of others."""
    also = _WEAK if len(text.split()) <= _FEW else ""
    return [Span(start=found.start(), end=found.end()) for found in _pattern(also).finditer(text)]
