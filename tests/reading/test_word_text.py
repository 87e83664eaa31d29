import io
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.formats.word import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def run(words: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def deleted(words: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{escape(words)}</w:delText></w:r>'


SHOWN: dict[str, Callable[[str], str]] = {
    "plain": run,
    "inserted": lambda words: f'<w:ins w:id="1" w:author="Ed">{run(words)}</w:ins>',
    "moved in": lambda words: f'<w:moveTo w:id="2" w:author="Ed">{run(words)}</w:moveTo>',
    "control": lambda words: f"<w:sdt><w:sdtPr/><w:sdtContent>{run(words)}</w:sdtContent></w:sdt>",
    "inserted control": lambda words: (
        f'<w:ins w:id="3"><w:sdt><w:sdtContent><w:ins w:id="4">{run(words)}</w:ins></w:sdtContent></w:sdt></w:ins>'
    ),
    "link": lambda words: f"<w:hyperlink>{run(words)}</w:hyperlink>",
    "smart tag": lambda words: f'<w:smartTag w:element="place">{run(words)}</w:smartTag>',
    "simple field": lambda words: f'<w:fldSimple w:instr="AUTHOR">{run(words)}</w:fldSimple>',
    "field": lambda words: (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF lost</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(words)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "field in a field": lambda words: (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("lost")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(words)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "two forms": lambda words: (
        f"<mc:AlternateContent><mc:Choice>{run(words)}</mc:Choice><mc:Fallback>{run(words)}</mc:Fallback>"
        "</mc:AlternateContent>"
    ),
    "maths": lambda words: f"<m:oMath><m:r><m:t>{escape(words)}</m:t></m:r></m:oMath>",
}
NOT_SHOWN: dict[str, Callable[[str], str]] = {
    "deleted": lambda words: f'<w:del w:id="5" w:author="Ed">{deleted(words)}</w:del>',
    "moved away": lambda words: f'<w:moveFrom w:id="6" w:author="Ed">{run(words)}</w:moveFrom>',
    "inserted and deleted": lambda words: f'<w:ins w:id="7"><w:del w:id="8">{deleted(words)}</w:del></w:ins>',
    "hidden": lambda words: run(words, "<w:rPr><w:vanish/></w:rPr>"),
    "placeholder": lambda words: (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(words)}</w:sdtContent></w:sdt>"
    ),
    "note mark": lambda _: run("3", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'),
}


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def text_box(inside: str) -> str:
    box = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def document(body: str, footnotes: str = "", endnotes: str = "") -> bytes:
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    made = Document()
    for block in reversed(list(parse_xml(f"<w:body {SPACES}>{body}</w:body>"))):
        made.element.body.insert(0, block)
    for name, notes in (("footnote", footnotes), ("endnote", endnotes)):
        if notes:
            xml = f"<w:{name}s {SPACES}>{notes}</w:{name}s>".encode()
            kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}s+xml"
            part = Part(PackURI(f"/word/{name}s.xml"), kind, xml, made.part.package)
            made.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{name.upper()}S"))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def text_of(body: str, **notes: str) -> str:
    return read_docx(document(body, **notes), limit=10**7).text


def test_what_a_writer_changed_is_read_as_the_writer_left_it() -> None:
    changed = run("“The fares will ") + SHOWN["inserted"]("never ") + run("go up before ")
    changed += NOT_SHOWN["deleted"]("Easter") + SHOWN["moved in"]("harvest") + run(",” said Bo Tarn.")
    moved_away = (
        '<w:p><w:pPr><w:rPr><w:moveFrom w:id="1"/></w:rPr></w:pPr>' + NOT_SHOWN["moved away"]("Gone.") + "</w:p>"
    )
    assert text_of(paragraph(changed) + moved_away + paragraph(run("The hall was full."))) == (
        "“The fares will never go up before harvest,” said Bo Tarn.\n\nThe hall was full."
    )


def test_a_paragraph_whose_end_was_deleted_runs_on() -> None:
    open_end = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>' + run("“We waited ") + "</w:p>"
    assert text_of(open_end + paragraph(run("for years,” she said."))) == "“We waited for years,” she said."


def test_a_table_is_a_row_a_line_under_its_head_without_what_was_deleted() -> None:
    def row(*cells: str, properties: str = "") -> str:
        return f"<w:tr>{properties}{''.join(f'<w:tc>{paragraph(run(cell))}</w:tc>' for cell in cells)}</w:tr>"

    gone = row("2030", "lost", properties='<w:trPr><w:del w:id="1"/></w:trPr>')
    new = row("2032", "7 million", properties='<w:trPr><w:ins w:id="1"/></w:trPr>')
    control = f"<w:sdt><w:sdtContent>{row('2033', '9 million')}</w:sdtContent></w:sdt>"
    table = f"<w:tbl>{row('Year', 'Cost')}{gone}{row('2031', '4 million')}{new}{control}</w:tbl>"
    assert text_of(paragraph(run("Before.")) + table + paragraph(run("After."))) == (
        "Before.\n\nYear | Cost\n2031 | 4 million\n2032 | 7 million\n2033 | 9 million\n\nAfter."
    )


def test_a_table_that_lays_out_a_page_holds_paragraphs() -> None:
    story = paragraph(run("The ferry stopped. " * 20)) + paragraph(run("“Nobody told us,” said Ines Marr."))
    table = f"<w:tbl><w:tr><w:tc>{story}</w:tc><w:tc>{paragraph(run('Aside.'))}</w:tc></w:tr></w:tbl>"
    assert text_of(table).split("\n\n")[1:] == ["“Nobody told us,” said Ines Marr.", "Aside."]


def test_notes_stand_at_the_end_and_their_marks_nowhere() -> None:
    def note(name: str, number: int, words: str) -> str:
        return f'<w:{name} w:id="{number}">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(words))}</w:{name}>'

    body = run("It passed with 61") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" votes")
    body += '<w:r><w:endnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r>' + run(".")
    assert (
        text_of(
            paragraph(body) + paragraph(run("The end.")),
            footnotes=note("footnote", 0, "lost") + note("footnote", 2, "Of 100."),
            endnotes=note("endnote", 1, "By hand."),
        )
        == "It passed with 61 votes.\n\nThe end.\n\nOf 100.\n\nBy hand."
    )


@pytest.mark.parametrize(
    ("before", "raised", "read"),
    [("61", "1", "61 votes"), ("4 km", "2", "4 km² votes"), ("10", "6", "10⁶ votes"), ("the 4", "th", "the 4th votes")],
)
def test_raised_characters(before: str, raised: str, read: str) -> None:
    mark = run(raised, '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>')
    assert text_of(paragraph(run(before) + mark + run(" votes"))) == read


def test_breaks_and_hyphens() -> None:
    inside = "<w:r><w:t>First</w:t><w:br/><w:t>second</w:t><w:cr/><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t></w:r>"
    assert text_of(paragraph(inside)) == "First\nsecond\nnon-stop"


@dataclass(frozen=True)
class Made:
    """A piece of a document, and the words that a reader must find for it."""

    xml: str
    words: str


_WORDS = st.lists(st.text("abcdeéß“”’", min_size=1, max_size=6), min_size=1, max_size=4).map(" ".join)
_SHOWN = st.builds(
    lambda kind, words: Made(xml=SHOWN[kind](f"{words} "), words=f"{words} "), st.sampled_from(list(SHOWN)), _WORDS
)
_NOT_SHOWN = st.builds(
    lambda kind, words: Made(xml=NOT_SHOWN[kind](f"{words} "), words=""), st.sampled_from(list(NOT_SHOWN)), _WORDS
)


def _together(parts: list[Made]) -> Made:
    return Made(xml="".join(part.xml for part in parts), words="".join(part.words for part in parts).strip())


_LINE = st.lists(st.one_of(_SHOWN, _SHOWN, _NOT_SHOWN), min_size=1, max_size=6).map(_together)
_PARAGRAPH = _LINE.map(lambda line: Made(xml=paragraph(line.xml), words=line.words))
_CONTROL = _PARAGRAPH.map(
    lambda block: Made(xml=f"<w:sdt><w:sdtPr/><w:sdtContent>{block.xml}</w:sdtContent></w:sdt>", words=block.words)
)
_BOX = st.builds(
    lambda outer, inner: Made(
        xml=paragraph(outer.xml + text_box(inner.xml)), words=f"{outer.words}\n\n{inner.words}".strip()
    ),
    _LINE,
    _PARAGRAPH,
)
_CELL = _LINE.filter(lambda line: bool(line.words)).map(lambda line: Made(xml=paragraph(line.xml), words=line.words))


def _table(rows: list[list[Made]]) -> Made:
    cells = [["<w:tc>" + cell.xml + "</w:tc>" for cell in row] for row in rows]
    return Made(
        xml="<w:tbl>" + "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in cells) + "</w:tbl>",
        words="\n".join(" | ".join(cell.words for cell in row) for row in rows),
    )


_TABLE = st.lists(st.lists(_CELL, min_size=2, max_size=2), min_size=1, max_size=3).map(_table)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(_PARAGRAPH, _PARAGRAPH, _CONTROL, _BOX, _TABLE), min_size=1, max_size=6))
def test_no_word_is_lost_and_none_invented(blocks: list[Made]) -> None:
    expected = "\n\n".join(block.words for block in blocks if block.words)
    assert text_of("".join(block.xml for block in blocks)) == expected
