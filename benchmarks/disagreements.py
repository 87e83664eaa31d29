"""Whether two sources that disagree are told so, and none that do not.

    python -m benchmarks.disagreements [ARTICLES.jsonl SEED.txt] [--split tune] [--show]

Over the invented pairs of `benchmarks/data/disagreements.jsonl`: a question, and two articles that answer it in ways
that cannot both hold, or that can. All of them stand in one archive with the sample articles. Half of the pairs, those
marked "held out", were not looked at one by one while the rules were made.

    caught       disagreeing pairs whose answer names the disagreement and cites both articles
    answered     disagreeing pairs whose question is answered at all; what is abstained from names nothing
    false alarm  other pairs whose answer names a disagreement

Then every answer to the questions in `benchmarks/data/` that names a disagreement is printed, to be read: over the
sample articles, and over a table of articles and a text file where these are given. Last comes what looking for one
costs a question.
"""

import argparse
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.question_sets import EXAMPLES, articles_of
from benchmarks.questions import DATA, Asked, load, original_texts
from onrecord.answering.disagreement.disagreement import disagreement
from onrecord.answering.extractive import rank
from onrecord.answering.question.question import Question
from onrecord.archive import Archive
from onrecord.model import Answer, Article, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question with two articles, and whether what they answer cannot both hold."""

    kind: str
    disagree: bool
    split: str
    question: str
    articles: tuple[Article, Article]


@dataclass(frozen=True, slots=True)
class Told:
    """A pair with its answer, and whether that names a disagreement of these two articles, or of any."""

    pair: Pair
    answer: Answer

    @property
    def names_it(self) -> bool:
        """Whether a sentence of ours cites both articles."""
        wanted = {article.id for article in self.pair.articles}
        return any(each.is_ours and wanted <= {c.article.id for c in each.citations} for each in self.answer.sentences)

    @property
    def names_any(self) -> bool:
        """Whether any disagreement is named."""
        return any(each.is_ours for each in self.answer.sentences)


def pairs() -> list[Pair]:
    """Return the pairs in the order of the file."""
    rows = map(json.loads, (DATA / "disagreements.jsonl").read_text(encoding="utf-8").splitlines())
    return [_pair(number, row) for number, row in enumerate(rows, start=1)]


def _pair(number: int, row: dict[str, str | bool | list[dict[str, str]]]) -> Pair:
    given = row["articles"]
    assert isinstance(given, list)
    one, other = (
        Article(
            id=f"pair-{number}{letter}",
            title=each["title"],
            publisher=each["publisher"],
            published=date.fromisoformat(each["published"]),
            text=each["text"],
        )
        for letter, each in zip("ab", given, strict=True)
    )
    return Pair(
        kind=str(row["kind"]),
        disagree=bool(row["disagree"]),
        split=str(row["split"]),
        question=str(row["question"]),
        articles=(one, other),
    )


def told(asked: Sequence[Pair], every: Sequence[Pair]) -> list[Told]:
    """Return the answers to the questions of some pairs, over the articles of all and the samples."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "index") as archive:
        archive.add([*articles_of(EXAMPLES), *(article for pair in every for article in pair.articles)])
        return [Told(pair, archive.ask(pair.question)) for pair in asked]


def report(split: str, found: Sequence[Told]) -> None:
    """Print what was caught and what was a false alarm, by the kind of pair."""
    kinds: dict[tuple[bool, str], list[Told]] = defaultdict(list)
    for each in found:
        kinds[not each.pair.disagree, each.pair.kind].append(each)
    print(split)
    for (agrees, kind), members in sorted(kinds.items()):
        hits = sum(each.names_any if agrees else each.names_it for each in members)
        print(f"  {'no disagreement' if agrees else 'disagree':16} {kind:11} {hits} named of {len(members)}")
    disagree = [each for each in found if each.pair.disagree]
    others = [each for each in found if not each.pair.disagree]
    answered = sum(not each.answer.abstained for each in disagree)
    print(f"  caught {sum(each.names_it for each in disagree)} of {len(disagree)}, {answered} of them answered at all")
    print(f"  false alarms {sum(each.names_any for each in others)} of {len(others)}")


def read_out(name: str, articles: list[Article], questions: Sequence[Asked]) -> None:
    """Print every answer over some articles that names a disagreement, and how many there are."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "index") as archive:
        archive.add(articles)
        answers = [archive.ask(each.text) for each in questions]
        weighed = [(Question(each.text), rank(archive.index, Question(each.text), Scope())) for each in questions]
    named = [answer for answer in answers if answer.disagreement]
    print(f"{name}: {len(named)} of {len(answers)} answers name a disagreement")
    for answer in named:
        print(f"  {answer.question}\n    {answer.text}")
    started = time.perf_counter()
    for question, each in weighed:
        disagreement(question, each.ranked, lambda _: 1.0)
    print(f"  looking for one: {(time.perf_counter() - started) / len(weighed) * 1000:.2f} ms a question")


def main() -> None:
    """Ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("given", nargs="*", type=Path, help="a table of articles and one text file")
    parser.add_argument("--split", choices=("tune", "held out"), help="only this half")
    parser.add_argument("--show", action="store_true", help="print what went wrong; of the tuning half only")
    arguments = parser.parse_args()
    every = pairs()
    found = told([each for each in every if arguments.split in (None, each.split)], every)
    for split in dict.fromkeys(each.pair.split for each in found):
        report(split, [each for each in found if each.pair.split == split])
    if arguments.show:
        wrong = (each for each in found if (each.names_it if each.pair.disagree else not each.names_any) is False)
        for each in wrong:
            if each.pair.split == "tune":
                print(f"\n{each.pair.kind}, disagree: {each.pair.disagree}. {each.pair.question}\n  {each.answer.text}")
    read_out("sample articles", articles_of(EXAMPLES), load("sample_questions.jsonl"))
    if arguments.given:
        table, file = arguments.given
        texts = original_texts(table, file)
        asked = [*load("article_questions.jsonl", texts), *load("seed_questions.jsonl", texts)]
        read_out("articles", [*articles_of(table), *articles_of(file)], asked)


if __name__ == "__main__":
    main()
