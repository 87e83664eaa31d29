from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import AmbiguousSpeakerError
from onrecord.model import Article, Attribution, KnownSpeaker, Span, Speaker
from onrecord.speakers import find_speakers, speakers, speakers_called
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


ASKED = (
    *(
        "Ann Lee",
        "Lee",
        "Mrs. Lee",
        "ann",
        "Bo",
        "Lee, Ann",
        "Anna Lee",
        "Senator Lee",
        "Captain Lee",
        "Bo Leee",
        "officials",
    ),
    *(
        "the Farm Supply Office",
        "FSO",
        "Supply Office",
        "Office of Farm Supply",
        "Farm Suply Office",
        "de Lee",
        "",
        "?",
    ),
)
NAMES = (
    "Ann Lee",
    "Anna B. Lee",
    "Lee",
    "Bo Lee",
    "Ann",
    "De Lee",
    "officials",
    "town officials",
    "FSO",
    "the Farm Supply Office",
)
SPEAKERS = st.lists(
    st.builds(
        Speaker,
        name=st.sampled_from(NAMES),
        aliases=st.lists(st.sampled_from([*NAMES, "Senator Lee", "Captain Bo Lee", "Mr. Lee"]), max_size=2).map(tuple),
    ),
    min_size=1,
    max_size=6,
)


def outcome(look: Callable[[], list[KnownSpeaker]]) -> object:
    try:
        return look()
    except AmbiguousSpeakerError as error:
        return error.candidates


@settings(max_examples=30, deadline=None)
@given(said_by=SPEAKERS, asked=st.sampled_from(ASKED))
def test_a_look_by_words_finds_whom_a_look_through_all_does(said_by: list[Speaker], asked: str) -> None:
    with TemporaryDirectory() as folder, closing(Ledger(Path(folder, "ledger.sqlite"))) as ledger:
        for number, speaker in enumerate(said_by):
            said = Attribution(content=(Span(start=0, end=1),), kind="indirect", speaker=speaker)
            ledger.write(Article(id=str(number), text="It rained."), [], [said])
        everyone = speakers(ledger)
        for _ in range(2):
            assert outcome(lambda: find_speakers(ledger, asked)[0]) == outcome(lambda: speakers_called(asked, everyone))
