"""A post as plain words: without links and handles, its tags parted into words; its clauses, and the years it names."""

import re

_LINK = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+", re.IGNORECASE)
_SIGNED = re.compile(r"\(@\w+\)\s*(?:[A-Z][a-z]+ \d{1,2}, \d{4})?\s*$")
_TAG = re.compile(r"[#@](\w+)")
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|_")
_BREAK = re.compile(r"[,;:.!?—–]\s|\s(?:and|but|because|that|so)\s")
_SHORTEST = 4
"""Words of a clause that says something."""

_MOST_CLAUSES = 12
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def plain(text: str) -> str:
    """Return a post without links and its sender's handle and date, "#BridgeClosed" as "Bridge Closed".

    What holds nothing else is returned as it is.
    """
    bare = _SIGNED.sub("", _LINK.sub(" ", text).strip())
    bare = _TAG.sub(lambda tag: _JOINED.sub(" ", tag.group(1)), bare)
    return " ".join(bare.split()) or text


def clauses(text: str) -> list[str]:
    """Return the first twelve clauses of a text with four words or more; none where there is only one."""
    found = [part.strip() for part in _BREAK.split(text) if len(part.split()) >= _SHORTEST]
    return found[:_MOST_CLAUSES] if len(found) > 1 else []


def is_link(text: str) -> bool:
    """Say whether a text is nothing but links."""
    return not re.search(r"\w", _LINK.sub(" ", text))


def years(text: str) -> list[int]:
    """Return the years that a text or a date names."""
    return [int(found) for found in _YEAR.findall(text)]
