"""Questions that ask two things in one: "What did Vale and Pryor say?", "… about the wall and about the gate?"."""

import re

from onrecord.answering.question.followup import standalone
from onrecord.language.words import words

_NAME = r"(?:[A-Z][\w’'.-]*\s+){0,4}[A-Z][\w’'-]*"
_TWO_NAMES = re.compile(
    r"^(?P<lead>(?i:how\s+|(?:what|where|why|which)\b[^,?]*?\b))(?P<verb>do|did|have|had|are|were|will|would)\s+"
    rf"(?P<role>(?:the\s+)?(?:[a-z]+\s+){{0,3}})(?P<one>{_NAME})\s+and\s+(?P<other>(?:the\s+)?{_NAME})(?P<rest>\s+[a-z].*)$"
)
_PREPOSITION = r"(?:about|on|of|in|under|to|by|for|at|with)"
_TWICE = re.compile(
    rf"^(?P<lead>.*\b(?P<how>{_PREPOSITION})\s+)(?P<one>[^,]+?),?\s+and\s+(?:what\s+)?(?P=how)\s+"
    r"(?P<other>(?!wh\w+\s)[^,]+)$",
    re.IGNORECASE,
)
_ASKING = rf"(?:{_PREPOSITION}\s+)?(?:who|whom|whose|what|when|where|why|how|which)\b"
_TWO_CLAUSES = re.compile(rf"^(?P<one>{_ASKING}.+?),?\s+and\s+(?P<other>{_ASKING}.+)$", re.IGNORECASE)
_ASKS = re.compile(rf"^{_ASKING}", re.IGNORECASE)
_OWNED = re.compile(r"[’']s(?P<what>\s.+)$")
_POSSESSIVE = re.compile(r"[’']s$")
_LEANS = re.compile(r"\b(?:he|she|they|him|her|them)\b", re.IGNORECASE)
_EACH = re.compile(r"^\s+(?:each|both)\b")
_SINGULAR = {"do": "does", "have": "has", "are": "is", "were": "was"}
_FEWEST_WORDS = 4


def decompose(question: str) -> tuple[str, ...]:
    """Return the two questions that one asks at once, each whole by itself; none where it asks a single thing."""
    bare = " ".join(question.split()).rstrip("? ")
    for split in (_about_two_things, _by_two_clauses, _of_two_names):
        found = split(bare)
        if len(set(found)) > 1 and all(len(words(each)) >= _FEWEST_WORDS for each in found):
            return found
    return ()


def _of_two_names(bare: str) -> tuple[str, ...]:
    """Split "What did Vale and Pryor say?"."""
    found = _TWO_NAMES.match(bare)
    if not found:
        return ()
    verb, rest = _SINGULAR.get(found["verb"], found["verb"]), _EACH.sub("", found["rest"])
    other = found["other"] if found["other"].startswith("the ") else found["role"] + found["other"]
    return tuple(f"{found['lead']}{verb} {name}{rest}?" for name in (found["role"] + found["one"], other))


def _about_two_things(bare: str) -> tuple[str, ...]:
    """Split "What did Vale say about the wall and about the gate?"."""
    found = _TWICE.match(bare)
    if not found or not _ASKS.match(found["lead"]):
        return ()
    owned = _OWNED.search(found["one"]) if _POSSESSIVE.search(found["other"]) else None
    other = found["other"] + (owned["what"] if owned else "")
    return tuple(f"{found['lead']}{topic}?" for topic in (found["one"], other))


def _by_two_clauses(bare: str) -> tuple[str, ...]:
    """Split "What did Vale call the wall, and why did Pryor resign?"."""
    found = _TWO_CLAUSES.match(bare)
    if not found:
        return ()
    first = f"{found['one']}?"
    other = standalone(f"{found['other'][0].upper()}{found['other'][1:]}?", [(first, "")])
    return () if _LEANS.search(other) else (first, other)
