"""The detector's network: the backbone's six layers over one sentence, and a head.

Import this module only where a network is needed: it imports torch.
"""

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn

from onrecord.reader.network import POSITIONS, VOCABULARY, WIDTH, Layer, from_backbone

_MOST_TOKENS = 80
_SMALL, _CAPITAL, _DIGIT = range(3)
SentencePieces = tuple[list[int], list[int]]
"""The word pieces of a sentence, and how each begins: small, capital, digit."""


class SentenceNetwork(nn.Module):
    """Scores sentences: one row of logits for each."""

    def __init__(self, outputs: int, dropout: float = 0.0) -> None:
        """Build the network with random weights and a head of `outputs` logits."""
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.types = nn.Embedding(3, WIDTH)
        self.begins = nn.Embedding(3, WIDTH)
        nn.init.zeros_(self.begins.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(6))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * WIDTH, outputs)

    def forward(self, ids: Tensor, begins: Tensor, seen: Tensor) -> Tensor:
        """Return the logits, batch x outputs; all three are batch x token, `seen` false where no token is."""
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.norm(self.words(ids) + self.positions(places) + self.types.weight[0] + self.begins(begins))
        for layer in self.layers:
            hidden = layer(hidden, seen[:, None, None, :])
        counted = seen.to(hidden.dtype).unsqueeze(1)
        mean = (counted @ hidden).squeeze(1) / counted.sum(2)
        logits: Tensor = self.head(self.dropout(torch.cat((hidden[:, 0], mean), dim=1)))
        return logits.float()


def sentence_backbone(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the encoder's part of a state dict from the backbone's own weights."""
    return {name: tensor for name, tensor in from_backbone(tensors).items() if not name.startswith("flags")}


def pieces_of(text: str, ids: Sequence[int], offsets: Sequence[tuple[int, int]]) -> SentencePieces:
    """Return what the network reads of a text, cut where it is longer than it reads."""
    begins = [
        _SMALL if start == end else _DIGIT if text[start].isdigit() else _CAPITAL if text[start].isupper() else _SMALL
        for start, end in offsets[:_MOST_TOKENS]
    ]
    return list(ids[:_MOST_TOKENS]), begins


def stacked(rows: Sequence[SentencePieces]) -> tuple[Tensor, Tensor, Tensor]:
    """Return rows as the tensors that the network takes."""
    longest = max(len(ids) for ids, _ in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    begins, seen = torch.zeros_like(ids), torch.zeros(len(rows), longest, dtype=torch.bool)
    for row, (pieces, kinds) in enumerate(rows):
        ids[row, : len(pieces)] = torch.tensor(pieces)
        begins[row, : len(pieces)] = torch.tensor(kinds)
        seen[row, : len(pieces)] = True
    return ids, begins, seen


def logits_of(network: SentenceNetwork, rows: Sequence[SentencePieces], most: int = 32) -> Tensor:
    """Return the logits of rows in their order, read with others of like length."""
    order = sorted(range(len(rows)), key=lambda row: len(rows[row][0]))
    found = torch.zeros(len(rows), network.head.out_features)
    with torch.inference_mode():
        for batch in _cut(order, most):
            found[batch] = network(*stacked([rows[row] for row in batch]))
    return found


def _cut(order: Sequence[int], most: int) -> Iterator[list[int]]:
    for start in range(0, len(order), most):
        yield list(order[start : start + most])
