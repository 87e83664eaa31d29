from collections.abc import Callable

import pytest

from onrecord.checking.check import check
from onrecord.model import Article, Attribution, QuoteCheck, Speaker
from onrecord.storage.ledger.ledger import Ledger

from .pumps import said

MABLE, OST = Speaker(name="Mable Crann"), Speaker(name="Ost Perrin")
FAR = "The sluice is far from safe, as I told the county, and it will hold."
SPEECH = (
    f"“{FAR}” said Mable Crann. Later she spoke of the weir. “The weir leaks unless it is packed with clay,” said Mable"
    " Crann, “and we deny that anyone was warned. We packed it twice.”\n\n“The clay was mine,” said Ost Perrin.\n"
)


@pytest.fixture
def heard(write: Callable[[Article, list[Attribution]], Ledger]) -> Callable[[str], QuoteCheck]:
    found = [
        said(SPEECH, FAR, by=MABLE, source="Mable Crann"),
        said(
            SPEECH,
            "The weir leaks unless it is packed with clay,",
            "and we deny that anyone was warned. We packed it twice.",
            by=MABLE,
            source="Mable Crann",
        ),
        said(SPEECH, "The clay was mine,", by=OST, source="Ost Perrin"),
    ]
    ledger = write(Article(id="sluice", text=SPEECH), found)
    return lambda quote: check(ledger, quote, "Mable Crann")


@pytest.mark.parametrize(
    "quote",
    [
        "The sluice is far from safe … and it will hold",
        "The weir leaks unless it is packed … and we deny that anyone was warned",
        "as I told the … it will hold",
    ],
)
def test_an_ellipsis_that_turns_nothing_is_no_change(heard: Callable[[str], QuoteCheck], quote: str) -> None:
    assert heard(quote).verdict == "verbatim"


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("The sluice is … safe", "leaves out “far from”"),
        ("The sluice is far … safe, as I told the county", "leaves out “from”"),
        ("The weir leaks … and we deny that anyone was warned", "leaves out “unless it is packed with clay”"),
        ("and we … that anyone was warned", "leaves out “deny”"),
        ("The sluice … we packed it twice", "joins separate quotations: “The sluice” and “We packed it twice”"),
        ("We packed it twice … the weir leaks", "in another order"),
        ("it will hold … The sluice", "in another order"),
        ("The weir leaks … the clay was mine", "joins words of Mable Crann and words of Ost Perrin"),
    ],
)
def test_an_ellipsis_that_turns_or_joins_is_a_change(heard: Callable[[str], QuoteCheck], quote: str, told: str) -> None:
    result = heard(quote)
    assert (result.verdict, result.said_by) == ("altered", "Mable Crann")
    assert told in result.explanation
    assert all(change.article in SPEECH for change in result.difference)


def test_the_difference_shows_what_was_dropped(heard: Callable[[str], QuoteCheck]) -> None:
    dropped = [c.article for c in heard("The sluice is … safe").difference if c.op == "delete"]
    assert dropped == ["far from"]


def test_what_stands_outside_the_cut_is_only_a_warning(heard: Callable[[str], QuoteCheck]) -> None:
    result = heard("it is packed … with clay")
    assert result.verdict == "verbatim"
    assert any("unless" in warning for warning in result.warnings)
