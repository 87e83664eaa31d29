"""Questions with their candidate sentences: which of them answer, and what stands around each."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from onrecord.language.sentences import sentences
from training.reader.candidates import Encode, Group, content, few, less_doubtful, of_another, without
from training.reader.sources import TRAIN, Row, part, part_of, rows_of

NEWS = {"newsqa": 1.0, "onestopqa": 1.0, "multirc": 0.6, "quail_dev": 1.0, "ester": 1.0}
SHARES = {
    "tweetqa": 0.0,
    "squadshifts_new_wiki": 0.15,
    "squadshifts_reddit": 0.07,
    "squad2_train_piece": 0.2,
    "squad_paraphrased": 0.7,
    "quoref_contrast": 0.2,
    "qed_dev": 1.0,
    "clapnq_dev": 1.0,
    "duorc_mrqa": 1.0,
    "timeqa_human": 0.15,
    "policyqa": 0.05,
    "subjqa": 0.05,
}
KEYS = {"newsqa": "context", "onestopqa": "title", "multirc": "doc", "quail_dev": "context", "ester": "context"}
WITHOUT, OTHER = 0.35, 0.35
"""Shares of the news questions that are also asked of their story without the answer, and of another of its names."""


def groups(data: Path, which: str, rng: random.Random, vectors: Encode | None = None) -> list[Group]:
    """Return the groups of one part, each with few candidates, in random order; news comes first in weight.

    With `vectors`, the unit vectors of texts, the wrong sentences of news are those nearest to the question.
    """
    found = list(_news(data, which, rng, vectors))
    for row in (*squad2_rows(data, which), *_wikiqa(data, which)):
        found += few(whole(row), rng)
    for group in selqa(data, which):
        found += few(group, rng)
    if which == TRAIN:
        found += _trained(data, rng)
    rng.shuffle(found)
    return found


def _news(data: Path, which: str, rng: random.Random, vectors: Encode | None) -> Iterator[Group]:
    """Yield the groups of news; of the passages of other kinds that come with them, fewer."""
    for name, times in NEWS.items():
        rows = part(data / "reading", f"{name}.jsonl.gz", KEYS[name], which)
        weight = 1.5 if name in ("newsqa", "onestopqa") else 1.0
        for row in rows:
            if name == "multirc" and row["source"] not in ("News", "Sept11", "Law and Justice") and rng.random() < 0.75:
                continue
            if rng.random() >= times:
                continue
            asked = less_doubtful(whole(row), [each["text"] for each in row["answers"]])
            yield from few(asked, rng, weight, vectors)
            if any(asked.right) and rng.random() < WITHOUT:
                yield from few(without(asked), rng, weight, vectors)
            if rng.random() < OTHER and (other := of_another(asked, rng)):
                yield from few(other, rng, weight, vectors)


def _trained(data: Path, rng: random.Random) -> Iterator[Group]:
    """Yield the groups of files that are only trained on."""
    for name, share in SHARES.items():
        for row in rows_of(data / "reading", f"{name}.jsonl.gz"):
            if rng.random() < share and not _reported(data, row):
                yield from few(whole(row), rng, 0.7)
    for group in judged(data, "claims/qa_trecqa/train.jsonl"):
        for _ in range(4):
            yield from few(group, rng, 1.5)
    yield from _alone(data, rng)


def whole(row: Row) -> Group:
    """Return a row's question over every sentence of its context."""
    text = row["context"]
    spans = [span for span in sentences(text) if span.end - span.start > 8] or sentences(text)
    said = [" ".join(text[span.start : span.end].split()) for span in spans]
    places = [(a["start"], a["start"] + len(a["text"])) for a in row["answers"]]
    right = [any(span.start < end and start < span.end for start, end in places) for span in spans]
    if not row.get("all_needed") and places:
        firsts = [span.start <= start < span.end for span in spans for start, _ in places]
        right = right if not any(firsts) else [any(s.start <= at < s.end for at, _ in places) for s in spans]
    title = row.get("title") or ""
    around = [" ".join(filter(None, (title, *said[max(0, n - 1) : n]))) for n in range(len(said))]
    return Group(question=row["question"], sentences=tuple(said), right=tuple(right), around=tuple(around))


def squad2_rows(data: Path, which: str) -> list[Row]:
    """Return SQuAD 2 questions, those without an answer too, of one part, by article."""
    rows = part(data, "claims/qa_squad2/dev.jsonl", "title", which)
    return [
        {
            "question": asked["question"],
            "context": row["context"],
            "title": row["title"].replace("_", " "),
            "answers": [{"start": start, "text": text} for start, _, text in asked["answers"]],
        }
        for row in rows
        for asked in row["qas"]
    ]


def _wikiqa(data: Path, which: str) -> list[Row]:
    return part(data / "reading", "wikiqa.jsonl.gz", "question", which)


def selqa(data: Path, which: str) -> list[Group]:
    """Return SelQA's questions over whole sections, by article."""
    return [
        Group(
            question=row["question"],
            sentences=tuple(row["sentences"]),
            right=tuple(n in row["gold"] for n in range(len(row["sentences"]))),
            around=("", *row["sentences"][:-1]),
        )
        for row in part(data, "claims/qa_selqa/dev.jsonl", "article", which)
    ]


def judged(data: Path, name: str) -> list[Group]:
    """Return TREC questions over all their judged sentences."""
    asked: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(data, name):
        asked[row["qid"]].append(row)
    return [
        Group(
            question=plain(rows[0]["question"]),
            sentences=tuple(plain(row["sentence"]) for row in rows),
            right=tuple(bool(row["label"]) for row in rows),
            around=("",) * len(rows),
        )
        for rows in asked.values()
    ]


def plain(text: str) -> str:
    """Return tokenised text as people write it."""
    for mark, meant in (("-LRB-", "("), ("-RRB-", ")"), ("``", "“"), ("''", "”")):
        text = text.replace(mark, meant)
    text = re.sub(r"([(“$]) ", r"\1", text)
    return re.sub(r" (['’]\w{1,2}\b|n't\b|[,.;:?!)”%])", r"\1", text)


def _reported(data: Path, row: Row) -> bool:
    """Whether the row's context is one of the SQuAD paragraphs that are reported on or tuned on."""
    if data not in _REPORTED:
        rows = rows_of(data, "claims/qa_squad2/dev.jsonl")
        _REPORTED[data] = {_key(row["context"]) for row in rows if part_of(row["title"]) != TRAIN}
    return _key(row["context"]) in _REPORTED[data]


_REPORTED: dict[Path, set[str]] = {}


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())[:120]


def _alone(data: Path, rng: random.Random) -> Iterator[Group]:
    """Yield tweets and single sentences, beside the others that share most words with the question."""
    for name, count, weight in (("tweetqa", 900, 0.8), ("qamr_train", 400, 0.4), ("qadiscourse", 400, 0.5)):
        rows = rows_of(data / "reading", f"{name}.jsonl.gz")
        holders: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for word in content(row["context"]):
                holders[word].add(row["context"])
        for row in rng.sample(rows, count):
            shared: dict[str, float] = defaultdict(float)
            for word in sorted(content(row["question"])):
                if len(holders[word]) < 400:
                    for text in holders[word]:
                        shared[text] += 1 / len(holders[word]) ** 0.5
            others = sorted((t for t in shared if t != row["context"]), key=lambda t: (-shared[t], t))[:6]
            chosen = [row["context"], *rng.sample(others, min(3, len(others)))]
            yield Group(
                question=row["question"],
                sentences=tuple(chosen),
                right=tuple(n == 0 for n in range(len(chosen))),
                around=("",) * len(chosen),
                weight=weight,
            )
