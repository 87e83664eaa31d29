"""Quotations as a file to download: CSV, JSON lines or Markdown."""

import csv
import io
import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import uuid4

from onrecord.model import Quotation
from onrecord.web.markup.escaping import escaped, places
from onrecord.web.markup.quotation_cards import credited, is_sure

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula when a cell begins with it."""


def quotation_file(found: Iterable[Quotation], form: str, *, doubtful: bool) -> str:
    """Return HTML that the page saves as a file of the quotations in one of the `FORMS`."""
    kept = [each for each in found if doubtful or is_sure(each)]
    name, kind, made = FORMS.get(form, FORMS["CSV"])
    return file_html(name, kind, made(kept))


def file_html(name: str, kind: str, content: str | bytes) -> str:
    """Return HTML that the page saves as a file."""
    if isinstance(content, bytes):
        held = f'data-base64="{b64encode(content).decode()}"'
    else:
        held = f'data-text="{escaped(content)}"'
    return f'<span data-file="{escaped(name)}" data-kind="{escaped(kind)}" {held} data-key="{uuid4().hex}"></span>'


def _fields(said: Quotation) -> dict[str, Any]:
    article = said.article
    return {
        "speaker": said.speaker.name if said.speaker else None,
        "words": " … ".join(said.words),
        "kind": said.kind,
        "named": said.source_words,
        "confidence": round(said.attribution.confidence, 3),
        "corrected": said.attribution.correction and said.attribution.correction.stated_at.date().isoformat(),
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "article": article.id,
        "spans": places(sorted(said.attribution.content)),
    }


def _csv(found: Sequence[Quotation]) -> str:
    rows = [_fields(each) for each in found]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else ["speaker"])
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    """Return a value that no spreadsheet runs as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _json_lines(found: Sequence[Quotation]) -> str:
    return "".join(f"{json.dumps(_fields(each), ensure_ascii=False)}\n" for each in found)


def _markdown(found: Sequence[Quotation]) -> str:
    return "".join(f"- {credited(each)}\n" for each in found)


FORMS: dict[str, tuple[str, str, Callable[[Sequence[Quotation]], str]]] = {
    "CSV": ("quotations.csv", "text/csv", _csv),
    "JSON lines": ("quotations.jsonl", "application/jsonl", _json_lines),
    "Markdown": ("quotations.md", "text/markdown", _markdown),
}
"""The forms by name: the file's name, its kind, and what makes it."""
