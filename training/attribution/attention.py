"""Self-attention written out, for training: torch's takes over twice as long backwards, in bfloat16 on a CPU."""

from torch import Tensor, nn
from torch.nn import functional

from onrecord.attribution.tagger.network import HEADS, WIDTH, Network


class WrittenAttention(nn.MultiheadAttention):
    """The same attention with the same weights, by two products of matrices; it gives no attention weights."""

    def forward(
        self, query: Tensor, *_: object, key_padding_mask: Tensor | None = None, **__: object
    ) -> tuple[Tensor, None]:
        """Return what `query` attends to in itself; the mask is added to the scores, the least number for padding."""
        batch, length, width = query.shape
        joined = functional.linear(query, self.in_proj_weight, self.in_proj_bias)
        split = joined.view(batch, length, 3, self.num_heads, self.head_dim).permute(2, 0, 3, 1, 4)
        scores = (split[0] * self.head_dim**-0.5) @ split[1].transpose(2, 3)
        if key_padding_mask is not None:
            scores = scores + key_padding_mask[:, None, None, :].to(scores.dtype)
        attended = scores.softmax(-1).to(split.dtype) @ split[2]
        return self.out_proj(attended.transpose(1, 2).reshape(batch, length, width)), None


def write_out_attention(network: Network) -> None:
    """Put the attention written out into a network's layers, with the weights that they have."""
    for layer in network.layers.layers:
        written = WrittenAttention(WIDTH, HEADS, batch_first=True)
        written.load_state_dict(layer.self_attn.state_dict())
        layer.self_attn = written
