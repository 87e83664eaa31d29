import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.people import join_names, people


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("By Mara Quill and Bo Tarn, Staff Writers", ["Mara Quill", "Bo Tarn"]),
        ("Mara Quill; Bo Tarn", ["Mara Quill", "Bo Tarn"]),
        ("Written by: M. J. Quill & Tobin van Dorn", ["M. J. Quill", "Tobin van Dorn"]),
        ("By Mara Quill, Harbour Correspondent", ["Mara Quill"]),
        ("By Mara Quill | April 22, 2031", ["Mara Quill"]),
        ("Mara Quill April 22, 2031 4:12 PM", ["Mara Quill"]),
        ("Mara Quill Updated 3 hours ago", ["Mara Quill"]),
        ("Mara Quill says", ["Mara Quill"]),
        ("April Marr", ["April Marr"]),
        ("Tuesday April", []),
        ("Monday", []),
        ("Username", []),
        ("Staff Writer", []),
        ("Sign in", []),
        ("mara@courier.example", []),
        ("https://courier.example/mara", []),
        (["Mara Quill", "MARA QUILL"], ["Mara Quill"]),
        (["MARA QUILL", "Mara Quill"], ["Mara Quill"]),
        ("Bo Tarn, Jr.", ["Bo Tarn, Jr."]),
        ("Mara Quill, EBC", ["Mara Quill"]),
        ("The Ember Bay Courier", []),
        ("Mara Quill, The Ember Bay Courier", ["Mara Quill"]),
        ("Mara Quill, Quill", ["Mara Quill"]),
        ("delta201", ["delta201"]),
        ("Von Mara Quill und Bo Tarn", ["Mara Quill", "Bo Tarn"]),
        ("Author Mara Quill", ["Mara Quill"]),
        ("Mara Quill og Bo Tarn", ["Mara Quill", "Bo Tarn"]),
        ("Mara Quill, (Image: Tarn Pictures)", ["Mara Quill"]),
        ("Mara Quill Harbour Writer", ["Mara Quill"]),
        ("Mara Quill The Ember Bay Courier Staff", ["Mara Quill"]),
        ("The Ember Bay Courier, Pell, Tarn", []),
        ("Mara Quill Edited by Bo Tarn", ["Mara Quill"]),
        ("", []),
        (None, []),
    ],
)
def test_names(stated: str | list[str] | None, names: list[str]) -> None:
    assert people(stated, publisher=("The Ember Bay Courier",)) == names


def test_joined() -> None:
    assert join_names(["Mara Quill", "Bo Tarn"]) == "Mara Quill, Bo Tarn"
    assert join_names([]) is None


_NAME = st.builds(
    " ".join,
    st.lists(st.from_regex(r"[BDFGKLPRTVZ][aeiou][klrvz]{1,2}[aeiou]", fullmatch=True), min_size=2, max_size=3),
)


@settings(deadline=None)
@given(st.lists(_NAME, min_size=1, max_size=4, unique=True))
def test_names_come_back(names: list[str]) -> None:
    parts = [set(name.split()) for name in names]
    if all(not a & b for i, a in enumerate(parts) for b in parts[i + 1 :]):
        assert people("By " + ", ".join(names[:-1]) + (" and " if names[1:] else "") + names[-1]) == names
