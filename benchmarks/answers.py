"""How far answers can be trusted, beside what a user would otherwise build, and where they are weak.

    python -m benchmarks.answers [ARTICLES.jsonl SEED.txt] [--cache DIR]

Over the questions that `benchmarks.calibrate` fits on, each judged by weights fitted without the article it is about.
An answer is right when what it shows holds the evidence; an answer to a question that has none is wrong.

Beside ours, over the same articles, with the same embedding model: the pipeline of LangChain's tutorial and BM25 alone
(`benchmarks.baselines`), at the threshold where each abstains rightly at least as often as we do. The threshold is
chosen on the very questions it is judged by, and so is the score it applies to, the better of several: both in favour
of the others.

    coverage    the share of all questions that are answered rather than abstained from
    accuracy    the share of those answers that are right
    confidence  what the answer itself says of being right, in tenths, and how often it was

By kind of question: whether the sentences that the search brought hold the evidence (found), those that would be shown
do (shown), and the answer that is given does. For questions whose full answer stands in two articles, also how often
sentences with evidence of each are cited; those in `two_articles_questions.jsonl` are asked for this alone.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import kinds
from benchmarks.baselines import FORMS, WHOLE, Baseline, Reply
from benchmarks.calibrate import ANSWER_FROM, collect, cross_validated
from benchmarks.encoded import EncodedOnce
from benchmarks.judged import Judged, curve, point_of_abstention, reliability, sets, shares, words_shown
from benchmarks.question_sets import question_sets, two_articles
from onrecord.embedding import Embedder

COMPARED = ("articles", "one of many", "one alone", "samples")


def judged_by(replies: Sequence[tuple[Judged, Reply]], form: str, score: str) -> list[Judged]:
    """Return what a pipeline shows in one form, as sure of it as one of its scores."""
    return [
        Judged(
            set=each.set,
            asked=each.asked,
            shown=reply.shown.get(form, ()),
            confidence=reply.scores.get(score, float("-inf")),
            is_found=False,
        )
        for each, reply in replies
    ]


def fairest(replies: Sequence[tuple[Judged, Reply]], form: str, share: float) -> tuple[str, list[Judged], float]:
    """Return the score that serves a pipeline best when it abstains rightly from a share, and its threshold."""
    names = dict.fromkeys(name for _, reply in replies for name in reply.scores)
    tried = [(name, judged_by(replies, form, name)) for name in names]
    pointed = [(name, judged, point_of_abstention(judged, share)) for name, judged in tried]
    return max(pointed, key=lambda each: shares(each[1], each[2])[0])


def line(name: str, judged: Sequence[Judged], point: float) -> str:
    """Return a line of the table: a system at a threshold, and whether or not it abstains."""
    answered, abstained = shares(judged, point)
    always, _ = shares(judged, float("-inf"))
    words = words_shown(judged, point)
    return (
        f"  {name:38} answered rightly {answered:.3f}  rightly abstained {abstained:.3f}  words shown {words:5.1f}"
        f"  never abstaining {always:.3f}"
    )


def compare(ours: Sequence[Judged], baseline: Baseline) -> None:
    """Print the table of a set, and the curve of each system."""
    _, share = shares(ours, ANSWER_FROM)
    count = round(np.mean([len(each.shown) for each in ours if each.confidence >= ANSWER_FROM]))
    print(line("ours", ours, ANSWER_FROM))
    curves = [("ours", list(ours))]
    for system, answer in (("tutorial", baseline.dense), ("bm25", baseline.bm25)):
        replies = [(each, answer(each.asked.text, count)) for each in ours]
        for form in FORMS:
            score, judged, point = fairest(replies, form, share)
            name = f"{system}, {form}" if form == WHOLE else f"{system}, {count} {form}"
            print(f"{line(name, judged, point)}  abstaining by {score}")
            curves.append((name, judged))
    print(f"  {'accuracy at coverage':38} " + " ".join(f"{coverage:5.1f}" for coverage, _, _ in curve(ours)))
    for name, judged in curves:
        print(f"  {name:38} " + " ".join(f"{accuracy:5.3f}" for _, accuracy, _ in curve(judged)))
    print(f"  {'ours, answering from':38} " + " ".join(f"{least:5.2f}" for _, _, least in curve(ours)), flush=True)


def main() -> None:
    """Print the table and the curves of each set, the reliability of all, and the figures by kind of question."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("given", nargs="*", type=Path, help="a table of articles and one text file")
    parser.add_argument("--cache", type=Path)
    arguments = parser.parse_args()
    asked, besides = question_sets(arguments.given), two_articles(arguments.given)
    everything = cross_validated(collect(asked, arguments.cache), collect(besides, arguments.cache))
    by_set = sets(everything)
    two = by_set.pop("two articles", [])
    embedder = EncodedOnce(arguments.cache) if arguments.cache else Embedder()
    baselines: dict[str, Baseline] = {}
    for each in asked:
        if each.name in COMPARED:
            baselines.setdefault(each.index, Baseline(each.articles, embedder))
    for name, members in by_set.items():
        answerable = sum(each.asked.is_answerable for each in members)
        shown = np.mean([len(each.shown) for each in members if each.confidence >= ANSWER_FROM])
        print(f"{name}: {len(members)} questions, {answerable} answerable; sentences shown in an answer: {shown:.2f}")
        index = next(each.index for each in asked if each.name == name)
        if name in COMPARED:
            compare(members, baselines[index])
        else:
            print(line("ours", members, ANSWER_FROM))
        print("\n".join(f"    {row}" for row in kinds.table(members, ANSWER_FROM)))
    print("all, by confidence")
    for lower, mean, right, count in reliability([each for members in by_set.values() for each in members]):
        print(f"  {lower:.1f} to {lower + 0.1:.1f}  said {mean:.3f}  came true {right:.3f}  of {count}")
    needing = [each for each in by_set.get("articles", []) if each.asked.needs_all]
    if needing:
        print("two articles needed")
        print(f"  of the questions above {kinds.several(needing, ANSWER_FROM)}")
        print(f"  asked for this alone   {kinds.several(two, ANSWER_FROM)}")


if __name__ == "__main__":
    main()
