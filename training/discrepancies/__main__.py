"""Fit the weights of `onrecord.claims.discrepancies` and write them: `python -m training.discrepancies DATA_DIR`.

DATA_DIR holds `discrepancies_news`, `events_ecbplus`, `edits_rgb_counterfactual`, `nli_negation`, `edits_summedits`.
Prints, by kind, the precision and recall of what is proposed, each group judged by weights fitted without it.
"""

import argparse
import hashlib
import json
from pathlib import Path

from onrecord.claims.discrepancies.weights import SHIPPED
from training.discrepancies.examples import INVENTED, SETS, every
from training.discrepancies.fit import PULL, crossed, fit

HELPFUL = {
    "number": (
        "near shared", "verbs shared", "governor same", "whole shared", "names shared", "same head", "both outcomes",
        "entailed when replaced",
    ),
    "day": (
        "near shared", "nearest shared", "verbs shared", "governor same", "whole shared", "names shared",
        "others agree", "entailed when replaced",
    ),
    "opposite": (
        "near shared", "whole shared", "whole jaccard", "names shared", "contradicted", "contradicted most",
        "both at odds", "entailed when replaced",
    ),
}  # fmt: skip
HARMFUL = {
    "number": (
        "day apart", "duration", "verb clash", "governor elsewhere", "names apart", "converted", "crowded", "ratio",
        "outcomes clash",
    ),
    "day": ("number apart", "governor clash", "names apart", "crowded", "contradicted when replaced", "periods apart"),
    "opposite": ("names apart", "periods apart", "unsure apart", "actor"),
}  # fmt: skip
SOURCES = {
    "number": {"news", "invented", "look-alikes"},
    "day": {"news", "invented", "look-alikes", "answers", "edits"},
    "opposite": {"news", "invented", "denials", "edits", "look-alikes"},
}
KINDS = {"number": ("number",), "day": ("day",), "opposite": ("negation", "position", "actor")}


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(prog="python -m training.discrepancies", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the data sets")
    arguments = parser.parse_args()
    examples = every(arguments.data)
    models = {}
    for name, kinds in KINDS.items():
        kept = [each for each in examples if each.difference.kind in kinds and each.source in SOURCES[name]]
        names, helpful = (*HELPFUL[name], *HARMFUL[name]), frozenset(HELPFUL[name])
        chances = crossed(kept, names, helpful)
        for source in sorted(SOURCES[name]):
            own = [n for n, each in enumerate(kept) if each.source == source]
            said = [n for n in own if chances[n] >= 0.5]
            right = sum(kept[n].is_real for n in said)
            print(f"{name:9} {source:12} {right} right of {len(said)} said, {sum(kept[n].is_real for n in own)} real")
        vector = fit(kept, names, helpful)
        models[name] = {sign: round(float(value), 4) for sign, value in zip((*names, "constant"), vector, strict=True)}
    files = [INVENTED, *(arguments.data / each for each in SETS)]
    card = {
        "what": "weights of a logistic regression over the signs of a difference, by kind",
        "recipe": f"L2 with inverse penalty {PULL}, signs bounded; python -m training.discrepancies DATA_DIR",
        "data": {
            f"{each.parent.name}/{each.name}": hashlib.sha256(each.read_bytes()).hexdigest()[:16] for each in files
        },
        "weights": models,
    }
    SHIPPED.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
