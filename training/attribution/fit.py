"""Fits the network: full fine-tuning of the backbone's layers, tags and links together, products in bfloat16."""

import copy
import random
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from onrecord.attribution.tagger.network import ROLES, Network
from training.attribution.attention import write_out_attention
from training.attribution.examples import (
    IGNORED,
    MASK,
    PAD,
    Example,
    Window,
    columns_of,
    cut,
    example_of,
    restyled,
    targets_of,
)
from training.schedule import layer_groups, learning_scale

_SEEDS = 1000
"""What a branch's seed is multiplied by, so that each of its epochs has one of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that decides what the training gives, beside the data."""

    seed: int = 7
    branches: tuple[int, ...] = (11,)
    epochs: int = 5
    shared: int = 3
    rate: float = 3e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warmup: float = 0.06
    limit: int = 254
    batch_tokens: int = 2560
    masked: float = 0.06
    dropout: float = 0.1
    link_weight: float = 0.45
    weight_decay: float = 0.01
    average: float = 0.995


class SharedDropout(nn.Module):
    """Dropout that drops a channel for a whole sequence: as good here, and several times cheaper on a CPU."""

    def __init__(self, rate: float) -> None:
        """Drop channels with the probability `rate`."""
        super().__init__()
        self.rate = rate

    def forward(self, hidden: Tensor) -> Tensor:
        """Return `hidden`, batch x token x width, with some channels at zero while training."""
        if not self.training:
            return hidden
        keep = hidden.new_empty(hidden.shape[0], 1, hidden.shape[2]).bernoulli_(1 - self.rate)
        return hidden * (keep / (1 - self.rate))


@dataclass(slots=True)
class _Course:
    """A training under way."""

    network: Network
    average: AveragedModel
    optimizer: torch.optim.Optimizer
    rates: list[float]


def fit(network: Network, records: list[dict[str, Any]], tokenizer: Tokenizer, recipe: Recipe) -> Network:
    """Train `network`; return one with the mean of the running averages that the branches end with.

    All branches share the first epochs, and then go on with the articles in orders of their own.
    """
    torch.manual_seed(recipe.seed)
    _prepare(network, recipe)
    optimizer = torch.optim.AdamW(_groups(network, recipe), weight_decay=recipe.weight_decay, fused=True)
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(recipe.average))  # type: ignore[no-untyped-call]
    rates = [group["lr"] for group in optimizer.param_groups]
    trunk = _Course(network=network, average=average, optimizer=optimizer, rates=rates)
    trunk.network.train()
    plain = [example_of(r["text"], r["quotes"], tokenizer) for r in records]
    for epoch in range(recipe.shared):
        _run_epoch(trunk, recipe, (recipe.seed, epoch), records, plain, tokenizer)
    ends = []
    for seed in (recipe.seed, *recipe.branches):
        branch = copy.deepcopy(trunk)
        for epoch in range(recipe.shared, recipe.epochs):
            _run_epoch(branch, recipe, (seed, epoch), records, plain, tokenizer)
        ends.append(cast("Network", branch.average.module))
    return _mean(ends)


def _mean(networks: list[Network]) -> Network:
    """Return the first of the networks with the mean of all their weights."""
    states = [network.state_dict() for network in networks]
    mean = {name: torch.stack([state[name] for state in states]).mean(dim=0) for name in states[0]}
    networks[0].load_state_dict(mean)
    return networks[0]


def _run_epoch(
    course: _Course,
    recipe: Recipe,
    number: tuple[int, int],
    records: list[dict[str, Any]],
    plain: list[Example],
    tokenizer: Tokenizer,
) -> None:
    """Train through all articles once; `number` is the seed of the branch and that of the epoch."""
    seed, epoch = number
    torch.manual_seed(_SEEDS * seed + epoch)
    rng = random.Random(_SEEDS * seed + epoch)  # noqa: S311 - no secret
    batches = _batches(records, plain, tokenizer, recipe, rng)
    losses = []
    for done, batch in enumerate(batches):
        scale = learning_scale((epoch + done / len(batches)) / recipe.epochs, recipe.warmup)
        for group, rate in zip(course.optimizer.param_groups, course.rates, strict=True):
            group["lr"] = rate * scale
        with torch.autocast("cpu", torch.bfloat16):
            loss = _loss(course.network, batch, recipe, rng)
        course.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(course.network.parameters(), 1.0)
        course.optimizer.step()
        course.average.update_parameters(course.network)
        losses.append(loss.item())
    print(f"seed {seed}, epoch {epoch + 1} of {recipe.epochs}: loss {np.mean(losses):.4f}", flush=True)


def _prepare(network: Network, recipe: Recipe) -> None:
    """Keep the word embeddings as they are, and put cheap dropout and attention into the layers."""
    write_out_attention(network)
    network.words.requires_grad_(requires_grad=False)
    for layer in network.layers.layers:
        layer.dropout1, layer.dropout2 = SharedDropout(recipe.dropout), SharedDropout(recipe.dropout)


def _groups(network: Network, recipe: Recipe) -> list[dict[str, Any]]:
    groups, low = layer_groups(network.layers.layers, recipe.rate, recipe.layer_decay)
    groups.append({"params": [network.positions.weight, *network.norm.parameters()], "lr": low})
    features = [e.weight for e in (network.marks, network.breaks, network.shapes)]
    heads = (network.tags, network.link_from, network.link_to, network.link_bias)
    groups.append({"params": [*features, *(p for h in heads for p in h.parameters())], "lr": recipe.head_rate})
    return groups


def _batches(
    records: list[dict[str, Any]], plain: list[Example], tokenizer: Tokenizer, recipe: Recipe, rng: random.Random
) -> list[list[Window]]:
    """Return an epoch's windows, each batch of like length, the batches in random order."""
    pieces: list[Window] = []
    for record, example in zip(records, plain, strict=True):
        styled = restyled(record, rng)
        chosen = example if styled is record else example_of(styled["text"], styled["quotes"], tokenizer)
        pieces.extend(cut(chosen, rng, recipe.limit))
    pieces.sort(key=lambda piece: len(piece) + rng.randint(0, 8))
    batches: list[list[Window]] = [[]]
    for piece in pieces:
        if batches[-1] and (len(batches[-1]) + 1) * (len(piece) + 2) > recipe.batch_tokens:
            batches.append([])
        batches[-1].append(piece)
    rng.shuffle(batches)
    return batches


def padded(batch: list[Window]) -> tuple[Tensor, Tensor]:
    """Return the columns of several windows and where they are padding."""
    size = max(len(window) for window in batch) + 2
    columns = np.full((len(batch), 4, size), PAD, dtype=np.int64)
    padding = np.ones((len(batch), size), dtype=bool)
    for row, window in enumerate(batch):
        columns[row, :, : len(window) + 2] = columns_of(window.example.encoding, window.start, window.end)
        padding[row, : len(window) + 2] = False
    return torch.from_numpy(columns), torch.from_numpy(padding)


def _loss(network: Network, batch: list[Window], recipe: Recipe, rng: random.Random) -> Tensor:
    columns, padding = padded(batch)
    masked = torch.rand(columns[:, 0].shape) < recipe.masked
    masked &= (columns[:, 0] > MASK) & (rng.random() < 0.8)
    columns[:, 0][masked] = MASK
    tags, links = network(columns, padding)
    size = columns.shape[2]
    gold = [targets_of(window) for window in batch]
    gold_tags, gold_links, weights = (
        torch.from_numpy(
            np.stack([np.pad(g[i], ((0, 0), (0, size - g[i].shape[1])), constant_values=fill) for g in gold])
        )
        for i, fill in ((0, IGNORED), (1, IGNORED), (2, 0))
    )
    tag_loss = functional.cross_entropy(tags.permute(0, 3, 2, 1), gold_tags, ignore_index=IGNORED)
    known = gold_links != IGNORED
    link_losses = functional.cross_entropy(links[known], gold_links[known], reduction="none")
    link_loss = (link_losses * weights[known]).sum() / weights[known].sum().clamp(min=1)
    return len(ROLES) * tag_loss + recipe.link_weight * link_loss
