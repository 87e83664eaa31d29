"""A checked draft as a Word document: corrections as tracked changes, and a comment on each fault."""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.exporting.bibliography import citation
from onrecord.model import CheckedDraft, CheckedQuote, Evidence, verdict_words

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_AUTHOR, _INITIALS = "On Record", "OR"
_MOST_PLACES = 3
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """Words of the draft, from `start` to `end`, in whose place others are offered; either may be empty."""

    start: int
    end: int
    instead: str


def corrected_draft(result: CheckedDraft) -> bytes:
    """Return a draft as a .docx: what differs from the articles as tracked changes, to be accepted or rejected.

    Each quotation that is not verbatim, and each that is and misleads, has a comment with its verdict, why, and what
    stands in the articles. Only an altered quotation is corrected. The draft's own styles are not kept.
    """
    from docx import Document

    document = Document()
    about = document.core_properties
    about.title, about.author, about.comments = _clean(result.draft.title or ""), _AUTHOR, ""
    text, marked = result.draft.text, list(_apart(result.quotes))
    edits = [edit for each in marked for edit in _edits(each, text)]
    cuts = sorted({0, len(text), *_bounds(marked, edits), *_line_ends(text)})
    begun: dict[int, list[_Edit]] = defaultdict(list)
    for edit in edits:
        begun[edit.start].append(edit)
    runs: dict[int, list[Run]] = {}
    paragraph = document.add_paragraph()
    for start, end in pairwise(cuts):
        if text[start:end] == "\n":
            paragraph = document.add_paragraph()
            continue
        runs[start] = _write(paragraph, text[start:end], begun.pop(start, []))
    for added in begun.pop(len(text), []):
        _tracked(paragraph, added.instead, "w:ins")
    for each in marked:
        own = [run for start, some in runs.items() if each.span.start <= start < each.span.end for run in some]
        if own and (each.check.verdict != "verbatim" or each.check.warnings):
            document.add_comment([own[0], own[-1]], _clean(_comment(each)), _AUTHOR, _INITIALS)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _apart(quotes: Iterable[CheckedQuote]) -> Iterator[CheckedQuote]:
    """Yield what was checked in the order of the text; of places that overlap the first."""
    done = 0
    for each in quotes:
        if each.span.start >= done:
            yield each
            done = each.span.end


def _edits(each: CheckedQuote, text: str) -> list[_Edit]:
    """Return how a quotation becomes what the article has; nothing where its words cannot be found one by one."""
    if each.check.verdict != "altered":
        return []
    edits, at = list[_Edit](), each.span.start
    for change in each.check.difference:
        start = text.find(change.quote, at, each.span.end)
        if start < 0:
            return []
        end = start + len(change.quote)
        if change.op == "delete":
            is_first = at == each.span.start
            edits.append(_Edit(start=at, end=at, instead=f"{change.article} " if is_first else f" {change.article}"))
        elif change.op != "equal":
            edits.append(_Edit(start=start, end=end, instead=change.article))
        at = end
    return edits


def _bounds(marked: Iterable[CheckedQuote], edits: Iterable[_Edit]) -> Iterator[int]:
    for each in marked:
        yield from (each.span.start, each.span.end)
    for edit in edits:
        yield from (edit.start, edit.end)


def _line_ends(text: str) -> Iterator[int]:
    for found in re.finditer(r"\n", text):
        yield found.start()
        yield found.end()


def _write(paragraph: "Paragraph", words: str, edits: Iterable[_Edit]) -> "list[Run]":
    """Write words, with the edits that begin before them; return the runs."""
    runs: list[Run] = []
    kept = True
    for edit in edits:
        if edit.end > edit.start:
            runs.append(_tracked(paragraph, words, "w:del"))
            kept = False
        if edit.instead:
            runs.append(_tracked(paragraph, edit.instead, "w:ins"))
    return [*runs, paragraph.add_run(_clean(words))] if kept else runs


def _tracked(paragraph: "Paragraph", words: str, tag: str) -> "Run":
    """Write words as inserted or deleted."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(_clean(words))
    if tag == "w:del":
        for held in run._r.findall(qn("w:t")):
            held.tag = qn("w:delText")
    around = OxmlElement(tag, {qn("w:id"): str(_next_number(paragraph)), qn("w:author"): _AUTHOR})
    run._r.addprevious(around)
    around.append(run._r)
    return run


def _next_number(paragraph: "Paragraph") -> int:
    body = paragraph.part.element
    return len(body.xpath("//w:ins | //w:del")) + 1


def _comment(each: CheckedQuote) -> str:
    check = each.check
    lines = [f"{verdict_words(check.verdict).capitalize()}. {check.explanation}"]
    lines += [f"The draft: {each.known}."] if each.known else []
    lines += check.warnings
    lines += [_place(evidence) for evidence in (check.evidence or check.nearest)[:_MOST_PLACES]]
    return "\n".join(lines)


def _place(evidence: Evidence) -> str:
    quote = " ".join(evidence.citation.quote.split())
    return f"“{quote}” — {citation(evidence.citation.article)}"


def _clean(words: str) -> str:
    """Return words without the characters that XML cannot hold."""
    return _NO_XML.sub("", words)
