import pytest

from onrecord.model import AttributionKind
from onrecord.quoting.duplicates import groups, same_wording

from .helpers import said

LONG = "the old ferry is tired and the winter sea is no place for a tired boat"


def test_the_same_words_of_a_speaker_are_one_quotation_however_they_are_set() -> None:
    one = said("“The old ferry – is tired”", "The old ferry – is tired", by="Maud Ferris")
    other = said("x “the OLD ferry is tired,”", "the OLD ferry", "is tired,", by="Maud Ferris", article="b")
    assert groups([one, other]) == [[0, 1]]
    assert same_wording(one, other)


def test_the_same_words_of_two_speakers_are_two() -> None:
    assert groups([said("“Yes.”", "Yes.", by="Maud Ferris"), said("“Yes.”", "Yes.", by="Otto Brisk")]) == [[0], [1]]
    assert groups([said(LONG, LONG, by="Maud Ferris"), said(LONG, LONG, by="Otto Brisk")]) == [[0], [1]]


def test_a_long_quotation_is_known_without_its_speaker_and_a_short_one_is_not() -> None:
    assert groups([said(LONG, LONG), said(LONG, LONG, by="Maud Ferris", article="b")]) == [[0, 1]]
    assert groups([said("Yes.", "Yes."), said("Yes.", "Yes.", by="Maud Ferris", article="b")]) == [[0], [1]]


@pytest.mark.parametrize(
    "other", [LONG.replace("tired boat", "old boat"), LONG.replace("is no", "is not a"), LONG + " now"]
)
def test_nearly_the_same_words_are_a_version(other: str) -> None:
    one, two = said(LONG, LONG, by="Maud Ferris"), said(other, other, by="Maud Ferris", article="b")
    assert groups([one, two]) == [[0, 1]]
    assert not same_wording(one, two)


@pytest.mark.parametrize(
    ("other", "kind"), [(LONG.replace("tired boat", "old boat"), "indirect"), ("the old ferry is tired", "direct"),
                        ("the old ferry is tired and so are the captain and her crew of nine men", "direct")]
)  # fmt: skip
def test_other_words_are_another_quotation(other: str, kind: AttributionKind) -> None:
    one, two = said(LONG, LONG, by="Maud Ferris"), said(other, other, by="Maud Ferris", kind=kind, article="b")
    assert groups([one, two]) == [[0], [1]]


def test_groups_keep_the_order_of_their_first() -> None:
    found = [
        said(words, words, by="Maud Ferris") for words in ("We sail.", "We rest.", "We sail!", "We eat.", "We rest.")
    ]
    assert groups(found) == [[0, 2], [1, 4], [3]]
    assert groups([]) == []
