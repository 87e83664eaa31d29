"""Fits the network: full fine-tuning of the backbone's layers, tags and links together, products in bfloat16."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that decides what the training gives, beside the data."""

    seed: int = 7
    epochs: int = 5
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


def fit(network: Network, records: list[dict[str, Any]], tokenizer: Tokenizer, recipe: Recipe) -> Network:
    """Train `network` in place; return one that holds the running average of its weights."""
    rng = random.Random(recipe.seed)  # noqa: S311 - no secret
    torch.manual_seed(recipe.seed)
    _prepare(network, recipe)
    plain = [example_of(r["text"], r["quotes"], tokenizer) for r in records]
    optimizer = torch.optim.AdamW(_groups(network, recipe), weight_decay=recipe.weight_decay, fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(recipe.average))  # type: ignore[no-untyped-call]
    network.train()
    for epoch in range(recipe.epochs):
        batches = _batches(records, plain, tokenizer, recipe, rng)
        losses = []
        for number, batch in enumerate(batches):
            scale = learning_scale((epoch + number / len(batches)) / recipe.epochs, recipe.warmup)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * scale
            with torch.autocast("cpu", torch.bfloat16):
                loss = _loss(network, batch, recipe, rng)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            average.update_parameters(network)
            losses.append(loss.item())
        print(f"epoch {epoch + 1} of {recipe.epochs}: loss {np.mean(losses):.4f}", flush=True)
    return cast("Network", average.module)


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
