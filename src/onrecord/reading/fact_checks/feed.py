"""Feeds of fact-checks in any of their forms, told apart by how they begin, whatever they are called.

    read_fact_checks(source, name)    yields a FactCheck, or an Unreadable that says why, one by one
    read_rulings(source, name)        yields the Rulings in what an archive exported

JSON lines, JSON, CSV, and web pages with linked data; each may be packed with gzip.
"""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TypeVar

from onrecord.errors import ReadError
from onrecord.model import FactCheck, Ruling, Unreadable
from onrecord.reading.fact_checks.records import fact_checks_in, rulings_in
from onrecord.reading.fact_checks.units import FeedUnit, units_of
from onrecord.reading.files import UnpackedFile, os_error_line, shown, size_of
from onrecord.settings import Settings

MOST_BYTES: int = Settings.model_fields["max_source_bytes"].default
MOST_UNPACKED: int = Settings.model_fields["max_unpacked_bytes"].default
_Read = TypeVar("_Read")
_NOTHING = "holds no fact-check: give ClaimReviews, or rows with a claim"


def read_fact_checks(
    source: str | Path | bytes, name: str, *, limit: int = MOST_BYTES, unpacked: int = MOST_UNPACKED
) -> Iterator[FactCheck | Unreadable]:
    """Yield the fact-checks of a feed, and an Unreadable for each row that is none; nothing is raised.

    `source` is a file, or its bytes; `name` is what the feed is called from now on. `limit` is the largest row of a
    table, and the largest document of another form, in bytes; `unpacked` the most that a packed one may come to.
    The same fact-check twice is one; another under an id that was there before gets a number behind it.
    """
    known: dict[str, FactCheck] = {}
    failures = 0
    for found in _read(source, name, lambda unit: fact_checks_in(unit, name), limit, unpacked):
        if isinstance(found, Unreadable):
            failures += 1
            yield found
            continue
        renamed, n = found, 1
        while renamed.id in known and known[renamed.id] != renamed:
            n += 1
            renamed = replace(found, id=f"{found.id}-{n}")
        if renamed.id not in known:
            known[renamed.id] = renamed
            yield renamed
    if not known and not failures:
        yield Unreadable(source=_label(source, name), error=_NOTHING)


def read_rulings(
    source: str | Path | bytes, name: str, *, limit: int = MOST_BYTES, unpacked: int = MOST_UNPACKED
) -> Iterator[Ruling | Unreadable]:
    """Yield the rulings in what an archive exported as JSON, JSON lines or schema.org; nothing is raised."""
    yield from _read(source, name, rulings_in, limit, unpacked)


def _label(source: str | Path | bytes, name: str) -> str:
    return name if isinstance(source, bytes) else shown(Path(source))


def _read(
    source: str | Path | bytes, name: str, read: Callable[[FeedUnit], Iterator[_Read | str]], limit: int, unpacked: int
) -> Iterator[_Read | Unreadable]:
    """Yield what `read` finds in each unit of a source; a line of words that it yields says what is wrong."""
    label = _label(source, name)
    try:
        with _opened(source, unpacked) as stream:
            for unit in units_of(stream, limit=limit):
                for found in read(unit):
                    place = f"{label}#{unit.number}" if unit.number else label
                    yield Unreadable(source=place, error=found) if isinstance(found, str) else found
    except ReadError as error:
        yield Unreadable(source=label, error=str(error))
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Unreadable(source=label, error="is not a readable gzip file: it is damaged or something else")
    except OSError as error:
        yield Unreadable(source=label, error=os_error_line(error))


@contextmanager
def _opened(source: str | Path | bytes, unpacked: int) -> Iterator[BinaryIO]:
    """Give the bytes of a source, unpacked. Raises ReadError or OSError."""
    if not isinstance(source, bytes):
        size_of(Path(source))
    with io.BytesIO(source) if isinstance(source, bytes) else Path(source).open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        yield UnpackedFile(file, unpacked) if packed else file  # type: ignore[misc]
