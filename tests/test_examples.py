"""The sample articles can be read, and every question about them rests on words that stand in them."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Article
from onrecord.reading import read
from onrecord.settings import Settings

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "examples" / "articles"
QUESTIONS = ROOT / "benchmarks" / "data" / "sample_questions.jsonl"
KINDS = {"who", "when", "where", "how_many", "yes_no", "what_did_x_say", "who_said", "why", "how", "what", "which"}
REASONS = {"wrong_person", "wrong_event", "detail_not_given", "off_topic", "false_premise"}


def one_line(text: str) -> str:
    """A PDF keeps the line breaks of its pages; the words are the same."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    found = list(read([str(ARTICLES)], Settings()))
    unreadable = [item for item in found if not isinstance(item, Article)]
    assert unreadable == []
    return {item.id: item for item in found if isinstance(item, Article)}


@pytest.fixture(scope="module")
def questions() -> list[dict[str, Any]]:
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def test_every_file_is_read_under_its_own_name(articles: dict[str, Article]) -> None:
    assert set(articles) == {file.stem for file in ARTICLES.iterdir()}
    assert len(articles) >= 16


def test_formats_and_outlets_vary(articles: dict[str, Article]) -> None:
    assert {file.suffix for file in ARTICLES.iterdir()} == {".txt", ".md", ".html", ".pdf"}
    assert len({article.publisher for article in articles.values()}) == 5


def test_the_metadata_agrees_with_the_file_name(articles: dict[str, Article]) -> None:
    for stem, article in articles.items():
        outlet, published, _ = stem.split("_")
        assert article.title, stem
        assert article.publisher is not None, stem
        assert article.publisher.removeprefix("The ").lower().replace(" ", "-") == outlet
        assert str(article.published) == published, stem


def test_enough_questions_and_a_third_cannot_be_answered(questions: list[dict[str, Any]]) -> None:
    answerable = Counter(question["answerable"] for question in questions)
    assert len(questions) >= 150
    assert answerable[False] * 3 >= len(questions)
    assert answerable[True] >= answerable[False]


def test_ids_and_wordings_are_unique(questions: list[dict[str, Any]]) -> None:
    assert len({question["id"] for question in questions}) == len(questions)
    assert len({question["question"] for question in questions}) == len(questions)


def test_every_kind_of_question_is_asked_both_ways(questions: list[dict[str, Any]]) -> None:
    for answerable in (True, False):
        assert {question["kind"] for question in questions if question["answerable"] is answerable} == KINDS


def test_a_question_without_answer_says_why_and_has_no_evidence(questions: list[dict[str, Any]]) -> None:
    without = [question for question in questions if not question["answerable"]]
    assert {question["why"] for question in without} == REASONS
    assert not any(question["evidence"] or question["article_ids"] for question in without)


def test_all_evidence_stands_in_the_articles(articles: dict[str, Article], questions: list[dict[str, Any]]) -> None:
    texts = {name: one_line(article.text) for name, article in articles.items()}
    for question in questions:
        named = [texts[name] for name in question["article_ids"]]
        evidence = [one_line(words) for words in question["evidence"]]
        assert bool(evidence) is question["answerable"], question["id"]
        for words in evidence:
            assert any(words in text for text in named), (question["id"], words)
        for text in named:
            assert any(words in text for words in evidence), question["id"]


def test_every_article_answers_something(articles: dict[str, Article], questions: list[dict[str, Any]]) -> None:
    assert {name for question in questions for name in question["article_ids"]} == set(articles)
