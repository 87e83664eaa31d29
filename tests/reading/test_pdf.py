from contextlib import suppress

import pytest

from onrecord.errors import ReadError
from onrecord.reading.formats.pdf import read_pdf

from .conftest import ReadArticle, RefusalOf
from .samples import STORY, pdf_bytes


def test_paragraphs_are_put_together_again() -> None:
    draft = read_pdf(
        pdf_bytes(*STORY * 9, headline="Harbour reopens", running_head="The Ember Bay Courier", author="Mara Quill")
    )
    assert draft.text == "\n\n".join(["Harbour reopens", *STORY * 9])
    assert (draft.title, draft.author) == ("Harbour reopens", "Mara Quill")
    assert draft.published is None


def test_the_declared_title_wins_and_a_file_name_is_none() -> None:
    assert read_pdf(pdf_bytes(*STORY, headline="Harbour reopens", title="The harbour")).title == "The harbour"
    assert read_pdf(pdf_bytes(*STORY, title="Microsoft Word - harbour final.docx")).title is None
    assert read_pdf(pdf_bytes(*STORY)).title is None


def test_a_running_head_on_one_page_is_not_the_title(article_of: ReadArticle) -> None:
    article = article_of("a.pdf", pdf_bytes(*STORY, running_head="The Ember Bay Courier"))
    assert article.title is None
    assert "Page 1" not in article.text


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["The fisheries manage-", "ment voted."], "The fisheries management voted."),
        (["A well-", "known harbour."], "A well-known harbour."),
        (["The harbour was shut, then har-", "bour boats left."], "The harbour was shut, then harbour boats left."),
        (["It is long-term and long-", "term plans fail."], "It is long-term and long-term plans fail."),
        (["The Orrin-", "Vale road."], "The Orrin-Vale road."),
        (["They came for re-", "pairs of the quay."], "They came for repairs of the quay."),
        (["They waited for the com-", "mittee to meet."], "They waited for the committee to meet."),
        (["It is the pa-", "rt that he sang."], "It is the part that he sang."),
        (["They want to re-", "elect the mayor."], "They want to re-elect the mayor."),
        (["The power-", "enhancing pumps."], "The power-enhancing pumps."),
        (["He left –", "and came back."], "He left – and came back."),
    ],
)
def test_hyphens_at_line_ends(lines: list[str], joined: str) -> None:
    assert read_pdf(typeset(lines)).text == joined


def typeset(lines: list[str]) -> bytes:
    """Set each line where it would stand in one paragraph."""
    import io

    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    out = io.BytesIO()
    canvas = Canvas(out)
    for number, line in enumerate(lines):
        canvas.drawString(70, 700 - 14 * number, line)
    canvas.save()
    return out.getvalue()


def test_encrypted_empty_and_damaged(error_of: RefusalOf) -> None:
    locked = error_of("locked.pdf", pdf_bytes(*STORY, opens_with="orrin"))
    assert locked == "is encrypted: save a copy that opens without a password"
    assert "holds no text" in error_of("blank.pdf", typeset([]))
    for damaged in (
        b"%PDF-1.4\nnothing more",
        pdf_bytes(*STORY)[:900],
        b"not a PDF",
        b"%PDF-1.7" + bytes(range(256)) * 9,
    ):
        assert error_of("damaged.pdf", damaged).startswith(("is not a readable PDF", "is a PDF that holds no text"))


def test_a_damaged_byte_anywhere_is_text_or_one_clear_line(caplog: pytest.LogCaptureFixture) -> None:
    whole = pdf_bytes(*STORY, headline="Harbour reopens")
    for place in range(0, len(whole), 61):
        with suppress(ReadError):
            read_pdf(whole[:place] + b"\xff<<" + whole[place + 3 :])
    assert not caplog.records
