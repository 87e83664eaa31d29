from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.attribution.tagger.features import (
    CLOSING,
    INSIDE,
    NESTED,
    OPENING,
    OUTSIDE,
    encode,
    paint,
    sentence_starts,
    windows,
)
from onrecord.backbone import backbone_tokenizer
from onrecord.language.quotation_marks.quotation_marks import quoted_passages


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return backbone_tokenizer()


def codes(text: str) -> str:
    return "".join("oinOC"[code] for code in paint(text, quoted_passages(text)))


def test_codes_are_those_the_weights_were_trained_with() -> None:
    assert (OUTSIDE, INSIDE, NESTED, OPENING, CLOSING) == (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("text", "painted"),
    [
        ("He said “no way” twice", "oooooooo" + "OiiiiiiC" + "oooooo"),
        ('He said "no way" twice', "oooooooo" + "OiiiiiiC" + "oooooo"),
        ("“He said ‘no way’ twice.”", "Oiiiiiiii" + "OnnnnnnC" + "iiiiiii" + "C"),
        ("It’s the Smiths’ house", "o" * 22),
    ],
)
def test_marks_are_painted(text: str, painted: str) -> None:
    assert codes(text) == painted


def test_an_odd_mark_loses_only_itself() -> None:
    assert codes('40" wide. "Too deep," she said.').find("O") == 10


@given(st.text(alphabet="ab “”\"'‘’«»\n.,", max_size=60))
def test_every_character_gets_one_code(text: str) -> None:
    painted = paint(text, quoted_passages(text))
    assert len(painted) == len(text)
    assert set(painted.tolist()) <= {OUTSIDE, INSIDE, NESTED, OPENING, CLOSING}


@given(st.text(max_size=80))
def test_tokens_lie_in_the_text_in_order(tokenizer: Tokenizer, text: str) -> None:
    encoding = encode(text, tokenizer)
    assert len(encoding.marks) == len(encoding.breaks) == len(encoding.shapes) == len(encoding)
    assert (encoding.starts <= encoding.ends).all()
    assert (np.diff(encoding.starts) >= 0).all()
    assert (encoding.ends <= len(text)).all()


@given(st.lists(st.sampled_from([0, 0, 0, 0, 1, 2]), max_size=400), st.integers(8, 60), st.integers(0, 6))
def test_windows_cover_every_token_within_the_limit(breaks: list[int], limit: int, overlap: int) -> None:
    ranges = windows(np.array(breaks, dtype=np.int64), limit, overlap)
    assert all(0 < end - start <= limit for start, end in ranges)
    assert {t for start, end in ranges for t in range(start, end)} == set(range(len(breaks)))
    assert all(a < b and c < d for (a, c), (b, d) in pairwise(ranges))


@given(st.lists(st.sampled_from([0, 0, 0, 0, 1, 2]), max_size=400), st.integers(8, 60), st.integers(0, 6))
def test_a_window_begins_inside_a_paragraph_only_where_the_one_before_ends_inside_it(
    breaks: list[int], limit: int, overlap: int
) -> None:
    for (_, end), (start, _) in pairwise(windows(np.array(breaks, dtype=np.int64), limit, overlap)):
        assert breaks[start] > 0 or breaks[end] == 0


def test_a_long_paragraph_is_cut_where_sentences_begin(tokenizer: Tokenizer) -> None:
    text = " ".join(["The mill on the river at Velden stood still for nine days."] * 30)
    encoding = encode(text, tokenizer)
    ranges = windows(encoding.breaks, 60, 15, sentence_starts(text, encoding))
    assert len(ranges) > 5
    assert all(text[int(encoding.starts[start]) :].startswith("The mill") for start, _ in ranges)
    assert all(text[: int(encoding.ends[end - 1])].endswith("days.") for _, end in ranges)
