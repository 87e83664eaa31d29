import pytest

from onrecord.reading.superscripts import without_note_mark


@pytest.mark.parametrize(
    ("before", "raised", "kept"),
    [
        ("It passed with 61", "1", ""),
        ("“We will not sell,”", "12", ""),
        ("the old harbour", "[4]", ""),
        ("the old harbour", "4,5", ""),
        ("the old harbour", "*", ""),
        ("the old harbour", "[b]", ""),
        ("a hall of 300 m", "2", "²"),
        ("over 40 km", "2", "²"),
        ("as x", "3", "³"),
        ("about 10", "6", "⁶"),
        ("by 2010", "6", ""),
        ("her 4", "th", "th"),
        ("Ember", "TM", "TM"),
        ("her", "story", "story"),
    ],
)
def test_what_is_kept(before: str, raised: str, kept: str) -> None:
    assert without_note_mark(raised, before) == kept


def test_a_mark_that_leads_to_a_note_is_never_kept() -> None:
    assert without_note_mark("2", "about 10", linked=True) == ""
    assert without_note_mark("b", "the harbour", linked=True) == ""
