"""The words of a Word document's markup as its reader sees them: changes accepted, fields shown, notes at the end.

What was inserted or moved in is text, what was deleted or moved away is not. Content controls, hyperlinks, fields and
text boxes hold text like any other; a placeholder nobody filled in, a field's instruction and hidden words do not.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.model import NoteKind
from onrecord.reading.superscripts import without_note_mark

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_GONE = frozenset(
    f"{_WORD}{name}"
    for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "rt", "fldData")
)
_DELETED = frozenset({f"{_WORD}del", f"{_WORD}moveFrom"})
_DELETED_TEXT = (f"{_WORD}delText", f"{_WORD}t")
_BREAKS = {f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}tab": "\t", f"{_WORD}noBreakHyphen": "-"}
_NOTES = (f"{_WORD}footnoteReference", f"{_WORD}endnoteReference")
_LAYOUT = 300
"""A cell of several paragraphs and more characters than this is a place on the page, not an entry of a table."""


class WordText:
    """Collects the paragraphs and tables of a document, in order; `blocks` are their words, never empty."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.blocks: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self.told: Counter[NoteKind] = Counter()
        self._words: list[str] = []
        self._boxes: list[_Element] = []
        self._fields: list[bool] = []

    def read(self, parent: Iterable["_Element"]) -> None:
        """Read every paragraph and table under `parent`, which may also be a list of them."""
        for child in parent:
            if child.tag == f"{_WORD}p":
                self._paragraph(child)
            elif child.tag == f"{_WORD}tbl":
                self._finish()
                self._table(child)
            elif self._is_kept(child):
                self.read(_chosen(child))
        self._finish()

    def _is_kept(self, element: "_Element") -> bool:
        """Say whether an element holds words to read; deleted ones are counted."""
        self.told["deletions_dropped"] += element.tag in _DELETED and any(True for _ in element.iter(*_DELETED_TEXT))
        return element.tag not in _GONE and not _is_placeholder(element)

    def _paragraph(self, paragraph: "_Element") -> None:
        """Read one paragraph; with its mark deleted it runs on into the next."""
        self._inline(paragraph)
        mark = paragraph.find(f"{_WORD}pPr/{_WORD}rPr")
        if mark is None or not any(mark.find(f"{_WORD}{change}") is not None for change in ("del", "moveFrom")):
            self._finish()

    def _finish(self) -> None:
        """End the paragraph, and put the text boxes that hang on it behind it."""
        words, boxes = "".join(self._words).strip(), self._boxes
        self._words, self._boxes = [], []
        if words:
            self.blocks.append(words)
        for box in boxes:
            self.read(box)

    def _inline(self, parent: "_Element") -> None:
        """Read what stands inside a paragraph."""
        for child in parent:
            if child.tag == f"{_WORD}r":
                self._run(child)
            elif child.tag == _MATHS_TEXT:
                self._show(child.text)
            elif self._is_kept(child):
                self._inline(_chosen(child))

    def _run(self, run: "_Element") -> None:
        """Read one run; raised digits that are the mark of a note do not join the word before."""
        if _is_on(run.find(f"{_WORD}rPr/{_WORD}vanish")):
            self.told["hidden_dropped"] += 1
            return
        raised = run.find(f"{_WORD}rPr/{_WORD}vertAlign[@{_WORD}val='superscript']") is not None
        start = len(self._words)
        self._parts(run)
        if raised:
            before, after = "".join(self._words[:start]), "".join(self._words[start:])
            self._words[start:] = [without_note_mark(after, before)]
            self.told["note_marks_dropped"] += bool(after.strip()) and not self._words[start]

    def _parts(self, run: "_Element") -> None:
        """Read the text, breaks, fields, notes and text boxes of a run."""
        for part in run:
            if part.tag == f"{_WORD}t":
                self._show(part.text)
            elif part.tag in _BREAKS:
                self._show(_BREAKS[part.tag])
            elif part.tag == f"{_WORD}fldChar":
                self._field(part.get(f"{_WORD}fldCharType"))
            elif part.tag in _NOTES:
                if self._is_shown():
                    self.notes.append((part.tag.removeprefix(_WORD), part.get(f"{_WORD}id", "")))
                if part.get(f"{_WORD}customMarkFollows") in {"1", "true", "on"}:
                    return
            elif part.tag == f"{_WORD}txbxContent":
                self._boxes.append(part)
            elif part.tag not in _GONE:
                self._parts(_chosen(part))

    def _field(self, step: str | None) -> None:
        """Follow a field: what stands between its beginning and its separator is an instruction."""
        if step == "begin":
            self._fields.append(False)
        elif step == "separate" and self._fields:
            self._fields[-1] = True
        elif step == "end" and self._fields:
            self._fields.pop()

    def _show(self, words: str | None) -> None:
        if words and self._is_shown():
            self._words.append(words)

    def _is_shown(self) -> bool:
        """Say whether what is read now is not inside another field's instruction; that itself is no text at all."""
        return all(self._fields[:-1])

    def _table(self, table: "_Element") -> None:
        """Read a table as one block, a line for each row, head first; or as blocks where it lays out a page."""
        rows = [[self._cell(cell) for cell in _cells(row)] for row in _rows(table)]
        cells = [cell for row in rows for cell in row]
        if any(len(cell) > 1 and sum(map(len, cell)) > _LAYOUT for cell in cells) or all(len(row) < 2 for row in rows):
            self.blocks += [block for cell in cells for block in cell]
            return
        lines = [" | ".join(" ".join(" ".join(cell).split()) for cell in row) for row in rows if any(row)]
        if lines:
            self.told["tables_flattened"] += 1
            self.blocks.append("\n".join(lines))

    def _cell(self, cell: "_Element") -> list[str]:
        """Return the blocks of one cell."""
        outside, self.blocks = self.blocks, []
        self.read(cell)
        inside, self.blocks = self.blocks, outside
        return inside


def _chosen(element: "_Element") -> "_Element":
    """Return the one form to read of an element that is stored in several."""
    if element.tag != f"{_CHOICE}AlternateContent":
        return element
    choice = element.find(f"{_CHOICE}Choice")
    return element.find(f"{_CHOICE}Fallback") if choice is None else choice


def _is_placeholder(element: "_Element") -> bool:
    """Say whether a content control shows only what to fill in."""
    return _is_on(element.find(f"{_WORD}sdtPr/{_WORD}showingPlcHdr"))


def _is_on(switch: "_Element | None") -> bool:
    return switch is not None and switch.get(f"{_WORD}val") not in {"0", "false", "off"}


def _rows(table: "_Element") -> Iterator["_Element"]:
    return _within(table, "tr", lambda row: row.find(f"{_WORD}trPr/{_WORD}del") is None)


def _cells(row: "_Element") -> Iterator["_Element"]:
    return _within(row, "tc", lambda cell: cell.find(f"{_WORD}tcPr/{_WORD}cellDel") is None)


def _within(parent: "_Element", name: str, kept: Callable[["_Element"], bool]) -> Iterator["_Element"]:
    """Yield the rows or cells of `parent` that are kept, also those inside a content control."""
    for child in parent:
        if child.tag == f"{_WORD}{name}":
            if kept(child):
                yield child
        elif child.tag in {f"{_WORD}sdt", f"{_WORD}sdtContent", f"{_WORD}customXml"}:
            yield from _within(child, name, kept)
