"""Train the reader and write its weights: `python -m training.reader DATA_DIR [--out FILE]`.

DATA_DIR holds `claims/` and `reading/`. Two idle CPU cores that multiply in bfloat16 take about an hour and a half.
"""

import argparse
import hashlib
import json
import random
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import gettempdir

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from onrecord.backbone import backbone_tokenizer, backbone_weights
from onrecord.reader import Reader
from onrecord.reader.network import PairNetwork, from_backbone
from onrecord.reader.packing import pack
from onrecord.reader.pairs import Cutter
from onrecord.reader.reader import ANSWERS, RELATES, SHIPPED
from training.reader.calibrate import calibrate, tuning_groups
from training.reader.fit import Recipe
from training.reader.questions import groups
from training.reader.relations import examples
from training.reader.sources import TRAIN, USED
from training.reader.tasks import fit_answers, fit_relations


def main() -> None:
    """Train both networks with the recipe's defaults and write what is shipped."""
    parser = argparse.ArgumentParser(prog="python -m training.reader", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of claims/ and reading/")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--checkpoints", type=Path, default=Path(gettempdir()) / "onrecord-reader")
    parser.add_argument("--relations", type=int, default=Recipe().tokens, help="tokens to train on; 0: the checkpoint")
    parser.add_argument("--answers", type=int, default=5_000_000, help="tokens to train on; 0: the checkpoint")
    parser.add_argument("--rate", type=float, default=Recipe().rate)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--go-on", action="store_true", help="begin from the checkpoints, not from the backbone")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    arguments.checkpoints.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(seed=arguments.seed, rate=arguments.rate)
    cutter = Cutter(backbone_tokenizer())
    before = from_backbone(backbone_weights())
    kept: dict[str, Tensor] = {}
    for prefix, outputs, tokens in ((RELATES, 3, arguments.relations), (ANSWERS, 1, arguments.answers)):
        path = arguments.checkpoints / f"{prefix}pt"
        torch.manual_seed(recipe.seed)
        network = PairNetwork(outputs, recipe.dropout)
        network.load_state_dict(before, strict=False)
        if arguments.go_on or not tokens:
            network.load_state_dict(torch.load(path))
        if tokens:
            network = _fitted(prefix, network, arguments.data, cutter, replace(recipe, tokens=tokens), path)
        kept |= {prefix + name: tensor for name, tensor in pack(before, network.state_dict()).items()}
    finish(arguments.out, kept, arguments.data, {"recipe": json.dumps(asdict(recipe))})


def _fitted(prefix: str, network: PairNetwork, data: Path, cutter: Cutter, recipe: Recipe, save: Path) -> PairNetwork:
    rng = random.Random(recipe.seed)  # noqa: S311 - no secret
    if prefix == RELATES:
        return fit_relations(network, examples(data, TRAIN, rng), cutter, recipe, save)
    return fit_answers(network, groups(data, TRAIN, rng), cutter, recipe, save)


def finish(out: Path, kept: dict[str, Tensor], data: Path, metadata: dict[str, str]) -> None:
    """Fit the probabilities with the packed weights, and write all that is shipped, with what it came from."""
    kept = {**kept, "temperature": torch.ones(()), "none": torch.zeros(())}
    save_file(kept, out)
    rng = random.Random(0)  # noqa: S311 - no secret
    temperature, none = calibrate(Reader.load(out), tuning_groups(data, rng))
    kept = {**load_file(out), "temperature": torch.tensor(temperature), "none": torch.tensor(none)}
    digests = {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in USED}
    save_file(kept, out, metadata={**metadata, "data": json.dumps(digests)})
    print(f"wrote {out.name}: {out.stat().st_size / 1e6:.1f} MB, temperature {temperature:.2f}, none {none:.2f}")


if __name__ == "__main__":
    main()
