"""The names that metadata goes by in tables and in front matter, and how their values are read."""

import re
from collections.abc import Mapping

from onrecord.reading.dates import parse_date
from onrecord.reading.draft import Draft

FIELD_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "outlet"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "date", "published_at", "pubdate", "publication_date"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
"""Each field's names, the preferred one first."""


def stated_fields(record: Mapping[str, object]) -> Draft:
    """Return the metadata of a record whose names, any case, are among FIELD_NAMES; the first that is filled counts."""
    values: dict[str, object] = {}
    for field, names in FIELD_NAMES.items():
        found = (record.get(name) for name in names)
        values[field] = next(filter(None, map(parse_date if field == "published" else words_of, found)), None)
    return Draft(**values)  # type: ignore[arg-type]


def words_of(value: object) -> str | None:
    """Return a field's words: a string, a number, the `name` of a mapping, or a list of these joined by commas."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Mapping):
        return words_of(value.get("name"))
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(words_of, value))) or None
    return None


def field_name(name: object) -> str:
    """Return a column's name as FIELD_NAMES spells it: lower case, with underscores."""
    return re.sub(r"[\s-]+", "_", str(name).strip("\ufeff \t\r\n").lower())
