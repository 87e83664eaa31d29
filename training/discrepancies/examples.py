"""Differences between pairs of sentences, with whether they are real: what the weights are fitted to.

From the folder with the data sets: `discrepancies_news` (labelled pairs of news sentences), `edits_rgb_counterfactual`
(passages that answer one question, one side with another answer), `events_ecbplus` (sentences of look-alike stories,
where nothing can be at odds), `nli_negation` and `edits_summedits` (one denies what the other says, or not). And the
tuning half of `benchmarks/data/discrepancies.jsonl`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from onrecord.claims.discrepancies.difference import Difference
from onrecord.claims.discrepancies.proposals import proposals
from onrecord.claims.discrepancies.sentence import read
from onrecord.claims.discrepancies.signs import pairs_to_read, read_signs
from onrecord.reader import reader

INVENTED = Path(__file__).parents[2] / "benchmarks" / "data" / "discrepancies.jsonl"
SETS = tuple(
    Path(name)
    for name in (
        "discrepancies_news/dev.jsonl",
        "events_ecbplus/pairs_dev.jsonl",
        "edits_rgb_counterfactual/all.jsonl",
        "nli_negation/dev.jsonl",
        "edits_summedits/dev.jsonl",
    )
)
"""The files that are read, below the folder."""

_KINDS = {"number": "number", "date": "day", "actor": "actor"}
_MOST = 400
"""Differences taken from each of the larger sets."""

_SEED = 11
_OR = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A difference with its signs, whether it is real, the set and the group that stay on one side of a split."""

    difference: Difference
    signs: dict[str, float]
    is_real: bool
    source: str
    group: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two sentences with what is known of them; `kinds` are those of the differences that are real."""

    a: str
    b: str
    source: str
    group: str
    kinds: frozenset[str] = frozenset()
    told: tuple[str, str] | None = None
    published: tuple[date | None, date | None] = (None, None)
    speakers: tuple[str | None, str | None] = (None, None)
    weight: float = 1.0


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file with one JSON value a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def invented(split: str) -> Iterator[Pair]:
    """Yield the invented pairs of one half."""
    for n, row in enumerate(rows(INVENTED)):
        if row["split"] == split:
            days = [date.fromisoformat(day) if day else None for day in row["published"]]
            yield Pair(
                a=row["a"],
                b=row["b"],
                source="invented",
                group=f"invented {n}",
                kinds=frozenset({row["kind"]} if row["relation"] else ()),
                published=(days[0], days[1]),
                speakers=(row["speakers"][0], row["speakers"][1]),
            )


def news(folder: Path) -> Iterator[Pair]:
    """Yield the labelled pairs of news sentences."""
    for row in rows(folder / "discrepancies_news" / "dev.jsonl"):
        real = row["label"] in ("conflict", "differs")
        kinds = frozenset({_KINDS[row["kind"]]} if real else ())
        yield Pair(a=row["a"], b=row["b"], source="news", group=f"ecb {row['topic']}", kinds=kinds)


def look_alikes(folder: Path) -> Iterator[Pair]:
    """Yield pairs of news sentences that tell of two stories of one kind."""
    for row in rows(folder / "events_ecbplus" / "pairs_dev.jsonl"):
        if row["label"] == "other_story_same_kind":
            yield Pair(a=row["a"], b=row["b"], source="look-alikes", group=f"ecb {row['topic']}", weight=0.3)


def answers(folder: Path) -> Iterator[Pair]:
    """Yield passages that answer one question: with one answer, and with another in one of them."""
    asked: dict[str, list[dict[str, str]]] = {}
    for row in rows(folder / "edits_rgb_counterfactual" / "all.jsonl"):
        asked.setdefault(row["id"], []).append(row)
    for number, group in asked.items():
        for one in group:
            for other in group:
                if one is not other:
                    told = (_one_text(one["answer"]), _one_text(one["fake"]))
                    yield Pair(
                        a=one["true_passage"], b=other["altered_passage"], source="answers", group=f"rgb {number}",
                        told=told, weight=0.2,
                    )  # fmt: skip


def denials(folder: Path) -> Iterator[Pair]:
    """Yield pairs of which one may deny the other."""
    for row in rows(folder / "nli_negation" / "dev.jsonl"):
        if row["source"] != "RTE":
            kinds = frozenset({"negation"} if row["label"] == "contradiction" else ())
            yield Pair(
                a=row["a"],
                b=row["b"],
                source="denials",
                group=f"nli {row['source']} {row['group']}",
                kinds=kinds,
                weight=0.2,
            )


def edits(folder: Path) -> Iterator[Pair]:
    """Yield sentences with an edit that changes the fact, or does not."""
    for row in rows(folder / "edits_summedits" / "dev.jsonl"):
        if row["domain"] == "news":
            kinds = frozenset({"number", "day", "negation", "actor"} if row["label"] == "inconsistent" else ())
            yield Pair(
                a=row["original"],
                b=row["edited"],
                source="edits",
                group=f"edits {row['doc_id']}",
                kinds=kinds,
                weight=0.3,
            )


def examples(pairs: Iterator[Pair], most: int | None = None) -> list[Example]:
    """Return the differences that are proposed for some pairs, with all their signs; at most so many of them."""
    kept = list(pairs)
    if most is not None:
        Random(_SEED).shuffle(kept)  # noqa: S311
    found: list[Example] = []
    for pair in kept:
        found += (_example(pair, each) for each in proposals(pair.a, pair.b, pair.published, pair.speakers))
        if most is not None and len(found) >= most:
            break
    return [each for each in found if each.difference.kind != "wording"]


def _example(pair: Pair, difference: Difference) -> Example:
    one, other = read(pair.a), read(pair.b)
    relations = reader().relations(pairs_to_read(one, other, difference)).tolist()
    signs = {**difference.signs, **read_signs(relations)}
    is_real = difference.kind in pair.kinds or (difference.kind == "negation" and "position" in pair.kinds)
    if pair.told:
        told = one.plain[slice(*difference.a)], other.plain[slice(*difference.b)]
        is_real = all(_overlaps(words, answer) for words, answer in zip(told, pair.told, strict=True))
    return Example(
        difference=difference, signs=signs, is_real=is_real, source=pair.source, group=pair.group, weight=pair.weight
    )


def _overlaps(words: str, answer: str) -> bool:
    return words.lower() in answer or any(each in words.lower() for each in answer.split(_OR))


def _one_text(answer: str | list[str] | list[list[str]]) -> str:
    """Return the forms of an answer, which the set has as a text, or as a list of texts or of lists."""
    return answer.lower() if isinstance(answer, str) else _OR.join(map(_one_text, answer))


def every(folder: Path) -> list[Example]:
    """Return all examples: of the larger sets a part."""
    return [
        *examples(invented("tune")),
        *examples(news(folder)),
        *examples(look_alikes(folder), _MOST),
        *examples(answers(folder), _MOST),
        *examples(denials(folder), _MOST),
        *examples(edits(folder), _MOST),
    ]
