"""Word documents (.docx)."""

import io
import re
import zipfile
from typing import TYPE_CHECKING

from onrecord.errors import ReadError
from onrecord.reading.draft import Draft, parsing

if TYPE_CHECKING:
    from docx.table import Table

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
        from docx.table import Table

        try:
            _refuse_bomb(data, limit * _MOST_TIMES_LARGER)
            document = Document(io.BytesIO(data))
        except (zipfile.BadZipFile, OpcError) as error:
            raise ReadError("is not a readable Word file: it is damaged or something else") from error
        blocks: list[str] = []
        titled: str | None = None
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                blocks += _rows(block)
                continue
            blocks.append(block.text.strip())
            if titled is None and block.style is not None and block.style.name == "Title":
                titled = block.text.strip()
        declared = document.core_properties
        return Draft(
            text="\n\n".join(filter(None, blocks)),
            title=declared.title or titled,
            author=declared.author,
            language=declared.language if re.match(r"[A-Za-z]{2,3}\b", declared.language) else None,
        )


def _refuse_bomb(data: bytes, limit: int) -> None:
    """Refuse an archive that would unpack to more than `limit` bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > limit:
            raise ReadError("unpacks to more than can be read: raise ONRECORD_MAX_SOURCE_BYTES to read it")


def _rows(table: "Table") -> list[str]:
    """Return one line for each row of a table."""
    return [" | ".join(cell.text.strip() for cell in row.cells) for row in table.rows]
