"""Reading: files, folders, tables, web pages, feeds and standard input, each made into articles.

    read(sources, settings)    yields an Article, or an Unreadable that says why, one by one
    count(sources)             how many to expect, for a progress bar

Title, publisher, author and date are taken from the document where it states them, never guessed.
"""

import gzip
import hashlib
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import ReadError
from onrecord.model import Article, Unreadable
from onrecord.reading.files import find_files, kind_of, os_error_line, read_bytes, read_file, shown, sniff, too_large
from onrecord.reading.web.urls import read_url

if TYPE_CHECKING:
    from onrecord.settings import Settings

__all__ = ["count", "read"]

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
STANDARD_INPUT = "-"
_PIECE, _MOST_COUNTED = 1 << 20, 1 << 30


def read(
    sources: Iterable[str | Path], settings: "Settings", *, stdin: BinaryIO | None = None
) -> Iterator[Article | Unreadable]:
    """Yield every article of `sources` as it is read, and an Unreadable for each that cannot be; nothing is raised.

    A source is a file, a folder, a web address (page or feed) or `-` for standard input; one named twice is read once.
    """
    longest = settings.max_article_characters
    for found in _found(sources, settings, stdin):
        if isinstance(found, Article) and len(found.text) > longest:
            error = f"is longer than {longest:,} characters: raise ONRECORD_MAX_ARTICLE_CHARACTERS to read it"
            yield Unreadable(source=found.source or found.id, error=error)
        else:
            yield found


def _found(
    sources: Iterable[str | Path], settings: "Settings", stdin: BinaryIO | None
) -> Iterator[Article | Unreadable]:
    """Yield what there is in `sources`, however long."""
    seen: set[str] = set()
    for source in sources:
        if isinstance(source, str) and _ADDRESS.match(source):
            if source not in seen:
                seen.add(source)
                yield from read_url(source, settings)
        elif source == STANDARD_INPUT:
            yield from _read_stream(stdin or sys.stdin.buffer, settings)
        elif source == "":
            yield Unreadable(source="", error="names no file")
        else:
            yield from _read_path(Path(source), settings, seen)


def read_one(source: str | Path, settings: "Settings") -> Article:
    """Return the first article of a source; raises ReadError when it cannot be read or holds none."""
    found = next(iter(read([source], settings)), None)
    if not isinstance(found, Article):
        raise ReadError(f"{source}: {found.error}" if found else f"{source} holds no article")
    return found


def count(sources: Iterable[str | Path]) -> int | None:
    """Return about how many results `read` will yield, or None when that cannot be told cheaply."""
    total = 0
    for source in sources:
        if isinstance(source, str) and (_ADDRESS.match(source) or source == STANDARD_INPUT):
            return None
        if source == "":
            total += 1
            continue
        path = Path(source)
        found = find_files(path) if _is_folder(path) else iter([path])
        for file in found:
            articles = _articles_in(file) if isinstance(file, Path) else 1
            if articles is None:
                return None
            total += articles
    return total


def _articles_in(path: Path) -> int | None:
    """Return how many articles one file holds: the lines of a .jsonl; other tables would have to be read."""
    kind = kind_of(path.name)
    if kind in {"csv", "json"}:
        return None
    if kind != "jsonl":
        return 1
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as lines:
            return _lines_in(lines)
    except (OSError, EOFError, zlib.error):
        return 1


def _lines_in(stream: BinaryIO | gzip.GzipFile) -> int | None:
    """Return how many lines that hold anything a stream has, None for one too long to be counted first."""
    total = 0
    blank = True
    while piece := stream.readline(_PIECE):
        blank = blank and not piece.strip()
        if piece.endswith(b"\n"):
            total += not blank
            blank = True
        if stream.tell() > _MOST_COUNTED:
            return None
    return total + (not blank)


def _read_path(path: Path, settings: "Settings", seen: set[str]) -> Iterator[Article | Unreadable]:
    """Read one file, or every file of a folder."""
    found = find_files(path) if _is_folder(path) else iter([path])
    empty = True
    for file in found:
        empty = False
        if isinstance(file, Unreadable):
            yield file
        elif (name := shown(file)) not in seen:
            seen.add(name)
            limit, unpacked = settings.max_source_bytes, settings.max_unpacked_bytes
            yield from read_file(file, limit=limit, unpacked=unpacked, limits=settings.limits)
    if empty:
        yield Unreadable(source=shown(path), error="is a folder with no file that can be read")


def _is_folder(path: Path) -> bool:
    """Say whether a path is a folder; one that cannot be asked about is not."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _read_stream(stream: BinaryIO, settings: "Settings") -> Iterator[Article | Unreadable]:
    """Read standard input as the one document or table that it begins like; its id is a digest of what it holds."""
    limit = settings.max_source_bytes
    try:
        data = stream.read(limit + 1)
        if len(data) > limit:
            raise ReadError(too_large(limit))  # noqa: TRY301 one way out for all
        name = f"stdin-{hashlib.sha256(data).hexdigest()[:12]}"
        yield from read_bytes(data, sniff(data), name, name, limit=limit, limits=settings.limits)
    except ReadError as error:
        yield Unreadable(source=STANDARD_INPUT, error=str(error))
    except OSError as error:
        yield Unreadable(source=STANDARD_INPUT, error=os_error_line(error))
