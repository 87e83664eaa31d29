"""Questions with right and wrong answers, turned into statements over the passage."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.language.sentences import sentences
from training.reader.sources import Row, part

if TYPE_CHECKING:
    from training.reader.relations import Example

_SUBJECT = re.compile(
    r"^(?:Who|What|Which (?:\w+ )?\w+) ((?:also |first |once )?(?!(?:is|was|are|were) (?:the|a|an|this|that)\b)"
    r"(?!(?:did|do|does)\b)(?:\w+ed|is|was|were|has|had|will|would|can|could|won|said|says|made|took|got|gave|"
    r"became|began|went|found|wrote|led|held|told|sent|saw|left|lost|beat|bought|brought|killed|caused) .+?)\?*$",
    re.IGNORECASE,
)
_LONGEST = 600
_NAME = re.compile(r"\b[A-Z][a-z]{2,}(?: [A-Z][a-z]+)+")


def statements(data: Path, which: str, rng: random.Random) -> "Iterator[Example]":
    """Yield a passage with a question and its answer, right or wrong, as one text or as one statement."""
    yield from _chosen(data, which, rng)
    yield from _named(data, which, rng)


def _chosen(data: Path, which: str, rng: random.Random) -> "Iterator[Example]":
    """Yield answers that people wrote, right and wrong ones."""
    from training.reader.relations import ENTAILED, NOT_ENTAILED, Example

    rows = part(data / "reading", "multirc.jsonl.gz", "doc", which)
    rows += part(data / "reading", "onestopqa.jsonl.gz", "title", which)
    for row in rows:
        premise = " ".join(dict.fromkeys(answer["text"] for answer in row["answers"]))
        if len(premise) > _LONGEST:
            continue
        right, wrong = ([row[k]] if isinstance(row[k], str) else row[k] for k in ("right", "wrong"))
        for answers, allowed in ((right, ENTAILED), (wrong, NOT_ENTAILED)):
            if answers:
                said = _stated(row["question"], rng.choice(answers), rng)
                yield Example(premise=premise, hypothesis=said, allowed=allowed, weight=0.6)


def _named(data: Path, which: str, rng: random.Random) -> "Iterator[Example]":
    """Yield who did it, and another of the story in the same place."""
    from training.reader.relations import ENTAILED, NOT_ENTAILED, Example

    for row in part(data / "reading", "newsqa.jsonl.gz", "context", which):
        predicate = _SUBJECT.match(row["question"])
        premise = _sentence(row)
        if not predicate or not premise:
            continue
        answer = row["answers"][0]["text"].strip(" .,")
        if len(answer) > 60:
            continue
        yield Example(premise=premise, hypothesis=_joined(answer, predicate.group(1)), allowed=ENTAILED, weight=0.8)
        others = sorted({m.group() for m in _NAME.finditer(row["context"])} - {answer})
        others = [name for name in others if answer not in name and name not in answer]
        if others:
            said = _joined(rng.choice(others), predicate.group(1))
            yield Example(premise=premise, hypothesis=said, allowed=NOT_ENTAILED, weight=0.8)


def _sentence(row: Row) -> str | None:
    """Return the sentence that holds the answer, with the one before it."""
    spans, at = sentences(row["context"]), row["answers"][0]["start"]
    for number, span in enumerate(spans):
        if span.start <= at < span.end:
            return str(row["context"])[spans[max(number - 1, 0)].start : span.end].replace("\n", " ")[-_LONGEST:]
    return None


def _stated(question: str, answer: str, rng: random.Random) -> str:
    predicate = _SUBJECT.match(question)
    if predicate and rng.random() < 0.7 and len(answer) < 60:
        return _joined(answer, predicate.group(1))
    return answer if len(answer) > 60 else f"{question.rstrip('? ')}? {answer}"


def _joined(subject: str, predicate: str) -> str:
    subject = subject.strip(" .")
    return f"{subject[0].upper()}{subject[1:]} {predicate.strip(' ?.')}."
