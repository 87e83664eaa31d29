"""Whether two sentences that are at odds are found, and none that are not.

    python -m benchmarks.discrepancies DATA_DIR [--show]

Over the invented pairs of `benchmarks/data/discrepancies.jsonl`, in news style, by half: those marked "tune" took part
in the fitting, those marked "report" did not. And over `DATA_DIR/discrepancies_news/dev.jsonl`, labelled pairs of news
sentences, with the weights that were fitted without the topic of a pair ("by topic") and with those that are shipped.

    precision  pairs that are at odds, of those said to be
    recall     pairs said to be at odds, of those that are
    relation   "contradicts" or "differs" told rightly, of the pairs rightly said to be at odds

The naive rule says that two sentences are at odds where they have the same unit, or a day, with another value.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest.mock import patch

from training.discrepancies.__main__ import HARMFUL, HELPFUL, KINDS, SOURCES
from training.discrepancies.examples import INVENTED, every, rows
from training.discrepancies.fit import fit

from onrecord.claims.discrepancies import Conflict, compare, weights
from onrecord.language.amounts import amounts
from onrecord.language.moments import moments

_RELATIONS = {"conflict": "contradicts", "differs": "differs"}
_FOLDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A pair with what is known of it and what was found."""

    a: str
    b: str
    kind: str
    relation: str | None
    topic: str
    found: Conflict | None


def invented() -> list[tuple[str, Judged]]:
    """Return the invented pairs with their half."""
    judged = []
    for row in map(json.loads, INVENTED.read_text(encoding="utf-8").splitlines()):
        days = [date.fromisoformat(day) if day else None for day in row["published"]]
        found = compare(row["a"], row["b"], (days[0], days[1]), speakers=(row["speakers"][0], row["speakers"][1]))
        pair = Judged(a=row["a"], b=row["b"], kind=row["kind"], relation=row["relation"], topic="", found=found)
        judged.append((row["split"], pair))
    return judged


def news(
    data: Path, judge: Callable[[str, str], Conflict | None], topics: frozenset[str] | None = None
) -> list[Judged]:
    """Return the labelled pairs of news sentences, of some topics or of all."""
    return [
        Judged(
            a=row["a"], b=row["b"], kind=str(row["kind"]), relation=_RELATIONS.get(row["label"]),
            topic=str(row["topic"]), found=judge(row["a"], row["b"]),
        )
        for row in rows(data / "discrepancies_news" / "dev.jsonl")
        if topics is None or str(row["topic"]) in topics
    ]  # fmt: skip


def by_topic(data: Path) -> list[Judged]:
    """Return the news pairs, judged with weights that were fitted without the topic of each."""
    examples = every(data)
    topics = sorted({str(row["topic"]) for row in rows(data / "discrepancies_news" / "dev.jsonl")})
    judged: list[Judged] = []
    for fold in range(_FOLDS):
        left = frozenset(topics[fold::_FOLDS])
        models = {}
        for name, kinds in KINDS.items():
            kept = [
                each
                for each in examples
                if each.difference.kind in kinds
                and each.source in SOURCES[name]
                and each.group.removeprefix("ecb ") not in left
            ]
            names = (*HELPFUL[name], *HARMFUL[name])
            vector = fit(kept, names, frozenset(HELPFUL[name]))
            models[name] = dict(zip((*names, "constant"), map(float, vector), strict=True))
        with patch.object(weights, "shipped_weights", lambda models=models: models):
            judged += news(data, compare, left)
    return judged


def naive(a: str, b: str) -> Conflict | None:
    """Say that two sentences are at odds where an amount of one unit, or a day, has another value."""
    mine, theirs = list(amounts(a)), list(amounts(b))
    figures = any(x.unit == y.unit and x.low != y.low for x in mine for y in theirs)
    days = any(not x.agrees(y) for x in moments(a) for y in moments(b))
    if not figures and not days:
        return None
    return Conflict(
        kind="number" if figures else "day",
        relation="contradicts",
        confidence=1.0,
        why="",
        told_a=(0, 0),
        told_b=(0, 0),
    )


def report(name: str, judged: Sequence[Judged]) -> None:
    """Print precision and recall."""
    said = [each for each in judged if each.found]
    real = [each for each in judged if each.relation]
    right = [each for each in said if each.relation]
    told = sum(each.found is not None and each.found.relation == each.relation for each in right)
    hard = [each for each in said if each.found and each.found.relation == "contradicts"]
    hit = sum(each.relation == "contradicts" for each in hard)
    contradict = sum(each.relation == "contradicts" for each in real)
    print(
        f"{name:28} precision {len(right) / max(1, len(said)):.2f} ({len(right)} of {len(said)})"
        f"  recall {len(right) / max(1, len(real)):.2f} (of {len(real)})  relation {told} of {len(right)}"
        f"  contradicts: {hit} of {len(hard)} said, {contradict} real"
    )


def kinds(judged: Sequence[Judged]) -> None:
    """Print what was found of each kind of pair."""
    for kind in dict.fromkeys(each.kind for each in judged):
        own = [each for each in judged if each.kind == kind]
        real, near = [each for each in own if each.relation], [each for each in own if not each.relation]
        print(
            f"    {kind:10} {sum(bool(each.found) for each in real)} found of {len(real)},"
            f" {sum(bool(each.found) for each in near)} false of {len(near)}"
        )


def speed(pairs: Sequence[tuple[str, str]]) -> None:
    """Print what a pair costs without the reader."""
    from onrecord.claims.discrepancies.proposals import proposals
    from onrecord.claims.discrepancies.sentence import read

    read.cache_clear()
    spent: dict[bool, list[float]] = {True: [], False: []}
    for a, b in pairs:
        started = time.perf_counter()
        found = proposals(a, b, (None, None), (None, None))
        spent[bool(found)].append((time.perf_counter() - started) * 1000)
    for some, times in spent.items():
        print(
            f"{'something' if some else 'nothing'} to compare: {sum(times) / len(times):.2f} ms a pair, without reader"
        )


def main() -> None:
    """Compare, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the data sets")
    parser.add_argument("--show", action="store_true", help="print what went wrong, of the tuning half and the news")
    arguments = parser.parse_args()
    pairs = invented()
    for half in ("tune", "report"):
        own = [pair for split, pair in pairs if split == half]
        report(f"invented, {half}", own)
        kinds(own)
    crossed = by_topic(arguments.data)
    report("news, by topic", crossed)
    report("news, as shipped", news(arguments.data, compare))
    report("news, the naive rule", news(arguments.data, naive))
    speed([(each.a, each.b) for each in crossed])
    if arguments.show:
        for each in [*(pair for split, pair in pairs if split == "tune"), *crossed]:
            if bool(each.found) != bool(each.relation):
                print(f"\n{each.kind} {each.relation}: {each.found}\n  {each.a}\n  {each.b}")


if __name__ == "__main__":
    main()
