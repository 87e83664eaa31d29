import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.boilerplate import boilerplate

TITLE = "Harbour reopens after three years"
LEAD = "The council of Ember Bay voted on Tuesday to reopen the old harbour, ending a closure of three years."
QUOTE = "“We have waited long enough,” said Tobin Vale, the harbour master, who has run the harbour since the storm."
LAST = "The boats are expected back in June, when the new breakwater will have passed its last inspection at sea."


def story(*middle: str, last: tuple[str, ...] = ()) -> str:
    return "\n\n".join([TITLE, LEAD, QUOTE, *middle, LAST, *last])


def flagged(text: str) -> list[tuple[str, str]]:
    return [(part.kind, part.span.of(text)) for part in boilerplate(text)]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("related", "Read More: Storm damage at Ember Bay put at four million"),
        ("related", "READ ALSO | The long closure"),
        ("related", "Related: The long closure"),
        ("related", "Related stories"),
        ("related", "See also: How the storm came"),
        ("related", "WATCH: Boats return to the harbour"),
        ("related", "More on the harbour: what we know"),
        ("related", "Storm watch:How the town prepared for the worst night of the year"),
        ("related", "Read the rest here."),
        ("related", "Click here to see the map"),
        ("related", "<figure id='3'></figure>"),
        ("promotion", "Advertisement"),
        ("promotion", "Story continues below advertisement"),
        ("promotion", "Share this article"),
        ("promotion", "Facebook Twitter Email Print"),
        ("promotion", "Follow us on Twitter and Facebook"),
        ("promotion", "Follow the Courier on Instagram for pictures"),
        ("promotion", "Sign up for our newsletter and get the news by e-mail every day."),
        ("promotion", "(“Bay Briefing” is delivered to your inbox every morning. Sign up here.)"),
        ("promotion", "Subscribe to our YouTube channel"),
        ("promotion", "Download the Courier app today"),
        ("credit", "Editing by Ines Marr"),
        ("credit", "(Reporting by Mara Quill in Orrin; Editing by Bo Tarn)"),
        ("credit", "Additional reporting by Bo Tarn and Ines Marr."),
        ("credit", "Contributing: Bo Tarn, The Orrin Press"),
        ("credit", "Bo Tarn contributed to this report."),
        ("credit", "Photo: Ines Marr"),
        ("credit", "Image credit: Ines Marr/Getty Images"),
        ("credit", "Ines Marr/AFP/Getty Images"),
        ("credit", "From staff and wire reports"),
        ("credit", "© 2031 The Ember Bay Courier. All rights reserved."),
        ("credit", "This article was originally published by the Orrin Press."),
        ("heading", "What the report said"),
        ("heading", "Vale: “We can wait”"),
        ("heading", "1. Breakwater"),
        ("heading", "‘Boats Will Come Back.’"),
        ("heading", "ABSTRACT."),
        ("heading", "FULL TEXT."),
    ],
)
def test_lines_that_are_not_prose(kind: str, line: str) -> None:
    assert flagged(story(line)) == [("heading", TITLE), (kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "“Read more: that is my only advice,” she said, “and then read it all again.”",
        "“Follow us on Twitter,” the mayor told the crowd at the harbour.",
        "“Advertisement is a sin”",
        "“We shall not move.”",
        "‘We cannot go on like this.’",
        "“We shall not move”",
        "“Sign up here,” the clerk said, pointing at the newsletter on the desk.",
        "He found a threat in his inbox, and the newsletter said nothing about it.",
        "You will find it in your inbox, the clerk said.",
        "Subscribe to that view, and the harbour stays shut for ever.",
        "Share this story with your children, she said.",
        "Reporting by the Courier showed that the wall was cracked.",
        "Editing by hand takes years.",
        "The storm contributed to this story of decline.",
        "Photo evidence was shown to the council.",
        "An AP/NORC poll found that six in ten agreed.",
        "More on that later, the mayor said.",
        "Watch the sea, he said.",
        "Related claims were dropped by the court.",
        "Contact with the boat was lost at 3 a.m. on 555-0134.",
        "What happens to the boats now?",
        "The vote was close:",
        "Why?",
        "He said no",
        "the boats came back",
        "Ines Marr is a reporter for the Courier and she saw the wave, the court heard.",
        "By Tuesday the boats had left.",
        "She wrote: the wall will not hold.",
    ],
)
def test_prose_and_quotations_are_left_alone(line: str) -> None:
    """Each stands in the middle of the article, before a line that is no paragraph, so that it cannot head one."""
    assert flagged(story(line, "So it went.")) == [("heading", TITLE)]


def test_a_bare_quotation_never_heads_a_section() -> None:
    for line in ("“We shall not move”", "“We shall not move.”", '"We shall not move"', "‘We shall not move.’"):
        assert flagged(story(line)) == [("heading", TITLE)]


def test_a_list_is_not_a_row_of_headings() -> None:
    assert flagged(story("The boats are", "Marigold", "Second Wind", "Old Tom")) == [("heading", TITLE)]


def test_the_title_and_the_title_over_again() -> None:
    text = "\n\n".join([TITLE, f"{TITLE}.", LEAD, QUOTE])
    assert flagged(text) == [("heading", TITLE), ("heading", f"{TITLE}.")]


def test_the_header_is_not_prose() -> None:
    header = ["Publisher: The Ember Bay Courier", "By Mara Quill", "22 April 2031"]
    text = "\n\n".join([TITLE, "\n".join(header), LEAD, "Publisher: of poems, too.", LAST])
    assert flagged(text) == [("heading", TITLE), *(("byline", line) for line in header)]


def test_a_byline_at_the_top_only() -> None:
    assert flagged("\n\n".join([TITLE, "By Mara Quill", LEAD]))[1] == ("byline", "By Mara Quill")
    assert ("byline", "By Mara Quill") not in flagged(story(*[LEAD] * 8, "By Mara Quill", *[LEAD] * 5))


@pytest.mark.parametrize(
    "line",
    [
        "Mara Quill is a columnist for The Ember Bay Courier. Follow her on Twitter: @maraquill.",
        "Mara Quill covers the coast for the Courier. Reach her at mara@courier.example.",
        "Mara Quill, a former sailor, is a freelance writer.",
        "Contact Mara Quill: 555-555-0134 or mara@courier.example",
    ],
)
def test_who_the_author_is(line: str) -> None:
    assert flagged(story(LEAD, QUOTE, last=(line,)))[-1] == ("byline", line)


def test_a_person_of_the_story_is_not_its_author() -> None:
    line = "Tobin Vale is a columnist for The Ember Bay Courier as well."
    assert flagged(story(LEAD, QUOTE, last=(line,))) == [("heading", TITLE)]


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Boats wait outside the harbour on Monday. (Ines Marr/Getty Images)", "(Ines Marr/Getty Images)"),
        ("Boats wait outside the harbour on Monday. (AP Photo/Ines Marr)", "(AP Photo/Ines Marr)"),
        ("Boats wait (file photo) outside the harbour on Monday.", "(file photo)"),
        ("(Photo by Ines Marr) Boats wait outside the harbour.", "(Photo by Ines Marr)"),
    ],
)
def test_a_credit_inside_a_caption(line: str, credit: str) -> None:
    assert flagged(story(line)) == [("heading", TITLE), ("credit", credit)]


def test_a_poll_in_brackets_is_no_credit() -> None:
    assert flagged(story("Six in ten agree (Reuters/Ipsos), four do not (AP/NORC poll).")) == [("heading", TITLE)]


@given(
    st.lists(
        st.sampled_from([TITLE, LEAD, QUOTE, "", " ", "Read More: x", "(AP/x)", "By A Bee", "Photo: Q", "Why", "\t"])
    )
)
def test_parts_are_in_order_apart_and_within_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    end = 0
    for part in boilerplate(text):
        assert end <= part.span.start < part.span.end <= len(text)
        assert "\n" not in part.span.of(text)
        end = part.span.end


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    boilerplate(text)


@pytest.mark.parametrize("unit", ["(AP/", "Sign up for ", "A b ", "By Ann Bee and ", "<a>", "Photo: ", "(", "A."])
def test_the_time_grows_with_the_length(unit: str) -> None:
    def seconds(text: str) -> float:
        best = 9.0
        for _ in range(2):
            began = time.process_time()
            boilerplate(text)
            best = min(best, time.process_time() - began)
        return best

    paragraph = (unit * 100)[:390]
    assert seconds("\n\n".join([paragraph] * 200)) < 12 * seconds("\n\n".join([paragraph] * 50)) + 0.05
    assert seconds(unit * 16_000) < 12 * seconds(unit * 4_000) + 0.05
