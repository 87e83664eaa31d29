"""Fits the network: full fine-tuning of the backbone's layers on groups of pairs, within a number of tokens."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from onrecord.backbone import Ints
from onrecord.reader.network import PairNetwork
from onrecord.reader.pairs import batches as batches_of
from onrecord.reader.pairs import padded
from training.schedule import layer_groups, learning_scale

_TOGETHER = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that decides what the training gives, beside the data.

    The embeddings and the lowest `frozen` layers stay as they are, which saves a fifth of the time for two.
    """

    seed: int = 7
    rate: float = 2.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warmup: float = 0.06
    tokens: int = 3_000_000
    batch_tokens: int = 3072
    dropout: float = 0.05
    weight_decay: float = 0.01
    average: float = 0.99
    frozen: int = 0


Batch = Sequence[Any]
Rows = Callable[[Any], list[Ints]]
Loss = Callable[[Tensor, Batch], Tensor]


def fit(
    network: PairNetwork, batches: Callable[[int], Iterator[Batch]], rows: Rows, loss: Loss, recipe: Recipe, save: Path
) -> PairNetwork:
    """Train `network` in place; return one that holds the running average of its weights, saved now and then.

    `batches(epoch)` yields an epoch's batches of examples, `rows(example)` what of one is read, in order, and
    `loss(logits, batch)` judges the logits of all the rows of a batch.
    """
    torch.manual_seed(recipe.seed)
    network.words.requires_grad_(requires_grad=False)
    groups = _groups(network, recipe)
    rates = [group["lr"] for group in groups]
    optimizer = torch.optim.AdamW(groups, weight_decay=recipe.weight_decay, fused=True)
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(recipe.average))  # type: ignore[no-untyped-call]
    network.train()
    spent, step, epoch, mean, begun = 0, 0, 0, 0.0, time.monotonic()
    while spent < recipe.tokens:
        for batch in batches(epoch):
            scale = learning_scale(spent / recipe.tokens, recipe.warmup, 0.01)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * scale
            with torch.autocast("cpu", torch.bfloat16):
                logits, size = _logits(network, [row for example in batch for row in rows(example)])
            value = loss(logits, batch)
            optimizer.zero_grad()
            value.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            average.update_parameters(network)
            spent, step = spent + size, step + 1
            mean += (value.item() - mean) * max(0.02, 1 / step)
            if step % 25 == 0:
                pace = spent / (time.monotonic() - begun)
                print(
                    f"epoch {epoch} step {step}: {spent / recipe.tokens:.1%}, loss {mean:.4f}, {pace:.0f} tokens/s",
                    flush=True,
                )
                torch.save(average.module.state_dict(), save)
            if spent >= recipe.tokens:
                break
        epoch += 1
    torch.save(average.module.state_dict(), save)
    return cast("PairNetwork", average.module)


def _logits(network: PairNetwork, rows: Sequence[Ints]) -> tuple[Tensor, int]:
    """Return the logits of the rows, in order, and the tokens it took: rows of like length are read together."""
    parts, order, size = [], [], 0
    for numbers in batches_of([row.shape[1] for row in rows], _TOGETHER):
        columns, seen = padded([rows[number] for number in numbers])
        parts.append(network(torch.from_numpy(columns), torch.from_numpy(seen)).float())
        order += numbers
        size += seen.size
    return torch.cat(parts)[torch.tensor(order).argsort()], size


def _groups(network: PairNetwork, recipe: Recipe) -> list[dict[str, Any]]:
    groups, low = layer_groups(network.layers, recipe.rate, recipe.layer_decay)
    network.positions.requires_grad_(requires_grad=False)
    features = [network.types.weight, network.flags.weight]
    if recipe.frozen:
        for part in (network.types, network.flags, network.norm, *network.layers[: recipe.frozen]):
            part.requires_grad_(requires_grad=False)
        return [*groups[recipe.frozen :], {"params": list(network.head.parameters()), "lr": recipe.head_rate}]
    groups.append({"params": list(network.norm.parameters()), "lr": low})
    groups.append({"params": [*features, *network.head.parameters()], "lr": recipe.head_rate})
    return groups


def bucketed(
    lengths: Sequence[int], tokens: int, rng: random.Random, rows: Sequence[int] | None = None
) -> list[list[int]]:
    """Return batches of example numbers, each of like length and at most `tokens`, in random order.

    An example that makes several rows has their sum as its length; `rows` says how many.
    """
    mean = [length / (rows[number] if rows else 1) for number, length in enumerate(lengths)]
    batches: list[list[int]] = [[]]
    size = 0
    for number in sorted(range(len(lengths)), key=lambda number: mean[number] + rng.randint(0, 6)):
        size += lengths[number]
        if batches[-1] and size > tokens:
            batches.append([])
            size = lengths[number]
        batches[-1].append(number)
    rng.shuffle(batches)
    return batches
