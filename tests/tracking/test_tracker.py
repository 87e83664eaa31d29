"""Claims from articles to groups, through the whole of it: found, compared, followed, ruled on, asked for."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from onrecord.archive import Archive
from onrecord.embedding import Embedder
from onrecord.errors import ClaimNotFoundError
from onrecord.exporting.plain_values import to_json
from onrecord.model import Article, Scope
from onrecord.tracking.watching import Watcher

TRIBUNE = Article(
    id="tribune",
    title="Ferry burns off Ostrel",
    publisher="Sorrel Tribune",
    published=date(2031, 3, 4),
    text=(
        "Twelve people died when the ferry Corvo burned off Ostrel on Monday.\n\n"
        "“The ferry carried no fire doors,” harbour master Ingrid Vale said on Tuesday.\n\n"
        "Gulls were seen above the quay."
    ),
)
POST = Article(
    id="post",
    title="What is known of the Corvo fire",
    publisher="Ostrel Post",
    published=date(2031, 3, 6),
    text=(
        "Nineteen people died when the ferry Corvo burned off Ostrel on Monday.\n\n"
        "Ingrid Vale, the harbour master, said the ferry carried no fire doors."
    ),
)
BREAD = Article(
    id="bread",
    publisher="Dunmere Echo",
    published=date(2031, 3, 5),
    text="The price of bread in Dunmere rose by 9 percent in February, the statistics office said.",
)
ARTICLES = (TRIBUNE, POST, BREAD)


@pytest.fixture(scope="module")
def tracked(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Archive]:
    """An archive of three articles; tests only read it."""
    with Archive.open(tmp_path_factory.mktemp("claims") / "index", embedder=embedder) as opened:
        opened.add(ARTICLES)
        yield opened


def test_two_figures_of_one_fire_are_at_odds_with_both_places(tracked: Archive) -> None:
    (group,) = tracked.claims("how many died on the ferry", discrepancies=True)
    (found,) = group.discrepancies
    assert (found.kind, found.relation) == ("number", "contradicts")
    told = {side.article.id: span.of(side.article.text) for side, span in found.sides}
    assert told == {"tribune": "Twelve", "post": "Nineteen"}


def test_a_claim_has_its_words_its_speaker_and_the_day_it_was_said(tracked: Archive) -> None:
    (group, *_) = tracked.claims("fire doors of the ferry")
    (claim,) = (each for each in group.claims if each.article.id == "tribune")
    assert claim.text == "The ferry carried no fire doors,"
    assert claim.text == TRIBUNE.text[claim.span.start : claim.span.end]
    assert claim.speaker == "Ingrid Vale"
    assert (claim.said_on, claim.said_on_words) == (date(2031, 3, 4), "on Tuesday")


def test_the_speaker_the_topic_and_the_scope_narrow(tracked: Archive) -> None:
    assert {group.first.article.id for group in tracked.claims("the price of bread")} == {"bread"}
    said = tracked.claims(speaker="Vale")
    assert said
    assert all("Ingrid Vale" in group.speakers for group in said)
    scoped = tracked.claims(scope=Scope(publisher="Dunmere Echo"))
    assert {group.first.article.id for group in scoped} == {"bread"}
    assert tracked.claims("eels that sing at night") == []
    assert len(tracked.claims(limit=1)) == 1


def test_the_json_is_that_of_the_contract(tracked: Archive) -> None:
    (group,) = to_json(tracked.claims("how many died on the ferry", discrepancies=True))
    assert {"id", "claim", "type", "score", "reasons", "speakers", "first_seen", "origins", "occurrences"} <= set(group)
    assert group["fact_checks"] == []
    assert group["verdict"] is None
    assert json.loads(json.dumps(group)) == group


def test_what_is_found_does_not_depend_on_the_order_of_the_articles(tmp_path: Path, embedder: Embedder) -> None:
    seen = set()
    for nth, order in enumerate(permutations(ARTICLES)):
        with Archive.open(tmp_path / str(nth), embedder=embedder) as archive:
            for article in order:
                archive.add([article])
            groups = archive.claims()
            seen.add(tuple(sorted((g.id, tuple(c.id for c in g.claims), len(g.discrepancies)) for g in groups)))
    assert len(seen) == 1


def test_a_claim_keeps_its_id_through_a_rebuild_and_an_edit(archive: Archive) -> None:
    archive.add(ARTICLES)
    before = {claim.text: claim.id for group in archive.claims() for claim in group.claims}
    archive.rebuild()
    assert {claim.text: claim.id for group in archive.claims() for claim in group.claims} == before
    archive.add([Article(id="bread", published=BREAD.published, text=f"Bread is dear.\n\n{BREAD.text}")])
    after = {claim.text: claim.id for group in archive.claims() for claim in group.claims}
    assert {text: after[text] for text in before if "bread" in text} == {
        t: i for t, i in before.items() if "bread" in t
    }


def test_an_article_that_was_stored_before_claims_were_found_gets_them_later(archive: Archive) -> None:
    from onrecord.attribution import attribute_many
    from onrecord.ingesting.pipeline import Pipeline

    Pipeline(archive.index, attribute_many).store(ARTICLES)
    assert len(archive.index.ledger.claims.waiting()) == len(ARTICLES)
    assert archive.claims("the price of bread")
    assert archive.index.ledger.claims.waiting() == []


def test_a_followed_claim_tells_what_is_new_and_keeps_its_ruling(archive: Archive) -> None:
    archive.add([TRIBUNE])
    (group,) = archive.claims("how many died on the ferry", limit=1)
    archive.tracker.rule(group.id[:6], "unproven", "the list is not out", ["harbour office"])
    assert archive.claims(followed=True)[0].ruling is not None
    watcher = Watcher(archive.tracker, lambda: archive.add([POST]))
    (news,) = watcher.look().news
    assert [claim.article.id for claim in news.claims] == ["post"]
    assert [found.relation for found in news.discrepancies] == ["contradicts"]
    assert watcher.look().news == ()
    ruling = archive.tracker.group(group.id).ruling
    assert ruling is not None
    assert (ruling.verdict, ruling.note, ruling.sources) == ("unproven", "the list is not out", ("harbour office",))
    archive.tracker.withdraw(group.id)
    archive.tracker.unfollow(group.id)
    assert archive.claims(followed=True) == []
    with pytest.raises(ClaimNotFoundError, match="no claim has the id"):
        archive.tracker.group("nothing")


def test_known_fact_checks_are_matched_and_only_confirmed_ones_speak(archive: Archive, tmp_path: Path) -> None:
    archive.add(ARTICLES)
    feed = tmp_path / "feed.jsonl"
    rows = [
        {"id": "1", "claim": "Twelve people died when the ferry Corvo burned off Ostrel on Monday.", "rating": "false"},
        {"id": "2", "claim": "Storks have left the town of Pell for good.", "rating": "true"},
    ]
    feed.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    report = archive.tracker.known.bring(feed)
    assert (report.added, report.updated, report.failed) == (2, 0, ())
    (group,) = archive.claims("how many died on the ferry", limit=1)
    ratings = {match.fact_check.rating: match.is_confirmed for match in group.fact_checks}
    assert set(ratings) == {"false"}
    told = archive.ask("Has the claim that twelve people died on the ferry Corvo been fact-checked?").text
    assert "rated “false”" in told
    nothing = archive.ask("Has the claim that bread is free been fact-checked?")
    assert nothing.abstained


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Do the articles agree on how many people died on the ferry?", ("contradict", "Twelve", "Nineteen")),
        (
            "When was it first claimed that the ferry carried no fire doors?",
            ("First made on 2031-03-04", "Ingrid Vale"),
        ),
        ("Who else claimed that the ferry carried no fire doors?", ("fire doors", "Ingrid Vale")),
        ("Has Ingrid Vale changed her position on fire doors?", ("No change was found", "fire doors")),
    ],
)
def test_questions_about_claims_are_answered_in_the_chat(
    tracked: Archive, question: str, holds: tuple[str, ...]
) -> None:
    answer = tracked.ask(question)
    assert not answer.abstained
    assert all(words in answer.text for words in holds), answer.text
    for citation in answer.citations:
        assert citation.quote == citation.article.text[citation.start : citation.end]


def test_this_means_what_was_answered_before(tracked: Archive) -> None:
    history = [("What did the ferry lack?", "“The ferry carried no fire doors,” Ingrid Vale said. [1]")]
    assert "fire doors" in tracked.ask("Who else claimed this?", history).text
    assert tracked.ask("Who else claimed this?").abstained


def test_the_chat_says_where_there_is_nothing(tracked: Archive) -> None:
    assert tracked.ask("Do the articles agree on the colour of the eels in Pell?").abstained
    assert tracked.ask("Has the eel story been fact-checked?").abstained
