import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Unreadable
from onrecord.reading import count, read
from onrecord.settings import Settings

from .samples import STORY, html_page, pdf_bytes

TEXT = "\n\n".join(STORY)


def from_stdin(data: bytes, limit: int = 10**6) -> list[Article | Unreadable]:
    return list(read(["-"], Settings(max_source_bytes=limit), stdin=io.BytesIO(data)))


def test_standard_input_by_how_it_begins() -> None:
    for data in (TEXT.encode(), html_page(), pdf_bytes(*STORY), json.dumps({"text": TEXT}).encode()):
        (article,) = from_stdin(data)
        assert isinstance(article, Article)
        assert article.text.endswith(TEXT)


def test_standard_input_is_told_apart_by_what_it_holds() -> None:
    first, again, other = (from_stdin(data)[0] for data in (b"One text.", b"One text.", b"Another text."))
    assert isinstance(first, Article)
    assert first == again
    assert first.source != other.source
    assert first.id == first.source


def test_bad_standard_input_is_one_clear_line() -> None:
    assert from_stdin(b"") == [Unreadable(source="-", error="is empty")]
    assert from_stdin(b"\0\x01\x02\0" * 9) == [Unreadable(source="-", error="is a binary file, not text")]
    (big,) = from_stdin(b"x" * 11, limit=10)
    assert isinstance(big, Unreadable)
    assert big.error.startswith("is larger than 10 bytes")


def test_count(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.jsonl").write_text('{"text": "a"}\n\n{"text": "b"}\n')
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a"}\n' * 5))
    assert count([tmp_path]) == 8
    assert count([tmp_path / "none.txt", tmp_path / "a.txt"]) == 2
    (tmp_path / "d.csv").write_text("text\nOne.")
    assert count([tmp_path]) is None
    assert count(["https://courier.example/feed"]) is None
    assert count(["-"]) is None
    (tmp_path / "e.jsonl.gz").write_bytes(b"not gzip")
    assert count([tmp_path / "e.jsonl.gz"]) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([".txt", ".md", ".html", ".pdf", ".docx", ".jsonl", ".json", ".csv", ".jsonl.gz", ".xyz"]),
    st.sampled_from(
        [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html><body><p>", b'{"text": "', b"text\n", b"---\ntitle: a\n---\n"]
    ),
)
def test_nothing_is_raised_and_every_file_is_accounted_for(
    tmp_path: Path, data: bytes, ending: str, start: bytes
) -> None:
    path = tmp_path / f"any{ending}"
    path.write_bytes(start + data)
    found = list(read([path], Settings()))
    assert found
    for one in found:
        assert isinstance(one, Article | Unreadable)
        if isinstance(one, Unreadable):
            assert one.error
            assert "\n" not in one.error
        else:
            assert one.text.strip()
            assert one.id
            one.text.encode()


def test_no_reader_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, onrecord.reading;"
        "print([m for m in ('trafilatura', 'pypdf', 'docx', 'feedparser', 'httpx', 'ftfy', 'yaml', 'markdown_it',"
        " 'charset_normalizer', 'dateutil', 'lxml') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_the_lines_that_are_counted_first_may_be_long_or_blank(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_bytes(b"{}\n\n  \n" + b"x" * (3 << 20) + b"\n{}")
    assert count([path]) == 3
