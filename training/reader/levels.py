"""The same news in other words: articles that were written anew for learners, sentence against passage."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.language.sentences import sentences
from training.reader.candidates import content
from training.reader.mutations import changed_beside
from training.reader.sources import Row, part

if TYPE_CHECKING:
    from training.reader.relations import Example

_LEVELS = ("Adv", "Int", "Ele")
_LEAST_SHARED = 0.55
_CHANGED = 3
"""Changed versions of a sentence for each that is kept."""


def levels(data: Path, which: str, rng: random.Random) -> "Iterator[Example]":
    """Yield sentences of one wording beside the evidence in another: as they are, and with a fact changed."""
    from training.reader.relations import CONTRADICTED, ENTAILED, Example

    told: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
    for row in part(data / "reading", "onestopqa.jsonl.gz", "title", which):
        told[row["title"], row["question"]][row["level"]] = row
    seen: set[tuple[str, str]] = set()
    for by_level in told.values():
        for one in _LEVELS:
            for other in _LEVELS:
                if one == other or not {one, other} <= by_level.keys():
                    continue
                premise = _evidence(by_level[one])
                for said in _sentences(_evidence(by_level[other])):
                    if (premise, said) in seen or said in premise or not _is_held(said, premise):
                        continue
                    seen.add((premise, said))
                    yield Example(premise=premise, hypothesis=said, allowed=ENTAILED)
                    for _ in range(_CHANGED):
                        changed = changed_beside(said, premise, rng)
                        if changed:
                            yield Example(premise=premise, hypothesis=changed, allowed=CONTRADICTED)


def _evidence(row: Row) -> str:
    return " ".join(dict.fromkeys(answer["text"].strip() for answer in row["answers"]))


def _sentences(text: str) -> Iterator[str]:
    for span in sentences(text):
        said = span.of(text).strip()
        if len(said.split()) >= 5 and re.match(r"[A-Z“]", said):
            yield said


def _is_held(said: str, premise: str) -> bool:
    own = content(said)
    return len(own & content(premise)) >= _LEAST_SHARED * len(own)
