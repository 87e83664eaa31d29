"""Inputs that nobody would write: the sample articles changed at random, and documents and questions made of odd parts.

An input is made from its number alone, so that one that fails can be made again.
"""

import csv
import gzip
import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "examples" / "articles"
CANARY = "zqcanary"
"""A tag and a word of attributes that nothing but an input holds: as markup it must never come out."""

_ODD = (
    f"<{CANARY}>",
    f'"><{CANARY} x=1>',
    f"' onmouseover={CANARY} '",
    f"<script>{CANARY}()</script>",
    "${7*7}",
    "{{value}}",
    f"<img src=x onerror={CANARY}>",
    f"javascript:{CANARY}",
    "&lt;b&gt;",
    "&#0;",
    "]]>",
    "<!--",
    "-->",
    "<![CDATA[",
    "\0",
    "\r",
    "\u2028",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\u0301",
    "\ud800",
    "\udfff",
    "\U0001f9d1\u200d\U0001f52c",
    "ﬁ",
    "İ",
    "“",
    "”",
    "„",
    "«",
    "»",
    "‘",
    "’",
    '"',
    "'",
    "``",
    "''",
    "‹",
    "›",
    "—",
    "–",
    "…",
    "...",
    "[",
    "]",
    "(",
    ")",
    "[1]",
    " said ",
    " he said",
    ", she added.",
    " according to ",
    "Mr. ",
    "Dr. ",
    "Deputy Prime Minister ",
    "MAYOR: ",
    "Q: ",
    "A: ",
    "$3.5bn",
    "1,2,3",
    "٣٤",
    "1e309",
    "-0",
    "½",
    "12 per cent",
    "2016-02-30",
    "31 weekend earlier",
    "last Tuesday",
    "0000-00-00",
    "yesterday",
    "no longer",
    "not ",
    "never ",
    "two ",
    "million ",
    "fewer than ",
    "\n",
    "\n\n",
    "\t",
    "  ",
    "\u00a0",
    ".",
    "?",
    "!",
    ",",
    "* ",
    "# ",
    "- ",
    "> ",
    "Published: ",
    "Publisher: ",
    "By ",
    "Read More: ",
    "http://[::1",
    "https://a.example/b?c=<d>",
    "中文",
    "Ω",
)
_ENDINGS = ("txt", "md", "html", "pdf", "docx", "csv", "tsv", "jsonl", "json", "jsonl.gz", "csv.gz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input: a document under a file's name, a feed, or words that somebody typed (a quotation or a question)."""

    number: int
    kind: str
    name: str = ""
    data: bytes = b""
    words: str = ""
    speaker: str | None = None


def input_of(number: int) -> Input:
    """Return the input of a number."""
    dice = random.Random(number)  # noqa: S311 nothing secret
    kind = dice.choices(("document", "feed", "quotation", "question"), (73, 6, 16, 5))[0]
    if kind == "document":
        ending = dice.choice(_ENDINGS)
        return Input(number=number, kind=kind, name=f"{_file_name(dice)}.{ending}", data=_document(dice, ending))
    if kind == "feed":
        return Input(number=number, kind=kind, data=_damaged(dice, _feed(dice)))
    speaker = dice.choice((None, None, "Corin Hask", "", _text(dice, 30)))
    return Input(number=number, kind=kind, words=_text(dice, 160), speaker=speaker)


@cache
def _seeds() -> tuple[str, ...]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(SAMPLES.iterdir()) if path.suffix in {".txt", ".md"})
    return tuple(texts)


@cache
def _files() -> dict[str, tuple[bytes, ...]]:
    found: dict[str, tuple[bytes, ...]] = {}
    for path in sorted(SAMPLES.iterdir()):
        found[path.suffix[1:]] = (*found.get(path.suffix[1:], ()), path.read_bytes())
    return found


def _text(dice: random.Random, most: int) -> str:
    """Return a piece of a sample with a few changes, or nothing but odd parts."""
    if dice.random() < 0.15:
        return "".join(dice.choice(_ODD) for _ in range(dice.randint(0, max(1, most // 4))))
    seed = dice.choice(_seeds())
    start = dice.randrange(len(seed))
    text = seed[start : start + dice.randint(1, most)]
    for _ in range(dice.choice((0, 1, 1, 2, 3, 5, 8))):
        text = dice.choice(_CHANGES)(dice, text)
    return text


def _inserted(dice: random.Random, text: str) -> str:
    at = dice.randint(0, len(text))
    return text[:at] + dice.choice(_ODD) + text[at:]


def _run(dice: random.Random, text: str) -> str:
    """Insert one part many times over."""
    at = dice.randint(0, len(text))
    return text[:at] + dice.choice(_ODD) * dice.choice((2, 3, 10, 60)) + text[at:]


def _cut(dice: random.Random, text: str) -> str:
    start, end = sorted((dice.randint(0, len(text)), dice.randint(0, len(text))))
    return text[:start] + text[end:]


def _doubled(dice: random.Random, text: str) -> str:
    start, end = sorted((dice.randint(0, len(text)), dice.randint(0, len(text))))
    return text[:end] + text[start:end] * dice.randint(1, 3) + text[end:]


def _swapped(dice: random.Random, text: str) -> str:
    """Put one character, everywhere, in place of another."""
    return text.replace(dice.choice(text), dice.choice(_ODD)[:1]) if text else text


def _spliced(dice: random.Random, text: str) -> str:
    other = dice.choice(_seeds())
    at, start = dice.randint(0, len(text)), dice.randrange(len(other))
    return text[:at] + other[start : start + dice.randint(1, 120)] + text[at:]


def _recased(dice: random.Random, text: str) -> str:
    return dice.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def _any_character(dice: random.Random, text: str) -> str:
    at = dice.randint(0, len(text))
    return (
        text[:at]
        + chr(dice.choice((dice.randrange(0x300), dice.randrange(0x10000), dice.randrange(0x110000))))
        + text[at:]
    )


_CHANGES: tuple[Callable[[random.Random, str], str], ...] = (
    _inserted, _inserted, _run, _cut, _doubled, _swapped, _spliced, _recased, _any_character,
)  # fmt: skip


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _file_name(dice: random.Random) -> str:
    return dice.choice(("a", "outlet_2031-02-30_x", "ü <b>", "a'b\"c", "..x", "x" * 120, "con", "%00", "a\nb"))


def _document(dice: random.Random, ending: str) -> bytes:
    base = ending.removesuffix(".gz")
    if base in _files() and dice.random() < 0.1:
        data = _damaged(dice, dice.choice(_files()[base]), times=dice.randint(1, 30))
    else:
        data = _damaged(dice, _MAKERS[base](dice))
    return _damaged(dice, gzip.compress(data, mtime=0)) if ending.endswith(".gz") else data


def _damaged(dice: random.Random, data: bytes, times: int | None = None) -> bytes:
    """Return a document with some of its bytes changed, mostly none."""
    changed = bytearray(data)
    for _ in range(dice.choice((0, 0, 0, 0, 1, 4)) if times is None else times):
        at = dice.randint(0, len(changed))
        how = dice.randrange(4)
        if how == 0 and changed:
            changed[min(at, len(changed) - 1)] = dice.randrange(256)
        elif how == 1:
            changed[at:at] = dice.randbytes(dice.randint(1, 6))
        elif how == 2:
            del changed[at : at + dice.randint(1, 40)]
        else:
            changed[at:at] = changed[at : at + dice.randint(1, 60)]
    return bytes(changed)


def _plain(dice: random.Random) -> bytes:
    text = _text(dice, dice.choice((60, 120, 120, 600)))
    if dice.random() < 0.15:
        return text.encode(
            dice.choice(("utf-16", "utf-16-le", "cp1252", "shift_jis", "utf-8-sig", "utf-32")), "replace"
        )
    return _utf8(text)


def _html(dice: random.Random) -> bytes:
    kinds = ("p", "p", "p", "h2", "li", "blockquote", "div", "td", "pre")
    paragraphs = "".join(
        f"<{tag}>{escape(_text(dice, 80)) if dice.random() < 0.7 else _text(dice, 80)}</{tag}>"
        for tag in dice.choices(kinds, k=dice.randint(0, 4))
    )
    linked: dict[str, object] = {
        "@type": dice.choice(("NewsArticle", ["Article", 3], None, {"a": 1})),
        "headline": dice.choice((_text(dice, 60), 7, None, ["x", {"y": []}])),
        "datePublished": dice.choice(("2031-03-01T00:00:00Z", "99999-99-99", -1, None, [], _text(dice, 20))),
        "author": dice.choice(({"name": _text(dice, 20)}, [{"name": ["a", None]}], "By ", 3.5, [[[]]])),
    }
    ld = json.dumps(linked) if dice.random() < 0.8 else "[" * dice.choice((3, 2000))
    meta = "".join(
        f'<meta {dice.choice(("property", "name"))}="{name}" content="{escape(_text(dice, 40))}">'
        for name in dice.sample(("og:title", "author", "date", "article:published_time", "og:site_name", "og:url"), 3)
    )
    head = f'<title>{escape(_text(dice, 40))}</title>{meta}<script type="application/ld+json">{ld}</script>'
    deep = "<div>" * dice.choice((0, 0, 0, 40, 600))
    return _utf8(f"<!doctype html><html><head>{head}</head><body><article>{deep}{paragraphs}</article></body></html>")


def _pdf(dice: random.Random) -> bytes:
    """Return a PDF of one page, its text drawn line by line with any operators in between."""
    lines = _text(dice, 120).encode("latin-1", "replace").splitlines()
    drawn = [b"BT /F1 12 Tf 72 720 Td 14 TL"]
    for line in lines:
        drawn.append(b"(" + line.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T*")
        if dice.random() < 0.15:
            odd = (
                b"ET BT",
                b"1 0 0 0 0 0 Tm",
                b"0 Tf",
                b"/F9 1e9 Tf",
                b"[(a) -1e9 (b)] TJ",
                b"Q q",
                b"99999999999 0 Td",
                b"'",
            )
            drawn.append(dice.choice(odd))
    content = zlib.compress(b"\n".join([*drawn, b"ET"])) if dice.random() < 0.5 else b"\n".join([*drawn, b"ET"])
    how = b"/Filter /FlateDecode " if content[:1] == b"x" else b""
    title = _text(dice, 20).encode("latin-1", "replace").replace(b"(", b"").replace(b")", b"").replace(b"\\", b"")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        dice.choice((b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 9>>")),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        b"<<" + how + b"/Length " + str(len(content)).encode() + b">>stream\n" + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Title(" + title + b")/CreationDate(" + dice.choice((b"D:20310301", b"D:99", b"", b"x")) + b")>>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += str(number).encode() + b" 0 obj\n" + each + b"\nendobj\n"
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 7\n0000000000 65535 f \n" + rows + b"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\n"
    return bytes(out) + table + b"startxref\n" + str(len(out)).encode() + b"\n%%EOF"


def _docx(dice: random.Random) -> bytes:
    """Return a Word document, its XML made by hand with parts that Word would not write."""
    odd = (
        "<w:br/>",
        "<w:tab/>",
        "<w:footnoteReference w:id='9'/>",
        "<w:sym/>",
        "<w:noBreakHyphen/>",
        "<w:t/>",
        "<w:instrText>x</w:instrText>",
    )
    runs = "".join(
        f"<w:p><w:r><w:t>{escape(_text(dice, 120))}</w:t>{dice.choice(odd) if dice.random() < 0.3 else ''}</w:r></w:p>"
        for _ in range(dice.randint(0, 4))
    )
    if dice.random() < 0.2:
        runs = f"<w:tbl><w:tr><w:tc>{runs}</w:tc></w:tr></w:tbl>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    bomb = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]>' if dice.random() < 0.1 else ""
    types = "application/vnd.openxmlformats-"
    packages = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{packages}/package/2006/content-types"><Default Extension="rels"'
            f' ContentType="{types}package.relationships+xml"/><Override PartName="/word/document.xml"'
            f' ContentType="{types}officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{packages}/package/2006/relationships"><Relationship Id="r1"'
            f' Type="{packages}/officeDocument/2006/relationships/officeDocument"'
            ' Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f"<?xml version='1.0'?>{bomb}<w:document {space}><w:body>{runs}</w:body></w:document>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as packed:
        for name, text in parts.items():
            packed.writestr(name, _damaged(dice, _utf8(text)) if dice.random() < 0.15 else _utf8(text))
    return out.getvalue()


_COLUMNS = ("text", "title", "date", "author", "url", "publisher", "id", "language", "Body", "n/a", "")


def _table(dice: random.Random, delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    columns = ["text", *dice.sample(_COLUMNS, 3)]
    writer.writerow(columns)
    for _ in range(dice.randint(0, 3)):
        writer.writerow([_text(dice, 80) for _ in range(dice.choice((4, 4, 4, 3)))])
    return _utf8(out.getvalue())


def _record(dice: random.Random) -> object:
    odd: tuple[object, ...] = (None, 7, [], {}, [["x"]], True, 1e308, -(10**30), "\ud800")
    fields = {name: _text(dice, 60) if dice.random() < 0.7 else dice.choice(odd) for name in dice.sample(_COLUMNS, 4)}
    return {"text": _text(dice, 100), **fields} if dice.random() < 0.9 else dice.choice(odd)


def _lines(dice: random.Random) -> bytes:
    lines = [json.dumps(_record(dice), ensure_ascii=dice.random() < 0.5) for _ in range(dice.randint(0, 3))]
    return _utf8("\n".join(lines))


def _json(dice: random.Random) -> bytes:
    if dice.random() < 0.05:
        return b"[" * dice.choice((10, 5000)) + b"{"
    return _utf8(json.dumps([_record(dice) for _ in range(dice.randint(0, 3))]))


def _feed(dice: random.Random) -> bytes:
    def entry() -> str:
        words = "It rained. " * dice.choice((0, 40)) + (
            escape(_text(dice, 120)) if dice.random() < 0.8 else _text(dice, 120)
        )
        link = dice.choice(("https://a.example/x", "http://[::1", "javascript:1", "/x", "", escape(_text(dice, 20))))
        day = dice.choice(("Mon, 03 Mar 2031 10:00:00 GMT", "2031-13-45", "0", escape(_text(dice, 15))))
        return (
            f"<item><title>{escape(_text(dice, 40))}</title><link>{link}</link><pubDate>{day}</pubDate>"
            f"<description>{words}</description></item>"
        )

    entries = "".join(entry() for _ in range(dice.randint(0, 3)))
    return _utf8(f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{entries}</channel></rss>')


_MAKERS: dict[str, Callable[[random.Random], bytes]] = {
    "txt": _plain,
    "md": _plain,
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "csv": _table,
    "tsv": lambda dice: _table(dice, "\t"),
    "jsonl": _lines,
    "json": _json,
}
