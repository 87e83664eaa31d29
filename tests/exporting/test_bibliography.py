from dataclasses import replace
from datetime import date

import pytest

from onrecord.errors import WriteError
from onrecord.exporting.bibliography import STYLES, author_names, citation
from onrecord.model import Article
from tests.exporting.samples import BARE, ECHO, POST

BRIEF = Article(text="It rained.", title="Rain", publisher="Tarn Echo", author="Pia Quist", published=date(2031, 5, 7))


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("plain", "Pia Quist, “Rain”, Tarn Echo, 7 May 2031"),
        ("markdown", "Pia Quist, “Rain”, *Tarn Echo*, 7 May 2031"),
        ("apa", "Quist, P. (2031, May 7). Rain. Tarn Echo."),
        ("chicago", "Quist, Pia. “Rain.” Tarn Echo, May 7, 2031."),
    ],
)
def test_a_signed_article(style: str, line: str) -> None:
    assert citation(BRIEF, style) == line  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("without", "apa", "chicago"),
    [
        ("author", "Rain. (2031, May 7). Tarn Echo.", "Tarn Echo. “Rain.” May 7, 2031."),
        ("published", "Quist, P. (n.d.). Rain. Tarn Echo.", "Quist, Pia. “Rain.” Tarn Echo, n.d."),
        ("publisher", "Quist, P. (2031, May 7). Rain.", "Quist, Pia. “Rain.” May 7, 2031."),
        (
            "title",
            "Quist, P. (2031, May 7). [Untitled]. Tarn Echo.",
            "Quist, Pia. [Untitled]. Tarn Echo, May 7, 2031.",
        ),
    ],
)
def test_what_is_not_known_is_left_out(without: str, apa: str, chicago: str) -> None:
    known = replace(BRIEF, **{without: None})  # type: ignore[arg-type]
    assert citation(known, "apa") == apa
    assert citation(known, "chicago") == chicago


def test_two_authors_the_address_and_the_italics() -> None:
    assert citation(ECHO, "apa") == (
        "Quist, P., & van der Brink, O. (2031, May 7). Crows over Tarn. Tarn Echo. https://tarn.example/crows?a=1&copy=2"
    )
    assert citation(ECHO, "chicago", markdown=True).startswith(
        "Quist, Pia, and Olaf van der Brink. “Crows over Tarn.” *Tarn Echo*, May 7, 2031. [https://tarn"
    )
    assert citation(ECHO, "markdown").startswith(
        "Pia Quist, Olaf van der Brink, “[Crows over Tarn](<https://tarn.example/crows?a=1&copy=2>)”, *Tarn Echo*"
    )


def test_marks_within_a_title_and_at_its_end() -> None:
    asked = replace(BRIEF, title="Who said “rain”?")
    assert citation(asked, "chicago") == "Quist, Pia. “Who said ‘rain’?” Tarn Echo, May 7, 2031."
    assert citation(asked, "apa") == "Quist, P. (2031, May 7). Who said “rain”? Tarn Echo."
    said = replace(BRIEF, title='Vale: "It rained"')
    assert citation(said, "apa") == 'Quist, P. (2031, May 7). Vale: "It rained." Tarn Echo.'
    assert citation(said, "chicago") == "Quist, Pia. “Vale: ‘It rained.’” Tarn Echo, May 7, 2031."
    assert citation(replace(BRIEF, title="The crows’"), "apa") == "Quist, P. (2031, May 7). The crows’. Tarn Echo."


def test_a_body_that_signs_stays_as_it_is_and_is_not_named_twice() -> None:
    assert citation(POST, "apa").startswith("Lower Post Bureau. (2031, May 9).")
    itself = replace(BRIEF, author="Tarn Echo")
    assert citation(replace(itself, author="Tarn News", publisher="Tarn News"), "apa") == (
        "Tarn News. (2031, May 7). Rain."
    )


@pytest.mark.parametrize(
    ("stated", "families"),
    [
        ("Pia Quist", ["Quist"]),
        ("Pia Quist and Olaf van der Brink", ["Quist", "van der Brink"]),
        ("Pia M. Quist Jr., Jean-Luc Marr; Bo Lind & Ann Church", ["Quist Jr.", "Marr", "Lind", "Church"]),
        ("Tarn City Council", [None]),
        ("Reuters", [None]),
        ("The Desk", [None]),
        ("pia quist", [None]),
        ("Desk 4", [None]),
        ("", []),
    ],
)
def test_names_of_authors(stated: str, families: list[str | None]) -> None:
    assert [author.family for author in author_names(stated)] == families


def test_initials() -> None:
    (name,) = author_names("Jean-Luc Olaf Marr")
    assert name.initials == "J.-L. O."


@pytest.mark.parametrize("style", STYLES)
def test_an_article_that_states_nothing_can_be_cited(style: str) -> None:
    assert "n.d." in citation(BARE, style)  # type: ignore[arg-type]


def test_a_path_of_this_machine_is_in_no_citation() -> None:
    local = replace(BRIEF, source="/home/desk/rain.txt", url="file:///home/desk/rain.txt")
    assert all("/home" not in citation(local, style) for style in STYLES)


def test_many_authors_are_cut_as_apa_asks() -> None:
    many = replace(BRIEF, author=", ".join(f"Pia Quist{chr(97 + n)}" for n in range(25)))
    shown = citation(many, "apa")
    assert "… Quisty, P." in shown
    assert "Quistt" not in shown


def test_no_style() -> None:
    with pytest.raises(WriteError, match="write plain, markdown, apa or chicago"):
        citation(BRIEF, "mla")  # type: ignore[arg-type]
