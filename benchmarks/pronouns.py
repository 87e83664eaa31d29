"""Measure who "he", "she", "they" and "it" resolve to: python benchmarks/pronouns.py DATA_DIR [--errors].

DATA_DIR is the folder with `polnear_dev.jsonl` and `pronouns_dev.jsonl`. The sources of the corpus are given, so the
figures are those of the resolver alone. A speaker is right when it bears the labelled surname and, where both have
one, the same first name.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.attribution.coreference.resolution import resolve
from onrecord.language.lexicon.first_names import same_first_name
from onrecord.model import Attribution, Span, Speaker

Record = dict[str, Any]
_KINDS = {"his": "he", "him": "he", "her": "she", "their": "they", "them": "they", "its": "it"}


def kind_of_pronoun(word: str) -> str:
    """Return he, she, they or it."""
    return _KINDS.get(word.lower(), word.lower())


def attributions_of(record: Record) -> list[Attribution]:
    """Return the corpus' own attributions of an article, with its sources and contents."""
    return [
        Attribution(
            content=tuple(Span(start=a, end=b) for a, b in quote["content_spans"]),
            kind=quote["type"] or "indirect",
            source=Span(start=quote["speaker_spans"][0][0], end=quote["speaker_spans"][0][1]),
        )
        for quote in record["quotes"]
        if quote["speaker_spans"] and quote["content_spans"]
    ]


def is_right(speaker: Speaker, label: Record) -> bool:
    """Say whether a speaker is the labelled one."""
    words = {word.lower() for name in (speaker.name, *speaker.aliases) for word in name.split()}
    if not set(label["last_name"].lower().split()) & words:
        return False
    if label["referent_kind"] != "person":
        return True
    ours, theirs = speaker.name.split(), label["name"].replace('"', "").split()
    return len(ours) == 1 or len(theirs) == 1 or any(same_first_name(ours[0], word) for word in theirs[:-1])


def read(path: Path) -> Iterator[Record]:
    """Yield the records of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def labels_by_article(folder: Path) -> dict[str, list[Record]]:
    """Return the labelled pronouns of each article."""
    labels: dict[str, list[Record]] = {}
    for label in read(folder / "pronouns_dev.jsonl"):
        labels.setdefault(label["id"], []).append(label)
    return labels


def main(folder: Path, *, show_errors: bool) -> None:
    """Print the share right and the precision for each pronoun, and the time that resolving takes."""
    labels = labels_by_article(folder)
    counts: Counter[tuple[str, str]] = Counter()
    seconds, characters = 0.0, 0
    for record in read(folder / "polnear_dev.jsonl"):
        attributions = attributions_of(record)
        began = time.process_time()
        resolved = resolve(record["text"], attributions, record["title"])
        seconds += time.process_time() - began
        characters += len(record["text"])
        speakers = {a.source.start: a.speaker for a in resolved if a.source is not None}
        for label in labels.get(record["id"], []):
            kind = kind_of_pronoun(label["pronoun"])
            speaker = speakers.get(label["pronoun_span"][0])
            correct = speaker is not None and is_right(speaker, label)
            counts.update({(kind, "all"): 1, (kind, "answered"): speaker is not None, (kind, "right"): correct})
            if show_errors and not correct:
                context = record["text"][max(0, label["pronoun_span"][0] - 400) : label["pronoun_span"][1] + 60]
                print(f"{record['id']} {label['quote_id']}: {label['name']} was taken for {speaker}\n{context}\n")
    for name in ("he", "she", "they", "it", "he, she, they"):
        kinds = name.split(", ")
        total, rights, answered = (sum(counts[kind, key] for kind in kinds) for key in ("all", "right", "answered"))
        share, precision = rights / total, rights / max(1, answered)
        print(f"{name:14} {total:4} right {share:6.1%}  answered {answered:4} precision {precision:6.1%}")
    print(f"{seconds / characters * 1e7:.1f} ms for 10,000 characters")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), show_errors="--errors" in sys.argv)
