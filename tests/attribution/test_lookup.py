import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.lookup import find, matches
from onrecord.model import Speaker

ORR = Speaker(name="Mike Orrendal", aliases=("US Secretary of State Mike Orrendal", "Orrendal"))
HILDE = Speaker(name="Hilde Crane", aliases=("Mrs. Crane", "Crane"))
BERT = Speaker(name="Bert Crane", aliases=("Mr. Crane", "President Bert Crane"))
BOARD = Speaker(name="Baltic Fisheries Board", aliases=("the Baltic board",))
ALL = [ORR, HILDE, BERT, BOARD]


def names(asked: str) -> list[str]:
    return [speaker.name for speaker, _ in find(asked, ALL)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Mike Orrendal", ["Mike Orrendal"]),
        ("mike orrendal", ["Mike Orrendal"]),
        ("Orrendal", ["Mike Orrendal"]),
        ("Secretary Orrendal", ["Mike Orrendal"]),
        ("Michael Orrendal", ["Mike Orrendal"]),
        ("Mike Orendal", ["Mike Orrendal"]),
        ("Hilde Crane", ["Hilde Crane"]),
        ("Mrs Crane", ["Hilde Crane"]),
        ("President Crane", ["Bert Crane"]),
        ("the Baltic Fisheries Board", ["Baltic Fisheries Board"]),
        ("Baltic Fisherys Board", ["Baltic Fisheries Board"]),
        ("BFB", ["Baltic Fisheries Board"]),
        ("Paul Orrendal", []),
        ("Nobody Else", []),
        ("", []),
    ],
)
def test_a_speaker_is_found_by_name_alias_title_or_slip(asked: str, found: list[str]) -> None:
    assert names(asked)[: max(1, len(found))] == found


def test_an_ambiguous_name_gives_all_who_bear_it() -> None:
    assert sorted(names("Crane")) == ["Bert Crane", "Hilde Crane"]


def test_another_first_name_gender_or_suffix_does_not_fit() -> None:
    assert matches("Hilde Crane", BERT) == 0
    assert matches("Mrs. Crane", BERT) == 0
    assert matches("Bert Crane Jr.", BERT) == 0


def test_a_misspelling_counts_only_where_nothing_fits_as_written() -> None:
    assert find("Orrendal", [ORR, Speaker(name="Paul Orrendahl")]) == [(ORR, matches("Orrendal", ORR))]


@given(st.text(max_size=30), st.sampled_from(ALL))
def test_a_score_is_between_nought_and_one(asked: str, speaker: Speaker) -> None:
    assert 0.0 <= matches(asked, speaker) <= 1.0


@given(st.sampled_from(ALL))
def test_everybody_is_found_by_each_of_his_names(speaker: Speaker) -> None:
    for name in (speaker.name, *speaker.aliases):
        assert speaker in [found for found, _ in find(name, ALL)]
