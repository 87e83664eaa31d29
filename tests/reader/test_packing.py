import torch

from onrecord.backbone import grow, shrink
from onrecord.reader.packing import pack, unpack


def weights() -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    torch.manual_seed(1)
    before = {"matrix": torch.randn(192, 128), "row": torch.randn(128), "same": torch.randn(64, 128)}
    after = {
        "matrix": before["matrix"] + 0.02 * torch.randn(192, 128),
        "row": before["row"] + 0.1,
        "same": before["same"],
        "head": torch.randn(3, 128),
    }
    return before, after


def test_what_is_packed_comes_back_nearly() -> None:
    before, after = weights()
    kept = pack(before, after)
    assert not any(name.startswith("same") for name in kept)
    again = unpack(before, kept)
    assert set(again) == set(after)
    change = after["matrix"] - before["matrix"]
    assert (again["matrix"] - after["matrix"]).square().sum() < 0.02 * change.square().sum()
    assert torch.allclose(again["row"], after["row"], atol=1e-2)
    assert torch.allclose(again["head"], after["head"], atol=1e-2)


def test_no_change_packs_to_nothing() -> None:
    before, _ = weights()
    assert pack(before, before) == {}
    assert unpack(before, {})["matrix"].equal(before["matrix"])


def test_a_change_of_low_rank_comes_back_nearly() -> None:
    before, after = weights()
    after["matrix"] = before["matrix"] + 0.01 * torch.randn(192, 4) @ torch.randn(4, 128)
    again = grow(before, shrink(before, after, 8))
    assert torch.allclose(again["matrix"], after["matrix"], atol=1e-2)
    assert again["same"].equal(before["same"])
