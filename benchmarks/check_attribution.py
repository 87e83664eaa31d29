"""What the check makes of an ellipsis, and of words that may be somebody's.

`python -m benchmarks.check_attribution [--part tune|report] [--wrong]`. The cases are invented articles of a few
sentences, written before the rules: in `check_ellipses.jsonl` half of the ellipses are honest and half turn the
sense, join two utterances or move words; in `check_unconfirmed.jsonl` most quotations have a source that may be the
one asked about, or none, and some are another's beyond doubt. The files called `fresh` were written later, in other
words, as short articles of several cases each; `check_names_fresh.jsonl` holds titles, relatives, roles, outlets,
documents, quotations of nobody and neighbours, `check_news.jsonl` these and many more in articles as news has them,
`check_cues_fresh.jsonl` words that somebody finds, hears or hands on, and
`check_drafts.jsonl` drafts beside the article that they are checked against. A case is right when its verdict is
among those that are. One half, `tune`, was looked at while the rules were made; the other, `report`, only counted.
Bars: 96 % right, no altered quotation called verbatim, and none called misattributed that may be of the one asked
about.
"""

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from onrecord.archive import Archive
from onrecord.checking.check import check
from onrecord.model import Article, Scope
from onrecord.storage.ledger.ledger import Ledger

_DATA = Path(__file__).with_name("data")
FILES = (
    "check_ellipses.jsonl",
    "check_unconfirmed.jsonl",
    "check_ellipses_fresh.jsonl",
    "check_whose_fresh.jsonl",
    "check_names_fresh.jsonl",
    "check_news.jsonl",
    "check_cues_fresh.jsonl",
)
DRAFTS = "check_drafts.jsonl"


def cases(file: str, part: str | None = None) -> list[dict[str, Any]]:
    """Return the cases of a file, or of one part of it."""
    rows = map(json.loads, (_DATA / file).read_text(encoding="utf-8").splitlines())
    return [row for row in rows if part in {None, row["part"]}]


def main() -> None:
    """Run the cases and print how many were right, by kind and by part."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--part", choices=("tune", "report"), help="only the cases of one part")
    parser.add_argument("--wrong", action="store_true", help="list the cases of the part `tune` that were not right")
    given = parser.parse_args()
    for file in FILES:
        rows = cases(file, given.part)
        with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "index") as archive:
            stored = {row["text"]: row["id"] for row in reversed(rows)}
            archive.add([Article(id=name, text=text) for text, name in stored.items()])
            ledger = Ledger(Path(folder) / "index" / "ledger.sqlite")
            print(file)
            _measure(ledger, rows, stored, given.wrong)
            ledger.close()
    print(DRAFTS)
    _measure_drafts(cases(DRAFTS, given.part), given.wrong)


def _measure_drafts(rows: list[dict[str, Any]], list_wrong: bool) -> None:
    right: Counter[str] = Counter()
    for row in rows:
        with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "index") as archive:
            archive.add([Article(id=row["id"], text=row["text"])])
            draft = Path(folder) / "draft.txt"
            draft.write_text(row["draft"], encoding="utf-8")
            got = [each.check.verdict for each in archive.check_draft(draft).quotes]
        is_right = len(got) == len(row["right"]) and all(g in r for g, r in zip(got, row["right"], strict=True))
        right[row["part"]] += is_right
        if list_wrong and not is_right and row["part"] == "tune":
            print(f"  {row['id']} [{row['kind']}] {row['draft']}\n    {row['text']}\n    {got} for {row['right']}")
    for part, count in Counter(row["part"] for row in rows).items():
        print(f"  {part:7} {'all':22} {right[part]:3} of {count:3}  {right[part] / count:6.1%}")


def _measure(ledger: Ledger, rows: list[dict[str, Any]], stored: dict[str, str], list_wrong: bool) -> None:
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    passed = accused = 0
    for row in rows:
        got = check(ledger, row["quote"], row["speaker"], Scope(articles=frozenset({stored[row["text"]]})))
        keys = [(row["part"], row["kind"]), (row["part"], "all")]
        total.update(keys)
        passed += "altered" in row["right"] and got.verdict == "verbatim" and "verbatim" not in row["right"]
        accused += got.verdict == "misattributed" and "misattributed" not in row["right"]
        if got.verdict in row["right"]:
            right.update(keys)
        elif list_wrong and row["part"] == "tune":
            print(f"  {row['id']} [{row['kind']}] {row['speaker']}: {row['quote']}\n    {row['text']}")
            print(f"    {got.verdict} for {' or '.join(row['right'])}: {got.explanation}")
    for key, count in total.items():
        print(f"  {key[0]:7} {key[1]:22} {right[key]:3} of {count:3}  {right[key] / count:6.1%}")
    print(f"  altered called verbatim: {passed}; called misattributed wrongly: {accused}")


if __name__ == "__main__":
    main()
