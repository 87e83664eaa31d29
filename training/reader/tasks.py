"""The two things the reader learns: how two texts stand to each other, and which sentence answers a question."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.backbone import Ints
from onrecord.reader.network import PairNetwork
from onrecord.reader.pairs import Cutter, Pieces, columns_of
from training.reader.candidates import Group
from training.reader.fit import Recipe, bucketed, fit
from training.reader.relations import Example

_LEAST = 1e-6
_MASK = 103
_REWORDED = 0.35
_NONE = 0.3


def fit_relations(
    network: PairNetwork, found: Sequence[Example], cutter: Cutter, recipe: Recipe, save: Path
) -> PairNetwork:
    """Train on examples of relations; the loss is that of all the relations that an example may have."""
    rng = random.Random(recipe.seed)  # noqa: S311 - no secret
    pieces = cutter.cut([text for e in found for text in (e.premise, e.hypothesis)])

    def rows(example: Example) -> list[Ints]:
        return [columns_of(pieces[example.premise], pieces[example.hypothesis])]

    def batches(_: int) -> Iterator[list[Example]]:
        lengths = [_length(pieces, e) for e in found]
        for batch in bucketed(lengths, recipe.batch_tokens, rng):
            yield [found[number] for number in batch]

    return fit(network, batches, rows, relation_loss, recipe, save)


def relation_loss(logits: Tensor, batch: Sequence[Example]) -> Tensor:
    """Return the weighted mean of the cross-entropies, where any allowed relation is right."""
    allowed = torch.tensor([e.allowed for e in batch], dtype=torch.float32)
    weights = torch.tensor([e.weight for e in batch])
    smoothed = 0.96 * allowed + 0.04 / 3
    right = (logits.softmax(-1) * smoothed).sum(-1).clamp(min=_LEAST).log()
    return -(right * weights).sum() / weights.sum()


def _length(pieces: dict[str, Pieces], example: Example) -> int:
    return min(192, len(pieces[example.premise]) + len(pieces[example.hypothesis]) + 3)


def fit_answers(
    network: PairNetwork, found: Sequence[Group], cutter: Cutter, recipe: Recipe, save: Path
) -> PairNetwork:
    """Train on groups of candidates: the right ones against the others and against "none of these"."""
    rng = random.Random(recipe.seed)  # noqa: S311 - no secret
    pieces = cutter.cut([text for g in found for text in (g.question, *g.sentences, *g.around)])
    lengths = [sum(row.shape[1] for row in _rows(group, pieces)) for group in found]

    def rows(group: Group) -> list[Ints]:
        hidden = pieces[group.question]
        if rng.random() < _REWORDED:
            hidden = _masked(hidden, [pieces[s] for s in group.sentences], rng)
        return _rows(group, pieces, hidden)

    def batches(_: int) -> Iterator[list[Group]]:
        for batch in bucketed(lengths, recipe.batch_tokens, rng, [len(group.sentences) for group in found]):
            yield [found[number] for number in batch]

    return fit(network, batches, rows, answer_loss, recipe, save)


def answer_loss(logits: Tensor, batch: Sequence[Group]) -> Tensor:
    """Return the weighted mean over groups; "none" has the logit 0, and is right when the right ones are left out."""
    losses, weights = [], []
    at = 0
    for group in batch:
        scores = logits[at : at + len(group.sentences), 0]
        at += len(group.sentences)
        right = torch.tensor(group.right)
        none = scores.new_zeros(1)
        wrong = torch.cat((scores[~right], none)).logsumexp(0)
        if right.any():
            each = functional.softplus(wrong - scores[right]).mean()
            losses.append(each + _NONE * wrong)
        else:
            losses.append(wrong)
        weights.append(group.weight)
    counts = torch.tensor(weights)
    return (torch.stack(losses) * counts).sum() / counts.sum()


def _rows(group: Group, pieces: dict[str, Pieces], question: Pieces | None = None) -> list[Ints]:
    asked = pieces[group.question] if question is None else question
    return [
        columns_of(asked, pieces[sentence], pieces[around] if around else None)
        for sentence, around in zip(group.sentences, group.around, strict=True)
    ]


def _masked(question: Pieces, judged: Sequence[Pieces], rng: random.Random) -> Pieces:
    """Return the question with some of the pieces hidden that the sentences also have, as if it were reworded."""
    shared = set().union(*(set(pieces.ids.tolist()) for pieces in judged))
    rate = rng.uniform(0.1, 0.5)
    ids = [_MASK if piece in shared and rng.random() < rate else piece for piece in question.ids.tolist()]
    return Pieces(ids=np.array(ids, dtype=np.int64), shapes=question.shapes)
