"""What the benchmarks compute with: judgements, the other pipelines, and the questions for reporting alone."""

import json
import math
from pathlib import Path

import pytest
from benchmarks import reading
from benchmarks.baselines import FORMS, OF_IT, WHOLE, Baseline
from benchmarks.judged import Judged, curve, point_of_abstention, shares, words_shown
from benchmarks.kinds import kind_of
from benchmarks.questions import DATA, Asked, Evidence, letters

from onrecord.embedding import Embedder
from onrecord.model import Article

ROWS = [json.loads(line) for line in (DATA / "two_articles_questions.jsonl").read_text(encoding="utf-8").splitlines()]


def asked(*evidence: tuple[str, str], needs_all: bool = False, kind: str = "what", why: str | None = None) -> Asked:
    held = tuple(Evidence(article_id=article_id, letters=letters(words)) for article_id, words in evidence)
    return Asked(id="q", text="?", kind=kind, evidence=held, why=why, needs_all=needs_all)


def judged(question: Asked, confidence: float, *shown: tuple[str, str]) -> Judged:
    return Judged(set="s", asked=question, shown=shown, confidence=confidence, is_found=True)


WALL = asked(("wall", "a gap of 14 metres"))
NONE = asked(why="detail_not_given")
MANY = [
    judged(WALL, 0.9, ("wall", "The sea tore a gap of 14 metres into it.")),
    judged(WALL, 0.8, ("gate", "The sea tore a gap of 14 metres into it.")),
    judged(WALL, 0.3, ("wall", "The sea tore a gap of 14 metres into it."), ("wall", "Nobody was hurt.")),
    judged(NONE, 0.7, ("wall", "Nobody was hurt.")),
    judged(NONE, 0.2, ("wall", "Nobody was hurt.")),
]


def test_an_answer_is_right_when_it_shows_evidence_of_the_right_article() -> None:
    assert [each.right for each in MANY] == [True, False, True, False, False]
    assert shares(MANY, 0.5) == pytest.approx((1 / 3, 0.5))
    assert shares(MANY, 0.0) == pytest.approx((2 / 3, 0.0))
    assert words_shown(MANY, 0.85) == 10


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.51, 1.0])
def test_the_point_abstains_from_at_least_a_share_and_no_lower_one_does(share: float) -> None:
    point = point_of_abstention(MANY, share)
    assert shares(MANY, point)[1] >= share
    assert share == 0 or shares(MANY, math.nextafter(point, 0))[1] < share


def test_the_curve_takes_the_surest_first() -> None:
    by_coverage = {coverage: accuracy for coverage, accuracy, _ in curve(MANY)}
    assert by_coverage[0.2] == 1.0
    assert by_coverage[0.4] == 0.5
    assert by_coverage[1.0] == 0.4


def test_a_whole_answer_has_evidence_of_every_article() -> None:
    both = asked(("wall", "a gap of 14 metres"), ("gate", "the gate held"), needs_all=True)
    wall, gate = ("wall", "It tore a gap of 14 metres."), ("gate", "But the gate held.")
    assert judged(both, 1.0, wall, gate).is_whole
    assert judged(both, 1.0, wall).right
    assert not judged(both, 1.0, wall).is_whole
    assert not judged(both, 1.0, wall, ("wall", "But the gate held.")).is_whole


def test_kinds_are_told_by_the_question_and_by_why_it_has_no_answer() -> None:
    assert kind_of(asked(("wall", "x"), kind="how_many")) == "number"
    assert kind_of(asked(("wall", "x"), kind="why")) == "factual"
    assert kind_of(asked(("wall", "x"), kind="how_many", needs_all=True)) == "two articles needed"
    assert kind_of(asked(why="wrong_person", kind="how_many")) == "wrong person"


def test_both_pipelines_answer_in_each_form_with_the_articles_own_words(embedder: Embedder) -> None:
    wall = "The sea tore a gap of 14 metres into the wall at Ostby. Nobody was hurt. The mayor thanked the volunteers."
    fair = "The fair opens in Marrowick on Friday. Entry costs two crowns."
    articles = [Article(id="wall", title="A gap in the wall", text=wall), Article(id="fair", text=fair)]
    baseline = Baseline(articles, embedder)
    for answer in (baseline.dense, baseline.bm25):
        reply = answer("How wide was the gap in the wall?", 2)
        assert tuple(reply.shown) == FORMS
        assert reply.shown[WHOLE] == (("wall", f"A gap in the wall\n\n{wall}"),)
        assert reply.shown[OF_IT][0] == ("wall", "The sea tore a gap of 14 metres into the wall at Ostby.")
        assert len(reply.shown[OF_IT]) == 2
        assert all(words in wall for _, words in reply.shown[OF_IT])
        assert min(reply.scores.values()) > 0
    assert not baseline.bm25("Zebedee?", 2).shown
    assert baseline.dense("How wide was the gap in the wall?", 2).scores["the best chunk"] <= 1.0


def test_each_question_for_two_articles_has_places_in_two() -> None:
    assert len(ROWS) >= 15
    assert len({row["id"] for row in ROWS}) == len({row["question"] for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert row["needs_all"]
        assert row["answerable"]
        assert len({each["article_id"] for each in row["evidence"]}) == 2, row["id"]
        assert all(0 <= each["start"] < each["end"] for each in row["evidence"])


def test_what_was_read_is_judged_by_kind(tmp_path: Path) -> None:
    words = "<p>The council of Ember Bay voted on Tuesday to reopen the old harbour after three years.</p>" * 3
    head = "<title>Harbour reopens</title><meta name='author' content='Mara Quill'>"
    (tmp_path / "a.html").write_text(f"<html><head>{head}</head><body><h1>Harbour reopens</h1>{words}</body></html>")
    right = {"title": "harbour reopens", "authors": ["Mara Quill"], "published": None, "holds": ["old harbour"]}
    (tmp_path / "a.json").write_text(json.dumps({**right, "lacks": ["council"]}))
    ((path, expected),) = reading.pages(tmp_path)
    read = reading.ours(path)
    judged = {kind: judge(read, expected[kind]) for kind, judge in reading.JUDGES.items() if kind in expected}
    assert judged == {"title": True, "authors": True, "published": True, "holds": True, "lacks": False}
    assert reading.shared("one two three", "one two four") == pytest.approx((2 / 3, 2 / 3))
