"""Files, folders and streams on this machine: finding them, telling their kind, reading one after another."""

import gzip
import io
import json
import os
import re
import stat
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from typing import BinaryIO

from onrecord.errors import ReadError
from onrecord.model import Article, Unreadable
from onrecord.reading.draft import Draft
from onrecord.reading.formats.parser_process import FOREIGN, Document, read_apart
from onrecord.reading.formats.plain import read_markdown, read_text
from onrecord.reading.formats.tables import BadRow, read_table
from onrecord.reading.header import first_line_title, read_header
from onrecord.reading.text import slug
from onrecord.stint import NO_LIMITS, Limits

KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
"""The kind of document that a file's ending names."""
TABLES = frozenset({"json", "jsonl", "csv"})
_READ_AS = ".txt, .md, .html, .pdf, .docx, .jsonl, .json or .csv"
_HTML = re.compile(
    rb"(?:<\?xml[^>]*\?>\s*)?(?>(?>(?:<!--.*?-->)\s*)*)<(?:!doctype html|html|head|body|article)\b", re.I | re.S
)
_PERMISSION = "may not be read: permission denied"


def kind_of(name: str) -> str | None:
    """Return the kind of document that a file's name says it is; a table may be packed with gzip."""
    path = PurePath(name.lower())
    if path.suffix == ".gz":
        kind = KINDS.get(PurePath(path.stem).suffix)
        return kind if kind in TABLES else None
    return KINDS.get(path.suffix)


def sniff(data: bytes) -> str:
    """Return the kind of a document that has no name, by how it begins."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    if _HTML.match(head):
        return "html"
    if head.startswith((b"{", b"[")):
        return _sniff_json(data)
    return "text"


def _sniff_json(data: bytes) -> str:
    """Tell JSON lines and a JSON list or object from plain text that begins with a bracket."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    for kind, part in (("jsonl", data.partition(b"\n")[0]), ("json", data)):
        if kind == "jsonl" and data.startswith(b"["):
            continue
        try:
            json.loads(part)
        except (ValueError, RecursionError):
            continue
        return kind
    return "text"


def find_files(folder: Path) -> Iterator[Path | Unreadable]:
    """Yield the readable kinds of files under `folder`, sorted, hidden ones left out; a closed folder is Unreadable."""
    refused: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=refused.append):
        yield from (_refusal(error) for error in refused)
        refused.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if not name.startswith((".", "~$")) and kind_of(name))
    yield from (_refusal(error) for error in refused)


def _refusal(error: OSError) -> Unreadable:
    return Unreadable(source=shown(Path(str(error.filename))), error=os_error_line(error))


def shown(path: Path) -> str:
    """Return the absolute path as text that can be stored, whatever bytes it is made of."""
    absolute = os.path.abspath(path)  # noqa: PTH100 a link keeps its own name
    return os.fsencode(absolute).decode("utf-8", errors="replace")


def os_error_line(error: OSError) -> str:
    """Return the one clear line for what the system refused."""
    if isinstance(error, PermissionError):
        return _PERMISSION
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "does not exist"
    return f"cannot be read: {error.strerror or error}"


class UnpackedFile(gzip.GzipFile):
    """A packed file that unpacks to no more than so many bytes; beyond them it raises ReadError."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        """Read `file`, to no more than `limit` bytes."""
        super().__init__(fileobj=file, mode="rb")
        self._limit = limit

    def read(self, size: int | None = -1) -> bytes:
        """Return the next bytes."""
        return self._within(super().read(size))

    def read1(self, size: int = -1) -> bytes:
        """Return the next bytes, from one piece of the file."""
        return self._within(super().read1(size))

    def _within(self, piece: bytes) -> bytes:
        if self.tell() > self._limit:
            raise ReadError(f"unpacks to more than {self._limit:,} bytes: raise ONRECORD_MAX_UNPACKED_BYTES to read it")
        return piece


def read_file(path: Path, *, limit: int, unpacked: int, limits: Limits = NO_LIMITS) -> Iterator[Article | Unreadable]:
    """Yield the article of one file, or those of a table, or why there is none.

    `limit` and `unpacked` are in bytes; `limits` are for what a foreign parser reads.
    """
    source = shown(path)
    kind = kind_of(path.name)
    try:
        size = size_of(path)
        if kind is None:
            raise ReadError(f"is not a kind of file that is read: {_READ_AS}")  # noqa: TRY301 one way out for all
        if kind in TABLES:
            with path.open("rb") as file:
                stream = UnpackedFile(file, unpacked) if path.suffix.lower() == ".gz" else file
                yield from read_rows(stream, kind, source, _stem(path), limit=limit)
            return
        if size > limit:
            raise ReadError(too_large(limit))  # noqa: TRY301
        yield from read_bytes(path.read_bytes(), kind, source, _stem(path), limit=limit, limits=limits)
    except ReadError as error:
        yield Unreadable(source=source, error=str(error))
    except OSError as error:
        yield Unreadable(source=source, error=os_error_line(error))


def size_of(path: Path) -> int:
    """Return the size of a regular file that holds something. Raises ReadError or OSError."""
    try:
        found = path.stat()
    except ValueError as error:
        raise ReadError("does not exist") from error
    if not stat.S_ISREG(found.st_mode):
        raise ReadError("is not a regular file")
    if found.st_size == 0:
        raise ReadError("is empty")
    return found.st_size


def too_large(limit: int) -> str:
    """Return the one clear line for a source over the limit."""
    return f"is larger than {limit:,} bytes: raise ONRECORD_MAX_SOURCE_BYTES to read it"


def _stem(path: Path) -> str:
    """Return the file's name without its endings, as a readable id."""
    stem = Path(path.stem).stem if path.suffix.lower() == ".gz" else path.stem
    return slug(os.fsencode(stem).decode("utf-8", errors="replace"))


def read_bytes(
    data: bytes, kind: str, source: str, name: str, *, limit: int, limits: Limits = NO_LIMITS
) -> Iterator[Article | Unreadable]:
    """Yield the article, or the table's articles, of a document in memory. Raises ReadError."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise ReadError("is empty")
    if kind in TABLES:
        yield from read_rows(io.BytesIO(data), kind, source, name, limit=limit)
    else:
        yield read_document(Document(data=data, kind=kind, limit=limit), limits).article(id=name, source=source)


def read_document(document: Document, limits: Limits = NO_LIMITS) -> Draft:
    """Return the clean draft of one document. Raises ReadError.

    With limits a foreign parser reads it in a process of its own, and SourceLimitError is raised where it passes one.
    """
    kind = document.kind
    if kind in FOREIGN:
        draft = document.draft() if limits == NO_LIMITS else read_apart(document, limits)
    else:
        draft = read_markdown(document.data) if kind == "markdown" else read_text(document.data)
    draft = draft.cleaned()
    if kind == "html":
        return draft
    header = read_header(draft.text).cleaned()
    if kind == "pdf":
        header = replace(header, title=None)
    first = None if draft.title or header.title != first_line_title(draft.text) else header.title
    return draft.filled(header).filled(Draft(url=document.url)).noted(title_guessed=first)


def read_rows(
    stream: BinaryIO | gzip.GzipFile, kind: str, source: str, name: str, *, limit: int
) -> Iterator[Article | Unreadable]:
    """Yield the articles of a table, each with its own source `path#row`. Raises ReadError."""
    taken: set[str] = set()
    try:
        for row in read_table(stream, kind, limit=limit):  # type: ignore[arg-type]
            if isinstance(row, BadRow):
                yield Unreadable(source=f"{source}#{row.number}", error=row.error)
                continue
            key = row.id or str(row.number)
            key = f"{key}-{row.number}" if key in taken else key
            taken.add(key)
            article_id = key if row.id else f"{name}-{key}"
            yield row.draft.cleaned().article(id=article_id, source=f"{source}#{key}")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ReadError("is not a readable gzip file: it is damaged or something else") from error
