"""The data files, and who may see which part of them.

A file without a training part of its own is cut by document before anything is looked at: a third is for reports
only, a tenth to tune on, the rest to train on.
"""

import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

Row = dict[str, Any]
TRAIN, TUNE, REPORT = "train", "tune", "report"
SEED = "reader-1"
_DIGEST_SPACE = 1000


def rows_of(data: Path, name: str) -> list[Row]:
    """Return the rows of `name`, a path below `data`, gzip or plain."""
    path = data / name
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return [json.loads(line) for line in text.split("\n") if line]


def part_of(key: str) -> str:
    """Return the part that a document belongs to; texts that differ in case and spacing only belong together."""
    plain = " ".join(re.findall(r"\w+", key.casefold()))
    place = int(hashlib.sha256(f"{SEED} {plain}".encode()).hexdigest(), 16) % _DIGEST_SPACE
    return REPORT if place < 333 else TUNE if place < 433 else TRAIN


def part(data: Path, name: str, key: str, which: str) -> list[Row]:
    """Return the rows of one part, cut by the column `key`."""
    return [row for row in rows_of(data, name) if part_of(str(row[key])) == which]


USED = (
    *(f"claims/nli_{name}/dev.jsonl" for name in ("rte3", "negation", "breaking", "fever_symmetric")),
    *(f"claims/nli_{name}/train.jsonl" for name in ("rte", "sick")),
    *(f"claims/nli_mnli_snli_dev/{name}_dev.jsonl.gz" for name in ("mnli", "snli")),
    "claims/edits_summedits/dev.jsonl",
    "claims/edits_rgb_counterfactual/all.jsonl",
    "claims/pairs_paws/dev.jsonl",
    "claims/pairs_mrpc/train.jsonl",
    "claims/pairs_sts_news/train.jsonl",
    "claims/qa_squad2/dev.jsonl",
    "claims/qa_selqa/dev.jsonl",
    "claims/qa_trecqa/train.jsonl",
    *(
        f"reading/{name}.jsonl.gz"
        for name in [
            "relation_fever",
            "newsqa",
            "onestopqa",
            "multirc",
            "quail_dev",
            "ester",
            "tweetqa",
            "qamr_train",
            "qadiscourse",
            "wikiqa",
            "squadshifts_new_wiki",
            "squadshifts_reddit",
            "squad2_train_piece",
            "squad_paraphrased",
            "quoref_contrast",
            "qed_dev",
            "clapnq_dev",
            "duorc_mrqa",
            "timeqa_human",
            "policyqa",
            "subjqa",
        ]
    ),
)
"""Every file that is trained on, in part at least."""
