from functools import partial
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.language.quotation_marks.quotation_marks import QuotedPassage, quoted_passages

from ..steps import calls

MARKED_TEXT = st.text(alphabet="ab S.,!\n\"'“”‘’„«»‹›`1—", max_size=60)


def found(text: str) -> list[str]:
    """What stands inside the outermost quotation marks of `text`."""
    return [quoted.words(text) for quoted in quoted_passages(text) if quoted.depth == 0]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"We lost the key," Ines Adler said. "All of us."', ["We lost the key,", "All of us."]),
        ("“We lost the key,” Ines Adler said.", ["We lost the key,"]),
        ("„Der Zug ist weg“, sagte sie.", ["Der Zug ist weg"]),
        ("Elle a dit : « Le train est parti. »", ["Le train est parti."]),
        ("‘The harbour’s walls don’t hold,’ Mr Orr said.", ["The harbour’s walls don’t hold,"]),
        ("'The harbour's walls don't hold,' Mr Orr said.", ["The harbour's walls don't hold,"]),
        ("''This is not a plan,'' Orr said.", ["This is not a plan,"]),
        ("``This is not a plan,'' Orr said.", ["This is not a plan,"]),
        ('“We lost it in the move," the archivist said.', ["We lost it in the move,"]),
        ("He wrote that the “the tide” and “”the moon” were late.", ["the tide"]),
    ],
)
def test_every_shape_of_mark_is_paired(text: str, inside: list[str]) -> None:
    assert found(text)[: len(inside)] == inside


@pytest.mark.parametrize(
    "text",
    [
        'The sofa was 72" wide. "It will not fit," Ana Ruz said.',
        '» Rents rose in May.\n» "It will not fit," said tenant Joy Abra.',
        '“It went missing, he said.\n\n"It will not fit," Ana Ruz said.',
        'A stray ” mark. "It will not fit," Ana Ruz said.',
        "Rock ‘n’ roll of the ’90s. “It will not fit,” Ana Ruz said.",
    ],
)
def test_an_odd_mark_loses_nothing_but_itself(text: str) -> None:
    assert "It will not fit," in found(text)


def test_an_inch_inside_a_quotation_does_not_close_it() -> None:
    assert found('"The board is 72" wide and no more," Orr said.') == ['The board is 72" wide and no more,']


def test_a_plural_possessive_does_not_close_a_single_mark() -> None:
    assert found("‘The councils’ sums are wrong,’ Orr said.") == ["The councils’ sums are wrong,"]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n"])
def test_a_quotation_of_several_paragraphs_is_one_with_a_span_for_each(gap: str) -> None:
    text = f"“Traffic is down,” Orr said. “We saw it in the port.{gap}“Then on the ring road.{gap}“It will last.”"
    first, second = quoted_passages(text)
    assert first.words(text) == "Traffic is down,"
    assert [span.of(text) for span in second.spans] == [
        "We saw it in the port.",
        "Then on the ring road.",
        "It will last.",
    ]
    assert second.outer.of(text) == text[text.index("“We saw") :]


def test_paragraphs_that_open_with_a_mark_and_are_never_closed_are_quoted_to_their_ends() -> None:
    text = "Orr read it out:\n\n“The port is shut.\n\n“It stays shut.\n\nNobody asked why."
    (only,) = quoted_passages(text)
    assert [span.of(text) for span in only.spans] == ["The port is shut.", "It stays shut."]


def test_a_quotation_may_run_on_over_a_hard_wrapped_line() -> None:
    text = "The mayor of the town on the hill said that “we shall\nsee what the winter brings to all of us” and left."
    assert found(text) == ["we shall\nsee what the winter brings to all of us"]


def test_a_quotation_inside_a_quotation_knows_its_parent() -> None:
    text = "“She told me ‘never sign in a hurry’, and I did not,” Bello said. “‘Never,’ she said.”"
    outer, inner, second, last = quoted_passages(text)
    assert (outer.depth, inner.depth, second.depth, last.depth) == (0, 1, 0, 1)
    assert (inner.parent, last.parent) == (0, 2)
    assert inner.words(text) == "never sign in a hurry"


def test_attributes_of_tags_are_no_quotations() -> None:
    assert found('<post id="77" author="orr"> "It is late," Orr said.') == ["It is late,"]


@pytest.mark.parametrize(
    ("text", "is_words"),
    [
        ("“The dam will hold until spring,” Orr said.", True),
        ("Orr called the plan “a bridge to nowhere in particular”.", True),
        ("Orr said: “No.”", True),
        ("The so-called “efficiency dividend” cost 40 jobs.", False),
        ("His second novel, “The Long Way Down to the Sea”, sold badly.", False),
        ("The club’s motto is “play up and play the game”.", False),
        ("“Whatever gets it done” is her motto.", False),
        ("A man who goes by the name “Lefty” sat down.", False),
        ("The council’s “Small Group,” which has nine members, met.", False),
        ("Robert C. “Bobby” Stott met them.", False),
    ],
)
def test_words_are_told_from_titles_terms_and_nicknames(text: str, is_words: bool) -> None:
    (quoted,) = quoted_passages(text)
    assert quoted.is_words is is_words


@given(MARKED_TEXT)
@example("“‘’”")
@example("''''")
def test_any_text_gives_nested_spans_inside_it(text: str) -> None:
    marked = quoted_passages(text)
    assert [q.outer.start for q in marked] == sorted(q.outer.start for q in marked)
    for quoted in marked:
        assert quoted.spans
        assert all(len(span) and quoted.outer.contains(span) and span.end <= len(text) for span in quoted.spans)
        assert all(one.end <= other.start for one, other in pairwise(quoted.spans))
        assert 0.0 <= quoted.likelihood <= 1.0
        _check_parent(quoted, marked)


def _check_parent(quoted: QuotedPassage, marked: list[QuotedPassage]) -> None:
    if quoted.parent is None:
        assert quoted.depth == 0
    else:
        parent = marked[quoted.parent]
        assert parent.depth == quoted.depth - 1
        assert parent.outer.contains(quoted.outer)


@given(MARKED_TEXT, st.sampled_from(["“It holds,” Orr said.", '"It holds," Orr said.', "«It holds,» Orr said."]))
def test_what_stands_in_another_paragraph_loses_no_closed_quotation(before: str, paragraph: str) -> None:
    text = f"{before}\n\nNothing was said.\n\n{paragraph}"
    assert any("It holds," in quoted.words(text) for quoted in quoted_passages(text))


@pytest.mark.parametrize("part", ['"', "“", "‘A s’ ", "“A\n\n", "''", '"x', "“‘", "»a «", "“a” "])
def test_the_work_grows_with_the_length_of_the_text_only(part: str) -> None:
    once, eight_times = (calls(partial(quoted_passages, part * count)) for count in (500, 4_000))
    assert eight_times < 1.3 * 8 * once + 100


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("‘’Ow much for t’ old ’orse?’ asked Seth.", ["’Ow much for t’ old ’orse?"]),
        ("'I told 'im, an' 'e laughed,' said Joss.", ["I told 'im, an' 'e laughed,"]),
        ("»Es war zu spät«, sagte Jutta.", ["Es war zu spät"]),
        (
            "‘Yes,’ he said. ‘It rose.\n\n‘We left, and she wrote home.\n\n‘Nobody came.’",
            ["Yes,", "It rose.\nWe left, and she wrote home.\nNobody came."],
        ),
        ("The ’90s were ‘loud.\n\n‘Quiet,’ he said.", ["Quiet,"]),
    ],
)
def test_single_marks_of_dialect_and_of_several_paragraphs(text: str, words: list[str]) -> None:
    assert [quoted.words(text) for quoted in quoted_passages(text)] == words
