"""What the top of a plain text says about itself: a title line, `Date:` lines, a byline, a dateline's outlet.

The head of a saved mail is read like the same lines of an article.
"""

import re
from dataclasses import replace
from datetime import date

from onrecord.model import Span
from onrecord.reading.dates import parse_date
from onrecord.reading.draft import Draft
from onrecord.reading.people import join_names, people

_LONGEST_TITLE = 200
_MOST_TITLE_WORDS = 30
_LINES_LOOKED_AT = 12
_OPENING = 3000
_LONGEST_DATE = 40

_LABELS = {
    "title": "title",
    "headline": "title",
    "publisher": "publisher",
    "publication": "publisher",
    "source": "publisher",
    "outlet": "publisher",
    "author": "author",
    "authors": "author",
    "byline": "author",
    "date": "published",
    "published": "published",
    "publication date": "published",
    "url": "url",
    "link": "url",
    "language": "language",
    "subject": "title",
    "from": "author",
    "sent": "published",
    "to": "",
    "cc": "",
    "reply-to": "",
    "message-id": "",
}
"""What each label states; those of a saved mail are among them, some of which state nothing of the article."""
_LABELLED = re.compile(rf"({'|'.join(_LABELS)})[ ]?:[ ]+(\S.*)", re.IGNORECASE)
_NAME = r"(?:[A-Z][\w.'’-]*|de|del|della|der|den|di|da|dos|du|van|von|bin|bint|ibn|al|el|la|le|y)"
_PERSON = rf"[A-Z][\w.'’-]*(?: {_NAME}){{1,4}}"
_PEOPLE = rf"{_PERSON}(?:(?:, {_PERSON}){{0,4}},? (?:and|&) {_PERSON})?"
BYLINE = re.compile(rf"[Bb][Yy] (?P<names>{_PEOPLE})(?:, (?:for )?[^.!?“”\"]{{1,60}})?\.?")
_UNNAMED_BYLINE = re.compile(r"[Bb][Yy](?: [\w.’'-]+){1,4}")
_DATELINE = re.compile(
    r"^[A-Z][A-Z][\w .,'’/-]{0,60}\((?P<outlet>[A-Z][^()\n]{1,39})\)[ ]{0,2}(?:[–—―]|--?)[ ]{0,2}(?=\S)", re.MULTILINE
)
_ABBREVIATION_END = re.compile(r"(?:\b[A-Za-z]\.){2,}$|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|No)\.$|\.\.\.$")


def headline_like(line: str) -> bool:
    """Say whether a line reads as a headline: short, beginning like a title, not ending as a sentence does."""
    if not line or len(line) > _LONGEST_TITLE or len(line.split()) > _MOST_TITLE_WORDS:
        return False
    if not re.match(r"[^\W_]|[\"'“‘«¿¡(\[#@$€£]", line) or line[0].islower():
        return False
    bare = line.rstrip("\"'”’»)] ")
    if bare.endswith((".", ":", ";", ",", "—", "–", "-")):
        return bool(_ABBREVIATION_END.search(bare))
    return any(c.isalpha() for c in bare)


def title_span(text: str) -> Span | None:
    """Return the place of the title line at the top: headline-like, then a blank line, then more text."""
    start = len(text) - len(text.lstrip())
    line, _, rest = text[start:].partition("\n")
    line = line.rstrip()
    following, _, after = rest.partition("\n")
    if following.strip() or not after.strip() or not headline_like(line):
        return None
    if _LABELLED.fullmatch(line) or BYLINE.fullmatch(line):
        return None
    return Span(start=start, end=start + len(line))


def first_line_title(text: str) -> str | None:
    """Return the line at the top that reads as a title, which nothing says it is."""
    found = title_span(text)
    return " ".join(found.of(text).split()) if found else None


def header_line(line: str) -> bool:
    """Say whether a line is part of a header: labelled, a byline or a bare date."""
    return bool(_LABELLED.fullmatch(line) or BYLINE.fullmatch(line) or _bare_date(line))


def _bare_date(line: str) -> date | None:
    return parse_date(line) if len(line) < _LONGEST_DATE else None


def read_header(text: str) -> Draft:
    """Return what the top of `text` states, as a Draft without text."""
    title = title_span(text)
    found = Draft(title=title.of(text) if title else None)
    lines = (line.strip() for line in text[title.end if title else 0 : _OPENING].split("\n")[:_LINES_LOOKED_AT])
    for line in filter(None, lines):
        if labelled := _LABELLED.fullmatch(line):
            found = _labelled(found, labelled[1].lower(), labelled[2])
        elif byline := BYLINE.fullmatch(line):
            found = replace(found, author=found.author or byline["names"])
        elif found.published is None and (day := _bare_date(line)):
            found = replace(found, published=day)
        elif not _UNNAMED_BYLINE.fullmatch(line):
            break
    if found.publisher is None and (dateline := _DATELINE.search(text[:_OPENING])):
        found = replace(found, publisher=dateline["outlet"].strip())
    return found


def _labelled(found: Draft, label: str, value: str) -> Draft:
    """Add one labelled line; a label given twice keeps its first value, but `Title:` outranks the first line."""
    name = _LABELS[label]
    if not name or (label == "from" and not (value := join_names(people(value)) or "")):
        return found
    if name == "title":
        return replace(found, title=value)
    if getattr(found, name) is not None:
        return found
    if name == "published":
        return replace(found, published=parse_date(value))
    return replace(found, **{name: value})  # type: ignore[arg-type]
