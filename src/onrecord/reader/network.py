"""The reader's network: a six-layer encoder that reads two texts together, and a head.

Import this module only where a network is needed: it imports torch.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.backbone import LAYERS, encoder_layers

WIDTH, HEADS, VOCABULARY, POSITIONS = 384, 12, 30522, 512
TYPES, FLAGS = 3, 7
JUDGED = 1
"""The type of the tokens of the text that is judged; 0 is what it is judged against, 2 what stands around it."""


class Shared(nn.Module):
    """Dropout that drops a channel for a whole sequence, which is cheap on a CPU."""

    def __init__(self, rate: float) -> None:
        """Drop channels with the probability `rate`, in training only."""
        super().__init__()
        self.rate = rate

    def forward(self, hidden: Tensor) -> Tensor:
        """Return `hidden`, batch x token x width, with some channels at zero while training."""
        if not self.training or not self.rate:
            return hidden
        keep = hidden.new_empty(hidden.shape[0], 1, hidden.shape[2]).bernoulli_(1 - self.rate)
        return hidden * (keep / (1 - self.rate))


class Layer(nn.Module):
    """One layer of the encoder, normed after each half, as BERT is."""

    def __init__(self, dropout: float) -> None:
        """Build it with random weights."""
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Shared(dropout)

    def forward(self, hidden: Tensor, seen: Tensor) -> Tensor:
        """Return the next hidden states; `seen` is what may be looked at, batch x 1 x 1 x token."""
        batch, length, _ = hidden.shape
        parts = self.attend(hidden).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = parts.unbind(0)
        mixed = (_mixed if self.training else functional.scaled_dot_product_attention)(query, key, value, seen)
        mixed = self.attended(mixed.transpose(1, 2).reshape(batch, length, WIDTH))
        hidden = self.norm1(hidden + self.dropout(mixed))
        changed = self.narrow(functional.gelu(self.widen(hidden)))
        normed: Tensor = self.norm2(hidden + self.dropout(changed))
        return normed


def _mixed(query: Tensor, key: Tensor, value: Tensor, seen: Tensor) -> Tensor:
    """Return what attention mixes, batch x head x token x channel: the plain way, which trains faster on a CPU."""
    batch, heads, length, channels = query.shape
    flat = (batch * heads, length, channels)
    scores = torch.bmm((query * channels**-0.5).reshape(flat), key.reshape(flat).transpose(1, 2))
    scores = scores.view(batch, heads, length, length) + torch.where(seen, 0.0, -1e4).to(scores.dtype)
    shares = scores.softmax(-1).to(value.dtype).view(-1, length, length)
    return torch.bmm(shares, value.reshape(flat)).view(query.shape)


class PairNetwork(nn.Module):
    """Scores pairs of texts: one row of logits for each."""

    def __init__(self, outputs: int, dropout: float = 0.0) -> None:
        """Build the network with random weights and a head of `outputs` logits."""
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.types = nn.Embedding(TYPES, WIDTH)
        self.flags = nn.Embedding(FLAGS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * WIDTH, outputs)

    def forward(self, columns: Tensor, seen: Tensor) -> Tensor:
        """Return the logits, batch x outputs.

        `columns` is batch x 3 x token: word pieces, types, flags; `seen` is batch x token, false where no token is.
        """
        ids, types, flags = columns.unbind(1)
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.norm(self.words(ids) + self.positions(places) + self.types(types) + self.flags(flags))
        mask = seen[:, None, None, :]
        for layer in self.layers:
            hidden = layer(hidden, mask)
        judged = ((types == JUDGED) & seen).to(hidden.dtype).unsqueeze(1)
        mean = (judged @ hidden).squeeze(1) / judged.sum(2).clamp(min=1)
        logits: Tensor = self.head(self.dropout(torch.cat((hidden[:, 0], mean), dim=1)))
        return logits


def from_backbone(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the encoder's part of a state dict from the backbone's own weights, flags at zero."""
    types = tensors["embeddings.token_type_embeddings.weight"]
    state = {
        "words.weight": tensors["embeddings.word_embeddings.weight"],
        "positions.weight": tensors["embeddings.position_embeddings.weight"],
        "types.weight": torch.cat((types, types[:1])),
        "flags.weight": torch.zeros(FLAGS, WIDTH),
        "norm.weight": tensors["embeddings.LayerNorm.weight"],
        "norm.bias": tensors["embeddings.LayerNorm.bias"],
    }
    names = {
        "qkv": "attend.{}",
        "attention.output.dense": "attended.{}",
        "attention.output.LayerNorm": "norm1.{}",
        "intermediate.dense": "widen.{}",
        "output.dense": "narrow.{}",
        "output.LayerNorm": "norm2.{}",
    }
    return state | encoder_layers(tensors, "layers", names)
