"""Fit the weights that choose the answering sentence, or none, and say how good the answers are.

    python -m benchmarks.calibrate [ARTICLES.jsonl SEED.txt] [--write] [--cache DIR]

Without arguments the questions over the sample articles are used alone; with them, also those over a table of articles
and over a single text file (their evidence is kept as places only). Printed figures are cross-validated by article in
five folds. `--write` puts the weights into the package; `--cache` keeps the indexes and the vectors between runs.
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.encoded import EncodedOnce
from benchmarks.judged import Judged, sets, shares
from benchmarks.question_sets import QuestionSet, question_sets
from benchmarks.questions import DATA, FOLDS, SEED, Asked, folds
from onrecord.answering.extractive import RankedAnswer, merge_parts
from onrecord.answering.question.decomposition import decompose
from onrecord.answering.question.question import QUESTION_KINDS, Question, QuestionKind
from onrecord.answering.ranking.candidates import Candidate, gather
from onrecord.answering.ranking.features import FEATURES, features
from onrecord.answering.ranking.ranker import NONE_FEATURES, Ranker, none_features
from onrecord.answering.ranking.selection import selected
from onrecord.archive import Archive
from onrecord.embedding import Embedder
from onrecord.model import Scope

WEIGHTS = Path(__file__).parent.parent / "src" / "onrecord" / "answering" / "ranking" / "ranker.json"
PENALTY = 0.3
FITTED_ON = ("article_questions.jsonl", "reworded_questions.jsonl", "sample_questions.jsonl", "seed_questions.jsonl")
ANSWER_FROM = 0.5
"""An answer is given when it is likelier right than wrong."""

WORD_VECTORS = Embedder().word_vectors

DEVIATION = 3.0
"""How much dearer a deviation of one kind of question is than a weight that all share."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question: its candidates, their features, which of them answer, and what speaks for none.

    A question that asks two things has a case for each in `parts`: a fit learns from the whole, an answer is made of
    the parts.
    """

    set: str
    asked: Asked
    candidates: list[Candidate]
    rows: NDArray[np.float32]
    right: NDArray[np.bool_]
    none: NDArray[np.float64]
    question: Question
    parts: tuple["Case", ...] = ()

    @property
    def question_kind(self) -> QuestionKind:
        """What kind of question it is."""
        return self.question.kind

    @property
    def is_usable(self) -> bool:
        """Whether a fit can learn from it: it has no answer, or one that the search found."""
        return not self.asked.is_answerable or bool(self.right.any())


def cases(name: str, archive: Archive, questions: list[Asked]) -> list[Case]:
    """Return the cases of a set of questions over an archive."""
    found = []
    for asked in questions:
        split = tuple(case(name, archive, asked, Question(part)) for part in decompose(asked.text))
        found.append(replace(case(name, archive, asked, Question(asked.text)), parts=split))
    return found


def case(name: str, archive: Archive, asked: Asked, question: Question) -> Case:
    """Return the case of a question, or of a part of it, over an archive."""
    index = archive.index
    gathered = gather(index, question, Scope())
    rows = features(question, gathered.candidates, gathered.weigh, index.embedder.word_vectors)
    right = np.array([asked.is_answered_by(c.article.id, c.text) for c in gathered.candidates], dtype=bool)
    none = np.array(none_features(question, gathered, rows))
    return Case(name, asked, gathered.candidates, rows, right, none, question)


@dataclass(frozen=True, slots=True)
class Example:
    """What a fit learns from: the features of the candidates, which of them are right, and what speaks for none."""

    rows: NDArray[np.floating[Any]]
    right: NDArray[np.bool_]
    none: NDArray[np.float64]
    kind: QuestionKind
    is_answerable: bool


def fit(training: list[Case]) -> Ranker:
    """Return the ranker's weights, from the cases that a fit can learn from."""
    usable = [case for case in training if case.is_usable]
    return fit_examples(
        [Example(case.rows, case.right, case.none, case.question_kind, case.asked.is_answerable) for case in usable]
    )


def fit_examples(examples: Sequence[Example]) -> Ranker:
    """Return the weights of greatest penalised likelihood, by L-BFGS; the threshold is left at one half."""
    most = max(len(example.rows) for example in examples)
    width = max(example.rows.shape[1] for example in examples if len(example.rows))
    rows = torch.zeros(len(examples), most, width, dtype=torch.float64)
    absent = torch.ones(len(examples), most + 1, dtype=torch.bool)
    wrong = torch.ones(len(examples), most + 1, dtype=torch.bool)
    for i, example in enumerate(examples):
        n = len(example.rows)
        if n:
            rows[i, :n] = torch.tensor(example.rows, dtype=torch.float64)
        absent[i, :n] = False
        wrong[i, :n] = torch.tensor(~example.right)
        absent[i, most] = False
        wrong[i, most] = example.is_answerable
    none = torch.tensor(np.array([example.none for example in examples]))
    kinds = torch.tensor([QUESTION_KINDS.index(example.kind) for example in examples])
    weights = torch.zeros(width, dtype=torch.float64, requires_grad=True)
    deviations = torch.zeros(len(QUESTION_KINDS), width, dtype=torch.float64, requires_grad=True)
    none_weights = torch.zeros(none.shape[1], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, deviations, none_weights], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        scores = torch.einsum("cnf,cf->cn", rows, weights + deviations[kinds])
        logits = torch.cat([scores, (none @ none_weights)[:, None]], dim=1).masked_fill(absent, -1e9)
        likelihood = torch.logsumexp(torch.log_softmax(logits, dim=1).masked_fill(wrong, -1e9), dim=1).mean()
        squares = (weights**2).sum() + DEVIATION * (deviations**2).sum() + (none_weights**2).sum()
        total = PENALTY * squares / len(examples) - likelihood
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    return Ranker(
        weights=weights.detach().numpy(),
        deviations=deviations.detach().numpy(),
        none_weights=none_weights.detach().numpy(),
        answer_from=ANSWER_FROM,
    )


def cross_validated(every: list[Case], besides: Sequence[Case] = ()) -> list[Judged]:
    """Return each case with what would be shown, judged by weights that have not seen the article it is about.

    So are the cases in `besides`, about the same articles, on which nothing is fitted.
    """
    fold = folds({case.asked.group for case in every})
    judged = []
    for number in range(FOLDS):
        ranking = fit([case for case in every if fold[case.asked.group] != number])
        judged += [judge(case, ranking) for case in [*every, *besides] if fold[case.asked.group] == number]
    return judged


def judge(case: Case, ranking: Ranker) -> Judged:
    """Return a case with the sentences that would be shown, and the probability that one of them answers."""
    asked = case.parts or (case,)
    weighed = merge_parts([weighed_by(ranking, each) for each in asked], ranking.answer_from)
    return Judged(
        set=case.set,
        asked=case.asked,
        shown=tuple((candidate.article.id, candidate.text) for _, candidate in weighed.likely),
        confidence=weighed.confidence,
        is_found=any(bool(each.right.any()) for each in asked),
    )


def weighed_by(ranking: Ranker, case: Case) -> RankedAnswer:
    """Return the candidates of a case in their order."""
    shares, _ = ranking.probabilities(case.question_kind, case.rows, list(case.none))
    ranked, neighbours = selected(case.question, case.candidates, shares, WORD_VECTORS)
    return RankedAnswer(ranked=ranked, neighbours=neighbours)


def main() -> None:
    """Fit, print the cross-validated figures, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("given", nargs="*", type=Path, help="a table of articles and one text file")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--cache", type=Path)
    arguments = parser.parse_args()
    every = collect(question_sets(arguments.given), arguments.cache)
    judged = cross_validated(every)
    by_set = sets(judged)
    figures: dict[str, dict[str, float]] = {}
    for name, members in [*by_set.items(), ("all", judged)]:
        print(f"{name}: {len(members)} questions, {sum(each.asked.is_answerable for each in members)} answerable")
        for at in (0.3, 0.4, 0.6, 0.7, ANSWER_FROM):
            answered, abstained = shares(members, at)
            print(f"  answer from {at:.2f}: answered rightly {answered:.3f}, rightly abstained {abstained:.3f}")
        figures[name] = {"answered_rightly": round(answered, 3), "rightly_abstained": round(abstained, 3)}
    if arguments.write:
        write(fit(every), figures)


def collect(asked: list[QuestionSet], cache: Path | None = None) -> list[Case]:
    """Return the cases of sets of questions."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = cache or Path(temporary)
        embedder = EncodedOnce(folder) if cache else Embedder()
        found = []
        for each in asked:
            with Archive.open(folder / f"index-{each.index}", embedder=embedder) as archive:
                archive.add(each.articles)
                found += cases(each.name, archive, each.questions)
    return found


def write(ranking: Ranker, figures: dict[str, dict[str, float]]) -> None:
    """Put the weights into the package, with what they were fitted on."""
    digests = {name: hashlib.sha256((DATA / name).read_bytes()).hexdigest() for name in FITTED_ON}
    stored = {
        "fitted_on": digests,
        "seed": SEED,
        "penalty": PENALTY,
        "cross_validated": figures,
        **replace(ranking, answer_from=ANSWER_FROM).stored(FEATURES, NONE_FEATURES),
    }
    WEIGHTS.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
