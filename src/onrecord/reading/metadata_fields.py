"""The names that metadata goes by in tables and in front matter, and how their values are read."""

import re
from collections.abc import Callable, Mapping

from onrecord.reading.dates import parse_date
from onrecord.reading.draft import Draft, web_address

FIELD_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "outlet", "sitename", "site_name", "source_hostname", "source_domain"),
    "author": ("author", "authors", "byline"),
    "published": (
        *("published", "date", "published_at", "pubdate", "publication_date"),
        *("publish_date", "date_publish", "date_published", "datepublished"),
    ),
    "url": ("url", "link", "source"),
    "language": ("language", "lang"),
}
"""Each field's names, the preferred one first."""


def stated_fields(record: Mapping[str, object]) -> Draft:
    """Return the metadata of a record whose names, any case, are among FIELD_NAMES; the first that is filled counts."""
    values: dict[str, object] = {}
    for field, names in FIELD_NAMES.items():
        found = (record.get(name) for name in names)
        values[field] = next(filter(None, map(_READINGS.get(field, words_of), found)), None)
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


def _outlet(value: object) -> str | None:
    """Return a publisher's name; a web address is none."""
    words = words_of(value)
    return None if words is None or web_address(words) else words


def _address(value: object) -> str | None:
    return web_address(words_of(value))


def _names(value: object) -> str | None:
    """Return authors joined by commas, also those that a text lists with semicolons."""
    words = words_of(value)
    return re.sub(r"\s*;\s*", ", ", words).strip(", ") or None if words else None


def field_name(name: object) -> str:
    """Return a column's name as FIELD_NAMES spells it: lower case, with underscores."""
    return re.sub(r"[\s-]+", "_", str(name).strip("\ufeff \t\r\n").lower())


_READINGS: Mapping[str, Callable[[object], object]] = {
    "published": parse_date,
    "publisher": _outlet,
    "author": _names,
    "url": _address,
}
"""How a field's value is read where its words are not enough."""
