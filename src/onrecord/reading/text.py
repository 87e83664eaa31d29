"""Bytes to canonical text: decoding, repair of encoding damage, and readable ids.

Words and marks stay what the article has: quotation marks keep their style, and of the compatibility forms only Latin
ligatures are written as the letters they are.
"""

import codecs
import re
import unicodedata
from typing import BinaryIO

from onrecord.errors import ReadError
from onrecord.language.folding import LIGATURES

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 20
_FEWEST_BETWEEN_ZEROS = 1000
_WESTERN = frozenset("àâäáãåçéèêëíîïìñóôöõòúùûüßæœøÀÂÄÁÃÅÇÉÈÊËÍÎÏÑÓÔÖÕÚÙÛÜÆŒØªº‘’“”‚„–—…•€£©®™°·§«»¿¡½¼\xa0\xad")
_SUSPECT = re.compile(r"[^\x00-\x7f]{2}|[\x80-\x9f\ud800-\udfff\ufffdÂÃ]")
_SOFT_BREAK = re.compile(r"\u00ad[ \t]*\n[ \t]*(?=\w)")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u2060-\u2069\u202a-\u202e\ufeff\u180e]")
_JOINER = re.compile(r"(?<![^\x00-\u024f\s])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u024f\s])")
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\x0b\x0c]")
_SPACES = re.compile(r"[^\S\n ]")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_HALF = re.compile(r"[\ud800-\udfff]")
BROKEN = "holds half a character (a lone surrogate), so its words are not whole: save it again as UTF-8"
"""The one clear line for words that `is_broken` finds to be."""

_ID_CHARACTERS = re.compile(r"[A-Za-z0-9._-]+")


def encoding_of(data: bytes, *, whole: bool = True) -> str:
    """Return the name of the encoding that `data` is in; `whole` is False for the first part of something longer.

    Raises ReadError for what is not text at all and for text in no known encoding.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    if b"\0" in data and not _has_stray_zeros(data):
        return _wide_encoding(data)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError:
        return _legacy_encoding(data)
    return "utf-8"


def _has_stray_zeros(data: bytes) -> bool:
    """Say whether data is UTF-8 but for a zero byte here and there, as faulty pages have and browsers pass over."""
    if data.count(0) * _FEWEST_BETWEEN_ZEROS > len(data):
        return False
    try:
        data[:_SAMPLE].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= _SAMPLE - 3
    return True


def _wide_encoding(data: bytes) -> str:
    """Tell UTF-16 without a mark from a binary file: its zero bytes stand on one side only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    enough = len(data) * 0.2
    if even == 0 and odd > enough:
        return "utf-16-le"
    if odd == 0 and even > enough:
        return "utf-16-be"
    raise ReadError("is a binary file, not text")


def _legacy_encoding(data: bytes) -> str:
    """Name an encoding of before Unicode; mostly plain text with Western letters and marks is windows-1252."""
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    high = bytes(byte for byte in sample if byte >= 0x80)
    if len(high) < max(0.25 * len(sample), 3) and _WESTERN.issuperset(high.decode("cp1252", errors="replace")):
        return "cp1252"
    best = from_bytes(sample).best()
    if best is None:
        raise ReadError("cannot be decoded: save it as UTF-8")
    return best.encoding


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of `data`, trusting a `declared` encoding where it fits. Raises ReadError."""
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeError):
            pass
    try:
        return data.decode(encoding_of(data))
    except UnicodeError as error:
        raise ReadError("cannot be decoded: save it as UTF-8") from error


def stream_encoding(stream: BinaryIO) -> str:
    """Return the encoding of a seekable stream, read through once in pieces and then wound back. Raises ReadError."""
    start = stream.tell()
    piece = stream.read(_SAMPLE)
    name = encoding_of(piece, whole=False)
    if name in {"utf-8", "utf-8-sig"}:
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while piece:
                decoder.decode(piece)
                piece = stream.read(_SAMPLE)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            name = _legacy_encoding(piece)
    stream.seek(start)
    return name


def is_broken(words: str) -> bool:
    """Say whether words hold half of a surrogate pair: no such character exists, and none can be stored."""
    return not words.isascii() and _HALF.search(words) is not None


def clean(text: str) -> str:
    """Return the canonical form of `text`: damage repaired, one kind of space and line end, nothing invisible, NFC."""
    lines = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n").split("\n")
    text = "\n".join(_repaired(line) if _SUSPECT.search(line) else line for line in lines)
    text = _INVISIBLE.sub("", _SOFT_BREAK.sub("", text))
    text = _CONTROLS.sub("", _SPACES.sub(" ", _JOINER.sub("", text)))
    return unicodedata.normalize("NFC", text.translate(LIGATURES)).strip()


def controls_in(text: str) -> int:
    """Return how many characters of a text stand for nothing, such as a zero byte, and go when it is cleaned."""
    return len(_CONTROLS.findall(_SPACES.sub(" ", _LINE_ENDS.sub("\n", text))))


def _repaired(line: str) -> str:
    """Return a line with its encoding damage undone, and nothing else."""
    from ftfy import TextFixerConfig, fix_text

    damage_only = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
    )
    return fix_text(line, damage_only)


def one_line(value: str | None, *, limit: int = 500) -> str | None:
    """Return a field of metadata, clean and on one line, or None where nothing is left of it."""
    words = " ".join(clean(value).split())[:limit].strip() if value else ""
    return words or None


def slug(name: str, *, limit: int = 96) -> str:
    """Return `name` as a readable id: kept where it is plain, accents dropped and other runs made `-` where not."""
    if len(name) <= limit and _ID_CHARACTERS.fullmatch(name):
        return name
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", bare))[:limit].strip("-._")
