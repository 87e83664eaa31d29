"""What stands just outside a partial quotation and turns its sense."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.checking.matches import Match
from onrecord.language.turning_words import turning_words
from onrecord.language.wording import Word

_LOOKED_AT = 12
"""Words on either side of the cut that are looked at, within the sentence."""

_LOOKED_BACK = 200
_DENYING = re.compile(
    r"\b(?P<denial>den(?:y|ies|ied|ying|ials?)|(?:never|not|n[’']t)\s+(?:sa(?:y|id)|claim(?:ed)?|state[d]?|suggest(?:ed)?)|"
    r"reject(?:s|ed|ing)?|disput(?:e|es|ed|ing)|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|"
    r"contest(?:s|ed|ing)?|contradict(?:s|ed|ing)?|doubt(?:s|ed|ing)?|untrue|false|not\s+true|no\s+truth|nonsense|"
    r"a\s+lie|a\s+myth|wrong)\b(?!.*\b(?:but|said|says|added|instead|because|although|though|while)\b)[^;:“”\"]{0,90}\Z",
    re.IGNORECASE | re.DOTALL,
)
"""A denial of what follows it, with no other report in between."""

_SENTENCE_END = re.compile(r"[.?!][\"”’)]*\s")


def cut_warnings(found: Match) -> list[str]:
    """Return what the words around a quotation's cut would tell its reader, a line each."""
    before, after = _around(found)
    lines = []
    turns = _turns(found, before)
    if turns:
        lines.append(_line(found, "before", before[turns[-1] :]))
    turns = _turns(found, after)
    if turns:
        lines.append(_line(found, "after", after[: turns[0] + 4]))
    if found.quoted and all(found.spoken.is_nested(span) for span in found.spans):
        lines.append("In the article these words are a quotation within a quotation: somebody else's, repeated.")
    return lines


def denial_warnings(found: Match) -> list[str]:
    """Return that a report tells what somebody denied, where it does."""
    denied = denial(found)
    return [f"The article has “{denied}” before them: that is no statement of these words."] if denied else []


def denial(found: Match) -> str:
    """Return the words by which the article tells that what it reports was denied; nothing where it was not."""
    said_by, text = found.attribution, found.spoken.article.text
    if found.quoted:
        return ""
    cue = said_by.cue.of(text) if said_by and said_by.cue else ""
    if turning_words(cue):
        return cue
    start = found.spans[0].start
    before = re.split(_SENTENCE_END, text[max(0, start - _LOOKED_BACK) : start])[-1].rsplit("\n", 1)[-1]
    denied = _DENYING.search(before)
    return " ".join(denied["denial"].split()) if denied else ""


def _turns(found: Match, words: Sequence[Word]) -> list[int]:
    """Return which of some neighbouring words turn the sense of others."""
    if not words:
        return []
    start = words[0].start
    places = turning_words(found.spoken.article.text[start : words[-1].end])
    return [n for n, word in enumerate(words) if any(p.start <= word.start - start < p.end for p in places)]


def _line(found: Match, side: str, words: Sequence[Word]) -> str:
    stands = found.spoken.article.text[words[0].start : words[-1].end]
    return f"Cutting it here may change the sense: just {side} it the article has “{stands}”."


def _around(found: Match) -> tuple[list[Word], list[Word]]:
    """Return the quoted words of the same sentence before the first and after the last of those found."""
    first, last = found.runs[0][0], found.runs[-1][-1]
    if not found.quoted:
        return [], []
    held = next((u for u in found.spoken.utterances if first in u.words and last in u.words), None)
    if held is None:
        return [], []
    words, text = found.spoken.wording.words, found.spoken.article.text
    start, end = held.words.index(first), held.words.index(last)
    before = list(_sentence(text, [words[i] for i in reversed(held.words[max(0, start - _LOOKED_AT) : start + 1])]))
    after = list(_sentence(text, [words[i] for i in held.words[end : end + _LOOKED_AT + 1]]))
    return before[::-1], after


def _sentence(text: str, words: Sequence[Word]) -> Iterator[Word]:
    """Yield the words that follow the first one, or precede it, up to the end of its sentence."""
    for here, beyond in pairwise(words):
        left, right = sorted((here, beyond), key=lambda word: word.start)
        if _SENTENCE_END.search(text[left.end : right.start] + " "):
            return
        yield beyond
