"""Two sentences at odds are told so, the same in either order; two that are not are not."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.claims.discrepancies import Conflict, compare

MILL, DAM = "The blast at the mill in Orby killed", "The dam at Orby was"
BYPASS = "The council of Orby approved the bypass on"
TOLD = [
    ("number", "contradicts", f"{MILL} 24 people.", f"{MILL} 31 people."),
    ("number", "differs", f"{MILL} at least 24 people.", f"{MILL} 31 people."),
    ("day", "contradicts", f"{BYPASS} Thursday.", f"{BYPASS} Wednesday."),
    ("negation", "contradicts", f"{DAM} inspected by engineers.", f"{DAM} not inspected by engineers."),
]  # fmt: skip

NOT_TOLD = [
    ("The blast in Orby killed 24 people.", "The blast in Orby injured 31 people."),
    ("Orby Mill will cut 310 jobs in Harrow.", "Orby Mill will cut 240 jobs in Selby."),
    ("Pike was charged on Friday with the shooting.", "The shooting took place on Monday in Lower Orby."),
    ("The mill in Orby lost $3 million in 2030.", "The mill in Orby lost $5 million in 2031."),
    ("A poll put Thorne at 44 percent in Orby.", "A poll put Thorne at 49 percent in Orby."),
    ("", "The mill burned."),
]


@pytest.mark.parametrize(("kind", "relation", "a", "b"), TOLD)
def test_what_is_at_odds_is_told_with_its_places(kind: str, relation: str, a: str, b: str) -> None:
    found = compare(a, b)
    assert found is not None
    assert (found.kind, found.relation) == (kind, relation)
    for text, (start, end) in ((a, found.told_a), (b, found.told_b)):
        assert 0 <= start < end <= len(text)
        assert text[start:end] in found.why


@pytest.mark.parametrize(("a", "b"), NOT_TOLD)
def test_what_may_both_be_is_not_told(a: str, b: str) -> None:
    assert compare(a, b) is None


def test_yesterday_is_the_day_before_publication() -> None:
    a, b = "The bridge at Orby collapsed on Wednesday.", "The bridge at Orby collapsed yesterday."
    assert compare(a, b, (date(2032, 3, 5), date(2032, 3, 4))) is None
    assert compare(a, b, (date(2032, 3, 5), date(2032, 3, 3))) is not None


def test_other_words_of_one_speaker_are_told_and_of_two_are_not() -> None:
    a = "“We will not be bullied by a quarry,” Thorne said."
    b = "“We will not be pushed around by a quarry,” Thorne said."
    found = compare(a, b, speakers=("Ilse Thorne", "Ilse Thorne"))
    assert found is not None
    assert found.kind == "wording"
    assert compare(a, b, speakers=("Ilse Thorne", "Olga Brandt")) is None


def test_who_changes_sides_has_another_position() -> None:
    a, b = "Thorne said she supports the bypass in Orby.", "Thorne said she opposes the bypass in Orby."
    found = compare(a, b, (date(2032, 3, 4), date(2032, 9, 4)), speakers=("Ilse Thorne", "Ilse Thorne"))
    assert found is not None
    assert found.kind == "position"


def mirrored(found: Conflict | None) -> tuple[object, ...] | None:
    return None if found is None else (found.kind, found.relation, found.confidence, found.told_b, found.told_a)


def plain(found: Conflict | None) -> tuple[object, ...] | None:
    return None if found is None else (found.kind, found.relation, found.confidence, found.told_a, found.told_b)


SENTENCES = [text for _, _, a, b in TOLD for text in (a, b)] + [text for pair in NOT_TOLD for text in pair]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_the_order_of_two_sentences_changes_nothing(a: str, b: str) -> None:
    assert plain(compare(a, b)) == mirrored(compare(b, a))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_is_compared_nothing_breaks(a: str, b: str) -> None:
    assert plain(compare(a, b)) == mirrored(compare(b, a))
