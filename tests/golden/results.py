"""Every result over the sample articles, as JSON values by a name.

`python -m tests.golden.results --compare` names those that differ from what is kept. Without `--compare` it writes them
anew to `results.jsonl.gz`: only when answers were meant to change.
"""

import gzip
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord import Archive, to_json

from ..exactly import in_full_precision

if TYPE_CHECKING:
    from onrecord.model import Quotation

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).with_name("results.jsonl.gz")
_NUMBERS = 2e-3
"""Numbers may differ by this much: processors round a sum of products in different ways."""

QUESTIONS = ROOT / "benchmarks" / "data" / "sample_questions.jsonl"
FOLLOW_UPS = ("Who said so?", "When?", "And what did she say?", "Why?")
TOPICS = ("the flood", "the bridge", "the strike", "the budget", "the trial", "moths", "the mayor", "the lighthouse")

Named = Iterator[tuple[str, Any]]


def results(archive: Archive, every: int = 1) -> Named:
    """Yield the name and the JSON value of each result; of questions and checks only each `every`th."""
    yield from _answers(archive, every)
    quotations = archive.quotes()
    yield "quotes", to_json(quotations)
    for topic in TOPICS:
        yield f"quotes about {topic}", to_json(archive.quotes(about=topic, limit=12))
    for speaker in archive.speakers()[:12]:
        yield f"quotes by {speaker.name}", to_json(archive.quotes(speaker=speaker.name, limit=12))
    yield from _checks(archive, quotations, every)
    for article in sorted(archive.articles(), key=lambda a: a.id):
        yield f"attributions {article.id}", to_json(archive.attributions(article.id))


def _answers(archive: Archive, every: int) -> Named:
    for number, line in enumerate(QUESTIONS.read_text(encoding="utf-8").splitlines()):
        if number % every:
            continue
        question = json.loads(line)["question"]
        answer = archive.ask(question)
        yield f"ask {question}", to_json(answer)
        if number % 10 == 0:
            for follow_up in FOLLOW_UPS:
                history = [(question, answer.text)]
                yield f"ask {question} / {follow_up}", to_json(archive.ask(follow_up, history=history))


def _checks(archive: Archive, quotations: "list[Quotation]", every: int) -> Named:
    """Yield checks of what was said: as it stands, with a word changed, cut, reworded, and by somebody else."""
    others = [speaker.name for speaker in archive.speakers()]
    for number, quotation in enumerate(quotations[:80]):
        if number % every:
            continue
        words = " ".join(part["text"] for part in to_json(quotation)["content"]).strip("“”\"'‘’ ")
        speaker = to_json(quotation)["speaker"]
        forms = {
            "whole": words,
            "changed": words.replace(" the ", " a ", 1).replace(" not ", " ", 1),
            "cut": " ".join(words.split()[2:9]),
            "joined": " … ".join((" ".join(words.split()[:3]), " ".join(words.split()[-3:]))),
        }
        for form, quote in forms.items():
            for asked in (speaker, None, others[number % len(others)]):
                yield f"check {number} {form} by {asked}: {quote}", to_json(archive.check(quote, asked))


def kept() -> dict[str, Any]:
    """Return the results that are kept, by name."""
    lines = gzip.decompress(KEPT.read_bytes()).decode().splitlines()
    return {result["name"]: result["value"] for result in map(json.loads, lines)}


def same(one: Any, other: Any) -> bool:  # noqa: ANN401 - JSON
    """Say whether two JSON values are one, but for the last digits of their numbers."""
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= _NUMBERS
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return bool(one == other)


def every_result() -> dict[str, Any]:
    """Return every result by name, as JSON gives it back."""
    with in_full_precision(), tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "index") as archive:
        archive.ingest([ROOT / "examples" / "articles"])
        return {name: json.loads(json.dumps(value)) for name, value in results(archive)}


def main() -> None:
    """Write what is kept, or with `--compare` name what differs from it."""
    now = every_result()
    if "--compare" in sys.argv:
        before = kept()
        changed = [name for name, value in now.items() if name not in before or not same(value, before[name])]
        gone = before.keys() - now.keys()
        sys.stdout.writelines(f"{name}\n" for name in sorted([*changed, *gone]))
        sys.stdout.write(f"{len(changed)} of {len(now)} differ, {len(gone)} are gone\n")
    else:
        lines = [json.dumps({"name": name, "value": value}, ensure_ascii=False) for name, value in now.items()]
        KEPT.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))


if __name__ == "__main__":
    main()
