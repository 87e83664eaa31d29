"""Train the detector of claims and write its weights: `python -m training.claims DATA_DIR [--out FILE]`.

DATA_DIR holds `claims/`. One CPU core that multiplies in bfloat16 takes about a quarter of an hour.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from tempfile import gettempdir

import numpy as np
import torch
from safetensors.torch import save_file
from sklearn.metrics import f1_score, roc_auc_score  # type: ignore[import-untyped]
from torch import Tensor

from onrecord.backbone import Floats, backbone_weights
from onrecord.claims.detection.detector import BY_VECTORS, BY_WORDS, NETWORK, READ, SHIPPED
from onrecord.claims.detection.network import SentenceNetwork, logits_of, sentence_backbone
from onrecord.claims.detection.piece_features import piece_logits
from onrecord.claims.detection.reasons import reason_features
from onrecord.claims.detection.scales import KINDS, TASKS, Blend, Linear
from onrecord.claims.detection.word_features import word_features
from onrecord.embedding import Embedder
from onrecord.reader.packing import pack
from training.claims.fit import Recipe, cut, fit
from training.claims.scales import fit_blend, fit_linear
from training.claims.sources import FOLDS, TUNE, Labelled, debates, digests, kinds_of_checked, news, speeches

FIRST, SECOND = Recipe(), Recipe(rate=1.5e-4, epochs=3)
DEBATES_AGAIN, NEWS_AGAIN = 3000, 3
MOVED = np.array([0.0, 0.7], dtype=np.float32)
"""How far from the best point on the tuning parts towards yes: "worth" was best lower on the latest debates, by a
network that had not seen them, where the tuning part is flat."""


def main() -> None:
    """Fit the network, try it out of fold, fit the linear weights, and write what is shipped."""
    parser = argparse.ArgumentParser(prog="python -m training.claims", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of claims/")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--checkpoints", type=Path, default=Path(gettempdir()) / "onrecord-claims")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    data, kept = arguments.data, arguments.checkpoints
    kept.mkdir(parents=True, exist_ok=True)
    first = kept / "debates.pt"
    if not first.exists():
        torch.save(fit(_fresh(), debates(data), FIRST).state_dict(), first)
    second = kept / "all.pt"
    if not second.exists():
        torch.save(_second(data, first, -1).state_dict(), second)
    network = _loaded(second)
    labelled = [*speeches(data), *news()]
    folds = kept / "folds.npy"
    if not folds.exists():
        np.save(folds, _out_of_fold(data, labelled, first))
    tuning = debates(data, TUNE)
    read = np.concatenate((np.load(folds), _read(network, tuning)))
    figures, tensors = _scales(data, [*labelled, *tuning], read)
    before = sentence_backbone(backbone_weights())
    tensors |= {NETWORK + name: tensor for name, tensor in pack(before, network.state_dict()).items()}
    recipe = {"first": asdict(FIRST), "second": asdict(SECOND)}
    about = {"recipe": json.dumps(recipe), "data": json.dumps(digests(data)), "figures": json.dumps(figures)}
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, arguments.out, metadata=about)
    print(f"wrote {arguments.out.name}: {arguments.out.stat().st_size / 1e6:.1f} MB")


def _fresh() -> SentenceNetwork:
    torch.manual_seed(FIRST.seed)
    network = SentenceNetwork(len(TASKS) + len(KINDS), 0.1)
    network.load_state_dict(sentence_backbone(backbone_weights()), strict=False)
    return network


def _loaded(path: Path) -> SentenceNetwork:
    network = _fresh()
    network.load_state_dict(torch.load(path))
    return network.eval()


def _second(data: Path, first: Path, left_out: int) -> SentenceNetwork:
    """Fit all tasks together, from the debates' network, without one fold."""
    rng = np.random.default_rng(SECOND.seed)
    of_debates = debates(data)
    again = [of_debates[row] for row in rng.choice(len(of_debates), DEBATES_AGAIN, replace=False)]
    labelled = [*speeches(data), *again, *(news() * NEWS_AGAIN), *kinds_of_checked(data)]
    return fit(_loaded(first), [each for each in labelled if left_out < 0 or each.fold != left_out], SECOND)


def _read(network: SentenceNetwork, examples: list[Labelled]) -> Floats:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return np.asarray(logits_of(network, cut([example.text for example in examples])).numpy())


def _out_of_fold(data: Path, labelled: list[Labelled], first: Path) -> Floats:
    """Return the logits of sentences by networks that had not seen their fold."""
    found = np.zeros((len(labelled), len(TASKS) + len(KINDS)), dtype=np.float32)
    for fold in range(len(FOLDS)):
        rows = [row for row, each in enumerate(labelled) if each.fold == fold]
        found[rows] = _read(_second(data, first, fold), [labelled[row] for row in rows])
    return found


def _scales(data: Path, labelled: list[Labelled], read: Floats) -> tuple[dict[str, float], dict[str, Tensor]]:
    """Fit the linear weights and the blends; return the figures out of fold and what is shipped."""
    train = [*debates(data), *speeches(data), *news(), *kinds_of_checked(data)]
    vectors = Embedder().encode_documents([each.text for each in train])
    of_labelled = Embedder().encode_documents([each.text for each in labelled])
    words, by_vectors = (_linear_logits(train, labelled, *each) for each in ((None, None), (vectors, of_labelled)))
    tensors: dict[str, Tensor] = {}
    figures: dict[str, float] = {}
    ways = {READ: [read, words], BY_VECTORS: [by_vectors], BY_WORDS: [words]}
    for way, logits in ways.items():
        blend = _blend(labelled, logits)
        tensors |= {f"{way}.blend.{name}": torch.tensor(value) for name, value in _parts(blend).items()}
        figures |= _figures(way, labelled, logits, blend)
    for name, of_train in ((BY_WORDS, None), (BY_VECTORS, vectors)):
        parts = _parts(fit_linear(train, of_train))
        tensors |= {f"{name}.{part}": torch.tensor(value) for part, value in parts.items()}
        tensors[f"{name}.pieces"] = tensors[f"{name}.pieces"].half()
    return figures, tensors


def _parts(of: Linear | Blend) -> dict[str, Floats]:
    return asdict(of)


def _linear_logits(
    train: list[Labelled], labelled: list[Labelled], vectors: Floats | None, of_labelled: Floats | None
) -> Floats:
    """Return the logits of linear weights that had not seen a sentence's fold, (sentences, tasks + kinds)."""
    found = np.zeros((len(labelled), len(TASKS) + len(KINDS)), dtype=np.float32)
    for fold in range(-1, len(FOLDS)):
        seen = [row for row, each in enumerate(train) if each.fold != fold or fold < 0]
        rows = [row for row, each in enumerate(labelled) if each.fold == fold]
        linear = fit_linear([train[row] for row in seen], None if vectors is None else vectors[seen])
        texts = [labelled[row].text for row in rows]
        beside = None if of_labelled is None else of_labelled[rows]
        found[rows] = linear.logits(word_features(texts), piece_logits(texts, linear.pieces), beside)
    return found


def _known(labelled: list[Labelled], task: str) -> tuple[list[int], Floats]:
    rows = [row for row, each in enumerate(labelled) if getattr(each, task) is not None]
    return rows, np.array([getattr(labelled[row], task) for row in rows], dtype=np.float32)


def _blend(labelled: list[Labelled], logits: list[Floats]) -> Blend:
    held = reason_features(word_features([each.text for each in labelled]))
    known = [_known(labelled, task) for task in TASKS]
    columns = [np.stack([each[rows, task] for each in logits]) for task, (rows, _) in enumerate(known)]
    return fit_blend(columns, [held[rows] for rows, _ in known], [labels for _, labels in known], MOVED)


def _figures(way: str, labelled: list[Labelled], logits: list[Floats], blend: Blend) -> dict[str, float]:
    held = reason_features(word_features([each.text for each in labelled]))
    shares = blend.probabilities(np.stack(logits)[:, :, : len(TASKS)], held)
    figures = {}
    for column, task in enumerate(TASKS):
        for name, is_news in (("speech", False), ("invented", True)):
            rows, labels = _known(labelled, task)
            chosen = [n for n, row in enumerate(rows) if (labelled[row].kind is not None) == is_news]
            right, share = labels[chosen], shares[[rows[n] for n in chosen], column]
            figures[f"{way} {task} {name} F1"] = round(float(f1_score(right, share >= 0.5)), 4)
            figures[f"{way} {task} {name} AUC"] = round(float(roc_auc_score(right, share)), 4)
    rows, kinds = _known(labelled, "kind")
    chosen_kinds = np.sum(logits, axis=0)[rows, len(TASKS) :].argmax(axis=1)
    figures[f"{way} kind accuracy"] = round(float((chosen_kinds == kinds).mean()), 4)
    for name, value in figures.items():
        print(f"{name}: {value:.3f}")
    return figures


if __name__ == "__main__":
    main()
