import hashlib

import torch

from onrecord.attribution.tagger.tagger import SHIPPED
from onrecord.backbone import backbone_folder, grow, shrink

OFFICIAL = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def test_the_bundled_model_is_the_official_one() -> None:
    assert hashlib.sha256((backbone_folder() / "model.safetensors").read_bytes()).hexdigest() == OFFICIAL


def test_a_low_rank_change_survives_shrinking() -> None:
    torch.manual_seed(0)
    before = {"matrix": torch.randn(64, 48), "bias": torch.randn(64), "same": torch.randn(8, 8)}
    change = torch.randn(64, 4) @ torch.randn(4, 48)
    after = {**before, "matrix": before["matrix"] + change, "bias": before["bias"] + 1, "new": torch.randn(3, 3)}
    kept = shrink(before, after, rank=4)
    assert "same" not in kept
    assert sum(t.numel() for t in kept.values()) < sum(t.numel() for t in after.values()) / 2
    grown = grow(before, kept)
    assert set(grown) == set(after)
    for name, tensor in after.items():
        assert torch.allclose(grown[name], tensor, atol=2e-2), name


def test_what_is_shipped_is_small() -> None:
    assert SHIPPED.stat().st_size < 25e6


def test_the_model_card_describes_the_weights_that_are_shipped() -> None:
    digest = hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    assert digest in SHIPPED.with_name("MODEL_CARD.md").read_text(encoding="utf-8")
