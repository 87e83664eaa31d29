"""Fit the weights that judge the likeliest sentences once they have been read, and say what reading gains.

    python -m benchmarks.rereading [ARTICLES.jsonl SEED.txt] [--cache DIR] [--halves DIR] [--write]

The questions are those of `benchmarks.calibrate`. Each is ranked by weights that have not seen the article it is about,
then read, then judged by weights fitted without that article: in five folds. The shipped reader was adapted to these
questions, so it reads them too well: DIR of `--halves` holds two that were adapted each to one half of the articles
(`training.reader --own` leaves them there as `answers.half0.pt` and `answers.half1.pt`), and each question is read by
the one that has not seen its article.

Printed are the shares answered rightly and rightly abstained from, before the likeliest were read and after, then what
reading gains where three quarters are abstained from, with a 95 % interval by drawing articles anew. `--write` puts the
weights, fitted on all, into the package.
"""

import argparse
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from training.reader.own import HALVES

from benchmarks import kinds
from benchmarks.calibrate import (
    ANSWER_FROM,
    FITTED_ON,
    WORD_VECTORS,
    Case,
    Example,
    collect,
    cross_validated,
    fit,
    fit_examples,
)
from benchmarks.judged import Judged, point_of_abstention, reliability, sets, shares
from benchmarks.question_sets import question_sets
from benchmarks.questions import DATA, FOLDS, folds
from onrecord.answering.extractive import RankedAnswer, merge_parts
from onrecord.answering.ranking.ranker import Ranker
from onrecord.answering.ranking.reading import (
    NONE_READING_FEATURES,
    READING_FEATURES,
    context_of,
    reading_features,
    to_read,
)
from onrecord.answering.ranking.selection import selected
from onrecord.reader import Reader, reader

WEIGHTS = Path(__file__).parent.parent / "src" / "onrecord" / "answering" / "ranking" / "reading.json"
SHARE = 0.75
READ_FROM = 0.55
"""An answer is given from here: a little later than where it is likelier right than wrong, as wrong ones cost more."""

DRAWS = 1000
Scores = Callable[[Case, Sequence[int]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Read:
    """A question, or a part of one, ranked by weights that had not seen its article, and read."""

    case: Case
    rows: NDArray[np.float64]
    none: list[float]


class Readings:
    """The readers' logits, kept so that nothing is read twice."""

    def __init__(self, folder: Path | None) -> None:
        """Read by the shipped reader, or by the two in `folder`, each what the other was adapted to."""
        known = json.loads((folder / HALVES).read_text(encoding="utf-8")) if folder else {}
        self._half: dict[str, int] = known
        self._readers = [_half_reader(folder, n) if folder else reader() for n in (0, 1)]
        self._kept: dict[tuple[int, str, str, str], float] = {}

    def scores(self, case: Case, places: Sequence[int]) -> NDArray[np.float32]:
        """Return the logits of some candidates of a case."""
        half, question = self._half[case.asked.group] if self._half else 0, case.question.text
        keys = [(half, question, case.candidates[p].text, context_of(case.candidates[p])) for p in places]
        new = [key for key in dict.fromkeys(keys) if key not in self._kept]
        if new:
            found = self._readers[half].scores(question, [key[2] for key in new], [key[3] for key in new])
            self._kept.update(zip(new, map(float, found), strict=True))
        return np.array([self._kept[key] for key in keys], dtype=np.float32)


def _half_reader(folder: Path, half: int) -> Reader:
    return reader().with_answers(torch.load(folder / f"answers.half{half}.pt"))


def read(case: Case, ranker: Ranker, scores: Scores) -> Read:
    """Return a case ranked and read."""
    before, _ = ranker.probabilities(case.question_kind, case.rows, list(case.none))
    places = to_read(before)
    rows, none = reading_features(before, list(case.none), places, scores(case, places))
    return Read(case, rows, none)


def fit_reading(training: Sequence[Read]) -> Ranker:
    """Return the weights of the readings that are likeliest to choose what answers."""
    found = fit_examples(
        [
            Example(
                each.rows, each.case.right, np.array(each.none), each.case.question_kind, each.case.asked.is_answerable
            )
            for each in training
            if each.case.is_usable
        ]
    )
    return replace(found, answer_from=READ_FROM)


def judge(case: Case, parts: Sequence[Read], weights: Ranker) -> Judged:
    """Return a case with the sentences that would be shown, and the probability that one of them answers."""
    ranked = []
    for part in parts:
        after, _ = weights.probabilities(part.case.question_kind, part.rows, part.none)
        best, neighbours = selected(part.case.question, part.case.candidates, after, WORD_VECTORS)
        ranked.append(RankedAnswer(ranked=best, neighbours=neighbours))
    merged = merge_parts(ranked, weights.answer_from)
    return Judged(
        set=case.set,
        asked=case.asked,
        shown=tuple((candidate.article.id, candidate.text) for _, candidate in merged.likely),
        confidence=merged.confidence,
        is_found=any(bool(part.case.right.any()) for part in parts),
    )


def compare(every: list[Case], scores: Scores) -> tuple[list[Judged], list[Judged], list[Read]]:
    """Return what is shown before and after reading, cross-validated, and every case as it was read."""
    fold = folds({case.asked.group for case in every})
    whole: dict[int, list[tuple[Case, Read, list[Read]]]] = {}
    for number in range(FOLDS):
        ranker = fit([case for case in every if fold[case.asked.group] != number])
        own = [case for case in every if fold[case.asked.group] == number]
        whole[number] = [
            (case, read(case, ranker, scores), [read(part, ranker, scores) for part in case.parts]) for case in own
        ]
    after = []
    for number, own_read in whole.items():
        weights = fit_reading([each for n, rest in whole.items() if n != number for _, each, _ in rest])
        after += [judge(case, parts or [each], weights) for case, each, parts in own_read]
    order = {id(case.asked): place for place, case in enumerate(every)}
    before = sorted(cross_validated(every), key=lambda each: order[id(each.asked)])
    after.sort(key=lambda each: order[id(each.asked)])
    return before, after, [each for rest in whole.values() for _, each, _ in rest]


def gains(before: Sequence[Judged], after: Sequence[Judged]) -> str:
    """Return what reading gains where three quarters are rightly abstained from, with its interval by article."""
    points = [point_of_abstention(each, SHARE) for each in (before, after)]
    answered = [shares(each, point)[0] for each, point in zip((before, after), points, strict=True)]
    by_group: dict[str, list[int]] = {}
    for one, other in zip(before, after, strict=True):
        if one.asked.is_answerable:
            won = int(other.confidence >= points[1] and other.right) - int(one.confidence >= points[0] and one.right)
            by_group.setdefault(one.asked.group, []).append(won)
    sums = np.array([(sum(each), len(each)) for each in by_group.values()], dtype=float)
    drawn = sums[np.random.default_rng(0).integers(len(sums), size=(DRAWS, len(sums)))].sum(axis=1)
    low, high = np.quantile(drawn[:, 0] / drawn[:, 1], (0.025, 0.975))
    return f"{answered[0]:.3f} to {answered[1]:.3f} ({low:+.3f} to {high:+.3f})"


def main() -> None:
    """Print the figures before and after, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("given", nargs="*", type=Path, help="a table of articles and one text file")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--halves", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    every = collect(question_sets(arguments.given), arguments.cache)
    before, after, readings = compare(every, Readings(arguments.halves).scores)
    figures = {}
    for name, members in [*sets(after).items(), ("all", after)]:
        earlier = before if name == "all" else sets(before)[name]
        print(f"{name}: {len(members)} questions; at {SHARE} abstained, answered rightly {gains(earlier, members)}")
        for row in kinds.table(members, READ_FROM):
            print(f"    {row}")
        for when, judged, point in (("before", earlier, ANSWER_FROM), ("after", members, READ_FROM)):
            answered, abstained = shares(judged, point)
            print(f"  {when} reading: answered rightly {answered:.3f}, rightly abstained {abstained:.3f}")
        answered, abstained = shares(members, READ_FROM)
        figures[name] = {"answered_rightly": round(answered, 3), "rightly_abstained": round(abstained, 3)}
    for lower, mean, right, count in reliability(after):
        print(f"  {lower:.1f} to {lower + 0.1:.1f}  said {mean:.3f}  came true {right:.3f}  of {count}")
    if arguments.write:
        write(fit_reading(readings), figures)


def write(weights: Ranker, figures: dict[str, dict[str, float]]) -> None:
    """Put the weights into the package, with what they were fitted on."""
    digests = {name: hashlib.sha256((DATA / name).read_bytes()).hexdigest() for name in FITTED_ON}
    stored = {
        "fitted_on": digests,
        "cross_validated": figures,
        **replace(weights, answer_from=READ_FROM).stored(READING_FEATURES, NONE_READING_FEATURES),
    }
    WEIGHTS.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
