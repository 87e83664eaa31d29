import io
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.formats.pdf import read_pdf

from .samples import STORY, pdf_bytes

LEFT = [
    "The ferry company of Orrin said on",
    "Friday that it would sail again. “We",
    "have two boats and a crew for each",
    "of them,” said its owner, Bo Tarn,",
    "who bought it from the town in June.",
]
RIGHT = [
    "“Nobody on the island was asked,”",
    "said Ines Marr, who sells nets there",
    "and has to cross every day of the",
    "week, in summer and in winter, to",
    "bring her two children to school.",
]

Placed = tuple[float, float, str]


def drawn(*placed: Placed, size: float = 10) -> bytes:
    """Draw words where they are placed, in this order."""
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("Times-Roman", size)
    for x, y, words in placed:
        canvas.drawString(x, y, words)
    canvas.save()
    return out.getvalue()


def column(x: float, lines: Iterable[str], top: float = 700, leading: float = 13) -> list[Placed]:
    return [(x, top - leading * number, line) for number, line in enumerate(lines)]


def across(*columns: list[Placed]) -> list[Placed]:
    """Put the lines of columns in the order in which they stand across the page."""
    return [placed for row in zip(*columns, strict=True) for placed in row]


WHOLE = f"{' '.join(LEFT)}\n\n{' '.join(RIGHT)}"


def test_columns_come_one_after_another_however_they_are_drawn() -> None:
    left, right = column(60, LEFT), column(320, RIGHT)
    assert read_pdf(drawn(*across(left, right))).text == WHOLE
    assert read_pdf(drawn(*left, *right)).text == WHOLE
    assert read_pdf(drawn(*across(left, [(x, y - 4, words) for x, y, words in right]))).text == WHOLE


def test_what_spans_the_columns_stands_above_and_between_them() -> None:
    head = (60.0, 740.0, "The island of Orrin has a ferry again, and many of those who live there are not pleased.")
    foot = (60.0, 600.0, "The council of Orrin will hear the owner and the islanders on the first Monday of the month.")
    read = read_pdf(drawn(head, *across(column(60, LEFT), column(320, RIGHT)), foot)).text
    assert read == f"{head[2]}\n\n{WHOLE}\n\n{foot[2]}"


def test_a_table_keeps_its_rows() -> None:
    rows = [
        ("Year", "Cost"),
        ("2029", "3 million"),
        ("2030", "4 million"),
        ("2031", "5 million"),
        ("2032", "6 million"),
    ]
    cells = [(x, 700.0 - 20 * n, cell) for n, row in enumerate(rows) for x, cell in zip((60, 320), row, strict=True)]
    words = read_pdf(drawn(*cells)).text.split()
    assert words == [word for row in rows for cell in row for word in cell.split()]


@pytest.mark.parametrize("first", [1, 42, 98])
def test_the_numbers_of_lines_are_no_words_of_them(first: int) -> None:
    lines = [
        "The clerk read the letter of the",
        "owner. “We sold the boats before",
        "the storm,” it said, “and not for",
        "gain.”",
    ]
    numbers = column(50, [str(first + n) for n in range(len(lines))])
    beside = read_pdf(drawn(*across(numbers, column(80, lines)))).text
    before = read_pdf(drawn(*column(50, [f"{first + n}  {line}" for n, line in enumerate(lines)]))).text
    assert beside == before == " ".join(lines)


def test_numbers_that_do_not_count_lines_stay() -> None:
    lines = [
        "61 of them voted for the ferry, and",
        "48 against it, said the clerk, and",
        "7 stayed at home on the night of it.",
    ]
    assert read_pdf(drawn(*column(60, lines))).text == " ".join(lines)


def test_the_mark_of_a_note_does_not_join_the_number_before_it() -> None:
    text = "It passed by 61<super>1</super> votes. “We are glad,”<super size='6'>2</super> said Bo Tarn"
    text += " in 300 m<super>2</super>."
    assert read_pdf(pdf_bytes(text, *STORY)).text.split("\n\n")[0] == (
        "It passed by 61 votes. “We are glad,” said Bo Tarn in 300 m²."
    )
    formula = "They will tax CO<sub>2</sub> from the spring of the next year on."
    assert read_pdf(pdf_bytes(formula, *STORY)).text.startswith("They will tax CO2 from")


_WORD = st.text("abcdefgikmnorstuvw", min_size=2, max_size=8)
_LINE = st.lists(_WORD, min_size=5, max_size=7).map(" ".join).filter(lambda line: 24 <= len(line) <= 42)


@settings(max_examples=30, deadline=None)
@given(st.integers(4, 12).flatmap(lambda rows: st.tuples(*[st.lists(_LINE, min_size=rows, max_size=rows)] * 2)))
def test_no_word_is_lost_and_none_invented(columns: tuple[list[str], list[str]]) -> None:
    left, right = columns
    read = read_pdf(drawn(*across(column(60, left), column(330, right)))).text
    assert read.split() == [word for line in (*left, *right) for word in line.split()]
