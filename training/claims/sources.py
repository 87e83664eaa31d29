"""The sentences that the detector is trained on, with their labels, and which are kept apart."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.claims.detection.scales import KINDS

Row = dict[str, Any]
NEWS = Path(__file__).with_name("sentences.jsonl")
SPEECHES, DEBATES, CHECKED = (
    "claims/verifiable_policlaim/train.jsonl",
    "claims/checkworthy_ct24/train.jsonl.gz",
    "claims/claims_averitec/dev.jsonl",
)
TUNE = "claims/checkworthy_ct24/dev.jsonl"
USED = (SPEECHES, DEBATES, CHECKED, TUNE)
FOLDS = (("KY2018", "IN2001"), ("US2016", "DE2021"), ("DE1999", "AL2003"), ("CT2014", "IN2011"))
"""The speeches that are left out together when the network is tried on speeches that it has not seen."""

_TYPES = {"Numerical Claim": "number", "Causal Claim": "cause", "Position Statement": "position"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A sentence with its labels, None where it has none; `fold` is the fold that leaves it out, or -1."""

    text: str
    verifiable: int | None = None
    worth: int | None = None
    kind: int | None = None
    fold: int = -1


def rows_of(path: Path) -> list[Row]:
    """Return the rows of a file, gzip or plain."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return [json.loads(line) for line in text.split("\n") if line]


def digests(data: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that was used."""
    return {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in USED}


def speeches(data: Path) -> list[Labelled]:
    """Return the governors' sentences, each in the fold of its speech."""
    folds = {speech: fold for fold, names in enumerate(FOLDS) for speech in names}
    return [
        Labelled(text=row["text"], verifiable=row["label"], fold=folds[row["doc"]]) for row in rows_of(data / SPEECHES)
    ]


def debates(data: Path, name: str = DEBATES) -> list[Labelled]:
    """Return the debates' sentences."""
    return [Labelled(text=row["text"], worth=row["label"]) for row in rows_of(data / name)]


def news() -> list[Labelled]:
    """Return the invented sentences, most of them as news has them."""
    return [
        Labelled(
            text=row["text"],
            verifiable=row["verifiable"],
            worth=row["worth"],
            kind=KINDS.index(row["kind"]),
            fold=number % len(FOLDS),
        )
        for number, row in enumerate(rows_of(NEWS))
    ]


def kinds_of_checked(data: Path) -> list[Labelled]:
    """Return the claims that fact-checkers gave one type that is one of the kinds."""
    return [
        Labelled(text=row["claim"], kind=KINDS.index(_TYPES[row["types"][0]]))
        for row in rows_of(data / CHECKED)
        if len(row["types"]) == 1 and row["types"][0] in _TYPES
    ]
