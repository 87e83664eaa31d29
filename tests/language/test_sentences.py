import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.language.sentences import LONGEST_QUOTATION, paragraphs, sentences
from onrecord.model import Span

from ..steps import calls

newslike = st.lists(
    st.sampled_from(
        ["He said. ", "“We ", "wait,” ", '"', "Mr. ", "\n", "\n\n", " ", "東京。", "é́", "👩‍👧 ", "...", "(", "2031 "]
    )
    | st.text(max_size=6)
).map("".join)


def assert_in_order_with_only_space_between(text: str, spans: list[Span]) -> None:
    end = 0
    for span in spans:
        assert end <= span.start < span.end
        assert not text[end : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        end = span.end
    assert not text[end:].strip()


@given(newslike, st.sampled_from([None, "en", "de", "zh", "xx", ""]))
@example("“ “ a", None)
@example("He left. \u200b", None)
def test_sentences_cover_any_text_in_order(text: str, language: str | None) -> None:
    assert_in_order_with_only_space_between(text, sentences(text, language))


@given(newslike)
def test_paragraphs_cover_any_text_and_hold_whole_sentences(text: str) -> None:
    found = list(paragraphs(text))
    assert_in_order_with_only_space_between(text, found)
    assert all(any(p.contains(s) for p in found) for s in sentences(text))


def test_a_long_quotation_is_cut_and_a_short_one_is_whole() -> None:
    short = "“We waited. Nobody came,” said Ada Quill of Marrowick."
    long = "“" + "The sluice gates were shut at night. " * 40 + "Nobody came,” said Ada Quill."
    assert [s.of(short) for s in sentences(short)] == [short]
    assert len(sentences(long)) == 41
    assert max(map(len, sentences(long))) < LONGEST_QUOTATION


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Brand met the Hon. Ada Quill at 5 p.m. on Friday. She left.", 2),
        ("It cost $1.5 million. Did he pay? Yes! No. 5 is open.", 4),
        ("MARROWICK HARBOUR\nThe tide rose over the wall on Monday night and kept rising.\nNobody was hurt.", 3),
        ("The tide rose over the harbour wall on Monday night\nand kept rising until morning.", 1),
    ],
)
def test_ordinary_prose(text: str, count: int) -> None:
    assert len(sentences(text)) == count


HOSTILE = {
    "straight marks": '"' * 100_000,
    "curly marks": "“" * 100_000,
    "apostrophes": "'" * 100_000,
    "no space": "a" * 1_000_000,
    "one line": "word and word. " * 60_000,
    "marks that never close": "“word and word. " * 60_000,
    "long sentences": ("x" * 700 + ". ") * 1_000,
    "stops": ". " * 100_000,
    "blank": " \n" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_work_grows_with_the_length_and_not_with_its_square(text: str) -> None:
    quarter = text[: len(text) // 4]
    assert_in_order_with_only_space_between(text, sentences(text))
    assert calls(lambda: sentences(text)) < 1.3 * 4 * calls(lambda: sentences(quarter)) + 100
