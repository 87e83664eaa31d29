import os
from pathlib import Path

import pytest

from onrecord.model import Article, Unreadable
from onrecord.reading import count, read
from onrecord.reading.files import KINDS, kind_of, sniff
from onrecord.settings import Settings

from .conftest import ReadArticle
from .samples import STORY, html_page, pdf_bytes

SETTINGS = Settings()


def folder_of(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The words of {name} are these.")
    return root


def names(results: list[Article | Unreadable]) -> list[str]:
    return [Path(str(result.source)).name for result in results]


def test_a_folder_is_read_in_order_without_hidden_or_unknown_files(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path, "b.txt", "a.md", "sub/z.txt", "sub/deep/c.TXT", ".hidden.txt", ".git/d.txt", "~$a.docx", "y.xyz"
    )
    found = list(read([folder], SETTINGS))
    assert names(found) == ["a.md", "b.txt", "z.txt", "c.TXT"]
    assert all(isinstance(one, Article) for one in found)
    assert [one.source for one in found] == [
        str(folder / name) for name in ("a.md", "b.txt", "sub/z.txt", "sub/deep/c.TXT")
    ]
    assert count([folder]) == 4


def test_a_file_named_twice_or_with_its_folder_is_read_once(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "a.txt", "b.txt")
    assert names(list(read([folder / "a.txt", folder, str(folder)], SETTINGS)))[:2] == ["a.txt", "b.txt"]
    assert len([one for one in read([folder / "a.txt", folder], SETTINGS) if isinstance(one, Article)]) == 2


def test_reading_is_lazy(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "a.txt", "b.txt")
    found = read([folder], SETTINGS)
    next(found)
    (folder / "b.txt").write_text("Changed while reading.")
    second = next(found)
    assert isinstance(second, Article)
    assert second.text == "Changed while reading."


def test_links_that_go_round_are_no_trap(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "sub/a.txt")
    (folder / "sub" / "again").symlink_to(folder)
    assert names(list(read([folder], SETTINGS))) == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \r\n\xef\xbb\xbf", "is empty"),
        ("a.html", b"  ", "is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0", "is a binary file, not text"),
        ("a.txt", "\u200b\u200b".encode(), "holds no text"),
        ("a.md", b"<!-- only a remark -->", "holds no text"),
        ("a.jpg", b"words", "is not a kind of file that is read: .txt, .md, .html, .pdf, .docx, .jsonl, .json or .csv"),
        ("a", b"words", "is not a kind of file that is read: .txt, .md, .html, .pdf, .docx, .jsonl, .json or .csv"),
        ("a.txt", b"x" * 2001, "is larger than 2,000 bytes: raise ONRECORD_MAX_SOURCE_BYTES to read it"),
        ("a.json", b'["' + b"x" * 2001, "is too large for a JSON list: save it as .jsonl, one article on each line"),
    ],
)
def test_one_clear_line_and_the_others_go_on(tmp_path: Path, name: str, data: bytes, error: str) -> None:
    (tmp_path / name).write_bytes(data)
    good = folder_of(tmp_path, "good.txt") / "good.txt"
    bad, then = read([tmp_path / name, good], Settings(max_source_bytes=2000))
    assert bad == Unreadable(source=str(tmp_path / name), error=error)
    assert isinstance(then, Article)


def test_missing_folders_and_odd_paths(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    sources: list[str | Path] = [
        tmp_path / "none.txt",
        tmp_path / "none" / "deeper.txt",
        tmp_path / "empty",
        tmp_path / "broken.txt",
        tmp_path / "pipe.txt",
        "a\0b.txt",
        "x" * 5000 + ".txt",
        "",
    ]
    errors = [one.error for one in read(sources, SETTINGS) if isinstance(one, Unreadable)]
    assert errors[:5] == [
        "does not exist",
        "does not exist",
        "is a folder with no file that can be read",
        "does not exist",
        "is not a regular file",
    ]
    assert len(errors) == len(sources)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_closed_files_and_folders(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "a.txt", "b.txt", "shut/c.txt")
    (folder / "a.txt").chmod(0)
    (folder / "shut").chmod(0)
    try:
        found = list(read([folder], SETTINGS))
    finally:
        (folder / "shut").chmod(0o700)
    assert [type(one) for one in found] == [Unreadable, Article, Unreadable]
    assert {one.error for one in found if isinstance(one, Unreadable)} == {"may not be read: permission denied"}


def test_refusals_of_the_system_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(tmp_path, "a.txt", "b.txt")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied") if path.name == "a.txt" else OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [one.error for one in read([folder], SETTINGS) if isinstance(one, Unreadable)] == [
        "may not be read: permission denied",
        "cannot be read: Input/output error",
    ]


def test_a_name_that_is_not_text_can_still_be_stored(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9 one.txt")  # noqa: PTH118
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"The words are these.")
    (article,) = read([tmp_path], SETTINGS)
    assert isinstance(article, Article)
    assert str(article.source).encode("utf-8")
    assert article.id.encode("utf-8")


def test_kinds_by_name() -> None:
    assert {kind_of("a" + ending) for ending in KINDS} == set(KINDS.values())
    assert kind_of("A.JSONL.GZ") == "jsonl"
    assert kind_of("a.txt.gz") is None
    assert kind_of(".txt") is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf_bytes(*STORY), "pdf"),
        (b"PK\x03\x04...", "docx"),
        (html_page(), "html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!DOCTYPE html><html>", "html"),
        (b"<!-- saved --><html>", "html"),
        (b'{"text": "a"}\n{"text": "b"}', "jsonl"),
        (b' [{"text": "a"}]', "json"),
        (b"[Editor's note: closed]", "text"),
        (b"{not json}", "text"),
        (b"The council voted.", "text"),
        (b"<3 the harbour", "text"),
    ],
)
def test_kinds_by_beginning(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


def test_the_same_words_from_every_kind(article_of: ReadArticle) -> None:
    text = "\n\n".join(STORY)
    for name, data in (("a.txt", text.encode()), ("a.md", text.encode()), ("a.pdf", pdf_bytes(*STORY))):
        assert article_of(name, data).text == text
