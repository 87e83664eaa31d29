"""Web pages: trafilatura finds the article and its metadata, in a tree made ready for it."""

import copy
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from onrecord.errors import ReadError
from onrecord.model import ReadingNote, notes_of
from onrecord.reading.dates import parse_date
from onrecord.reading.draft import Draft, parsing
from onrecord.reading.pages.furniture import clear_furniture
from onrecord.reading.pages.likely_day import ANY_DAY, address_day, likely_day
from onrecord.reading.pages.marks import make_ready
from onrecord.reading.pages.metadata import PageFacts, forget_changes, headline, page_facts
from onrecord.reading.pages.standfirst import standfirst, with_standfirst
from onrecord.reading.text import decode

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z-]{2,35})", re.IGNORECASE)
_NO_ARTICLE = "is a web page with no article text"
_FEWEST_WORDS = 8
_BREAK = "\ue000"
_LOGGERS = ("trafilatura", "htmldate", "courlan")


def read_html(data: bytes, *, url: str | None = None, charset: str | None = None) -> Draft:
    """Return the article of a page, its paragraphs apart by blank lines. Raises ReadError where there is none."""
    declared = _CHARSET.search(data[:4096])
    page = decode(data, declared=charset or (declared[1].decode("ascii") if declared else None)).replace("\0", "")
    language = _LANGUAGE.search(page[:4096])
    with parsing("HTML", *_LOGGERS):
        from trafilatura import bare_extraction, load_html

        tree = load_html(page)
        if tree is None:
            raise ReadError(_NO_ARTICLE)
        marks = make_ready(tree, language[1] if language else "en")
        facts = page_facts(tree, url)
        opening = standfirst(tree)
        cleared = clear_furniture(tree, " ".join(facts.stated_titles))
        changed = forget_changes(tree)
        spelling = copy.deepcopy(tree)
        found = bare_extraction(
            tree,
            url=url,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": ANY_DAY},
        )
        if found is None or isinstance(found, dict):
            raise ReadError(_NO_ARTICLE)
        seen = parse_date(found.date)
        stated = facts.published(None if seen in changed else seen)
        likely = likely_day(spelling, found.url or url, changed) if stated is None else None
        if stated and facts.published(None) is None and stated == address_day(found.url or url):
            stated, likely = None, stated
        author = facts.author(found.author, spelling)
        tables = sum(1 for _ in found.body.iter("table"))
        text = with_standfirst(_text_of(found.body), opening)
        apart = _left_out(spelling, text)
        told = notes_of({"paragraphs_dropped": apart, "note_marks_dropped": marks, "tables_flattened": tables})
        return Draft(
            text=text,
            title=headline(spelling, facts, found.title),
            publisher=found.sitename,
            author=author,
            published=stated or likely,
            url=found.url or url,
            language=language[1] if language else None,
            notes=(*_of_the_day(stated, likely, changed), *_of_the_author(author, facts), *cleared, *told),
        )


def _left_out(page: "HtmlElement", text: str) -> int:
    """Return how many paragraphs of a page, of more than a few words, do not stand in a text."""
    taken = re.sub(r"\W+", "", text)
    paragraphs = (paragraph.text_content() for paragraph in page.iter("p"))
    return sum(len(words.split()) >= _FEWEST_WORDS and re.sub(r"\W+", "", words) not in taken for words in paragraphs)


def _of_the_day(stated: date | None, likely: date | None, changed: frozenset[date]) -> Iterator[ReadingNote]:
    """Yield what there is to tell of an article's day."""
    if likely:
        yield ReadingNote(kind="date_guessed", words=likely.isoformat())
    elif changed and not stated:
        yield ReadingNote(kind="date_of_change", words=max(changed).isoformat())


def _of_the_author(author: str | None, facts: PageFacts) -> Iterator[ReadingNote]:
    """Yield what was stated for an author where none is taken."""
    stated = next(filter(None, [*facts.linked.authors, *facts.authors]), None)
    if author is None and stated:
        yield ReadingNote(kind="author_dropped", words=" ".join(stated.split()))


def _text_of(body: "_Element") -> str:
    """Return the words of trafilatura's document, one block after another."""
    blocks = [(body.text or "").strip()]
    for block in body[: _end_of(body)]:
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


def _end_of(body: "_Element") -> int:
    """Return how many of a document's blocks there are before the headings at its end, which head nothing."""
    end = len(body)
    while end and body[end - 1].tag == "head" and not (body[end - 1].tail or "").strip():
        end -= 1
    return end


def _words(block: "_Element") -> str:
    """Return one block's words; only its own line breaks are kept."""
    for line_break in block.iter("lb"):
        line_break.text = _BREAK
    words = re.sub(r"[ \t\r\n]+", " ", "".join(block.itertext()))
    return re.sub(rf" ?{_BREAK} ?", "\n", words).strip()
