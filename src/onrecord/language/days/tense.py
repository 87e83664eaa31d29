"""Whether the clause around a place in a text speaks of what was or of what is to come."""

import re
from typing import Literal

from onrecord.language.lexicon.irregular_verbs import verb_of
from onrecord.language.lexicon.tense_words import (
    BEFORE_ADJECTIVES,
    INTENDING,
    MODALS,
    NO_PASTS,
    PAST_AUXILIARIES,
    SCHEDULED,
    TIMETABLED,
)  # fmt: skip

Tense = Literal["past", "future", "unclear"]

_BEFORE, _BEHIND = 140, 150
_BREAK = re.compile(r"[.?!][”\"’')\]]{0,2}\s{1,3}(?=[“\"‘'`(]{0,2}[A-Z])|\n\s?\n|[;:]\s")
_TO_COME_BEFORE = re.compile(
    r"\b(?:(?:scheduled|expected|slated|planned|set|deadline)\s(?:for|by|as early as|as soon as|of|is)"
    r"|(?:due|payable|effective|available|upcoming)(?:\s(?:on|by|in|early|late))?|until|till|by|as (?:soon|early) as"
    r"|through|ahead of|starting|beginning)\s(?:on\s|the\s)?$",
    re.IGNORECASE,
)
_DONE_BY = re.compile(r"\bhad\s(?:[^\W\d_]{1,20}\s){1,6}(?:by|until|till)\s$")
_DONE = re.compile(r"\b(?:had|was|were)\b")
_OWNING = re.compile(r"[’']s")
_WORD = re.compile(r"[^\W\d_]{1,30}(?:[’'][^\W\d_]{1,3})?")
_NEAR_AUXILIARY = 5


def tense(text: str, start: int, end: int) -> Tense:
    """Say what the clause around a place speaks of: by the verb before it, else by the one behind it.

    Only a bounded stretch around the place is read.
    """
    before = text[max(0, start - _BEFORE) : start]
    cut = 0
    for found in _BREAK.finditer(before):
        cut = found.end()
    before = before[cut:]
    if _OWNING.match(text[end : end + 2]):
        return "future" if re.search(r"\b(?:ahead of|until|next|upcoming)\s$", before) else "past"
    if _TO_COME_BEFORE.search(before[-40:]):
        is_done = _DONE_BY.search(before) or (not before[:-20].strip() and _DONE.search(text[end : end + 60]))
        return "past" if is_done else "future"
    told = last_tense(before)
    if told != "unclear":
        return told
    behind = text[end : end + _BEHIND]
    stop = _BREAK.search(behind)
    return _first(behind[: stop.start()] if stop else behind)


def _words(part: str) -> list[str]:
    """Return the words in lower case; the month of May stays as it is, as "may" looks ahead."""
    words = (word.replace("’", "'") for word in _WORD.findall(part))
    return [word if word == "May" else word.lower() for word in words]


def last_tense(part: str) -> Tense:
    """Return the tense of the last verb whose tense shows."""
    words = _words(part)
    for place in range(len(words) - 1, -1, -1):
        found = _tense_at(words, place)
        if found != "unclear":
            return found
    return "unclear"


def _first(part: str) -> Tense:
    words = _words(part)
    for place in range(len(words)):
        found = _tense_at(words, place)
        if found != "unclear":
            return found
    return "unclear"


def _tense_at(words: list[str], place: int) -> Tense:
    word = words[place]
    before = words[max(0, place - _NEAR_AUXILIARY) : place]
    if word in MODALS:
        return "future" if words[place + 1 : place + 2] != ["have"] else "past"
    if word in TIMETABLED:
        return "future"
    if word == "to" and before and before[-1] in (INTENDING | {"is", "are", "was", "were", "'s"}):
        return "future"
    if word in SCHEDULED:
        return "future"
    if word in PAST_AUXILIARIES:
        return "unclear" if _is_led(before) else "past"
    if _is_past_form(word, before):
        return "unclear" if _is_led(before) or word in INTENDING else "past"
    return "unclear"


def _is_led(before: list[str]) -> bool:
    """Say whether a modal, or "to be", stands close enough before a participle to lead it."""
    return bool(MODALS.intersection(before[-3:])) or before[-1:] == ["be"] or "to" in before[-2:]


def _is_past_form(word: str, before: list[str]) -> bool:
    if before and before[-1] in BEFORE_ADJECTIVES:
        return False
    if word.endswith("ed") and len(word) > 3:
        return word not in NO_PASTS
    return verb_of(word) != word and not word.endswith("ing")
