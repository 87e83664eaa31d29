"""Fits the temperature of the answers' probabilities and the logit of "none of these"."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.reader import Reader
from training.reader.candidates import Group, without
from training.reader.questions import squad2_rows, whole
from training.reader.sources import TUNE, part

MOST = 150


def tuning_groups(data: Path, rng: random.Random) -> list[Group]:
    """Return questions over whole news stories and paragraphs of the tuning part, a third of them without an answer."""
    rows = part(data / "reading", "newsqa.jsonl.gz", "context", TUNE)
    found = [whole(row) for row in rng.sample(rows, min(MOST, len(rows)))]
    rows = squad2_rows(data, TUNE)
    found += [whole(row) for row in rng.sample(rows, min(MOST, len(rows)))]
    return [without(group) if any(group.right) and rng.random() < 0.25 else group for group in found]


def calibrate(reader: Reader, groups: Sequence[Group]) -> tuple[float, float]:
    """Return the temperature and the logit of "none" under which the groups are likeliest."""
    scored = [(reader.scores(g.question, g.sentences, g.around), np.array(g.right)) for g in groups if g.sentences]
    tried = [
        (_loss(scored, temperature, none), temperature, none)
        for temperature in np.arange(0.6, 2.61, 0.1)
        for none in np.arange(-3, 3.01, 0.25)
    ]
    _, temperature, none = min(tried)
    return float(temperature), float(none)


def _loss(scored: Sequence[tuple[np.ndarray, np.ndarray]], temperature: float, none: float) -> float:
    total = 0.0
    for scores, right in scored:
        logits = np.append(scores, none) / temperature
        logits = logits - logits.max()
        powers = np.exp(logits)
        hit = powers[:-1][right].sum() if right.any() else powers[-1]
        total -= float(np.log(hit / powers.sum() + 1e-9))
    return total / len(scored)
