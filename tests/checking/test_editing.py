"""Editors' honest marks, and the same words in another spelling or in a report."""

from collections.abc import Callable

import pytest

from onrecord.checking.check import check
from onrecord.model import Article, Attribution, Speaker, Verdict
from onrecord.storage.ledger.ledger import Ledger

from .pumps import said

TEXT = (
    "“They heard of the crack on Monday, and we closed the arch, which is not old, for 12 percent of the traffic,” said"
    " Ola Finch.\n\nFinch said that the arch would open in June. She denied that the crack was new.\n"
)
FINCH = Speaker(name="Ola Finch", aliases=("Finch",))


@pytest.fixture
def arch(write: Callable[[Article, list[Attribution]], Ledger]) -> Ledger:
    whole = TEXT[1 : TEXT.index("”")]
    found = [
        said(TEXT, whole, by=FINCH, source="Ola Finch"),
        said(TEXT, "the arch would open in June", by=FINCH, source="Finch", kind="indirect", after="Finch said that"),
        said(TEXT, "that the crack was new", by=FINCH, source="She", cue="denied", kind="indirect", after="She denied"),
    ]
    return write(Article(id="arch", text=TEXT), found)


@pytest.mark.parametrize(
    ("quote", "verdict", "told"),
    [
        ("They [the masons] heard of the crack", "verbatim", "an editor's, not the speaker's: “[the masons]”"),
        ("[W]e closed the arch", "verbatim", "“[W]”"),
        ("[The masons] heard of the crack on Monday", "verbatim", "“[The masons]”"),
        ("we closed [the bridge], which is not old", "verbatim", "the article has “the arch” besides"),
        ("we [never] closed the arch", "altered", "adds “never"),
        ("the arch, which is [quite] old", "altered", "“not”"),
        ("for twelve per cent of the traffic", "altered", "number written otherwise: the article has “12 percent”"),
        ("The arch will open in June", "paraphrase", "“would” for “will”"),
    ],
)
def test_what_an_editor_did_is_named(arch: Ledger, quote: str, verdict: Verdict, told: str) -> None:
    result = check(arch, quote, "Ola Finch")
    assert result.verdict == verdict
    assert told in result.explanation


def test_a_report_of_what_was_denied_is_told_with_a_warning(arch: Ledger) -> None:
    result = check(arch, "the crack was new", "Finch")
    assert result.verdict == "paraphrase"
    assert any("“denied”" in warning for warning in result.warnings)


@pytest.mark.parametrize(
    ("text", "reported", "quote", "denied"),
    [
        (
            "Finch said it was untrue that the arch had sunk.\n",
            "it was untrue that the arch had sunk",
            "the arch had sunk",
            "untrue",
        ),
        ("Finch denied that the arch would sink.\n", "the arch would sink", "The arch will sink", "denied"),
        (
            "Finch said the mayor rejects talk of a sunken arch.\n",
            "the mayor rejects talk of a sunken arch",
            "talk of a sunken arch",
            "rejects",
        ),
    ],
)
def test_a_denial_before_the_words_is_no_report_of_them(
    write: Callable[[Article, list[Attribution]], Ledger], text: str, reported: str, quote: str, denied: str
) -> None:
    cue = "denied" if "denied" in text else "said"
    found = said(text, reported, by=FINCH, source="Finch", cue=cue, kind="indirect", after="Finch")
    ledger = write(Article(id="sunk", text=text), [found])
    result = check(ledger, quote, "Finch")
    assert result.verdict == "paraphrase"
    assert result.warnings
    assert "its report of what" not in result.explanation
    assert f"“{denied}”" in result.explanation


def test_a_quote_of_brackets_alone_is_its_words(arch: Ledger) -> None:
    assert check(arch, "[we closed the arch]", "Finch").verdict == "verbatim"


def test_brackets_that_the_article_has_itself_are_its_words(
    write: Callable[[Article, list[Attribution]], Ledger],
) -> None:
    text = "“[W]e left [the barn] at dawn,” Finch said.\n"
    ledger = write(
        Article(id="barn", text=text), [said(text, "[W]e left [the barn] at dawn,", by=FINCH, source="Finch")]
    )
    assert check(ledger, "[W]e left [the barn] at dawn", "Finch").verdict == "verbatim"
