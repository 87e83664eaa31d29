"""Foreign parsers read in a process of their own, and what runs away there ends in one line."""

import os
import signal
from pathlib import Path

import pytest

from onrecord.errors import ReadError, SourceLimitError
from onrecord.model import Article, Unreadable
from onrecord.reading import read
from onrecord.reading.files import read_document
from onrecord.reading.formats import parser_process
from onrecord.reading.formats.parser_process import Document, read_apart
from onrecord.settings import Settings
from onrecord.stint import Limits
from tests.reading.samples import STORY, html_page, pdf_bytes
from tests.reading.test_word import word_file

WIDE = Limits(seconds=600, megabytes=4_000)
PAGE = Document(data=html_page(*STORY), kind="html", limit=1_000_000, url="https://tolm.example/wall")
LONG_PAGE = Document(
    data=html_page(*(f"{n}. {line}" for n in range(4_000) for line in STORY)), kind="html", limit=99_000_000
)


def documents() -> list[Document]:
    pdf = Document(data=pdf_bytes(*STORY), kind="pdf", limit=1_000_000)
    return [PAGE, pdf, Document(data=word_file(*STORY, title="The wall"), kind="docx", limit=1_000_000)]


@pytest.mark.parametrize("kind", ["html", "pdf", "docx", "text"])
def test_a_document_is_read_apart_as_it_is_here(kind: str) -> None:
    text = Document(data="\n\n".join(STORY).encode(), kind="text", limit=1_000_000)
    document = next(each for each in [*documents(), text] if each.kind == kind)
    assert read_document(document, WIDE) == read_document(document)


@pytest.mark.parametrize("kind", ["html", "pdf", "docx"])
def test_what_cannot_be_read_is_told_in_the_same_words(kind: str) -> None:
    broken = Document(data=b"%PDF-1.7 nothing", kind=kind, limit=1_000_000)
    with pytest.raises(ReadError) as here:
        read_document(broken)
    with pytest.raises(ReadError) as apart:
        read_document(broken, WIDE)
    assert str(apart.value) == str(here.value)


def test_a_parser_that_takes_too_long_is_ended_and_the_next_document_is_read() -> None:
    with pytest.raises(SourceLimitError, match=r"longer than 0\.001 seconds: raise ONRECORD_MAX_SOURCE_SECONDS"):
        read_apart(LONG_PAGE, Limits(seconds=0.001))
    assert read_apart(PAGE, WIDE) == PAGE.draft()


def test_a_parser_that_takes_too_much_memory_is_told_and_the_next_document_is_read() -> None:
    with pytest.raises(SourceLimitError, match="more than 1 MB of memory: raise ONRECORD_MAX_SOURCE_MEGABYTES"):
        read_apart(LONG_PAGE, Limits(megabytes=1))
    assert read_apart(PAGE, WIDE) == PAGE.draft()


def test_a_process_that_is_gone_is_started_again() -> None:
    read_apart(PAGE, WIDE)
    process = parser_process._hired[0]._process
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert read_apart(PAGE, WIDE) == PAGE.draft()


def test_a_source_that_takes_too_long_stops_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.data)
    (tmp_path / "b.txt").write_text("\n\n".join(STORY), encoding="utf-8")
    found = list(read([tmp_path], Settings(max_source_seconds=1e-6)))
    assert [type(each) for each in found] == [Unreadable, Article]
    assert isinstance(found[0], Unreadable)
    assert found[0].error == "takes longer than 1e-06 seconds: raise ONRECORD_MAX_SOURCE_SECONDS to read it"
