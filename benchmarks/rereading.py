"""What answers would gain if the reader read the likeliest sentences.

    python -m benchmarks.rereading [ARTICLES.jsonl SEED.txt] [--cache DIR]

The questions are those of `benchmarks.calibrate`, none of which the reader was trained on. Each is ranked by weights
that have not seen the article it is about, then read, then judged by weights fitted without that article: in five
folds. Printed are the shares answered rightly and rightly abstained from, before the likeliest were read and after, and
after it at other thresholds.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.calibrate import ANSWER_FROM, Case, Example, collect, cross_validated, fit, fit_examples
from benchmarks.judged import Judged, sets, shares
from benchmarks.question_sets import question_sets
from benchmarks.questions import FOLDS, folds
from benchmarks.reranker import (
    context_of,
    reading_features,
    to_read,
)
from onrecord.answering.extractive import RankedAnswer, merge_parts
from onrecord.answering.question.decomposition import decompose
from onrecord.answering.ranking.ranker import Ranker, in_order
from onrecord.reader import reader


@dataclass(frozen=True, slots=True)
class Read:
    """A question, or a part of one, ranked by weights that had not seen its article, and read."""

    case: Case
    rows: NDArray[np.float64]
    none: list[float]


class Readings:
    """The reader's logits, kept so that nothing is read twice."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._kept: dict[tuple[str, str, str], float] = {}

    def scores(self, question: str, case: Case, places: Sequence[int]) -> NDArray[np.float32]:
        """Return the logits of some candidates of a case."""
        keys = [(question, case.candidates[p].text, context_of(case.candidates[p])) for p in places]
        new = [key for key in dict.fromkeys(keys) if key not in self._kept]
        if new:
            scores = reader().scores(question, [key[1] for key in new], [key[2] for key in new])
            self._kept.update(zip(new, map(float, scores), strict=True))
        return np.array([self._kept[key] for key in keys], dtype=np.float32)


def read(question: str, case: Case, ranker: Ranker, readings: Readings) -> Read:
    """Return a question's case ranked and read."""
    before, none = ranker.probabilities(case.question_kind, case.rows, list(case.none))
    places = to_read(before)
    rows, nones = reading_features(case.question_kind, before, none, places, readings.scores(question, case, places))
    return Read(case, rows, nones)


def fit_reranker(training: Sequence[Read]) -> Ranker:
    """Return the weights of the readings that are likeliest to choose what answers."""
    examples = [
        Example(each.rows, each.case.right, np.array(each.none), each.case.question_kind, each.case.asked.is_answerable)
        for each in training
        if each.case.is_usable
    ]
    return fit_examples(examples)


def judge(case: Case, parts: Sequence[Read], reranker: Ranker) -> Judged:
    """Return a case with the sentences that would be shown, and the probability that one of them answers."""
    ranked = []
    for part in parts:
        shares_of, _ = reranker.probabilities(part.case.question_kind, part.rows, part.none)
        ranked.append(RankedAnswer(ranked=in_order(part.case.candidates, shares_of)))
    merged = merge_parts(ranked, reranker.answer_from)
    return Judged(
        set=case.set,
        asked=case.asked,
        shown=tuple((candidate.article.id, candidate.text) for _, candidate in merged.likely),
        confidence=merged.confidence,
        is_found=any(bool(part.case.right.any()) for part in parts),
    )


def main() -> None:
    """Print the figures before and after."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("given", nargs="*", type=Path, help="a table of articles and one text file")
    parser.add_argument("--cache", type=Path)
    arguments = parser.parse_args()
    every = collect(question_sets(arguments.given), arguments.cache)
    before, after, _ = compare(every)
    figures = {name: {"before": [*shares(sets(before)[name], ANSWER_FROM)]} for name in sets(before)}
    for name, members in sets(after).items():
        figures[name]["after"] = [*shares(members, ANSWER_FROM)]
        print(f"{name}: {len(members)} questions")
        for when in ("before", "after"):
            answered, abstained = figures[name][when]
            print(f"  {when} reading: answered rightly {answered:.3f}, rightly abstained {abstained:.3f}")
        for at in (0.4, 0.45, 0.55, 0.6):
            print("  from {:.2f}: {:.3f} / {:.3f}".format(at, *shares(members, at)))


def compare(every: list[Case]) -> tuple[list[Judged], list[Judged], list[Read]]:
    """Return what is shown before and after reading, cross-validated, and every case as it was read."""
    fold, readings = folds({case.asked.group for case in every}), Readings()
    read_by: dict[int, list[tuple[Case, Read, list[Read]]]] = {}
    for number in range(FOLDS):
        ranker = fit([case for case in every if fold[case.asked.group] != number])
        own = [case for case in every if fold[case.asked.group] == number]
        read_by[number] = [
            (
                case,
                read(case.asked.text, case, ranker, readings),
                [
                    read(q, part, ranker, readings)
                    for q, part in zip(decompose(case.asked.text), case.parts, strict=True)
                ],
            )
            for case in own
        ]
    after = []
    for number, own_read in read_by.items():
        reranker = fit_reranker([whole for n, rest in read_by.items() if n != number for _, whole, _ in rest])
        after += [judge(case, parts or [whole], reranker) for case, whole, parts in own_read]
    return cross_validated(every), after, [whole for rest in read_by.values() for _, whole, _ in rest]


if __name__ == "__main__":
    main()
