"""Web pages: trafilatura finds the article and its metadata, in a tree made ready for it."""

import copy
import re
from typing import TYPE_CHECKING

from onrecord.errors import ReadError
from onrecord.reading.dates import parse_date
from onrecord.reading.draft import Draft, parsing
from onrecord.reading.pages.marks import make_ready
from onrecord.reading.pages.metadata import forget_changes, headline, page_facts
from onrecord.reading.pages.standfirst import standfirst, with_standfirst
from onrecord.reading.text import decode

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z-]{2,35})", re.IGNORECASE)
_NO_ARTICLE = "is a web page with no article text"
_ANY_DAY = "9999-12-31"
_BREAK = "\ue000"
_LOGGERS = ("trafilatura", "htmldate", "courlan")


def read_html(data: bytes, *, url: str | None = None, charset: str | None = None) -> Draft:
    """Return the article of a page, its paragraphs apart by blank lines. Raises ReadError where there is none."""
    declared = _CHARSET.search(data[:4096])
    page = decode(data, declared=charset or (declared[1].decode("ascii") if declared else None))
    language = _LANGUAGE.search(page[:4096])
    with parsing("HTML", *_LOGGERS):
        from trafilatura import bare_extraction, load_html

        tree = load_html(page)
        if tree is None:
            raise ReadError(_NO_ARTICLE)
        make_ready(tree, language[1] if language else "en")
        facts = page_facts(tree, url)
        opening = standfirst(tree)
        forget_changes(tree)
        spelling = copy.deepcopy(tree)
        found = bare_extraction(
            tree,
            url=url,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": _ANY_DAY},
        )
        if found is None or isinstance(found, dict):
            raise ReadError(_NO_ARTICLE)
        return Draft(
            text=with_standfirst(_text_of(found.body), opening),
            title=headline(spelling, facts, found.title),
            publisher=found.sitename,
            author=facts.author(found.author, spelling),
            published=facts.published(parse_date(found.date)),
            url=found.url or url,
            language=language[1] if language else None,
        )


def _text_of(body: "_Element") -> str:
    """Return the words of trafilatura's document, one block after another."""
    blocks = [(body.text or "").strip()]
    for block in body:
        if block.tag == "list":
            blocks.append("\n".join(f"- {_words(item)}" for item in block.iter("item")))
        elif block.tag == "table":
            blocks.append("\n".join(" | ".join(_words(cell) for cell in row.iter("cell")) for row in block.iter("row")))
        elif block.tag == "quote" and len(block):
            blocks.append((block.text or "").strip())
            for part in block:
                blocks += [_words(part), (part.tail or "").strip()]
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
