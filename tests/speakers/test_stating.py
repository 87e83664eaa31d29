from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.embedding import Embedder
from onrecord.errors import SpeakerNotFoundError
from onrecord.ingesting.pipeline import open_index
from onrecord.model import Article, Attribution, Span, Speaker
from onrecord.speakers import explained, speakers, state_identity
from onrecord.storage.index import Index


@pytest.fixture
def index(tmp_path: Path, embedder: Embedder) -> Iterator[Index]:
    with closing(open_index(tmp_path / "index", embedder)) as opened:
        for number, name in enumerate(
            (
                "Mike Orr",
                "Michael R. Orr",
                "Baroness Tolm",
                "Hilde Vexley",
                "Varn",
                "Ilse Varn",
                "Otto Varn",
                "the FSO",
                "Sam",
            )
        ):
            say(opened, f"a{number}", name)
        yield opened


def say(index: Index, article_id: str, name: str) -> None:
    said = Attribution(content=(Span(start=0, end=4),), kind="direct", speaker=Speaker(name=name))
    index.ledger.write(Article(id=article_id, text="Rain fell on all of them."), [], [said])


def names(index: Index) -> list[str]:
    return sorted(each.name for each in speakers(index.ledger))


def test_two_names_that_nothing_joins_are_one_when_stated_and_stay_so(index: Index) -> None:
    assert {"Baroness Tolm", "Hilde Vexley"} <= set(names(index))
    [one] = state_identity(index, "Tolm", "Hilde Vexley", are_one=True)
    assert (one.attributions, {one.name, *one.aliases}) == (2, {"Baroness Tolm", "Hilde Vexley"})
    say(index, "a2", "Baroness Tolm")
    say(index, "b1", "Hilde Vexley")
    say(index, "b2", "Tolm")
    [again] = [each for each in speakers(index.ledger) if each.attributions > 2]
    assert (again.attributions, again.articles) == (4, 4)
    [why] = explained(index.ledger, "Hilde Vexley")
    assert "stated to be one with “Hilde Vexley”" in {reason for place in why.places for reason in place.reasons}


def test_what_was_stated_can_be_taken_back(index: Index) -> None:
    before = speakers(index.ledger)
    state_identity(index, "Baroness Tolm", "the FSO", are_one=True)
    assert len(speakers(index.ledger)) == len(before) - 1
    two = state_identity(index, "Baroness Tolm", "the FSO", are_one=False)
    assert [each.attributions for each in two] == [1, 1]
    assert speakers(index.ledger) == before


def test_two_who_were_joined_are_two_when_stated(index: Index) -> None:
    [orr] = [each for each in speakers(index.ledger) if "Orr" in each.name]
    assert orr.articles == 2
    two = state_identity(index, "Mike Orr", "Michael R. Orr", are_one=False)
    assert sorted(each.name for each in two) == ["Michael R. Orr", "Mike Orr"]
    say(index, "c1", "Michael R. Orr")
    assert sorted((each.name, each.articles) for each in speakers(index.ledger) if "Orr" in each.name) == [
        ("Michael R. Orr", 2),
        ("Mike Orr", 1),
    ]
    [mike] = [each for each in explained(index.ledger, "Mike Orr") if each.speaker.name == "Mike Orr"]
    assert ("Michael R. Orr", "stated to be two") in mike.apart


@pytest.mark.parametrize(
    ("name", "other", "are_one"),
    [
        ("Nobody Known", "Mike Orr", True),
        ("Mike Orr", "Mike Orr", True),
        ("Mike Orr", "Michael R. Orr", True),
        ("Mike Orr", "Orr", False),
        ("the FSO", "The FSO", False),
    ],
)
def test_a_statement_that_changes_nothing_is_refused_and_not_kept(
    index: Index, name: str, other: str, are_one: bool
) -> None:
    before = names(index)
    with pytest.raises(SpeakerNotFoundError, match=r"\A[^\n]+\Z"):
        state_identity(index, name, other, are_one=are_one)
    assert index.ledger.speakers.stated() == []
    assert names(index) == before
