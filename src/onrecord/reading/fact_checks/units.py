"""What a feed is made of, however it is written: its rows, lines and objects one by one."""

import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import BinaryIO

from onrecord.errors import ReadError
from onrecord.reading.draft import parsing
from onrecord.reading.fact_checks.claim_reviews import FeedRecord, is_review
from onrecord.reading.fact_checks.columns import COLUMNS, has_claim
from onrecord.reading.files import too_large
from onrecord.reading.formats.tables import BadRow, csv_rows, json_lines
from onrecord.reading.pages.linked_data import linked_values
from onrecord.reading.text import decode, encoding_of, stream_encoding

_LISTS = ("@graph", "dataFeedElement", "claims")
"""The fields by which an object is a list of others: linked data, a DataFeed, the Google Fact Check Tools."""
_APOSTROPHE = re.compile(r"\A'(?='*[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n])")
"""What a safe table has before a cell that is no formula; see exporting/spreadsheet.py."""
_BINARY = (b"%PDF-", b"PK\x03\x04")
_BLANK = "\ufeff \t\r\n"
_BLANK_BYTES = b"\xef\xbb\xbf \t\r\n"
_BEGIN = 4096
DEEPEST = 8
"""How deep objects within objects are looked at; set by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedUnit:
    """A row, a line or an object of a feed. `number` counts from 1, 0 for a thing that is alone.

    `value` is what it holds, or a BadRow; `by_id` are the objects of its document that others point to.
    """

    number: int
    value: object
    by_id: Mapping[str, FeedRecord] = field(default_factory=dict)


def units_of(stream: BinaryIO, *, limit: int) -> Iterator[FeedUnit]:
    """Yield the units of a seekable stream. Raises ReadError for what is no feed at all."""
    begin = stream.read(_BEGIN)
    while begin and not begin.strip(_BLANK_BYTES):
        begin = stream.read(_BEGIN)
    stream.seek(0)
    if begin.startswith(_BINARY):
        raise ReadError("is no feed of fact-checks: give JSON, JSON lines, CSV or a web page")
    head = begin.decode(encoding_of(begin, whole=False), errors="replace").lstrip(_BLANK + "\0")
    if not head:
        raise ReadError("is empty")
    if head.startswith("<"):
        yield from _page_units(stream, limit)
    elif head.startswith("["):
        yield from _list_units(stream, limit)
    elif head.startswith("{"):
        yield from _line_units(stream, limit)
    else:
        yield from _table_units(stream, limit)


def _page_units(stream: BinaryIO, limit: int) -> Iterator[FeedUnit]:
    """Yield what the linked data of a page holds."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError(too_large(limit))
    with parsing("HTML"):
        from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

        page = document_fromstring(decode(data).encode(), parser=HTMLParser(encoding="utf-8"))
        values = list(linked_values(page))
    for value in values:
        yield from _object_units(value)


@contextmanager
def _as_text(stream: BinaryIO) -> Iterator[io.TextIOWrapper]:
    """Give a stream as text, and leave it open."""
    lines = io.TextIOWrapper(stream, encoding=stream_encoding(stream), errors="replace", newline="")
    try:
        yield lines
    finally:
        lines.detach()


def _list_units(stream: BinaryIO, limit: int) -> Iterator[FeedUnit]:
    """Yield what one JSON list holds."""
    with _as_text(stream) as lines:
        whole = lines.read(limit + 1)
        if len(whole) > limit:
            raise ReadError("is too large for a JSON list: save it as .jsonl, one fact-check on each line")
        yield from _value_units(whole.strip(_BLANK))


def _line_units(stream: BinaryIO, limit: int) -> Iterator[FeedUnit]:
    """Yield what each of the JSON lines holds, or what one object over several lines does."""
    with _as_text(stream) as lines:
        first, *others = islice((value for _, value in json_lines(lines, limit)), 2)
        lines.seek(0)
        if isinstance(first, BadRow) or not others:
            whole = lines.read(limit + 1)
            if len(whole) <= limit and _is_json(whole):
                yield from _value_units(whole.strip(_BLANK))
                return
            lines.seek(0)
        for number, value in json_lines(lines, limit):
            yield from (replace(unit, number=number) for unit in _object_units(value))


def _is_json(text: str) -> bool:
    try:
        json.loads(text.strip(_BLANK))
    except (ValueError, RecursionError):
        return False
    return True


def _value_units(text: str) -> Iterator[FeedUnit]:
    """Yield the units of one JSON value; of a list that is damaged those before the damage, then a BadRow."""
    if _is_json(text):
        yield from _object_units(json.loads(text))
        return
    decoder, at, number = json.JSONDecoder(), 1, 0
    while True:
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))
        number += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        yield FeedUnit(number=number, value=value)
    yield FeedUnit(number=number, value=BadRow(number=number, error=f"is not valid JSON from row {number} on"))


def _object_units(value: object) -> Iterator[FeedUnit]:
    """Yield what a value is a list of, or the value by itself."""
    by_id = {str(item["@id"]): item for item in objects_in(value) if "@id" in item and len(item) > 2}
    inner = value
    if isinstance(value, Mapping) and not is_review(value):
        inner = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), value)
    if isinstance(inner, list):
        yield from (FeedUnit(number=n, value=each, by_id=by_id) for n, each in enumerate(inner, start=1))
    else:
        yield FeedUnit(number=0, value=inner, by_id=by_id)


def objects_in(value: object, depth: int = 0) -> Iterator[FeedRecord]:
    """Yield every object in a value, the outer ones first."""
    if depth > DEEPEST:
        return
    if isinstance(value, Mapping):
        yield value
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for each in inner:
        yield from objects_in(each, depth + 1)


def strings_in(value: object, depth: int = 0) -> Iterator[str]:
    """Yield the words in a value."""
    if isinstance(value, str):
        yield value
    elif depth <= DEEPEST and isinstance(value, Mapping | list):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from strings_in(each, depth + 1)


def _table_units(stream: BinaryIO, limit: int) -> Iterator[FeedUnit]:
    """Yield the rows of a table with a header."""
    with _as_text(stream) as lines:
        for number, row in csv_rows(lines, limit):
            if isinstance(row, str):
                yield FeedUnit(number=number, value=BadRow(number=number, error=row))
                continue
            if not has_claim(row):
                raise ReadError(
                    f"has no claim column: name one {', '.join(COLUMNS['claim'][:-1])} or {COLUMNS['claim'][-1]}"
                )
            yield FeedUnit(number=number, value={name: _APOSTROPHE.sub("", str(cell)) for name, cell in row.items()})
