"""No word is lost and none invented: documents made from known texts, with everything that used to cost words."""

import html
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.formats.pdf import read_pdf
from onrecord.reading.formats.webpage import read_html
from onrecord.reading.formats.word import read_docx

from .test_pdf_layout import across, column, drawn
from .test_word_text import NOT_SHOWN, SHOWN, document, paragraph, run, text_box

_WORD = st.from_regex(r"[bdfgklmprt][aeiou][klnrv]{1,2}[aeiou]", fullmatch=True)
_WORDS = st.lists(_WORD, min_size=9, max_size=14).map(" ".join)
_SENTENCE = _WORDS.map(lambda words: f"{words.capitalize()}.")

Block = tuple[str, str]

_BLOCKS: dict[str, Callable[[str], Block]] = {
    "paragraph": lambda s: (f"<p>{s}</p>", s),
    "quoted": lambda s: (f"<p>She said <q>{s}</q> and left the hall.</p>", f"She said “{s}” and left the hall."),
    "escaped twice": lambda s: (f"<p>&amp;ldquo;{s}&amp;rdquo; said Vale.</p>", f"“{s}” said Vale."),
    "note": lambda s: (f"<p>Of 61<sup><a href='#n1'>1</a></sup> boats: {s}</p>", f"Of 61 boats: {s}"),
    "power": lambda s: (f"<p>Of 20 m<sup>2</sup>: {s}</p>", f"Of 20 m²: {s}"),
    "block": lambda s: (
        f"<blockquote><p>{s}</p><footer>— Orla Vale, harbour master</footer></blockquote>",
        f"{s}\n\n— Orla Vale, harbour master",
    ),
    "list": lambda s: (f"<ul><li>{s}</li><li>and {s}</li></ul>", f"- {s}\n- and {s}"),
    "table": lambda s: (
        f"<table><tr><th>Day</th><th>What</th></tr><tr><td>Monday</td><td>{s}</td></tr></table>",
        f"Day | What\nMonday | {s}",
    ),
    "broken": lambda s: (f"<p>First.<br>{s}</p>", f"First.\n{s}"),
}


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(sorted(_BLOCKS)), _SENTENCE), min_size=1, max_size=6), _SENTENCE)
def test_of_a_page(blocks: list[tuple[str, str]], closing: str) -> None:
    made = [_BLOCKS[kind](f"Part {n} holds {sentence}") for n, (kind, sentence) in enumerate(blocks)]
    opening = "The harbour of Ember Bay opens again on Monday, after three years, the council said on Tuesday night."
    body = "".join(markup for markup, _ in made)
    page = f"<p>{opening}</p>{body}<p>At the end {closing}</p>"
    head = "<head><meta charset='utf-8'><title>Harbour opens</title></head>"
    text = read_html(f"<html lang='en'>{head}<body><article>{page}</article></body></html>".encode()).text
    expected = [opening, *(words for _, words in made), f"At the end {closing}"]
    assert html.unescape(text) == "\n\n".join(expected)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(SHOWN)), _SENTENCE, st.sampled_from(sorted(NOT_SHOWN)), st.booleans()),
        min_size=1,
        max_size=5,
    )
)
def test_of_a_word_document(parts: list[tuple[str, str, str, bool]]) -> None:
    body, words, notes, said = "", [], "", []
    for number, (form, sentence, gone, noted) in enumerate(parts, 1):
        mark = f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' if noted else ""
        box = text_box(paragraph(run(f"Box: {sentence}"))) if not noted else ""
        body += paragraph(run(f"Part {number} ") + SHOWN[form](sentence) + NOT_SHOWN[gone]("lost") + mark + box)
        words.append(f"Part {number} {sentence}")
        if noted:
            notes += f'<w:footnote w:id="{number}">{paragraph(run(f"Note: {sentence}"))}</w:footnote>'
            said.append(f"Note: {sentence}")
        else:
            words.append(f"Box: {sentence}")
    read = read_docx(document(body, footnotes=notes), limit=10**7)
    assert read.text == "\n\n".join([*words, *said])


_LINE = st.lists(_WORD, min_size=5, max_size=6).map(" ".join)


@settings(deadline=None, max_examples=25)
@given(st.lists(_LINE, min_size=5, max_size=20), st.sampled_from([1, 5]))
def test_of_a_transcript_with_numbered_lines(lines: list[str], step: int) -> None:
    numbers = [(40.0, y, str(n)) for n, (_, y, _) in enumerate(column(72, lines), 1) if n % step == 0 or step == 1]
    beside = column(72, lines)
    made = drawn(*numbers, *beside) if step != 1 else drawn(*across(numbers, beside))
    told = read_pdf(made)
    wanted = [word for line in lines for word in line.split()]
    if step == 1 or len(numbers) >= 3:
        assert told.text.split() == wanted
        assert {note.kind: note.count for note in told.notes}["line_numbers_dropped"] == len(numbers)
    else:
        assert [word for word in told.text.split() if not word.isdigit()] == wanted


@settings(deadline=None, max_examples=25)
@given(st.lists(_LINE, min_size=4, max_size=10), st.data())
def test_of_columns_with_hyphens(lines: list[str], data: st.DataObject) -> None:
    right = data.draw(st.lists(_LINE, min_size=len(lines), max_size=len(lines)))
    left = ["The harbour of Orrin opens again on the", *lines[1:-1], "coast", "The har-", "bour is open."]
    right = [*right, "so it is said", "and so it is"]
    left_column, right_column = column(60, left), column(330, right[: len(left)])
    read = read_pdf(drawn(*across(left_column[: len(right_column)], right_column[: len(left_column)]))).text
    shown = [*left[: len(right_column)], *right[: len(left_column)]]
    wanted = " ".join(shown).replace("har- bour", "harbour").split()
    assert read.split() == wanted
