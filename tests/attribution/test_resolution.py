import cProfile
import pstats
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attribution.coreference.resolution import resolve
from onrecord.model import Attribution, Span, Speaker

FAMILY = (
    "Hilde Crane and her husband, Bert Crane, ran the mill. Bert Crane sold it. Mrs. Crane wept. Mr. Crane did not. "
    "Bert said it was late. Hilde asked why. Bert Crane Jr. kept still."
)


def speakers_of(text: str, *sources: str, title: str | None = None) -> list[Speaker | None]:
    """Who each of `sources` is, taken at its last place in `text`."""
    attributions = []
    for source in sources:
        start = text.rindex(source)
        span = Span(start=start, end=start + len(source))
        attributions.append(Attribution(content=(Span(start=0, end=1),), kind="direct", source=span))
    return [attribution.speaker for attribution in resolve(text, attributions, title)]


def name_of(text: str, source: str) -> str | None:
    (speaker,) = speakers_of(text, source)
    return speaker.name if speaker else None


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("US Secretary of State Mike Orr", "Mike Orr"),
        ("former secretary of state Hilde Crane", "Hilde Crane"),
        ("Clinton spokesman Jesse Quill", "Jesse Quill"),
        ("his sister Mila", "Mila"),
        ("Tom Wexley, chief analyst", "Tom Wexley"),
        ("Sen. Ines Adler (D-Vt.)", "Ines Adler"),
        ("Senator Marco Stott of Florida", "Marco Stott"),
        ("The finance minister, Lou Quandt,", "Lou Quandt"),
        ("one of his advisers, Tad Wexley,", "Tad Wexley"),
        ("the sexton, Abner Tolle", "Abner Tolle"),
        ("a spokeswoman for the FRB, Clara Tolle", "Clara Tolle"),
        ("the actress and activist Kamala Quill", "Kamala Quill"),
        ("Port Radio’s Becky Stott", "Becky Stott"),
        ("Mei Tan, who has run the station since 1998", "Mei Tan"),
        ("Senator Yun", "Senator Yun"),
        ("the Baltic Fisheries Board", "Baltic Fisheries Board"),
    ],
)
def test_a_source_is_the_one_whose_name_heads_it(source: str, name: str) -> None:
    assert name_of(f"“It is late,” said {source}.", source) == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Odo Lathe's successor as chief engineer, Torben Grove", "Torben Grove"),
        ("Odo Lathe's successor as chief engineer, Torben Grove, who presented it", "Torben Grove"),
        ("the board's new head of repairs, Mila Quant", "Mila Quant"),
        ("Orr's deputy, the engineer Bo Farrow", "Bo Farrow"),
        ("his lawyer, Ines Adler", "Ines Adler"),
        ("the head of the union at the yard, Ines Adler, who was there", "Ines Adler"),
        ("the bank's chief economist, Lou Quandt", "Lou Quandt"),
        ("a neighbour of the couple, Clara Tolle", "Clara Tolle"),
    ],
)
def test_a_name_behind_the_description_is_who_is_meant(source: str, name: str) -> None:
    assert name_of(f"“It is late,” said {source}.", source) == name


@pytest.mark.parametrize(
    ("source", "after", "name"),
    [
        ("the board's new head of repairs", ", Mila Quant.", "Mila Quant"),
        ("the board's new head of repairs", ", Mila Quant, on Monday.", "Mila Quant"),
        ("a cousin of the skipper", ", Clara Tolle.", "Clara Tolle"),
        ("Orr's deputy", ", the engineer Bo Farrow.", "Bo Farrow"),
        ("the mill's oldest hand", " – Lou Quandt – at noon.", "Lou Quandt"),
    ],
)
def test_so_is_one_that_the_source_leaves_out(source: str, after: str, name: str) -> None:
    assert name_of(f"“It is late,” said {source}{after}", source) == name


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("supporters of the mayor", ", Ines Adler and Bob Orr."),
        ("friends of the family", ", Clara Tolle, Bo Farrow and Lou Quandt."),
        ("a friend of the family", ", Clara Tolle, Bo Farrow and Lou Quandt among them."),
        ("a man in the crowd", ". Clara Tolle left."),
        ("a man in the crowd", ", Clara Tolle wrote."),
        ("the mayor's wife", ", a cousin of Clara Tolle."),
        ("the board's new head of repairs", ", as Mila Quant had it."),
    ],
)
def test_a_name_that_stands_elsewhere_is_not(source: str, after: str) -> None:
    assert name_of(f"“It is late,” said {source}{after}", source) == source


@pytest.mark.parametrize(
    "source",
    [
        "a spokesman for Mike Orr",
        "analysts at Corvid Capital",
        "Aldous Finch and Maria Soto",
        "supporters of Hilde Crane",
        "the engineers’ report",
        "officials",
        "some Democrats",
        "the Orr campaign",
        "a man who goes by the name “Lefty”",
    ],
)
def test_groups_descriptions_and_generic_sources_stay_themselves(source: str) -> None:
    assert name_of(f"“It is late,” said {source}.", source) == source


def test_a_capital_that_only_opens_the_sentence_is_not_kept() -> None:
    assert name_of("Officials said no. The ministers said yes.", "Officials") == "officials"
    assert name_of("The ministers said yes.", "The ministers") == "the ministers"


def test_a_surname_gets_the_full_name_and_every_alias() -> None:
    text = "US Secretary of State Mike Orr spoke. “No,” Orr said."
    (speaker,) = speakers_of(text, "Orr")
    assert speaker is not None
    assert speaker.name == "Mike Orr"
    assert {"Orr", "US Secretary of State Mike Orr"} <= set(speaker.aliases)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Mrs. Crane", "Hilde Crane"),
        ("Mr. Crane", "Bert Crane"),
        ("Bert", "Bert Crane"),
        ("Hilde", "Hilde Crane"),
        ("Bert Crane Jr.", "Bert Crane Jr."),
    ],
)
def test_families_are_kept_apart(source: str, name: str) -> None:
    text = FAMILY.replace("Bert said", "Bert answered") if source != "Bert" else FAMILY[: FAMILY.index(" Hilde asked")]
    assert name_of(text, source) == name


def test_a_surname_that_might_be_either_is_left_as_it_stands() -> None:
    text = "Erik Stott won. " * 5 + "Lars Stott lost. Stott wept. Stott left. Stott said so."
    assert name_of(text, "Stott") == "Stott"


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (
            "The French Defense Minister, Florence Parry, came. “Go,” the minister said.",
            "the minister",
            "Florence Parry",
        ),
        ("New Jersey Gov. Chris Stott came. “Go,” the governor said.", "the governor", "Chris Stott"),
        ("It is run by the Norse Aid League. The charity said no.", "The charity", "Norse Aid League"),
        ("In May the Senate Rules Committee met. The committee said no.", "The committee", "Senate Rules Committee"),
        (
            "“Go,” said a statement from the Norse Aid League.",
            "a statement from the Norse Aid League",
            "Norse Aid League",
        ),
    ],
)
def test_a_description_stands_for_the_only_one_it_fits(text: str, source: str, name: str) -> None:
    assert name_of(text, source) == name


def test_a_description_that_fits_two_stays_itself() -> None:
    text = "Sen. Ines Adler came. Sen. Bob Orr came. “Go,” the senator said."
    assert name_of(text, "the senator") == "the senator"


def test_a_bare_press_release_is_that_of_the_body_that_spoke_in_the_paragraph() -> None:
    text = "The Norse Aid League said no. “It was late,” a press release explained."
    charity, release = speakers_of(text, "The Norse Aid League", "a press release")
    assert charity == release == Speaker(name="Norse Aid League", aliases=("The Norse Aid League",))
    assert name_of("“It was late,” a press release explained.", "a press release") == "a press release"


def test_the_headline_counts_as_the_first_mention() -> None:
    (speaker,) = speakers_of("“No,” Quandt said.", "Quandt", title="Dov Quandt Says No")
    assert speaker is not None
    assert speaker.name == "Dov Quandt"


def test_no_source_is_nobody_and_the_order_stays() -> None:
    text = "“No,” Dov Quandt said. Leaflets say: “Yes.”"
    quandt = Attribution(content=(Span(start=1, end=4),), kind="direct", source=Span(start=6, end=16))
    nobody = Attribution(content=(Span(start=38, end=42),), kind="direct")
    resolved = resolve(text, [nobody, quandt])
    assert [attribution.content for attribution in resolved] == [nobody.content, quandt.content]
    assert resolved[0].speaker is None
    assert resolved[1].speaker == Speaker(name="Dov Quandt")


@given(st.text(alphabet="ABeo rst.,’'\"“”\nMrhe-1(", max_size=120), st.data())
@settings(max_examples=200)
def test_any_text_and_any_spans_are_resolved_without_error(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    spans = [sorted(pair) for pair in data.draw(st.lists(st.tuples(places, places), max_size=4))]
    given_ones = [
        Attribution(content=(Span(start=0, end=0),), kind="direct", source=Span(start=a, end=b)) for a, b in spans
    ]
    resolved = resolve(text, given_ones)
    assert [attribution.source for attribution in resolved] == [attribution.source for attribution in given_ones]
    assert all(attribution.speaker is None or attribution.speaker.name.strip() for attribution in resolved)


def test_the_work_grows_with_the_length_of_the_article_only() -> None:
    def calls(times: int) -> int:
        text = (FAMILY + " The minister said so. “Go,” he said. They asked the charity.\n\n") * times
        spans = [m.span() for m in re.finditer(r"Mrs\. Crane|The minister|he\b|They|the charity", text)]
        sources = [
            Attribution(content=(Span(start=a, end=b),), kind="direct", source=Span(start=a, end=b)) for a, b in spans
        ]
        profile = cProfile.Profile()
        profile.runcall(resolve, text, sources)
        return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]

    calls(2)
    assert calls(80) < 1.2 * 8 * calls(10)


def test_an_office_belongs_to_the_one_who_is_never_named_in_full() -> None:
    text = "Michelle Orr spoke. Mr. Orr left. President Orr came back. “Go,” Orr said."
    assert name_of(text, "President Orr") == "President Orr"
    assert name_of(text, "Orr") == "President Orr"


@pytest.mark.parametrize("source", ["The", "an", "both of them", "everyone", "her", "…"])
def test_a_source_that_names_nobody_is_nobody(source: str) -> None:
    assert name_of(f"“It is late,” said {source} there.", source) is None


@pytest.mark.parametrize(
    ("text", "source", "whole"),
    [
        ("Minutes have Commodore Yrsa Blom saying so.", "Commodore Yrsa", "Commodore Yrsa Blom"),
        ("It rains, said Cllr. Hedda Blom at noon.", "Cllr", "Cllr. Hedda Blom"),
        ("It rains, said Hedda Blom at noon.", "Hedda Blom", "Hedda Blom"),
        ("The Blom campaign said so.", "The Blom campaign", "The Blom campaign"),
    ],
)
def test_a_source_that_cuts_a_name_has_the_whole_of_it(text: str, source: str, whole: str) -> None:
    at = text.index(source)
    cut = Attribution(content=(Span(start=0, end=1),), kind="direct", source=Span(start=at, end=at + len(source)))
    [found] = resolve(text, [cut])
    assert found.source is not None
    assert found.source.of(text) == whole


def test_a_knight_goes_by_the_first_name() -> None:
    text = "Sir Miles Tembury spoke first, then Dame Olwen Price. “It moves,” Sir Miles said."
    assert name_of(text, "Sir Miles") == "Miles Tembury"
