"""Measure the date expressions that are found in news, and their values: python benchmarks/days.py DATA_DIR [--errors].

DATA_DIR is the folder with `timex_news/`, `timex_wikiwars/` and `events_meantime/`. The scores are those of
TempEval-3: an expression counts as found where it overlaps a labelled one (relaxed) or has its very place (strict); the
value F1 is that of the expressions found whose value is right. The documents of the training part whose name's digest
divides by eight were set aside before the first look and are reported apart from those that the rules were written on.
MEANTIME labels only the first sentences of an article, so its texts are read up to their last label.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.language.days.date_expression import DateExpression
from onrecord.language.days.finder import date_expressions

Record = dict[str, Any]
ONE_IN = 8
"""Of how many training documents one is set aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many expressions are labelled and found, and found in the right place, loosely, strictly, with the value."""

    labelled: int = 0
    found: int = 0
    relaxed: int = 0
    strict: int = 0
    valued: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return the two together."""
        return Tally(
            labelled=self.labelled + other.labelled,
            found=self.found + other.found,
            relaxed=self.relaxed + other.relaxed,
            strict=self.strict + other.strict,
            valued=self.valued + other.valued,
        )

    def f1(self, right: int) -> float:
        """Return the F1 of so many right ones."""
        return 2 * right / (self.labelled + self.found) if self.labelled + self.found else 0.0


def read(path: Path) -> list[Record]:
    """Return the documents of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_beginnings(path: Path) -> list[Record]:
    """Return the documents of a file that labels only the first sentences, each cut behind its last label."""
    documents = [document for document in read(path) if document["timexes"]]
    ends = (max(label["end"] for label in document["timexes"]) for document in documents)
    return [{**document, "text": document["text"][:end]} for document, end in zip(documents, ends, strict=True)]


def is_set_aside(document: Record) -> bool:
    """Say whether a training document was kept out of sight while the rules were written."""
    return int(hashlib.sha256(document["doc"].encode()).hexdigest(), 16) % ONE_IN == 0


def published(document: Record) -> date | None:
    """Return the day of publication; None where none is given, or not as year, month and day."""
    written = (document["dct"] or "")[:10]
    return date.fromisoformat(written) if written[4:5] == "-" else None


def pairs(document: Record) -> Iterator[tuple[Record | None, DateExpression | None]]:
    """Yield each labelled expression with the one found that overlaps it, and what has no counterpart alone."""
    found = date_expressions(document["text"], published(document))
    left = list(found)
    for label in document["timexes"]:
        match = next((each for each in left if each.start < label["end"] and label["start"] < each.end), None)
        if match is not None:
            left.remove(match)
        yield label, match
    yield from ((None, each) for each in left)


def tally(document: Record) -> Tally:
    """Count one document."""
    matched = list(pairs(document))
    both = [(label, found) for label, found in matched if label and found]
    return Tally(
        labelled=len(document["timexes"]),
        found=sum(found is not None for _, found in matched),
        relaxed=len(both),
        strict=sum((label["start"], label["end"]) == (found.start, found.end) for label, found in both),
        valued=sum(label["value"] == found.value for label, found in both),
    )


def line(name: str, documents: Iterable[Record]) -> str:
    """Return the line of the table for some documents."""
    total, count = Tally(), 0
    for document in documents:
        total, count = total + tally(document), count + 1
    scores = "  ".join(f"{total.f1(right):.3f}" for right in (total.relaxed, total.strict, total.valued))
    return f"{name:<34} {count:>4} {total.labelled:>5}   {scores}"


def show_errors(documents: Iterable[Record]) -> None:
    """Print what is not right of some documents."""
    for document in documents:
        text = document["text"]
        for label, found in pairs(document):
            if label and found and label["value"] == found.value:
                continue
            start, end = (label["start"], label["end"]) if label else (found.start, found.end) if found else (0, 0)
            told = f"{label['text']!r} {label['type']} {label['value']}" if label else "-"
            ours = f"{text[found.start : found.end]!r} {found.kind} {found.value}" if found else "-"
            print(f"{document['dct']} | {told} | {ours} | {text[max(0, start - 70) : end + 40]!r}")


def main() -> None:
    """Print the scores."""
    folder = Path(sys.argv[1])
    train, dev = read(folder / "timex_news" / "train.jsonl"), read(folder / "timex_news" / "dev.jsonl")
    written_on = [document for document in train if not is_set_aside(document)]
    if "--errors" in sys.argv:
        show_errors(written_on)
        return
    print(f"{'':<34} docs  labels  relaxed strict value F1")
    print(line("news, the rules were written on", written_on))
    print(line("news, set aside of train", filter(is_set_aside, train)))
    print(line("news, dev", dev))
    print(line("news of 2004-2011 (MEANTIME train)", read_beginnings(folder / "events_meantime" / "train.jsonl")))
    print(line("news of 2004-2011 (MEANTIME dev)", read_beginnings(folder / "events_meantime" / "dev.jsonl")))
    print(line("narrative history (wikiwars)", read(folder / "timex_wikiwars" / "train.jsonl")))


if __name__ == "__main__":
    main()
