"""How far answers can be trusted: coverage against accuracy, and confidence against what came true.

    python -m benchmarks.answers [ARTICLES.jsonl SEED.txt] [--cache DIR]

Over the questions that `benchmarks.calibrate` fits on, each judged by weights fitted without the article it is about.
An answer is right when a sentence that it shows holds the evidence; an answer to a question that has none is wrong.

    coverage    the share of all questions that are answered rather than abstained from
    accuracy    the share of those answers that are right
    confidence  what the answer itself says of being right, in tenths, and how often it was
"""

import argparse
from pathlib import Path

import numpy as np

from benchmarks.calibrate import ANSWER_FROM, Judged, collect, cross_validated, sets, shares

COVERAGES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def curve(judged: list[Judged]) -> list[tuple[float, float, float]]:
    """Return coverage, accuracy and the least confidence that gives them, the surest answers first."""
    ordered = sorted(judged, key=lambda each: -each.confidence)
    found = []
    for coverage in COVERAGES:
        some = ordered[: max(1, round(coverage * len(ordered)))]
        found.append((coverage, float(np.mean([each.right for each in some])), some[-1].confidence))
    return found


def reliability(judged: list[Judged]) -> list[tuple[float, float, float, int]]:
    """Return for each tenth of confidence its lower bound, the mean confidence, the share right, and how many."""
    found = []
    for lower in np.arange(0.0, 1.0, 0.1):
        some = [each for each in judged if lower <= each.confidence < lower + 0.1 + (lower > 0.85)]
        if some:
            mean = float(np.mean([each.confidence for each in some]))
            found.append((float(lower), mean, float(np.mean([each.right for each in some])), len(some)))
    return found


def main() -> None:
    """Print the curve of each set, and the reliability of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("given", nargs="*", type=Path, help="a table of articles and one text file")
    parser.add_argument("--cache", type=Path)
    arguments = parser.parse_args()
    judged = cross_validated(collect(arguments.given, arguments.cache))
    by_set = sets(judged)
    for name, members in by_set.items():
        answered, abstained = shares(members, ANSWER_FROM)
        shown = np.mean([each.shown for each in members if each.confidence >= ANSWER_FROM])
        print(f"{name}: {len(members)} questions, {sum(each.case.asked.is_answerable for each in members)} answerable")
        print(f"  answering from {ANSWER_FROM:.2f}: answered rightly {answered:.3f}, rightly abstained {abstained:.3f}")
        print(f"  sentences shown in an answer: {shown:.2f}")
        for coverage, accuracy, least in curve(members):
            print(f"  coverage {coverage:.1f}  accuracy {accuracy:.3f}  (answering from {least:.2f})")
    print("all, by confidence")
    for lower, mean, right, count in reliability(judged):
        print(f"  {lower:.1f} to {lower + 0.1:.1f}  said {mean:.3f}  came true {right:.3f}  of {count}")


if __name__ == "__main__":
    main()
