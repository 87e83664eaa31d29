"""Annotated articles as training examples: tags and links for every token, cut into windows."""

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.attribution.tagger.features import Encoding, encode, windows
from onrecord.attribution.tagger.network import LINKS, ROLES
from onrecord.backbone import Ints

OUT, BEGIN, IN = range(3)
NOTHING, IGNORED = -1, -2
CLS, SEP, PAD, MASK = 101, 102, 0, 103
_ASIDE, _ASIDE_FROM = 13, 5
STYLES = (
    str.maketrans({"“": '"', "”": '"'}),
    str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"}),
    str.maketrans({"“": "‘", "”": "’", "‘": "“", "’": "’"}),
    str.maketrans({"“": "«", "”": "»"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One text's tokens with `tags`, role x token, and `links`, link x token: a token, NOTHING or IGNORED."""

    encoding: Encoding
    tags: Ints
    links: Ints
    weights: np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The tokens `start:end` of an example."""

    example: Example
    start: int
    end: int

    def __len__(self) -> int:
        """Return the number of tokens, without the two special ones."""
        return self.end - self.start


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Return the records of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def parted(records: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the articles to learn from, in the order of their ids, and every thirteenth of an outlet, to choose by."""
    learnt: list[dict[str, Any]] = []
    aside: list[dict[str, Any]] = []
    count: Counter[str] = Counter()
    for record in sorted(records, key=itemgetter("id")):
        (aside if count[record["publisher"]] % _ASIDE == _ASIDE_FROM else learnt).append(record)
        count[record["publisher"]] += 1
    return learnt, aside


def example_of(text: str, quotes: Sequence[dict[str, Any]], tokenizer: Tokenizer) -> Example:
    """Return the example that an annotated text makes."""
    encoding = encode(text, tokenizer)
    size = len(encoding)
    tags = np.zeros((len(ROLES), size), dtype=np.int64)
    links = np.full((len(LINKS), size), IGNORED, dtype=np.int64)
    weights = np.zeros((len(LINKS), size), dtype=np.float32)
    for quote in quotes:
        source, cue, content = (
            [tokens for span in quote[key] or [] if len(tokens := _tokens(encoding, *span))]
            for key in ("speaker_spans", "cue_spans", "content_spans")
        )
        for role, pieces in enumerate((source, cue, content)):
            for tokens in pieces:
                tags[role, tokens] = IN
                tags[role, tokens[0]] = BEGIN
        said = np.concatenate(content) if content else np.zeros(0, dtype=np.int64)
        cued = np.concatenate(cue) if cue else np.zeros(0, dtype=np.int64)
        for link, (ends, targets) in enumerate(((said, cue), (said, source), (cued, source))):
            links[link, ends] = targets[0][0] if targets else NOTHING
            weights[link, ends] = 1 / max(len(ends), 1) ** 0.5
    return Example(encoding=encoding, tags=tags, links=links, weights=weights)


def _tokens(encoding: Encoding, start: int, end: int) -> Ints:
    return np.flatnonzero((encoding.starts < end) & (encoding.ends > start))


def restyled(record: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return the record, sometimes with its quotation marks in another style of the same width."""
    return {**record, "text": record["text"].translate(rng.choice(STYLES))} if rng.random() < 0.35 else record


def cut(example: Example, rng: random.Random, limit: int) -> Iterator[Window]:
    """Cut an example into windows for training, now and then into short ones."""
    size = rng.randint(30, 110) if rng.random() < 0.12 else limit
    first = min(rng.randint(48, limit), size)
    for offset, start, end in (
        (0, 0, min(first, len(example.encoding))),
        *((first, a, b) for a, b in windows(example.encoding.breaks[first:], size, 12)),
    ):
        if end > start:
            yield Window(example=example, start=offset + start, end=offset + end)


def columns_of(encoding: Encoding, start: int, end: int) -> Ints:
    """Return the four columns that the network reads for a range of tokens, special tokens added."""
    ids, *rest = (column[start:end] for column in encoding.columns())
    return np.stack([np.concatenate(([CLS], ids, [SEP])), *(np.pad(column, 1) for column in rest)])


def targets_of(window: Window) -> tuple[Ints, Ints, np.ndarray[Any, np.dtype[np.float32]]]:
    """Return tags, links and link weights within a window; links that leave it are ignored, 0 is a link to nothing."""
    part = slice(window.start, window.end)
    links = window.example.links[:, part]
    inside = (links >= window.start) & (links < window.end)
    local = np.where(inside, links - window.start + 1, np.where(links == NOTHING, 0, IGNORED))
    edges = ((0, 0), (1, 1))
    return (
        np.pad(window.example.tags[:, part], edges, constant_values=IGNORED),
        np.pad(local, edges, constant_values=IGNORED),
        np.pad(window.example.weights[:, part], edges),
    )
