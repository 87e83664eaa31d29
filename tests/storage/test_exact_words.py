from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.language.wording import Wording
from onrecord.model import Article, Attribution, Span, Speaker
from onrecord.storage.ledger.ledger import Ledger

TEXT = "The mayor laughed. “Our bridge holds,” she said, “and it’ll cost $5.5 million.” The re-election came at 10:30."


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(tmp_path / "ledger.sqlite")
    opened.write(Article(id="bridge", text=TEXT), [])
    yield opened
    opened.close()


def forms(words: str) -> tuple[str, ...]:
    return Wording.of(words).forms


@pytest.mark.parametrize("words", ["our bridge holds", "holds and it'll cost $5.5", "million"])
def test_quoted_words_are_found_over_an_interruption(ledger: Ledger, words: str) -> None:
    assert ledger.exact.articles_holding("quoted", [forms(words)]) == ["bridge"]


@pytest.mark.parametrize("words", ["the mayor laughed", "re-election", "came at 10:30", "she said and it'll"])
def test_any_words_are_found_where_they_stand(ledger: Ledger, words: str) -> None:
    assert ledger.exact.articles_holding("body", [forms(words)]) == ["bridge"]
    assert ledger.exact.articles_holding("quoted", [forms(words)]) == []


def test_every_run_must_be_there(ledger: Ledger) -> None:
    assert ledger.exact.articles_holding("quoted", [forms("our bridge"), forms("million")]) == ["bridge"]
    assert ledger.exact.articles_holding("quoted", [forms("our bridge"), forms("billion")]) == []
    assert ledger.exact.articles_holding("body", []) == []


def test_similar_articles_come_with_their_words(ledger: Ledger) -> None:
    [found] = ledger.exact.articles_like("quoted", forms("our bridge cannot hold a million"), 3)
    assert (found.article_id, found.forms) == (
        "bridge",
        " ".join(forms("Our bridge holds and it’ll cost $5.5 million")),
    )
    assert ledger.exact.articles_like("quoted", forms("nothing alike"), 3) == []


def test_similar_articles_can_be_those_in_which_somebody_speaks(ledger: Ledger) -> None:
    said = Attribution(
        content=(Span(start=20, end=37),), kind="direct", speaker=Speaker(name="Ilse Varn", aliases=("the mayor",))
    )
    ledger.write(Article(id="other", text=TEXT), [], [said])
    assert [s.article_id for s in ledger.exact.articles_like("quoted", forms("our bridge"), 3, "varn")] == ["other"]
    assert [s.article_id for s in ledger.exact.articles_like("quoted", forms("our bridge"), 3, "mayor")] == ["other"]
    assert ledger.exact.articles_like("quoted", forms("our bridge"), 3, "rooke") == []


def test_words_go_with_their_article(ledger: Ledger) -> None:
    ledger.write(Article(id="bridge", text="“It fell,” she said."), [])
    assert ledger.exact.articles_holding("body", [forms("bridge holds")]) == []
    assert ledger.exact.articles_holding("quoted", [forms("it fell")]) == ["bridge"]
    ledger.remove("bridge")
    assert ledger.exact.articles_holding("body", [forms("it fell")]) == []


@given(data=st.data())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_run_of_words_is_found(ledger: Ledger, data: st.DataObject) -> None:
    every = forms(TEXT)
    first = data.draw(st.integers(0, len(every) - 1))
    last = data.draw(st.integers(first, len(every) - 1))
    assert ledger.exact.articles_holding("body", [every[first : last + 1]]) == ["bridge"]
