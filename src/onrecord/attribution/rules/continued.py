"""Quotations of nobody that go on, in the same paragraph, right behind a sentence that says who speaks."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.model import Attribution, Span, covering

_SURE = 0.75
_SENTENCE_END = re.compile(r"(?<=\w\w)[.?!]\s+(?=[A-Z])")
_LAST_END = re.compile(r"[.?!][ \t\u00a0]*[“\"„«‘']?\Z")
_LONGEST = 160
"""Letters that may stand between the two: "she said on Monday, when the gates were opened"."""


def continued(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, a quotation without a source given to whom the sentence before it gives its own.

    “A,” she said. “B.” is hers, where nothing else stands between the two.
    """
    result = list(found)
    order = sorted(range(len(result)), key=lambda place: result[place].content)
    for before, here in pairwise(order):
        said, open_ = result[before], result[here]
        if open_.source is None and open_.kind == "direct" and said.kind == "direct" and said.source and said.cue:
            gap = Span(start=covering(said.content).end, end=max(open_.content[0].start, covering(said.content).end))
            if gap.contains(said.source) and gap.contains(said.cue) and _only_says_who(gap.of(text)):
                result[here] = replace(open_, source=said.source, confidence=max(open_.confidence, _SURE))
    return result


def _only_says_who(between: str) -> bool:
    if "\n" in between or len(between) > _LONGEST or not _LAST_END.search(between):
        return False
    inside = between.lstrip("”\"’'» \t,.?!—–-")
    return _SENTENCE_END.search(inside) is None and not re.search(r"[“”\"«»]", inside[:-1].rstrip("“\"„«‘' "))
