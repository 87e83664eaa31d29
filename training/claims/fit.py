"""Fitting the network: the debates first, then all tasks together."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.backbone import backbone_tokenizer
from onrecord.claims.detection.network import SentenceNetwork, SentencePieces, pieces_of, stacked
from training.claims.sources import Labelled
from training.schedule import layer_groups, learning_scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a network is fitted."""

    rate: float = 2e-4
    epochs: int = 1
    seed: int = 0
    tokens: int = 1500
    decay: float = 0.85
    head_rate: float = 1e-3
    warmup: float = 0.08
    weight_decay: float = 0.01


def cut(texts: Sequence[str]) -> list[SentencePieces]:
    """Return what the network reads of texts."""
    encoded = backbone_tokenizer().encode_batch(list(texts))
    return [pieces_of(text, each.ids, each.offsets) for text, each in zip(texts, encoded, strict=True)]


def fit(network: SentenceNetwork, examples: Sequence[Labelled], recipe: Recipe) -> SentenceNetwork:
    """Fit a network to examples and return it, ready to read."""
    for frozen in (network.words, network.positions, network.types):
        frozen.requires_grad_(False)
    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    rows = cut([example.text for example in examples])
    groups, _ = layer_groups(network.layers, recipe.rate, recipe.decay)
    groups += [{"params": list(network.norm.parameters()), "lr": 0.3 * recipe.rate}]
    groups += [{"params": [*network.head.parameters(), network.begins.weight], "lr": recipe.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=recipe.weight_decay)
    rates = [group["lr"] for group in groups]
    plan = [batch for _ in range(recipe.epochs) for batch in _batches(rows, rng, recipe.tokens)]
    network.train()
    begun = time.monotonic()
    for step, batch in enumerate(plan):
        scale = learning_scale(step / len(plan), recipe.warmup, 1e-3)
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * scale
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = network(*stacked([rows[row] for row in batch]))
        lost = _loss(logits.float(), [examples[row] for row in batch])
        optimiser.zero_grad()
        lost.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        if step % 100 == 0:
            print(f"step {step} of {len(plan)}: {lost.item():.3f}, {time.monotonic() - begun:.0f} s", flush=True)
    return network.eval()


def _loss(logits: Tensor, examples: Sequence[Labelled]) -> Tensor:
    """Return the mean loss over what is labelled; a missing label costs nothing."""
    nothing = float("nan")
    tasks = torch.tensor(
        [[nothing if label is None else float(label) for label in (each.verifiable, each.worth)] for each in examples]
    )
    kinds = torch.tensor([-1 if each.kind is None else each.kind for each in examples])
    known, of_kind = ~tasks.isnan(), kinds >= 0
    lost = logits.sum() * 0
    if known.any():
        lost = lost + functional.binary_cross_entropy_with_logits(logits[:, :2][known], tasks[known])
    if of_kind.any():
        lost = lost + functional.cross_entropy(logits[:, 2:][of_kind], kinds[of_kind], reduction="sum") / len(examples)
    return lost


def _batches(rows: Sequence[SentencePieces], rng: np.random.Generator, tokens: int) -> list[list[int]]:
    """Return batches of rows of like length, in random order."""
    order = rng.permutation(len(rows)).tolist()
    found: list[list[int]] = []
    for start in range(0, len(order), 1024):
        batch: list[int] = []
        for row in sorted(order[start : start + 1024], key=lambda row: len(rows[row][0])):
            if batch and (len(batch) + 1) * len(rows[row][0]) > tokens:
                found.append(batch)
                batch = []
            batch.append(row)
        found += [batch] if batch else []
    return [found[place] for place in rng.permutation(len(found))]
