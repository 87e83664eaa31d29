import io
import zipfile
from datetime import date

import pytest

from onrecord.errors import ReadError
from onrecord.reading.formats.word import read_docx

from .conftest import ReadArticle, RefusalOf
from .samples import STORY


def word_file(*paragraphs: str | list[str], **properties: str) -> bytes:
    from docx import Document

    document = Document()
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    for paragraph in paragraphs:
        if isinstance(paragraph, list):
            table = document.add_table(rows=1, cols=len(paragraph))
            for cell, words in zip(table.rows[0].cells, paragraph, strict=True):
                cell.text = words
        else:
            document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_text_tables_and_properties(article_of: ReadArticle) -> None:
    data = word_file(
        "Harbour reopens", STORY[0], ["Year", "Cost"], "", STORY[1], title="The harbour", author="Mara Quill"
    )
    article = article_of("Ember Bay.docx", data)
    assert article.text == f"Harbour reopens\n\n{STORY[0]}\n\nYear | Cost\n\n{STORY[1]}"
    assert (article.title, article.author, article.published, article.id) == (
        "The harbour",
        "Mara Quill",
        None,
        "Ember-Bay",
    )


def test_without_properties_the_text_speaks(article_of: ReadArticle) -> None:
    article = article_of(
        "a.docx",
        word_file("Harbour reopens", "By Mara Quill", "Date: 22 April 2031", *STORY, title="", author="python-docx"),
    )
    assert (article.title, article.author) == ("Harbour reopens", "Mara Quill")
    assert article.published == date(2031, 4, 22)


def test_a_title_by_its_style() -> None:
    from docx import Document

    document = Document()
    document.add_heading("Harbour reopens", level=0)
    document.add_paragraph(STORY[0])
    out = io.BytesIO()
    document.save(out)
    assert read_docx(out.getvalue(), limit=10**7).title == "Harbour reopens"


@pytest.mark.parametrize("data", [b"PK\x03\x04 not a zip", b"plain words", word_file(*STORY)[:2000]])
def test_damaged(data: bytes, error_of: RefusalOf) -> None:
    assert error_of("a.docx", data).startswith("is not a readable Word file")


def test_a_zip_that_is_no_document() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "words")
    with pytest.raises(ReadError, match="not a readable Word file"):
        read_docx(out.getvalue(), limit=10**6)


def test_encrypted_and_empty(error_of: RefusalOf) -> None:
    assert "encrypted" in error_of("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert error_of("b.docx", word_file("")) == "holds no text"


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 3_000_000)
    with pytest.raises(ReadError, match="unpacks to more"):
        read_docx(out.getvalue(), limit=200_000)
