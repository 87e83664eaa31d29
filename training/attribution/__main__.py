"""Train the tagger and write its weights: `python -m training.attribution DATA_DIR [--out FILE] [--aside]`.

DATA_DIR holds `polnear_train.jsonl` to learn from and `polnear_dev.jsonl` to calibrate on. One idle CPU core with
matrix instructions for bfloat16 takes about half an hour. With `--aside` every thirteenth article of an outlet is left
out, for choosing by.
"""

import argparse
import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.torch import save_file

from onrecord.attribution.tagger.confidence import EVIDENCE
from onrecord.attribution.tagger.network import Network, from_backbone
from onrecord.attribution.tagger.tagger import SHIPPED, Tagger
from onrecord.backbone import backbone_tokenizer, backbone_weights, shrink
from training.attribution.calibrate import calibrate
from training.attribution.examples import parted, read_jsonl
from training.attribution.fit import Recipe, fit

RANK = 96


def main() -> None:
    """Train with the recipe's defaults and write what is shipped."""
    parser = argparse.ArgumentParser(prog="python -m training.attribution", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of polnear_train.jsonl")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--aside", action="store_true", help="leave out every thirteenth article of an outlet")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    shared = min(Recipe().shared, arguments.epochs - 1)
    recipe = Recipe(epochs=arguments.epochs, shared=shared, seed=arguments.seed)
    tokenizer = backbone_tokenizer()
    before = from_backbone(backbone_weights())
    torch.manual_seed(recipe.seed)
    network = Network()
    network.load_state_dict(before, strict=False)
    records = read_jsonl(arguments.data / "polnear_train.jsonl")
    if arguments.aside:
        records = parted(records)[0]
    trained = fit(network, records, tokenizer, recipe)
    kept = shrink(before, trained.state_dict(), RANK)
    finish(
        arguments.out,
        kept,
        arguments.data,
        {"recipe": json.dumps(asdict(recipe)), "rank": str(RANK), "articles": str(len(records))},
    )


def finish(out: Path, kept: dict[str, torch.Tensor], data: Path, metadata: dict[str, str]) -> None:
    """Fit the confidence with the shrunken weights, and write all that is shipped, with what it came from."""
    train, dev = data / "polnear_train.jsonl", data / "polnear_dev.jsonl"
    save_file({**kept, "confidence": torch.zeros(EVIDENCE + 1)}, out)
    records = read_jsonl(dev)
    readings = list(Tagger.load(out).read(record["text"] for record in records))
    kept = {**kept, "confidence": torch.from_numpy(calibrate(records, readings))}
    digests = {f"{path.stem}_sha256": hashlib.sha256(path.read_bytes()).hexdigest() for path in (train, dev)}
    save_file(kept, out, metadata={**metadata, **digests})
    print(f"wrote {out.name}: {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
