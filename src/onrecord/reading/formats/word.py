"""Word documents (.docx): python-docx opens the package, and every word that a reader sees is taken from its markup.

Its own paragraphs leave out what stands in tracked changes, content controls, notes and text boxes.
"""

import io
import re
import zipfile
from typing import TYPE_CHECKING

from onrecord.errors import ReadError
from onrecord.model import notes_of
from onrecord.reading.draft import Draft, parsing
from onrecord.reading.formats.word_text import WordText

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element  # type: ignore[import-untyped]

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_MOST_TIMES_LARGER = 10


def read_docx(data: bytes, *, limit: int) -> Draft:
    """Return the text of a Word document and the title and author it declares; `limit` is in bytes, unpacked tenfold.

    The day the file was made is not the day the article was published, so it is not taken. Raises ReadError.
    """
    if data.startswith(_OLD_WORD):
        raise ReadError("is encrypted or in the old Word format: save it as an open .docx")
    with parsing("Word"):
        from docx import Document
        from docx.opc.exceptions import OpcError

        try:
            _refuse_bomb(data, limit * _MOST_TIMES_LARGER)
            document = Document(io.BytesIO(data))
        except (zipfile.BadZipFile, OpcError) as error:
            raise ReadError("is not a readable Word file: it is damaged or something else") from error
        body = _body(document)
        return (
            Draft(text="\n\n".join(body.blocks), notes=notes_of(body.told))
            .filled(_declared(document))
            .filled(Draft(title=_titled(document)))
        )


def _refuse_bomb(data: bytes, limit: int) -> None:
    """Refuse an archive that would unpack to more than `limit` bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > limit:
            raise ReadError("unpacks to more than can be read: raise ONRECORD_MAX_SOURCE_BYTES to read it")


def _body(document: "WordDocument") -> WordText:
    """Read the words of the body, then those of the notes it refers to, in the order of their marks."""
    body = WordText()
    body.read(document.element.body)
    kinds = {name: _notes_of(document, name) for name in {name for name, _ in body.notes}}
    for name, number in dict.fromkeys(body.notes):
        if (note := kinds[name].get(number)) is not None:
            body.read(note)
    return body


def _notes_of(document: "WordDocument", reference: str) -> dict[str, "_Element"]:
    """Return the notes that `reference` (footnoteReference or endnoteReference) points to, by their numbers."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    name = reference.removesuffix("Reference")
    kind = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}[name]
    try:
        part = document.part.part_related_by(kind)
    except KeyError:
        return {}
    return {note.get(qn("w:id"), ""): note for note in parse_xml(part.blob).findall(qn(f"w:{name}"))}


def _declared(document: "WordDocument") -> Draft:
    """Return what the file's properties declare; a file without properties declares nothing."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    try:
        document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    except (AttributeError, KeyError):
        return Draft()
    declared = document.core_properties
    language = declared.language if re.match(r"[A-Za-z]{2,3}\b", declared.language) else None
    return Draft(title=declared.title or None, author=declared.author or None, language=language)


def _titled(document: "WordDocument") -> str | None:
    """Return the first paragraph in the style Title."""
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "Title":
            words = WordText()
            words.read([paragraph._p])
            return next(iter(words.blocks), None)
    return None
