from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import AmbiguousSpeakerError
from onrecord.model import Article, Attribution, KnownSpeaker, Span, Speaker
from onrecord.speakers import find_speakers, speakers_called
from onrecord.storage.ledger.ledger import Ledger


def known(name: str, *aliases: str, times: int = 3) -> KnownSpeaker:
    return KnownSpeaker(name=name, aliases=aliases, attributions=times, articles=1)


ILSE = known("Ilse Varn", "Varn", "Harbour Minister Varn", "Minister Varn", times=9)
MATTIS = known("Mattis Varn", "Varn", "Mr. Varn")
TORMUND = known("Ilse Tormund", "Tormund", times=8)
OTTO = known("Otto Brisk")
CREW = known("the lifeboat crew")
DIVERS = known("salvage divers", times=2)
BODY = known("the Shoals Bureau of Investigation")
EVERYBODY = [ILSE, MATTIS, TORMUND, OTTO, CREW, DIVERS, BODY]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("brisk", OTTO),
        ("Secretary of State Brisk", OTTO),
        ("Ilse Tormund", TORMUND),
        ("Harbour Minister Varn", ILSE),
        ("Capt. Mattis Varn", MATTIS),
        ("Minister Varn", ILSE),
        ("Otto Brysk", OTTO),
        ("Tormond", TORMUND),
        ("the crew", CREW),
        ("the divers", DIVERS),
        ("SBI", BODY),
        ("Shoals Bureau of Investigations", BODY),
    ],
)
def test_a_name_means_one_speaker(asked: str, meant: KnownSpeaker) -> None:
    assert speakers_called(asked, EVERYBODY) == [meant]


@pytest.mark.parametrize("asked", ["", "?", "Ada Brisk", "Bosk", "the ministers", "Varn campaign"])
def test_a_name_may_mean_nobody(asked: str) -> None:
    assert speakers_called(asked, EVERYBODY) == []


@pytest.mark.parametrize(
    ("asked", "who"), [("Varn", ("Ilse Varn", "Mattis Varn")), ("Ilse", ("Ilse Varn", "Ilse Tormund"))]
)
def test_several_different_people_are_listed_in_one_line(asked: str, who: tuple[str, ...]) -> None:
    with pytest.raises(
        AmbiguousSpeakerError, match=f"^'{asked}' fits several people: write {' or '.join(who)}$"
    ) as caught:
        speakers_called(asked, EVERYBODY)
    assert caught.value.candidates == who


def test_a_bare_surname_means_the_one_who_is_far_better_known() -> None:
    famous = known("Ilse Varn", "Varn", times=200)
    assert speakers_called("Varn", [famous, MATTIS]) == [famous]
    assert speakers_called("Mattis Varn", [famous, MATTIS]) == [MATTIS]


def test_entries_that_may_be_one_person_come_together() -> None:
    once, twice = known("William Brisk"), known("Bill Brisk")
    assert speakers_called("Bill Brisk", [once, twice]) == [twice, once]


def test_a_full_name_is_no_guess_about_a_surname() -> None:
    bare = known("Varn")
    assert speakers_called("Ada Varn", [bare]) == [bare]
    assert speakers_called("Ada Varn", [bare, MATTIS]) == []


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(tmp_path / "ledger.sqlite")
    yield opened
    opened.close()


def test_the_names_in_each_article_come_with_the_speaker(ledger: Ledger) -> None:
    for article_id, name in (("a", "Ilse Varn"), ("b", "Varn"), ("c", "Otto Brisk")):
        spoken = Attribution(content=(Span(start=0, end=1),), kind="indirect", speaker=Speaker(name=name))
        ledger.write(Article(id=article_id, text="x" * 20), [], [spoken])
    found, members = find_speakers(ledger, "minister varn")
    assert [each.name for each in found] == ["Ilse Varn"]
    assert members == {("a", "Ilse Varn"), ("b", "Varn")}
    assert find_speakers(ledger, "Nobody") == ([], set())
