"""Train the reader and write its weights: `python -m training.reader DATA_DIR [--own ARTICLES.jsonl SEED.txt]`.

DATA_DIR holds `claims/` and `reading/`. The answers learn from these first. With a table of articles and a text file
they are then adapted to our own questions over them, twice: each time to those about one half of the articles, so that
what has not seen the other half can be judged by it (`benchmarks.rereading --halves`). What ships is the mean of both.
One idle CPU core that multiplies in bfloat16 takes about an hour and a half.
"""

import argparse
import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import gettempdir

import numpy as np
import torch
from benchmarks.calibrate import collect
from benchmarks.question_sets import question_sets
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from torch import Tensor

from onrecord.backbone import backbone_tokenizer, backbone_weights
from onrecord.embedding import Embedder
from onrecord.reader import Reader
from onrecord.reader.network import PairNetwork, from_backbone
from onrecord.reader.packing import pack
from onrecord.reader.pairs import Cutter
from onrecord.reader.reader import ANSWERS, RELATES, SHIPPED
from training.reader.calibrate import calibrate, tuning_groups
from training.reader.fit import Recipe
from training.reader.own import HALVES, halves, mean_of, own_groups
from training.reader.questions import groups
from training.reader.relations import examples
from training.reader.sources import TRAIN, USED
from training.reader.tasks import fit_answers, fit_relations

ADAPTING = 1_200_000
"""Tokens of each adaptation: our questions about two and a half times, and a fifth as many of the news before."""

NEWS_WEIGHT = 1.5


class Remembered:
    """The bundled embedding model; what was encoded is kept."""

    def __init__(self) -> None:
        """Load nothing yet."""
        self._embedder = Embedder()
        self._kept: dict[str, NDArray[np.float32]] = {}

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vectors of texts."""
        new = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if new:
            self._kept.update(zip(new, self._embedder.encode_documents(new), strict=True))
        return np.array([self._kept[text] for text in texts])


def main() -> None:
    """Train both networks with the recipe's defaults and write what is shipped."""
    parser = argparse.ArgumentParser(prog="python -m training.reader", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of claims/ and reading/")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--checkpoints", type=Path, default=Path(gettempdir()) / "onrecord-reader")
    parser.add_argument(
        "--relations", type=int, default=Recipe().tokens, help="tokens to train on; 0: the checkpoint, or what ships"
    )
    parser.add_argument("--answers", type=int, default=6_000_000, help="tokens to train on; 0: the checkpoint")
    parser.add_argument("--own", nargs=2, type=Path, help="a table of articles and one text file, to adapt the answers")
    parser.add_argument("--cache", type=Path, help="where the indexes of `--own` are kept")
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
        if prefix == RELATES and not tokens and not path.exists():
            kept |= {name: tensor for name, tensor in load_file(SHIPPED).items() if name.startswith(prefix)}
            continue
        torch.manual_seed(recipe.seed)
        network = PairNetwork(outputs, recipe.dropout)
        network.load_state_dict(before, strict=False)
        if arguments.go_on or not tokens:
            network.load_state_dict(torch.load(path))
        if tokens:
            network = _fitted(prefix, network, arguments.data, cutter, replace(recipe, tokens=tokens), path)
        state = network.state_dict()
        if arguments.own and prefix == ANSWERS:
            state = adapted(state, arguments, cutter, recipe)
        kept |= {prefix + name: tensor for name, tensor in pack(before, state).items()}
    finish(arguments.out, kept, arguments.data, {"recipe": json.dumps(asdict(recipe))})


def _fitted(prefix: str, network: PairNetwork, data: Path, cutter: Cutter, recipe: Recipe, save: Path) -> PairNetwork:
    rng = random.Random(recipe.seed)  # noqa: S311 - no secret
    if prefix == RELATES:
        return fit_relations(network, examples(data, TRAIN, rng), cutter, recipe, save)
    return fit_answers(network, groups(data, TRAIN, rng, Remembered().vectors), cutter, recipe, save)


def adapted(
    state: dict[str, Tensor], arguments: argparse.Namespace, cutter: Cutter, recipe: Recipe
) -> dict[str, Tensor]:
    """Return the mean of two networks, each adapted to our questions about one half of the articles."""
    cases, rng = collect(question_sets(arguments.own), arguments.cache), random.Random(recipe.seed)  # noqa: S311
    half = halves(cases)
    (arguments.checkpoints / HALVES).write_text(json.dumps(half), encoding="utf-8")
    news = [group for group in groups(arguments.data, TRAIN, rng) if group.weight >= NEWS_WEIGHT]
    states = []
    for unseen in (0, 1):
        own = own_groups([case for case in cases if half[case.asked.group] != unseen], rng)
        network = PairNetwork(1, recipe.dropout)
        network.load_state_dict(state)
        mixed = [*own, *own, *rng.sample(news, min(len(news), len(own) // 2))]
        rng.shuffle(mixed)
        short = replace(recipe, tokens=ADAPTING, rate=1.2e-4, head_rate=2.4e-4, frozen=2, average=0.985)
        path = arguments.checkpoints / f"answers.half{unseen}.pt"
        states.append(fit_answers(network, mixed, cutter, short, path).state_dict())
    return mean_of(states)


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
