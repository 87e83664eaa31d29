"""Fit the models of `onrecord.claims.matching`: `python -m training.matching DATA_DIR CACHE`.

DATA_DIR holds `claims/` and `retrieval/`; CACHE keeps vectors and what was read, so that a second run takes a minute.
Writes `matching.json` beside the code.
"""

import argparse
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from benchmarks.encoded import EncodedOnce

from onrecord.backbone import digest
from onrecord.claims.matching.fitted import SHIPPED
from onrecord.claims.matching.pair_features import FEATURES, VALUES, pair_features
from onrecord.claims.matching.same_claim import GATE, READ_FEATURES, joined
from onrecord.embedding import Embedder
from onrecord.reader import reader
from training.matching.candidates import Candidates, candidates, speeches, tweets
from training.matching.fit import Array, fit_chance, fit_network, fit_weights, map_at_5, ranker_of, scores_across
from training.matching.pairs import Pair, pairs

ABOUT_SUBJECT = tuple(
    name
    for name in FEATURES
    if name not in (*VALUES, "shades_differ", "denials_differ", "turns_differ", "reversed", "one_has_by", "order_kept")
)
"""What tells of one subject: nothing of the values that it is given."""

NOT_READ_BY = (
    *("likely", "shared", "least_covered", "most_covered", "least_aligned", "most_aligned", "neighbours_shared"),
    *("order_kept", "length_ratio", "shorter", "one_has_by", "turns_differ"),
)
"""What tells one data set from another more than one claim from another."""

SEED = 3
HIDDEN, WEIGHT_DECAY = 12, 0.1
HIDDEN_READ, WEIGHT_DECAY_READ = 4, 3.0
_HOME = SHIPPED
_FILES = (
    *("match_politifact/corpus.jsonl.gz", "match_politifact/queries_train.jsonl"),
    *(
        "match_tweets_ct22/corpus.jsonl.gz",
        "match_tweets_ct22/queries_train.jsonl",
        "match_known_lie/typed_train.jsonl",
    ),
    *("pairs_mrpc/train.jsonl", "pairs_sts_news/train.jsonl", "pairs_paws/dev.jsonl", "edits_summedits/dev.jsonl"),
    *("edits_rgb_counterfactual/all.jsonl", "nli_breaking/dev.jsonl", "nli_negation/dev.jsonl"),
    *("discrepancies_news/dev.jsonl", "events_ecbplus/pairs_train.jsonl.gz"),
)


def main() -> None:
    """Fit everything and write it."""
    parser = argparse.ArgumentParser(prog="python -m training.matching", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("cache", type=Path)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    embedder = EncodedOnce(arguments.cache)
    found = fit_pairs(arguments.data, arguments.cache, embedder) | {
        "ranker": fit_checks(arguments.data, arguments.cache, embedder),
        "seed": SEED,
        "data": {name: digest(arguments.data / "claims" / name)[:16] for name in _FILES},
    }
    _HOME.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")


def fit_checks(data: Path, cache: Path, embedder: Embedder) -> dict[str, Any]:
    """Return the ranker of known fact-checks as it is stored."""
    spoken = candidates(data, "match_politifact", speeches(data, "train"), embedder, cache)
    posted = candidates(data, "match_tweets_ct22", tweets(data)[0], embedder, cache)
    both = Candidates(
        features=np.concatenate((spoken.features, posted.features)),
        right=np.concatenate((spoken.right, posted.right)),
        golds=np.concatenate((spoken.golds, posted.golds)),
        groups=(*spoken.groups, *posted.groups),
    )
    scores = scores_across(both)
    parts, chance = fit_weights(both), fit_chance(scores, both)
    count = len(spoken.golds)
    across = map_at_5(scores[:count], spoken), map_at_5(scores[count:], posted)
    print(f"MAP@5 across folds: {across[0]:.3f} spoken, {across[1]:.3f} posted")
    ranker = ranker_of(parts, chance)
    return {name: np.round(getattr(ranker, name), 5).tolist() for name in ("mean", "scale", "weights", "chance")}


def fit_pairs(data: Path, cache: Path, embedder: Embedder) -> dict[str, Any]:
    """Return the networks over pairs as they are stored."""
    every = [pair for pair in pairs(data, random.Random(SEED)) if not pair.is_reported]  # noqa: S311 - no secret
    features = features_of(every, embedder)
    told = np.array([pair.same is not None and pair.weight > 0 for pair in every])
    right = np.array([pair.same or 0.0 for pair in every])
    weights = np.array([pair.weight for pair in every])
    gate, gated = fit_network(features[told], right[told], weights[told], FEATURES, FEATURES, HIDDEN, WEIGHT_DECAY)
    likely = gated(features)
    near = np.flatnonzero(told & (likely >= GATE))
    read = joined(features[near], likely[near], *relations(every, near, cache))
    columns = [name for name in READ_FEATURES if name not in NOT_READ_BY]
    same, _ = fit_network(read, right[near], weights[near], READ_FEATURES, columns, HIDDEN_READ, WEIGHT_DECAY_READ)
    found = {"gate": gate, "same": same}
    events = np.array([pair.source == "ecb" for pair in every])
    subjects = np.array([pair.subject is not None for pair in every])
    topics = np.array([pair.subject or 0.0 for pair in every])
    for name, kept, used in (("event", events, FEATURES), ("subject", subjects, ABOUT_SUBJECT)):
        found[name], _ = fit_network(features[kept], topics[kept], weights[kept], FEATURES, used, HIDDEN, WEIGHT_DECAY)
    return found


def features_of(every: list[Pair], embedder: Embedder) -> Array:
    """Return the features of pairs, each with its texts in alphabetical order."""
    texts = [text for pair in every for text in sorted((pair.a, pair.b))]
    vectors = embedder.encode_documents(texts).reshape(len(every), 2, -1)
    cosines = np.einsum("nd,nd->n", vectors[:, 0], vectors[:, 1])
    return pair_features(list(zip(texts[::2], texts[1::2], strict=True)), cosines, embedder.word_vectors)


def relations(every: list[Pair], rows: Array, cache: Path) -> tuple[Array, Array]:
    """Return what the reader makes of pairs, from the first text in alphabetical order to the second, and back.

    What was read before is taken from the folder `cache`.
    """
    path = cache / "relations.json"
    known: dict[str, list[float]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    ordered = [tuple(sorted((every[row].a, every[row].b))) for row in rows]
    both = [*ordered, *((b, a) for a, b in ordered)]
    new = [pair for pair in dict.fromkeys(both) if "\n".join(pair) not in known]
    for pair, relation in zip(new, reader().relations(new), strict=True):
        known["\n".join(pair)] = [round(float(value), 5) for value in relation]
    if new:
        path.write_text(json.dumps(known), encoding="utf-8")
    read = np.array([known["\n".join(pair)] for pair in both], dtype=np.float32)
    return read[: len(rows)], read[len(rows) :]


if __name__ == "__main__":
    main()
