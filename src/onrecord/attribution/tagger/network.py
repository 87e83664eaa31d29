"""The tagger's network: a six-layer encoder with a head that tags tokens and one that links them.

Import this module only where a network is needed: it imports torch.
"""

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.backbone import LAYERS, encoder_layers

WIDTH, HEADS, VOCABULARY, POSITIONS = 384, 12, 30522, 512
ROLES = ("source", "cue", "content")
LINKS = ("content_to_cue", "content_to_source", "cue_to_source")
LINK_WIDTH = 128


class Network(nn.Module):
    """Tags each token outside, at the begin or inside of each role, and scores for each token what it belongs to."""

    def __init__(self, dropout: float = 0.0) -> None:
        """Build the network with random weights."""
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.marks = nn.Embedding(5, WIDTH)
        self.breaks = nn.Embedding(4, WIDTH)
        self.shapes = nn.Embedding(4, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        layer = nn.TransformerEncoderLayer(
            WIDTH, HEADS, 4 * WIDTH, dropout, "gelu", layer_norm_eps=1e-12, batch_first=True
        )
        self.layers = nn.TransformerEncoder(layer, LAYERS, enable_nested_tensor=False)
        self.tags = nn.Linear(WIDTH, 3 * len(ROLES))
        self.link_from = nn.Linear(WIDTH, len(LINKS) * LINK_WIDTH)
        self.link_to = nn.Linear(WIDTH, len(LINKS) * LINK_WIDTH)
        self.link_bias = nn.Linear(WIDTH, len(LINKS))

    def forward(self, columns: Tensor, padding: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return the logits of the tags, batch x token x role x 3, and of the links, batch x link x token x token.

        `columns` is batch x 4 x token: word pieces, marks, breaks, shapes. `padding` is true where no token is,
        None where all are full. A link to the first token, [CLS], means a link to nothing.
        """
        hidden = self.encode(columns, padding)
        batch, length, _ = hidden.shape
        tags = self.tags(hidden).view(batch, length, len(ROLES), 3)
        shape = (batch, length, len(LINKS), LINK_WIDTH)
        begin = self.link_from(hidden).view(shape).transpose(1, 2)
        end = self.link_to(hidden).view(shape).transpose(1, 2)
        links = begin @ end.transpose(2, 3) / LINK_WIDTH**0.5 + self.link_bias(hidden).transpose(1, 2)[:, :, None, :]
        return tags, links if padding is None else links.masked_fill(padding[:, None, None, :], -1e4)

    def encode(self, columns: Tensor, padding: Tensor | None = None) -> Tensor:
        """Return the last hidden states, batch x token x width."""
        ids, marks, breaks, shapes = columns.unbind(1)
        places = torch.arange(ids.shape[1], device=ids.device)
        seen = self.words(ids) + self.positions(places) + self.marks(marks) + self.breaks(breaks) + self.shapes(shapes)
        hidden: Tensor = self.dropout(self.norm(seen))
        if self.training:
            return cast("Tensor", self.layers(hidden, src_key_padding_mask=padding))
        mask = None if padding is None else ~padding[:, None, None, :]
        for layer in self.layers.layers:
            hidden = _through(cast("nn.TransformerEncoderLayer", layer), hidden, mask)
        return hidden


def _through(layer: nn.TransformerEncoderLayer, hidden: Tensor, mask: Tensor | None) -> Tensor:
    """Return what a layer makes of hidden states as it does itself, but quicker where some tokens are padding."""
    batch, length, width = hidden.shape
    attention = layer.self_attn
    joined = functional.linear(hidden, attention.in_proj_weight, attention.in_proj_bias)
    query, key, value = joined.view(batch, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
    mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    hidden = layer.norm1(hidden + attention.out_proj(mixed.transpose(1, 2).reshape(batch, length, width)))
    normed: Tensor = layer.norm2(hidden + layer.linear2(functional.gelu(layer.linear1(hidden))))
    return normed


def from_backbone(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the encoder's part of a state dict from the backbone's own weights, feature embeddings at zero."""
    state = {
        "words.weight": tensors["embeddings.word_embeddings.weight"],
        "positions.weight": tensors["embeddings.position_embeddings.weight"]
        + tensors["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": tensors["embeddings.LayerNorm.weight"],
        "norm.bias": tensors["embeddings.LayerNorm.bias"],
        "marks.weight": torch.zeros(5, WIDTH),
        "breaks.weight": torch.zeros(4, WIDTH),
        "shapes.weight": torch.zeros(4, WIDTH),
    }
    names = {
        "qkv": "self_attn.in_proj_{}",
        "attention.output.dense": "self_attn.out_proj.{}",
        "attention.output.LayerNorm": "norm1.{}",
        "intermediate.dense": "linear1.{}",
        "output.dense": "linear2.{}",
        "output.LayerNorm": "norm2.{}",
    }
    return state | encoder_layers(tensors, "layers.layers", names)
