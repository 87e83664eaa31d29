"""What the check makes of an ellipsis, and of words that may be somebody's.

`python -m benchmarks.check_attribution [--part tune|report] [--wrong]`. The cases are invented articles of a few
sentences, written before the rules: in `check_ellipses.jsonl` half of the ellipses are honest and half turn the sense,
join two utterances or move words; in `check_unconfirmed.jsonl` most quotations have a source that may be the one asked
about, or none, and some are another's beyond doubt. A case is right when its verdict is among those that are. One half,
`tune`, was looked at while the rules were made; the other, `report`, only counted. Bars, over both: 90 % right, no
altered quotation called verbatim, and none called misattributed that may be of the one asked about.
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
FILES = ("check_ellipses.jsonl", "check_unconfirmed.jsonl")


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
            archive.add([Article(id=row["id"], text=row["text"]) for row in rows])
            ledger = Ledger(Path(folder) / "index" / "ledger.sqlite")
            print(file)
            _measure(ledger, rows, given.wrong)
            ledger.close()


def _measure(ledger: Ledger, rows: list[dict[str, Any]], list_wrong: bool) -> None:
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    verdicts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        got = check(ledger, row["quote"], row["speaker"], Scope(articles=frozenset({row["id"]})))
        keys = [(row["part"], row["kind"]), (row["part"], "all")]
        total.update(keys)
        verdicts[row["right"][0], got.verdict] += 1
        if got.verdict in row["right"]:
            right.update(keys)
        elif list_wrong and row["part"] == "tune":
            print(f"  {row['id']} [{row['kind']}] {row['speaker']}: {row['quote']}\n    {row['text']}")
            print(f"    {got.verdict} for {' or '.join(row['right'])}: {got.explanation}")
    for key, count in total.items():
        print(f"  {key[0]:7} {key[1]:22} {right[key]:3} of {count:3}  {right[key] / count:6.1%}")
    accused = sum(n for (want, got), n in verdicts.items() if got == "misattributed" and want != "misattributed")
    print(f"  altered called verbatim: {verdicts['altered', 'verbatim']}; called misattributed wrongly: {accused}")


if __name__ == "__main__":
    main()
