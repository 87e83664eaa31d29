"""Words that turn the sense of those around them: negations, conditions, denials and doubts, exceptions.

Left out of a quotation, or cut off just outside it, they make it say another thing.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from onrecord.language.lexicon.lexicon import SPEECH_VERBS
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.numerals import COUNTING_WORDS
from onrecord.language.words import is_function_word
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


_AUXILIARIES = word_list("auxiliary verbs") | {"am", "ought", "shall"}
_MODALS = frozenset({"can", "could", "may", "might", "must", "ought", "should", "would"})
_LINKS = frozenset({"and", "as", "because", "but", "or", "so", "when", "which", "who"})
_BARE = frozenset({"be", "do", "get", "go", "have"})
_HEDGES = (word_list("words of hedging") - {"about", "kind", "sort"}) | {
    "occasionally", "partly", "practically", "sometimes", "theoretically", "virtually"
}  # fmt: skip
_HOLDING = SPEECH_VERBS | word_list("verbs of belief")
_PARTS = word_list("words for a part") | COUNTING_WORDS
_SPEAKING, _OTHERS = frozenset({"i", "we", "you"}), frozenset({"he", "she", "it", "they"})


def is_left_alone(before: Sequence[str], left_out: Sequence[str], kept: str) -> bool:
    """Say whether words left out govern the word kept behind them, so that without them it says another thing.

    "threatened to [close]", "could have [lost]", "almost [did]", "claims that [it is]", "a third of [it]", "and I
    [paid]": what remains is told as done, as fact, of all, or of somebody else. `before` are the words kept before
    them; all are in small letters.
    """
    if not before or not left_out:
        return False
    last, left = left_out[-1], before[-1]
    if left == last:
        return False
    if last == "to":
        return kept in _BARE or not is_function_word(kept)
    if last in _AUXILIARIES or last.endswith("'d"):
        verb = list(takewhile(lambda word: word in _AUXILIARIES or word.endswith("'d"), reversed(left_out)))
        return left not in _AUXILIARIES and any(word in _MODALS or word.endswith("'d") for word in verb)
    if not _HEDGES.isdisjoint(left_out[-2:]):
        return True
    if last == "that" or (last in _HOLDING and kept not in _LINKS and left_out[0] not in _LINKS):
        return _HOLDING.isdisjoint(before) and not _HOLDING.isdisjoint(left_out)
    if last == "of" and len(left_out) > 1 and left_out[-2] in _PARTS:
        return True
    return (last in _SPEAKING and last not in before) or (last in _OTHERS and left in _SPEAKING)
