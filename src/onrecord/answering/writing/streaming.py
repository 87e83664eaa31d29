"""What can be shown of an answer while a language model is writing it."""

import re
from dataclasses import dataclass

from onrecord.answering.grounding.model_text import without_half_marker
from onrecord.model import Answer, AnswerSentence

_HELD_BACK = re.compile(r"[\"“”„«»‘'<`!]|\bhttps?:|\bwww\.|\[|【|(?<!\w)’")
_MARKER = re.compile(r"[ \t]*[\[【]\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*[\]】]")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_ENDS = re.compile(r"[.!?…][\"”’»)\]】*]*(?:\s*[\[【][\d\s,;^†–-]*[\]】])*\s+(?=[^\s\[【a-z])|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The state of an answer in work.

    `sentences` have been through the gate. `pending` is the start of the next one, as far as it holds no quotation,
    link or half a marker; it claims nothing. `steps` tells what was done so far. `answer` comes last and is the whole.
    """

    sentences: tuple[AnswerSentence, ...] = ()
    pending: str = ""
    steps: tuple[str, ...] = ()
    answer: Answer | None = None


def finished_part(text: str) -> int:
    """Return how many characters of a text that is still arriving are whole sentences, with their markers.

    While a quotation is open nothing behind its mark is.
    """
    ends = [match.end() for match in _ENDS.finditer(text)]
    return next((end for end in reversed(ends) if _is_closed(text[:end])), 0)


def _is_closed(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("“") <= text.count("”") and text.count("```") % 2 == 0


def shown_pending(text: str) -> str:
    """Return what may be shown of an unfinished sentence."""
    plain = _MARKER.sub("", without_half_marker(text))
    hidden = _APOSTROPHE.sub("\0", plain)
    held = _HELD_BACK.search(hidden)
    return plain[: held.start()].strip() if held else plain.strip()
