"""PDF: pypdf finds the lines, and paragraphs are put together again from where the lines stand."""

import io
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from onrecord.errors import ReadError
from onrecord.model import NoteKind, notes_of
from onrecord.reading.draft import Draft, parsing
from onrecord.reading.formats.pdf_layout import Line, page_lines

if TYPE_CHECKING:
    from pypdf import PdfReader

_ENCRYPTED = "is encrypted: save a copy that opens without a password"
_PAGE_NUMBER = re.compile(r"(?:page|p\.)?\s*+[-–—]?\s*+\d{1,4}\s*+[-–—]?(?:\s*+(?:of|/)\s*+\d{1,4})?", re.IGNORECASE)
_HEADLINE = 1.3
_MOST_TITLE_WORDS = 30
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_FILE_NAME = re.compile(r"microsoft word|\.(?:docx?|pdf|indd|qxd|tex|rtf|odt|txt|html?)$", re.IGNORECASE)
_HYPHEN_END = re.compile(r"(\w+)[-‐]$")
_SUFFIX = re.compile(
    r"(?:[a-z]{0,4}(?:tion|sion|ment|ness|ance|ence|able|ible|ities|ity|ative)s?|ings?|ers?|ed|ly|ally|ous)\b"
)

_BEGINNING = re.compile(
    r"(?:re|de|con|com|col|cor|dis|im|un|mis|sup|sus|suf|ac|af|ag|ap|ar|oc|op|ob|ab|en|em)", re.IGNORECASE
)
"""What begins words but is none, and is hardly ever joined to a word by a hyphen."""
_NO_BEGINNING = re.compile(r"([bcdfgmnprt])\1|ck|ng|n[tdk]|r[dtkmn]|l[dtkf]|mp|ct|ft")
"""What no word begins with."""


def read_pdf(data: bytes) -> Draft:
    """Return the text of a PDF and the title and author it declares. Raises ReadError.

    The day the file was made is not the day the article was published, so it is not taken.
    """
    with parsing("PDF", "pypdf"):
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError

        try:
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise ReadError(_ENCRYPTED)
            told: Counter[NoteKind] = Counter()
            pages = [page_lines(page, told) for page in reader.pages]
            title, author = _information(reader)
        except DependencyError as error:
            raise ReadError(_ENCRYPTED) from error
        except PyPdfError as error:
            raise ReadError("is not a readable PDF file: it is damaged or something else") from error
    text = "\n\n".join(_paragraphs(pages, told))
    if not text.strip():
        raise ReadError("is a PDF that holds no text, perhaps a scan: run text recognition on it first")
    headline = _headline(next(_without_running_heads(pages)))
    draft = Draft(text=text, title=title, author=author, notes=notes_of(told)).cleaned()
    return draft.filled(Draft(title=headline)).noted(title_guessed=headline)


def _headline(page: Sequence[Line]) -> str | None:
    """Return the one headline among a page's lines, by its size; two large ones side by side leave it open."""
    body = statistics.median_low([line.size for line in page]) if page else 0.0
    groups = [(size, list(lines)) for size, lines in groupby(page, key=lambda line: line.size)]
    large = [place for place, (size, _) in enumerate(groups) if size >= _HEADLINE * body]
    if not large or len(groups) < 2:
        return None
    largest = max(large, key=lambda place: groups[place][0])
    title = " ".join(line.text for line in groups[largest][1])
    beside = {largest - 1, largest + 1} & set(large)
    return None if beside or len(title.split()) > _MOST_TITLE_WORDS else title


def _information(reader: "PdfReader") -> tuple[str | None, str | None]:
    """Return the declared title, unless it is a file's name, and author."""
    declared = reader.metadata
    if declared is None:
        return None, None
    title = declared.title
    return (None if title and _FILE_NAME.search(title) else title), declared.author


def _paragraphs(pages: Sequence[Sequence[Line]], told: Counter[NoteKind]) -> Iterator[str]:
    """Yield the paragraphs of the pages, without running heads and page numbers."""
    lines = [line for page in _without_running_heads(pages) for line in page]
    told["running_heads_dropped"] += sum(map(len, pages)) - len(lines)
    if not lines:
        return
    gaps = [a.y - b.y for a, b in pairwise(lines) if 0 < a.y - b.y < 60 and a.size == b.size]
    leading = statistics.median_low(gaps) if gaps else 0.0
    width = statistics.quantiles([len(line.text) for line in lines], n=10)[8] if len(lines) > 1 else 0.0
    words = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(line.text for line in lines)))
    paragraph = lines[0].text
    for above, below in pairwise(lines):
        if _parted(above, below, leading, width):
            yield paragraph
            paragraph = below.text
        else:
            told["hyphens_joined"] += bool(_HYPHEN_END.search(paragraph))
            paragraph = _joined(paragraph, below.text, words)
            told["hyphens_joined"] -= paragraph.endswith((f"-{below.text}", f"‐{below.text}"))
    yield paragraph


def _parted(above: Line, below: Line, leading: float, width: float) -> bool:
    """Say whether a new paragraph begins between two lines; `leading` in points, `width` in characters."""
    if abs(above.size - below.size) > 0.6:
        return True
    down = above.y - below.y
    ended = bool(_SENTENCE_END.search(above.text))
    if 0 < down <= leading * 8:
        if down > leading * 1.25:
            return True
        indented = below.x - above.x > 0.6 * below.size
        return ended and (indented or len(above.text) < 0.75 * width)
    return ended and not below.text[0].islower()


def _joined(above: str, below: str, words: Counter[str]) -> str:
    """Join two lines of a paragraph; a hyphen at the end goes only when the word without it is surely the word."""
    if above.endswith("\u00ad"):
        return above.rstrip("\u00ad") + below
    hyphen = _HYPHEN_END.search(above)
    if not hyphen or not below[0].islower():
        return above + below if hyphen else f"{above} {below}"
    rest = re.match(r"\w+", below)
    head, tail = hyphen[1], rest[0] if rest else ""
    whole = words[head + tail] > words[f"{head}-{tail}"]
    inside = bool(_SUFFIX.match(tail)) or _begins(head, tail) or bool(_NO_BEGINNING.match(tail))
    split = not words[f"{head}-{tail}"] and inside and words[tail] < 2
    return (above[:-1] if whole or split else above) + below


def _begins(head: str, tail: str) -> bool:
    """Say whether a line ends in what only begins a word; before a vowel it may be a prefix with its hyphen."""
    return bool(_BEGINNING.fullmatch(head)) and tail[:1] not in set("aeiou")


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Yield each page's lines without its page number and without top and bottom lines that most pages share."""
    edges = [_edges(page) for page in pages]
    shared = Counter(shape for page in edges for shape in {_shape(line) for line in page})
    for page, edge in zip(pages, edges, strict=True):
        gone = {
            line for line in edge if _PAGE_NUMBER.fullmatch(line.text) or shared[_shape(line)] >= max(2, len(pages) / 2)
        }
        yield [line for line in page if line not in gone]


def _edges(page: Sequence[Line]) -> list[Line]:
    """Return the two highest and the two lowest lines of a page."""
    ordered = sorted(page, key=lambda line: line.y)
    return [*ordered[:2], *ordered[2:][-2:]]


def _shape(line: Line) -> str:
    """Return a line with its numbers left open, so that page numbers do not tell two lines apart."""
    return re.sub(r"\d+", "#", line.text.lower())
