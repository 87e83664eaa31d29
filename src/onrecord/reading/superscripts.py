"""Raised characters: the mark of a note is no part of the word or number before it; an exponent and an ordinal are."""

import re

_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§¶]{1,3})(?:[,–-]\d{1,3})*[\])]?|\[[a-z]{1,2}\]")
_LETTER = re.compile(r"[a-z]{1,2}")
_MEASURED = re.compile(r"(?:^|[^\w])(?:\d[\d.,]*)?[ ]?(?:[kcmdµn]?m|ft|yd|mi|in|mc|[a-zA-Z])$")
_POWER = re.compile(r"(?:^|[^\w.,])10$")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def without_note_mark(raised: str, before: str, *, linked: bool = False) -> str:
    """Return what is kept of `raised` characters that follow `before`; `linked` when they lead to a note.

    A number that is a power (m², 10⁶) is kept raised, so that it never joins the number before it.
    """
    mark = raised.strip()
    if linked:
        return "" if _NOTE_MARK.fullmatch(mark) or _LETTER.fullmatch(mark) else raised
    if not _NOTE_MARK.fullmatch(mark):
        return raised
    if mark.isdecimal() and len(mark) <= 2 and (_POWER.search(before) or (mark in "23" and _MEASURED.search(before))):
        return raised.translate(_RAISED)
    return ""
