"""Tables of articles: .jsonl, .json (a list, or one article), .csv and .tsv, each also with .gz.

Columns, any case: `text` (or body, content, maintext), `id` (doc_id), and those that `metadata_fields.py` names, which
are also those of articles saved by newspaper4k, news-please and trafilatura. Other columns are left alone.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import BinaryIO, TextIO

from onrecord.errors import ReadError
from onrecord.reading.draft import Draft
from onrecord.reading.metadata_fields import field_name, stated_fields, words_of
from onrecord.reading.text import BROKEN, is_broken, one_line, stream_encoding

_TEXT_NAMES = ("text", "body", "content", "maintext")
_ID_NAMES = ("id", "doc_id")
_ROWS_LOOKED_AT = 50
_NO_TEXT_COLUMN = "has no text column: name one text, body or content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One article of a table: its `number` counts from 1, `id` is the one it gives itself."""

    number: int
    draft: Draft
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """One row that is no article, and why."""

    number: int
    error: str


_Record = tuple[int, Mapping[str, object] | str]
"""A row's number and its fields, or what is wrong with it."""


def read_table(stream: BinaryIO, kind: str, *, limit: int) -> Iterator[Row | BadRow]:
    """Yield the rows of a seekable stream, one by one; `limit` is the largest row in characters.

    Raises ReadError for a table that cannot be read at all; rows it has yielded by then stand.
    """
    lines = io.TextIOWrapper(stream, encoding=stream_encoding(stream), errors="replace", newline="")
    try:
        yield from _rows(_READERS[kind](lines, limit), limit)
    finally:
        lines.detach()


def _rows(records: Iterator[_Record], limit: int) -> Iterator[Row | BadRow]:
    """Yield the rows of the records. Raises ReadError where none is there or none of the first has a text."""
    first = list(islice(records, _ROWS_LOOKED_AT))
    if not first:
        raise ReadError("is empty")
    readable = [record for _, record in first if not isinstance(record, str)]
    if readable and not any(set(_TEXT_NAMES) & record.keys() for record in readable):
        raise ReadError(_NO_TEXT_COLUMN)
    yield from (_row(number, record, limit) for number, record in chain(first, records))


def _row(number: int, record: Mapping[str, object] | str, limit: int) -> Row | BadRow:
    """Make one row of a record."""
    if isinstance(record, str):
        return BadRow(number=number, error=record)
    if any(is_broken(value) for value in record.values() if isinstance(value, str)):
        return BadRow(number=number, error=f"row {number} {BROKEN}")
    text = next((t for name in _TEXT_NAMES if isinstance(t := record.get(name), str) and t.strip()), None)
    if text is None:
        return BadRow(number=number, error=f"row {number} has no text")
    if len(text) > limit:
        return BadRow(number=number, error=_too_large(number))
    given = next(filter(None, (one_line(words_of(record.get(name))) for name in _ID_NAMES)), None)
    return Row(number=number, id=given, draft=replace(stated_fields(record), text=text))


def json_lines(lines: TextIO, limit: int) -> Iterator[tuple[int, object]]:
    """Yield the number and the value of each line, or a BadRow for it; blank lines count but hold nothing."""
    number = 0
    while line := lines.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while line and not line.endswith("\n"):
                line = lines.readline(limit + 1)
            yield number, BadRow(number=number, error=_too_large(number))
        elif line.strip("\ufeff \t\r\n"):
            try:
                yield number, json.loads(line.strip("\ufeff \t\r\n"))
            except (ValueError, RecursionError):
                yield number, BadRow(number=number, error=f"row {number} is not valid JSON")


def _json_lines(lines: io.TextIOWrapper, limit: int) -> Iterator[_Record]:
    """Yield the object on each line."""
    for number, value in json_lines(lines, limit):
        yield number, value.error if isinstance(value, BadRow) else _fields(number, value)


def _json_list(lines: io.TextIOWrapper, limit: int) -> Iterator[_Record]:
    """Yield the objects of one JSON list; an article by itself is a list of one."""
    whole = lines.read(limit + 1)
    if len(whole) > limit:
        raise ReadError("is too large for a JSON list: save it as .jsonl, one article on each line")
    if not whole.strip("\ufeff \t\r\n"):
        return
    try:
        records = json.loads(whole.strip("\ufeff \t\r\n"))
    except (ValueError, RecursionError) as error:
        raise ReadError("is not valid JSON") from error
    if isinstance(records, dict) and set(_TEXT_NAMES) & set(map(field_name, records)):
        records = [records]
    if not isinstance(records, list):
        raise ReadError("holds no list of articles: give a JSON list, or .jsonl with one article on each line")
    for number, record in enumerate(records, start=1):
        yield number, _fields(number, record)


def _fields(number: int, record: object) -> Mapping[str, object] | str:
    if not isinstance(record, dict):
        return f"row {number} is not a JSON object"
    return {field_name(name): value for name, value in record.items()}


def csv_rows(lines: TextIO, limit: int) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    """Yield the number of each row under a header, and its fields or what is wrong with it.

    A row of another width is wrong, as its columns cannot be trusted.
    """
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    header_line = lines.readline(limit)
    delimiter = max(",;\t|", key=header_line.count)
    header = [field_name(cell) for cell in next(csv.reader([header_line], delimiter=delimiter), [])]
    cut: list[str] = []
    rows = csv.reader(_csv_lines(lines, limit, cut), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"row {number} is not valid CSV: {error}"
            continue
        if cut:
            cut.clear()
            yield number, _too_large(number)
        elif len(row) == len(header):
            yield number, dict(zip(header, row, strict=True))
        elif row:
            yield number, f"row {number} has {len(row)} cells where the header has {len(header)}"


def _csv_lines(lines: TextIO, limit: int, cut: list[str]) -> Iterator[str]:
    """Yield the lines without zero bytes; of one over the limit only the beginning, which is put in `cut` too."""
    while line := lines.readline(limit + 1):
        begin = line
        while len(line) > limit and not line.endswith("\n"):
            line = lines.readline(limit + 1)
            cut[:] = [begin]
        yield begin.replace("\0", "")


def _too_large(number: int) -> str:
    return f"row {number} is too large: raise ONRECORD_MAX_SOURCE_BYTES to read it"


_READERS = {"json": _json_list, "jsonl": _json_lines, "csv": csv_rows}
