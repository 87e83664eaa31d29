"""The sets of questions with the articles that each is asked of."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.questions import Asked, load, original_texts
from onrecord.model import Article
from onrecord.reading import read
from onrecord.settings import Settings

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions over some articles; `index` names the index of these articles."""

    name: str
    index: str
    articles: list[Article]
    questions: list[Asked]


def question_sets(given: Sequence[Path]) -> list[QuestionSet]:
    """Return the questions over the sample articles and, where they are given, over a table and a text file.

    Of the table's articles every second one is also asked alone, so that small archives are learnt from too.
    """
    found = [QuestionSet("samples", "samples", articles_of(EXAMPLES), load("sample_questions.jsonl"))]
    if given:
        table, file = given
        texts = original_texts(table, file)
        rows, alone = articles_of(table), articles_of(file)
        asked, seed = load("article_questions.jsonl", texts), load("seed_questions.jsonl", texts)
        reworded = load("reworded_questions.jsonl", texts)
        found.append(QuestionSet("articles", "many", [*rows, *alone], asked))
        found.append(QuestionSet("reworded", "many", [*rows, *alone], reworded))
        found.append(QuestionSet("one of many", "many", [*rows, *alone], seed))
        found.append(QuestionSet("one alone", "alone", alone, seed))
        for row in rows[::2]:
            own = [each for each in [*asked, *reworded] if each.group == row.id]
            found.append(QuestionSet("others alone", f"one/{row.id}", [row], own))
    return found


def two_articles(given: Sequence[Path]) -> list[QuestionSet]:
    """Return the questions whose full answer stands in two articles, over a table and a text file; none without."""
    if not given:
        return []
    table, file = given
    asked = load("two_articles_questions.jsonl", original_texts(table, file))
    return [QuestionSet("two articles", "many", [*articles_of(table), *articles_of(file)], asked)]


def articles_of(path: Path) -> list[Article]:
    """Return the articles of a folder, a table or a file."""
    return [each for each in read([path], Settings()) if isinstance(each, Article)]
