"""Figures by kind of question, so that one sees where answers are weak."""

from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.judged import Judged
from benchmarks.questions import Asked

_NAMES = {
    "how_many": "number",
    "when": "date",
    "who_said": "who said",
    "what_did_x_say": "what did X say",
    "yes_no": "yes or no",
}
ORDER = (
    "factual", "who said", "what did X say", "number", "date", "yes or no", "two articles needed",
    "wrong person", "wrong event", "detail not given", "false premise", "off topic",
)  # fmt: skip
"""The kinds of question; from "wrong person" on, of those that have no answer, by why they have none."""


def kind_of(asked: Asked) -> str:
    """Return the kind of a question: by why it has no answer, where it has none."""
    if not asked.is_answerable:
        return (asked.why or "unknown").replace("_", " ")
    return "two articles needed" if asked.needs_all else _NAMES.get(asked.kind, "factual")


def table(judged: Sequence[Judged], point: float) -> Iterator[str]:
    """Yield a line for each kind of question: what was found, shown, and answered or abstained from at a threshold."""
    for kind in ORDER:
        some = [each for each in judged if kind_of(each.asked) == kind]
        if some and some[0].asked.is_answerable:
            found, shown = (np.mean([getattr(each, name) for each in some]) for name in ("is_found", "right"))
            answered = np.mean([each.right and each.confidence >= point for each in some])
            yield f"{kind:20} {len(some):4}  found {found:.3f}  shown {shown:.3f}  answered rightly {answered:.3f}"
        elif some:
            abstained = np.mean([each.confidence < point for each in some])
            yield f"{kind:20} {len(some):4}  rightly abstained {abstained:.3f}"


def several(judged: Sequence[Judged], point: float) -> str:
    """Return how questions whose evidence stands in several articles fare: with some of it, and with some of each."""
    right = np.mean([each.right and each.confidence >= point for each in judged])
    cited = np.mean([each.is_whole and each.confidence >= point for each in judged])
    shown = np.mean([each.is_whole for each in judged])
    figures = f"answered rightly {right:.3f}, citing every article {cited:.3f}, never abstaining {shown:.3f}"
    return f"{len(judged):3}  {figures}"
