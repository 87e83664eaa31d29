from collections.abc import Iterable
from datetime import date

import pytest

from onrecord.archive import Archive
from onrecord.model import Article, Scope
from onrecord.retrieval.source_filter import narrowed, scopes

OUTLETS = ["Ostrel Post", "coast-wire", "The Eskerby Courier", "EWD", "mirefield.com"]


def outlets() -> Iterable[str]:
    return OUTLETS


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("According to the Ostrel Post, why did the bridge fall?", ["Ostrel Post"]),
        ("What did the Coastal Wire report about the gate?", ["coast-wire"]),
        ("Why did it fall, in the Eskerby Courier's account?", ["The Eskerby Courier"]),
        ("What was written by the Eastern Water Digest?", ["EWD"]),
        ("Did the Mirefield story mention eels?", ["mirefield.com"]),
        ("Who won the Ostrel Post poll?", []),
        ("By how much did she lead in the Ostrel Post survey?", []),
        ("Who owns the Ostrel Post?", []),
        ("Who posted it to Ostrel?", []),
    ],
)
def test_an_outlet_is_named_where_it_is_the_source(question: str, named: list[str]) -> None:
    assert scopes(question, outlets) == [Scope(publisher=each) for each in named]


def test_publishers_are_looked_up_only_where_one_could_be_named() -> None:
    def unexpected() -> Iterable[str]:
        raise AssertionError

    assert scopes("Who owns it?", unexpected) == []


@pytest.mark.parametrize("written", ["4 May 2031", "May 4th, 2031", "4th of May 2031", "2031-05-04"])
def test_a_day_names_what_was_published_then_or_on_the_morrow(written: str) -> None:
    day, morrow = date(2031, 5, 4), date(2031, 5, 5)
    assert scopes(f"What fell on {written}?", outlets) == [Scope(since=day, until=day), Scope(since=day, until=morrow)]


def test_what_is_no_day_names_none() -> None:
    assert scopes("What fell on 31 June 2031 or in May 2031?", outlets) == []


def test_an_outlet_with_a_day_comes_before_the_day_alone() -> None:
    first, *_ = scopes("What did the Ostrel Post report on 4 May 2031?", outlets)
    assert first == Scope(publisher="Ostrel Post", since=date(2031, 5, 4), until=date(2031, 5, 4))


def test_a_scope_is_narrowed_but_not_against_itself() -> None:
    may, june = date(2031, 5, 4), date(2031, 6, 4)
    assert narrowed(Scope(), Scope(publisher="Ostrel Post")) == Scope(publisher="Ostrel Post")
    assert narrowed(Scope(publisher="a"), Scope(publisher="b")) is None
    assert narrowed(Scope(since=june), Scope(since=may, until=may)) is None
    assert narrowed(Scope(until=june), Scope(since=may, until=may)) == Scope(since=may, until=may)


def test_articles_of_a_named_outlet_and_day_are_found_first(archive: Archive) -> None:
    archive.add(
        Article(
            id=f"{name}-{day}",
            title="The gate",
            publisher=name,
            published=date(2031, 5, day),
            text=f"The gate at Ostby {word} on a spring tide.",
        )
        for name, word in (("Ostrel Post", "leaked"), ("Coast Wire", "failed and leaked"))
        for day in (1, 4, 9)
    )
    question = "Why did the gate at Ostby leak{}?"
    by_post = archive.search("According to the Ostrel Post, why did the gate at Ostby leak?", k=6)
    assert [hit.article.publisher for hit in by_post[:3]] == ["Ostrel Post"] * 3
    assert len({hit.passage.id for hit in by_post}) == 6
    on_the_day = archive.search(question.format(" on 4 May 2031"), k=4)
    assert {hit.article.id for hit in on_the_day[:2]} == {"Ostrel Post-4", "Coast Wire-4"}
    assert [hit.score for hit in on_the_day] == sorted((hit.score for hit in on_the_day), reverse=True)
