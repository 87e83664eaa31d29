"""What a reader takes from a document, before it becomes an Article; and the guard that foreign parsers run under."""

import logging
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlsplit

from onrecord.errors import ReadError
from onrecord.model import Article, ReadingNote, counted
from onrecord.reading.text import clean, controls_in, one_line

_PLACEHOLDERS = frozenset({"untitled", "anonymous", "unspecified", "unknown", "python-docx", "none", "null", "nan"})
_PARSER_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What parsers written for well-formed files raise on damaged ones (RecursionError and KeyError are among them)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document's text and what the document itself says about it; None where it says nothing."""

    text: str = ""
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    notes: tuple[ReadingNote, ...] = ()

    def cleaned(self) -> "Draft":
        """Return the draft with canonical text and one-line metadata, free of programs' placeholders."""
        language = (self.language or "").strip().replace("_", "-").partition("-")[0].lower()
        return Draft(
            text=clean(self.text),
            title=_stated(self.title),
            publisher=_stated(self.publisher),
            author=_stated(self.author),
            published=self.published,
            url=web_address(self.url),
            language=language if language.isalpha() and len(language) in {2, 3} else None,
            notes=counted([*self.notes, ReadingNote(kind="characters_dropped", count=controls_in(self.text))]),
        )

    def filled(self, other: "Draft") -> "Draft":
        """Return the draft with what it lacks, metadata only, taken from `other`."""
        gaps = (field.name for field in fields(self) if getattr(self, field.name) is None)
        return replace(self, **{name: getattr(other, name) for name in gaps})

    def noted(self, **taken: str | None) -> "Draft":
        """Return the draft with a note of each kind whose words a field holds, such as a line taken for the title."""
        held = (self.title, self.author, self.published and self.published.isoformat())
        notes = [ReadingNote(kind=kind, words=words) for kind, words in taken.items() if words and words in held]  # type: ignore[arg-type]
        return replace(self, notes=counted([*self.notes, *notes]))

    def article(self, *, id: str, source: str) -> Article:  # noqa: A002 the noun's own field
        """Return the Article. Raises ReadError when there is no text."""
        if not self.text.strip():
            raise ReadError("holds no text")
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return Article(id=id, source=source, **values)


def _stated(value: str | None) -> str | None:
    """Return a clean field, or None for an empty one and for a program's placeholder."""
    line = one_line(value)
    return None if line is None or line.strip("()[]<> ").lower() in _PLACEHOLDERS else line


def web_address(value: str | None) -> str | None:
    """Return a web address that is safe to show as a link, or None."""
    line = one_line(value, limit=2000)
    if not line or " " in line:
        return None
    try:
        parts = urlsplit(line)
    except ValueError:
        return None
    return line if parts.scheme in {"http", "https"} and parts.hostname else None


@contextmanager
def parsing(kind: str, *loggers: str) -> Iterator[None]:
    """Run a foreign parser without its chatter; its failure becomes a ReadError that names the `kind` of file."""
    known = [logging.getLogger(name) for name in loggers]
    levels = [logger.level for logger in known]
    for logger in known:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except ReadError:
        raise
    except _PARSER_FAILURES as error:
        raise ReadError(f"is not a readable {kind} file: it is damaged or something else") from error
    finally:
        for logger, level in zip(known, levels, strict=True):
            logger.setLevel(level)
