import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.formats.webpage import read_html

from .samples import STORY, html_page


def text_of(*paragraphs: str) -> str:
    return read_html(html_page(*STORY, *paragraphs)).text.split(STORY[-1])[1].strip()


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        ("<q>The quay is sold</q>, said Bo Tarn.", "“The quay is sold”, said Bo Tarn."),
        ("He said <q>she told me <q>never</q> twice</q>.", "He said “she told me ‘never’ twice”."),
        ("<q>“The quay is sold,”</q> he said.", "“The quay is sold,” he said."),
        ("“<q>The quay is sold</q>,” he said.", "“The quay is sold,” he said."),
        ("<q>The <b>quay</b></q> was his word.", "“The quay” was his word."),
        (
            "&amp;ldquo;We sail in June,&amp;rdquo; said Ines Marr&amp;#8217;s son.",
            "“We sail in June,” said Ines Marr’s son.",
        ),
        ("The tag &amp;lt;q&amp;gt; is in the text.", "The tag &lt;q&gt; is in the text."),
        ("It passed by 48<sup>1</sup> votes to 30.<sup><a href='#n2'>2</a></sup>", "It passed by 48 votes to 30."),
        (
            "The hall has 300 m<sup>2</sup>, built on her 4<sup>th</sup> try.",
            "The hall has 300 m², built on her 4th try.",
        ),
        (
            "They tax CO<sub>2</sub> in Ember Bay from the next year on.",
            "They tax CO2 in Ember Bay from the next year on.",
        ),
        ("The cost is 10<sup>6</sup> crowns<a href='#x'><sup>[3]</sup></a>.", "The cost is 10⁶ crowns."),
    ],
)
def test_marks_and_numbers(marked: str, read: str) -> None:
    assert text_of(marked, "The last paragraph of this page is plain.").split("\n\n")[0] == read


def test_the_line_under_a_post_or_quotation_stays_with_it() -> None:
    post = "</p><blockquote class='social-post'><p>Proud of all who rowed tonight.</p>&mdash; Ines Marr <a>May 3</a>"
    assert text_of(f"{post}</blockquote><p>The end.") == (
        "Proud of all who rowed tonight.\n\n— Ines Marr May 3\n\nThe end."
    )
    quote = (
        "</p><figure><blockquote><p>I would row again at once.</p></blockquote><figcaption>Bo Tarn, rower</figcaption>"
    )
    assert text_of(f"{quote}</figure><p>The end.") == "I would row again at once.\n\nBo Tarn, rower\n\nThe end."
    footed = (
        "</p><blockquote><p>We had no map of the shoals.</p><footer>Mara Quill, pilot</footer></blockquote><p>The end."
    )
    assert text_of(footed) == "We had no map of the shoals.\n\nMara Quill, pilot\n\nThe end."


def test_a_pull_quote_stands_once() -> None:
    said = "“The tower will stand for another hundred years,” said Bo Tarn."
    pulled = "</p><aside class='pull-quote'><p>The tower will stand for another hundred years</p>"
    pulled += "<cite>Bo Tarn</cite></aside><p>"
    assert text_of(said, f"Then he left.{pulled}The end.").count("another hundred years") == 1
    alone = text_of(f"Then he left.{pulled}The end.")
    assert "The tower will stand for another hundred years" in alone
    assert "Bo Tarn" in alone


_WORDS = st.lists(
    st.sampled_from(["boats", "cranes", "quays", "harbour", "storms", "slowly", "1931"]), min_size=4, max_size=9
)
_FORMS = {
    "plain": ("{}", "{}"),
    "q": ("<q>{}</q>", "“{}”"),
    "bold": ("<b>{}</b>", "{}"),
    "link": ("<a href='https://courier.example/a'>{}</a>", "{}"),
    "twice escaped": ("&amp;ldquo;{}&amp;rdquo;", "“{}”"),
    "note": ("{}<sup>7</sup>", "{}"),
    "linked note": ("{}<sup id='r4'><a href='#n4'>[4]</a></sup>", "{}"),
    "span": ("<span class='x'>{}</span>", "{}"),
}
_PART = st.tuples(st.sampled_from(list(_FORMS)), _WORDS.map(" ".join))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(_PART, min_size=2, max_size=4), min_size=1, max_size=4))
def test_no_word_is_lost_and_none_invented(paragraphs: list[list[tuple[str, str]]]) -> None:
    marked = [" ".join(_FORMS[form][0].format(words) for form, words in parts) for parts in paragraphs]
    read = [" ".join(_FORMS[form][1].format(words) for form, words in parts) for parts in paragraphs]
    numbered = [f"Part {number} of the log: {words}." for number, words in enumerate(marked)]
    expected = [f"Part {number} of the log: {words}." for number, words in enumerate(read)]
    assert text_of(*numbered) == "\n\n".join(expected)
