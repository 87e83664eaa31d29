"""Foreign parsers in a process of their own: the system ends one that takes too long, also inside C code.

The process is started with the first document that needs it and reads one after another, so that a document costs the
way there and back, not a start. What passes between the two is JSON and the document's bytes: whatever a parser was
made to do, its answer can only be a text with its metadata, or a line that says why there is none.
"""

import atexit
import json
import mmap
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from importlib import import_module
from typing import Any, BinaryIO

from onrecord.errors import ReadError, SourceLimitError
from onrecord.model import ReadingNote
from onrecord.reading.draft import Draft
from onrecord.reading.formats.pdf import read_pdf
from onrecord.reading.formats.webpage import read_html
from onrecord.reading.formats.word import read_docx
from onrecord.stint import Limits

_PARSERS = {"html": "trafilatura", "pdf": "pypdf", "docx": "docx"}
FOREIGN = frozenset(_PARSERS)
"""The kinds of documents whose parsers are not ours."""

_BEGIN = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from onrecord.reading.formats import parser_process; parser_process.serve()"  # noqa: E501 one program
_BROKEN = "cannot be read: its parser broke off"
_TOO_HEAVY = "too heavy"
_LEAST_SECONDS = 1e-6
"""What 0 would stand for in a timer: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The bytes of a document, and what is known of it; `limit` is in bytes, see `read_docx`."""

    data: bytes
    kind: str
    limit: int
    url: str | None = None
    charset: str | None = None

    def draft(self) -> Draft:
        """Read the document here. Raises ReadError."""
        if self.kind == "html":
            return read_html(self.data, url=self.url, charset=self.charset)
        return read_pdf(self.data) if self.kind == "pdf" else read_docx(self.data, limit=self.limit)


class _Parser:
    """The process, from this side."""

    def __init__(self) -> None:
        words = [sys.executable, "-c", _BEGIN, json.dumps(sys.path)]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=nowhere)  # noqa: S603 our own words

    def read(self, document: Document, limits: Limits) -> Draft:
        """Have a document read. Raises ReadError."""
        to, back = self._process.stdin, self._process.stdout
        if to is None or back is None:
            raise ReadError(_BROKEN)
        asked = {
            **{name: getattr(document, name) for name in ("kind", "limit", "url", "charset")},
            "size": len(document.data),
            "seconds": limits.seconds,
            "megabytes": limits.megabytes,
        }
        with suppress(BrokenPipeError):
            to.write(json.dumps(asked).encode() + b"\n")
            to.write(document.data)
            to.flush()
        answer = back.readline()
        if not answer.endswith(b"\n"):
            self.close()
            if sys.platform != "win32" and self._process.returncode == -signal.SIGALRM:
                raise SourceLimitError(limits.too_slow)
            raise ReadError(_BROKEN)
        told = json.loads(answer)
        if told["error"] == _TOO_HEAVY:
            raise SourceLimitError(limits.too_heavy)
        if told["error"]:
            raise ReadError(told["error"])
        return _draft(told["draft"])

    @property
    def is_there(self) -> bool:
        """Whether the process can be asked."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(BrokenPipeError):
                    stream.close()


_lock = threading.Lock()
_hired: list[_Parser] = []


def read_apart(document: Document, limits: Limits) -> Draft:
    """Read a document in the process for it. Raises ReadError, and SourceLimitError where it passes a limit."""
    with _lock:
        while not (_hired and _hired[0].is_there):
            dismiss()
            _hired.append(_Parser())
        try:
            return _hired[0].read(document, limits)
        except KeyboardInterrupt:
            dismiss()
            raise


@atexit.register
def dismiss() -> None:
    """End the process for parsers, where there is one."""
    while _hired:
        _hired.pop().close()


def serve() -> None:
    """Read documents until there are no more of them: what the process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    documents = sys.stdin.buffer
    while line := documents.readline():
        asked = json.loads(line)
        answers.write(json.dumps(_answer(asked, documents)).encode() + b"\n")
        answers.flush()


def _answer(asked: dict[str, Any], documents: BinaryIO) -> dict[str, object]:
    """Read one document within its limits."""
    size, seconds, megabytes = (asked.pop(name) for name in ("size", "seconds", "megabytes"))
    document = Document(data=documents.read(size), **asked)
    import_module(_PARSERS[document.kind])
    if megabytes:
        _limit_memory(megabytes * 1_000_000)
    if seconds:
        signal.setitimer(signal.ITIMER_REAL, max(seconds, _LEAST_SECONDS))
    try:
        return {"error": None, "draft": _values(document.draft())}
    except MemoryError:
        return {"error": _TOO_HEAVY}
    except ReadError as error:
        return {"error": _TOO_HEAVY if isinstance(error.__cause__, MemoryError) else str(error)}
    finally:
        _ring_after(0)


def _ring_after(seconds: float) -> None:
    """Let the system end this process after so many seconds, where it can; 0 for never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(more: int) -> None:
    """Let this process take no more than so many bytes beyond what it holds, where the system can see to that."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        with open("/proc/self/statm", "rb") as told:  # noqa: PTH123
            held = int(told.read().split()[0]) * mmap.PAGESIZE
        resource.setrlimit(resource.RLIMIT_AS, (held + more, hard))


def _values(draft: Draft) -> dict[str, object]:
    values: dict[str, object] = {field.name: getattr(draft, field.name) for field in fields(draft)}
    values["published"] = draft.published and draft.published.isoformat()
    values["notes"] = [{field.name: getattr(note, field.name) for field in fields(note)} for note in draft.notes]
    return values


def _draft(values: dict[str, Any]) -> Draft:
    published, notes = values.pop("published"), values.pop("notes")
    return Draft(
        **values,
        published=date.fromisoformat(published) if published else None,
        notes=tuple(ReadingNote(**note) for note in notes),
    )
