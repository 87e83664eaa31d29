"""Our own questions, with the sentences that the product's search brings: what the answers are adapted to last.

Their evidence is kept as places in articles, so the articles must be at hand. Each question is asked of its own archive
once; the wrong sentences are those that the ranker holds likeliest.
"""

import random
from collections.abc import Mapping, Sequence

import numpy as np
from benchmarks.calibrate import Case
from torch import Tensor

from onrecord.answering.ranking.ranker import shipped_ranker
from onrecord.answering.ranking.reading import context_of
from training.reader.candidates import Group

MOST = 5
HALVES = "halves.json"
"""The file that says in which half the questions about each article were, beside the checkpoints."""

_SETS = ("samples", "articles", "reworded", "one of many")
_DRAWN = 12
"""Of the likeliest wrong sentences, those that are drawn from; the first two are always among the chosen."""


def own_groups(cases: Sequence[Case], rng: random.Random, most: int = MOST) -> list[Group]:
    """Return a group for each question that the search found the answer of, and for each that has none."""
    usable = [case for case in cases if case.set in _SETS and case.is_usable and case.candidates]
    found = [_group(case, rng, most) for case in usable]
    rng.shuffle(found)
    return found


def halves(cases: Sequence[Case]) -> dict[str, int]:
    """Return in which half each article's questions are: what adapts on one half is reported on by the other."""
    ordered = sorted({case.asked.group for case in cases})
    order = np.random.default_rng(1).permutation(len(ordered))
    return {group: int(order[i]) % 2 for i, group in enumerate(ordered)}


def mean_of(states: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of several networks' weights: what each learnt on its half is in it."""
    return {name: sum((state[name] for state in states[1:]), states[0][name]) / len(states) for name in states[0]}


def _group(case: Case, rng: random.Random, most: int) -> Group:
    shares, _ = shipped_ranker().probabilities(case.question_kind, case.rows, list(case.none))
    rights = [int(n) for n in np.flatnonzero(case.right)]
    rights = sorted(rights, key=lambda n: -shares[n])[:2]
    likely = [int(n) for n in np.argsort(-shares, kind="stable") if not case.right[n]][:_DRAWN]
    room = most - len(rights)
    wrongs = [*likely[:2], *rng.sample(likely[2:], min(len(likely[2:]), max(0, room - 2)))][:room]
    chosen = [case.candidates[n] for n in (*rights, *wrongs)]
    return Group(
        question=case.question.text,
        sentences=tuple(each.text for each in chosen),
        right=tuple(n < len(rights) for n in range(len(chosen))),
        around=tuple(context_of(each) for each in chosen),
    )
