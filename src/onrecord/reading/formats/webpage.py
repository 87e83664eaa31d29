"""Web pages: trafilatura finds the article and its metadata."""

import re
from typing import TYPE_CHECKING

from onrecord.errors import ReadError
from onrecord.reading.dates import parse_date
from onrecord.reading.draft import Draft, parsing
from onrecord.reading.text import decode

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z-]{2,35})", re.IGNORECASE)
_ANY_DAY = "9999-12-31"
_BREAK = "\ue000"
_LOGGERS = ("trafilatura", "htmldate", "courlan")


def read_html(data: bytes, *, url: str | None = None, charset: str | None = None) -> Draft:
    """Return the article of a page, its paragraphs apart by blank lines. Raises ReadError where there is none."""
    declared = _CHARSET.search(data[:4096])
    page = decode(data, declared=charset or (declared[1].decode("ascii") if declared else None))
    with parsing("HTML", *_LOGGERS):
        from trafilatura import bare_extraction

        found = bare_extraction(
            page,
            url=url,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": _ANY_DAY},
        )
    if found is None or isinstance(found, dict):
        raise ReadError("is a web page with no article text")
    language = _LANGUAGE.search(page[:4096])
    return Draft(
        text=_text_of(found.body),
        title=found.title,
        publisher=found.sitename,
        author=found.author.replace("; ", ", ") if found.author else None,
        published=parse_date(found.date),
        url=found.url or url,
        language=language[1] if language else None,
    )


def _text_of(body: "_Element") -> str:
    """Return the words of trafilatura's document, one block after another."""
    blocks: list[str] = []
    for block in body:
        if block.tag == "list":
            blocks.append("\n".join(f"- {_words(item)}" for item in block.iter("item")))
        elif block.tag == "table":
            blocks.append("\n".join(" | ".join(_words(cell) for cell in row.iter("cell")) for row in block.iter("row")))
        elif block.tag == "quote" and len(block):
            blocks += [_words(part) for part in block]
        else:
            blocks.append(_words(block))
        blocks.append((block.tail or "").strip())
    return "\n\n".join(block for block in blocks if block.strip())


def _words(block: "_Element") -> str:
    """Return one block's words; only its own line breaks are kept."""
    for line_break in block.iter("lb"):
        line_break.text = _BREAK
    words = re.sub(r"[ \t\r\n]+", " ", "".join(block.itertext()))
    return re.sub(rf" ?{_BREAK} ?", "\n", words).strip()
