import torch
from training.attribution.attention import WrittenAttention, write_out_attention

from onrecord.attribution.tagger.network import Network


def test_attention_written_out_is_the_one_that_the_layers_have() -> None:
    torch.manual_seed(3)
    network = Network().train()
    hidden = torch.randn(2, 9, 384)
    padding = torch.zeros(2, 9, dtype=torch.bool)
    padding[1, 6:] = True
    added = torch.zeros(2, 9).masked_fill(padding, float("-inf"))
    attention = network.layers.layers[0].self_attn
    before, _ = attention(hidden, hidden, hidden, key_padding_mask=padding, need_weights=False)
    names = list(network.state_dict())
    write_out_attention(network)
    written = network.layers.layers[0].self_attn
    assert isinstance(written, WrittenAttention)
    after, _ = written(hidden, hidden, hidden, key_padding_mask=added, need_weights=False)
    torch.testing.assert_close(after, before, atol=1e-5, rtol=1e-4)
    assert list(network.state_dict()) == names
