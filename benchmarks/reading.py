"""What reading gets right where the right values are known: `python -m benchmarks.reading DATA_DIR [--wrong KIND]`.

DATA_DIR holds documents of any kind that is read, in folders or not, and beside each `NAME.html` a `NAME.json` with
what is right, each value only where it is known:

    {"title": "…", "published": "2031-03-18", "authors": ["…", "…"], "text": "…", "lead": ["…"], "holds": ["…"],
     "lacks": ["…"]}

A title is right when its letters and digits are the same, a day when it is that day, authors when all names are, in any
order, and a text when of its words at least nine in ten are read, and of the words read nine in ten are its own. The
headline and the `lead`, the sentences under it, may stand in the text that was read or not where the right text lacks
them, since collections differ on whether they are of the text.
`holds` are passages that the text must hold, `lacks` some that it must not. An empty title or list and a null day say
that there is none to be found. Beside each figure is that of plain trafilatura over the same pages in the same run.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import ReadError
from onrecord.reading.files import kind_of, read_document
from onrecord.reading.formats.parser_process import Document

LIMIT = 100_000_000
SHARE = 0.9
KINDS = ("title", "published", "authors", "text", "holds", "lacks")
LONG = 40
SPLIT_NAMES = re.compile(r"\s*(?:;|,|&|/|\b(?:and|und|et|y)\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a reader made of one document; nothing where it refused."""

    title: str = ""
    published: str | None = None
    authors: str = ""
    text: str = ""


def ours(path: Path) -> Read:
    """Return what On Record reads in a document."""
    kind = kind_of(path.name)
    try:
        draft = read_document(Document(data=path.read_bytes(), kind=kind or "html", limit=LIMIT))
    except ReadError:
        return Read()
    day = draft.published.isoformat() if draft.published else None
    return Read(title=draft.title or "", published=day, authors=draft.author or "", text=draft.text)


def plain(path: Path) -> Read:
    """Return what trafilatura reads in a page by itself; it reads no other kind."""
    from trafilatura import bare_extraction

    if kind_of(path.name) != "html":
        return Read()
    found = bare_extraction(path.read_bytes(), with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict):
        return Read()
    return Read(title=found.title or "", published=found.date, authors=found.author or "", text=found.text or "")


def letters(words: str) -> str:
    """Return the letters and digits of some words, in lower case."""
    return re.sub(r"[\W_]+", "", words).casefold()


def names(listed: str | list[str]) -> set[str]:
    """Return the names of a list, or of a line that lists them, as letters."""
    parts = (
        SPLIT_NAMES.split(listed) if isinstance(listed, str) else [n for one in listed for n in SPLIT_NAMES.split(one)]
    )
    return {letters(part) for part in parts} - {"", "phd", "md"}


def shared(text: str, right: str) -> tuple[float, float]:
    """Return the precision and the recall of a text's words."""
    found, wanted = (Counter(re.findall(r"\w+", words.casefold())) for words in (text, right))
    both = (found & wanted).total()
    return both / max(found.total(), 1), both / max(wanted.total(), 1)


def squeezed(text: str) -> str:
    """Return a text with one space for every run of space."""
    return " ".join(text.split())


def body(text: str, right: str, beside: Sequence[str]) -> str:
    """Return a text without the lines that are `beside` it, as its headline is, and do not stand in the right one."""
    known = [letters(words) for words in beside if letters(words)]
    wanted = letters(right)
    lines = ((line, letters(line)) for line in text.split("\n"))
    return "\n".join(
        line for line, key in lines if not key or key in wanted or not any(same(key, one) for one in known)
    )


def same(key: str, known: str) -> bool:
    """Say whether a line is a known one; a description may be cut short."""
    return key == known or (
        len(known) > LONG and (key.startswith(known) or (len(key) > LONG and known.startswith(key)))
    )


def measured(read: Read, expected: Mapping[str, object]) -> tuple[float, float]:
    """Return the precision and the recall of the words of a text that was read, headline and lead apart."""
    right, lead = str(expected["text"]), expected.get("lead")
    beside = [read.title, str(expected.get("title") or ""), *(map(str, lead) if isinstance(lead, list) else ())]
    return shared(body(read.text, right, beside), right)


def is_right(kind: str, read: Read, expected: Mapping[str, object]) -> bool:
    """Say whether what was read of one kind is what is expected."""
    if kind == "text":
        return min(measured(read, expected)) >= SHARE
    return JUDGES[kind](read, expected[kind])


JUDGES: Mapping[str, Callable[[Read, object], bool]] = {
    "title": lambda read, right: letters(read.title) == letters(str(right)),
    "published": lambda read, right: read.published == right,
    "authors": lambda read, right: names(read.authors) == names(right if isinstance(right, list) else str(right)),
    "holds": lambda read, right: isinstance(right, list) and all(squeezed(p) in squeezed(read.text) for p in right),
    "lacks": lambda read, right: isinstance(right, list) and not any(squeezed(p) in squeezed(read.text) for p in right),
}


def pages(folder: Path) -> Iterator[tuple[Path, dict[str, object]]]:
    """Yield each document with what is right of it."""
    for path in sorted(folder.rglob("*")):
        expected = path.with_suffix(".json")
        if path.suffix != ".json" and kind_of(path.name) and expected.exists():
            yield path, json.loads(expected.read_text(encoding="utf-8"))


def shown(read: Read, kind: str, expected: Mapping[str, object]) -> str:
    """Return what was read where something else was right, on one line."""
    if kind == "text":
        return "precision {:.2f}, recall {:.2f}".format(*measured(read, expected))
    return "" if kind in {"holds", "lacks"} else repr(getattr(read, kind))


def main() -> None:
    """Print how many values of each kind are right, for On Record and for plain trafilatura."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--wrong", choices=KINDS, help="also print every value of this kind that is wrong")
    asked = parser.parse_args()
    right_of: dict[str, Counter[str]] = {"On Record": Counter(), "trafilatura": Counter()}
    known: Counter[str] = Counter()
    for path, expected in pages(asked.data):
        reads = {"On Record": ours(path), "trafilatura": plain(path)}
        for kind in KINDS:
            if kind not in expected:
                continue
            known[kind] += 1
            judged = {who: is_right(kind, read, expected) for who, read in reads.items()}
            for who, right in judged.items():
                right_of[who][kind] += right
            if kind == asked.wrong and not judged["On Record"]:
                wanted = "" if kind == "text" else repr(expected[kind])
                print(f"{path.name}: {shown(reads['On Record'], kind, expected)} {wanted}")
    print(f"{'':<12}{'known':>7}" + "".join(f"{who:>20}" for who in right_of))
    for kind in KINDS:
        if known[kind]:
            figures = (f"{right[kind]:>6} ({right[kind] / known[kind]:.1%})" for right in right_of.values())
            print(f"{kind:<12}{known[kind]:>7}" + "".join(f"{figure:>20}" for figure in figures))


if __name__ == "__main__":
    main()
