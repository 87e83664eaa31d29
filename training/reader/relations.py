"""Examples of the relation of two texts: entailed, neither, contradicted."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.reader.levels import levels
from training.reader.mutations import mutations, stories
from training.reader.sources import TRAIN, part, rows_of
from training.reader.statements import statements

ENTAILED, NEITHER, CONTRADICTED = (1, 0, 0), (0, 1, 0), (0, 0, 1)
NOT_ENTAILED = (0, 1, 1)
LABELS = {
    "entailment": ENTAILED,
    "neutral": NEITHER,
    "contradiction": CONTRADICTED,
    "not_entailment": NOT_ENTAILED,
    "SUPPORTS": ENTAILED,
    "REFUTES": CONTRADICTED,
    "entails": ENTAILED,
    "contradicts": CONTRADICTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Two texts, which of the three relations they may have, and how much the example counts."""

    premise: str
    hypothesis: str
    allowed: tuple[int, int, int]
    weight: float = 1.0


def examples(data: Path, which: str, rng: random.Random) -> list[Example]:
    """Return the examples of one part, in random order."""
    found = [*_split(data, which), *_edited(data, which), *_paired(data, which), *statements(data, which, rng)]
    found += [*mutations(stories(data, which), rng), *levels(data, which, rng)]
    if which == TRAIN:
        found += [*_whole(data), *_fever(data, rng)]
    rng.shuffle(found)
    return found


def _whole(data: Path) -> Iterator[Example]:
    """Yield what is only trained on. Of RTE, nothing that the third RTE challenge's development set also has."""
    claims = data / "claims"
    for name in ("mnli_dev", "snli_dev"):
        for row in rows_of(claims, f"nli_mnli_snli_dev/{name}.jsonl.gz"):
            yield _labelled(row["a"], row["b"], row["label"])
    for row in rows_of(claims, "nli_sick/train.jsonl"):
        yield _labelled(row["a"], row["b"], row["label"], 0.7)
    reported = {_plain(row["a"]) for row in rows_of(claims, "nli_rte3/dev.jsonl")}
    for row in rows_of(claims, "nli_rte/train.jsonl"):
        if _plain(row["a"]) not in reported:
            yield _labelled(row["a"], row["b"], row["label"], 1.5)
    for row in rows_of(claims, "edits_rgb_counterfactual/all.jsonl"):
        yield Example(premise=row["true_passage"], hypothesis=row["altered_passage"], allowed=CONTRADICTED)
    for row in rows_of(claims, "pairs_mrpc/train.jsonl"):
        allowed, weight = (ENTAILED, 0.5) if row["label"] else (NOT_ENTAILED, 0.2)
        yield Example(premise=row["a"], hypothesis=row["b"], allowed=allowed, weight=weight)
    for row in rows_of(claims, "pairs_sts_news/train.jsonl"):
        if row["score"] >= 4.8 or row["score"] <= 2:
            allowed = ENTAILED if row["score"] > 2 else NEITHER if row["score"] < 1.5 else NOT_ENTAILED
            yield Example(premise=row["a"], hypothesis=row["b"], allowed=allowed, weight=0.5)


def _split(data: Path, which: str) -> Iterator[Example]:
    """Yield the entailment sets that have no training part: by premise, or by group of negated versions."""
    claims = data / "claims"
    for row in part(claims, "nli_rte3/dev.jsonl", "a", which):
        for _ in range(2):
            yield _labelled(row["a"], row["b"], row["label"], 1.5)
    for row in part(claims, "nli_negation/dev.jsonl", "group", which):
        yield _labelled(row["a"], row["b"], row["label"])
    for row in part(claims, "nli_breaking/dev.jsonl", "a", which):
        yield _labelled(row["a"], row["b"], row["label"], 0.7)
    for row in part(claims, "nli_fever_symmetric/dev.jsonl", "evidence", which):
        yield _labelled(row["evidence"], row["claim"], row["label"])


def _edited(data: Path, which: str) -> Iterator[Example]:
    """Yield small edits: those that keep the facts both ways round, those that do not."""
    for row in part(data / "claims", "edits_summedits/dev.jsonl", "doc_id", which):
        if row["label"] == "consistent":
            allowed = ENTAILED
        else:
            made_up = not row["edits"] or "hallucinated_fact_insertion" in row["edits"]
            allowed = NOT_ENTAILED if made_up else CONTRADICTED
        weight = 1.5 if row["domain"] == "news" else 1.0
        yield Example(premise=row["original"], hypothesis=row["edited"], allowed=allowed, weight=weight)


def _paired(data: Path, which: str) -> Iterator[Example]:
    """Yield sentences whose words are the same in another order."""
    for row in part(data / "claims", "pairs_paws/dev.jsonl", "a", which):
        allowed = ENTAILED if row["label"] else NOT_ENTAILED
        yield Example(premise=row["a"], hypothesis=row["b"], allowed=allowed)
        yield Example(premise=row["b"], hypothesis=row["a"], allowed=allowed)


def _fever(data: Path, rng: random.Random) -> Iterator[Example]:
    """Yield claims with their evidence, and with another claim's evidence from the same page, which settles nothing."""
    rows = rows_of(data / "reading", "relation_fever.jsonl.gz")
    pages: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for page in row["docs"]:
            pages[page].append(row["evidence"])
    for row in rows:
        yield _labelled(row["evidence"], row["claim"], row["label"])
        others = {
            e for page in row["docs"] for e in pages[page] if row["evidence"] not in e and e not in row["evidence"]
        }
        pool = sorted(others) or [rng.choice(rows)["evidence"]]
        if rng.random() < 0.3:
            yield Example(premise=rng.choice(pool), hypothesis=row["claim"], allowed=NEITHER, weight=0.7)


def _labelled(premise: str, hypothesis: str, label: str, weight: float = 1.0) -> Example:
    return Example(premise=premise, hypothesis=hypothesis, allowed=LABELS[label], weight=weight)


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
