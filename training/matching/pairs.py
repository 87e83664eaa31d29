"""Pairs of sentences that make the same claim, or nearly: the data sets' own, and changed by rule."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.matching.candidates import digest_of
from training.reader.mutations import _changed, _number
from training.reader.sources import TRAIN, part_of, rows_of

SAME, OTHER = 1.0, 0.0
_UNSEEN = {
    "claims/pairs_paws/dev.jsonl": "a",
    "claims/edits_summedits/dev.jsonl": "doc_id",
    "claims/nli_breaking/dev.jsonl": "a",
    "claims/nli_negation/dev.jsonl": "group",
}
"""Sets that the reader was trained on in part, and the column by which its part is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two texts; `same` and `subject` are 1, 0, or None where the set does not tell."""

    a: str
    b: str
    source: str
    same: float | None
    subject: float | None = None
    weight: float = 1.0
    is_reported: bool = False


def pairs(data: Path, rng: random.Random) -> list[Pair]:
    """Return all pairs, those kept for reports marked."""
    found = [*_paraphrases(data), *_edits(data), *_events(data), *_speeches(data)]
    alike = [p for p in found if p.same == SAME and p.source in ("mrpc", "sts") and not p.is_reported]
    return found + list(_mutated(alike, rng))


def _held(key: str) -> bool:
    return digest_of(f"same-1 {key}") % 3 == 0


def _unseen(data: Path, name: str) -> Iterator[tuple[dict[str, str], bool]]:
    key = _UNSEEN[name]
    for row in rows_of(data, name):
        if part_of(str(row[key])) != TRAIN:
            yield row, _held(str(row[key]))


def _paraphrases(data: Path) -> Iterator[Pair]:
    for split in ("train", "dev"):
        for row in rows_of(data, f"claims/pairs_mrpc/{split}.jsonl"):
            alike, held = float(row["label"]), split == "dev"
            subject = SAME if alike else None
            weight = 1.0 if alike else 0.0
            yield Pair(
                a=row["a"], b=row["b"], source="mrpc", same=alike, subject=subject, weight=weight, is_reported=held
            )
        for row in rows_of(data, f"claims/pairs_sts_news/{split}.jsonl"):
            score = row["score"]
            same = SAME if score >= 4.5 else OTHER if score <= 3.2 else None
            subject = SAME if score >= 4 else OTHER if score <= 1.6 else None
            held = split == "dev"
            yield Pair(a=row["a"], b=row["b"], source="sts", same=same, subject=subject, is_reported=held)
    for row, held in _unseen(data, "claims/pairs_paws/dev.jsonl"):
        yield Pair(
            a=row["a"], b=row["b"], source="paws", same=float(row["label"]), subject=SAME, weight=0.3, is_reported=held
        )


def _edits(data: Path) -> Iterator[Pair]:
    for row, held in _unseen(data, "claims/edits_summedits/dev.jsonl"):
        same = float(row["label"] == "consistent")
        a, b = row["original"], row["edited"]
        yield Pair(a=a, b=b, source="summedits", same=same, subject=SAME, weight=0.5, is_reported=held)
    for row in rows_of(data, "claims/edits_rgb_counterfactual/all.jsonl"):
        a, b = row["true_passage"], row["altered_passage"]
        held = _held(str(row["id"]))
        yield Pair(a=a, b=b, source="rgb", same=OTHER, subject=SAME, is_reported=held)
    for name, most in (("breaking", 400), ("negation", 400)):
        for row, held in list(_unseen(data, f"claims/nli_{name}/dev.jsonl"))[:most]:
            is_synonym = row["label"] == "entailment" and row.get("kind") == "synonyms"
            if row["label"] == "contradiction" or is_synonym:
                same = float(is_synonym)
                yield Pair(a=row["a"], b=row["b"], source=name, same=same, is_reported=held)
    for row in rows_of(data, "claims/discrepancies_news/dev.jsonl"):
        if row["label"] in ("conflict", "differs"):
            held = _held(row["a"])
            yield Pair(a=row["a"], b=row["b"], source="discrepancies", same=OTHER, subject=SAME, is_reported=held)


def _events(data: Path) -> Iterator[Pair]:
    for split in ("train.jsonl.gz", "dev.jsonl"):
        for row in rows_of(data, f"claims/events_ecbplus/pairs_{split}"):
            is_event = row["label"] == "same_event"
            same = None if is_event else OTHER
            held = split == "dev.jsonl"
            subject = float(is_event)
            yield Pair(a=row["a"], b=row["b"], source="ecb", same=same, subject=subject, weight=0.3, is_reported=held)


def _speeches(data: Path) -> Iterator[Pair]:
    for row in rows_of(data, "claims/match_known_lie/typed_train.jsonl"):
        if row["match"] == "CLEAN":
            held = _held(row["doc"])
            yield Pair(a=row["text"], b=row["vclaim"], source="lie", same=SAME, subject=SAME, is_reported=held)


def _mutated(alike: list[Pair], rng: random.Random) -> Iterator[Pair]:
    """Yield pairs of which one text has been changed in a fact: what is alike but for that is another claim."""
    texts = [pair.a for pair in alike]
    for pair in alike[:2200]:
        others = rng.sample(texts, 4)
        start = pair.a if rng.random() < 0.3 else pair.b
        number = _number(start, others, rng) if rng.random() < 0.25 else None
        changed = number or _changed(start, others, rng)
        if changed and changed != pair.a:
            subject = SAME if number else None
            a, b = (pair.a, changed) if rng.random() < 0.5 else (changed, pair.a)
            yield Pair(a=a, b=b, source="changed", same=OTHER, subject=subject, is_reported=_held(pair.a))
