"""What in an article is not its prose: headings, links to other articles, promotion, credits, bylines.

It stays in the text, is never an answer, and is recognised only where nothing else is likely: a sentence of the
article taken for boilerplate would be lost, which is worse than a line of boilerplate taken for a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from onrecord.model import Span
from onrecord.reading.boilerplate_patterns import INLINE_CREDIT, PATTERNS
from onrecord.reading.header import BYLINE, header_line, title_span

ProseKind = Literal["heading", "related", "promotion", "credit", "byline"]

_LONGEST_LINE = 400
_TOP_LINES = 8
_TAIL_LINES = 4
_MOST_HEADING_WORDS = 11
_LONGEST_HEADING = 90
_PARAGRAPH = 80
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_HEADING = re.compile(r"[A-Z0-9‘'¿¡][^\n\"“”«»@#<>|]*[\w’')%]")
_SPEAKER_HEADING = re.compile(r"[A-Z][\w .’'-]{1,40}: [“\"][^“”\"]{2,60}[\w’'][”\"]")
_NO_HEADING = re.compile(r"[a-z]{3}\. [A-Z(]|\w\.(?:com|org|net)\b|\d{3}-\d{4}")
_OPENING_MARKS = frozenset('"“„«')
_SPEECH = re.compile(r"\b(?:said|says|told|asked|added|according)\b", re.IGNORECASE)
_SECTION = re.compile(
    r"(?:ABSTRACT|FULL TEXT|SUMMARY|LETTERS?|Letters|OPINION|EDITORIAL|ANALYSIS|COMMENTARY|CORRECTIONS?)[.:]?"
)
_BARE_DATELINE = re.compile(r"[A-Z][\w .,’'-]{0,38} ?[—–]")
_CRAFT = r"(?:columnist|reporter|writer|correspondent|contributor|contributing|editor)"
_BIOGRAPHY = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){1,3}(?P<surname>[A-Z][\w'’-]+)(?:, [^,.]{2,60},)? (?:is|was|are|writes|covers|reports)\b"
    rf"[^.]{{0,120}}?\b(?:{_CRAFT}|news|for|at|about|author of)\b.*"
)
_BIOGRAPHY_ROLE = re.compile(rf"\b(?:is|are) (?:a|an|the) [^.]{{0,60}}?\b{_CRAFT}\b[^.]*\.?")
_BIOGRAPHY_TAIL = re.compile(
    r"(?:Follow|Reach|Contact|Email|E-mail|Write to|Tweet) (?:him|her|them|me|us|@)|\S@\S+\.\w|@\w{3,}"
    r"|can be reached|\bon Twitter\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotProse:
    """A span that is not the article's prose, and what it is instead."""

    span: Span
    kind: ProseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line that is not blank, without its outer spaces; `alone` when blank lines, or the text's ends, surround it."""

    words: str
    start: int
    alone: bool

    @property
    def span(self) -> Span:
        return Span(start=self.start, end=self.start + len(self.words))


def boilerplate(text: str) -> tuple[NotProse, ...]:
    """Return every part of `text` that is not prose, in order and apart; its time grows with the length."""
    lines = list(_lines(text))
    title = title_span(text)
    found: dict[int, ProseKind] = {}
    for place in reversed(range(len(lines))):
        kind = _kind_of(lines[place], place)
        if title and (place == 0 or (place < 3 and _same(lines[place].words, title.of(text)))):
            kind = "heading"
        if kind is None and _is_tail(place, len(lines), found) and _is_biography(lines[place], text):
            kind = "byline"
        if kind:
            found[place] = kind
    top = list(takewhile(lambda place: header_line(lines[place].words), range(1 if title else 0, len(lines))))
    found |= dict.fromkeys(top, "byline")
    heads = [place for place in range(len(lines)) if place not in found and _cross_head(lines, place, found)]
    found |= dict.fromkeys(heads, "heading")
    whole = [NotProse(span=lines[place].span, kind=kind) for place, kind in found.items()]
    rest = (line for place, line in enumerate(lines) if place not in found)
    return tuple(sorted([*whole, *(part for line in rest for part in _credits_in(line))], key=lambda part: part.span))


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that hold something."""
    lines = text.split("\n")
    blank = [True, *(not line.strip() for line in lines), True]
    start = 0
    for number, line in enumerate(lines, start=1):
        if not blank[number]:
            indent = len(line) - len(line.lstrip())
            yield _Line(words=line.strip(), start=start + indent, alone=blank[number - 1] and blank[number + 1])
        start += len(line) + 1


def _kind_of(line: _Line, place: int) -> ProseKind | None:
    """Say what a line is by its own words, and by how near it stands to the top."""
    words = line.words
    if len(words) > _LONGEST_LINE:
        return None
    for kind, pattern in PATTERNS if words[0] not in _OPENING_MARKS else ():
        if pattern.fullmatch(words) and not (kind == "promotion" and _SPEECH.search(words)):
            return kind
    if _SECTION.fullmatch(words):
        return "heading"
    if place < _TOP_LINES and (BYLINE.fullmatch(words) or (place < 2 and _BARE_DATELINE.fullmatch(words))):
        return "byline"
    return None


def _is_tail(place: int, lines: int, found: dict[int, ProseKind]) -> bool:
    """Say whether a line is among the last, and no prose comes after it."""
    return _TAIL_LINES <= place >= lines - _TAIL_LINES and all(after in found for after in range(place + 1, lines))


def _is_biography(line: _Line, text: str) -> bool:
    """Say whether a line tells of the author: somebody whom the article has not named before."""
    match = _BIOGRAPHY.fullmatch(line.words) if len(line.words) <= _LONGEST_LINE else None
    if not match or not (_BIOGRAPHY_TAIL.search(line.words) or _BIOGRAPHY_ROLE.search(line.words)):
        return False
    first_named = text.find(match["surname"])
    return first_named >= line.start or bool(re.search(r"\b[Bb][Yy] [^\n]{0,60}$", text[:first_named][-80:]))


def _same(line: str, title: str) -> bool:
    """Say whether a line is the title over again."""
    return re.sub(r"\W+", "", line).lower() == re.sub(r"\W+", "", title).lower()


def _cross_head(lines: Sequence[_Line], place: int, found: dict[int, ProseKind]) -> bool:
    """Say whether a line heads a section: short, alone, no sentence, a paragraph below, none unfinished above."""
    line = lines[place]
    if not line.alone or not _like_heading(line.words) or place + 1 == len(lines):
        return False
    below = lines[place + 1]
    if len(below.words) < _PARAGRAPH or not _SENTENCE_END.search(below.words):
        return False
    return place == 0 or place - 1 in found or bool(_SENTENCE_END.search(lines[place - 1].words))


def _like_heading(words: str) -> bool:
    """Say whether a line has a heading's form; a sentence in single quotation marks only when it is in title case."""
    if len(words) > _LONGEST_HEADING or len(words.split()) > _MOST_HEADING_WORDS:
        return False
    if words[0] in "'‘" and _SENTENCE_END.search(words) and not _title_case(words):
        return False
    if _NO_HEADING.search(words) or INLINE_CREDIT.search(words) or not any(c.isalpha() for c in words):
        return False
    return bool(_HEADING.fullmatch(words) or _SPEAKER_HEADING.fullmatch(words))


def _title_case(words: str) -> bool:
    long = re.findall(r"[^\W\d_][\w’']{3,}", words)
    return len(long) > 1 and all(word[0].isupper() for word in long)


def _credits_in(line: _Line) -> Iterator[NotProse]:
    """Yield the photographers' and agencies' credits that stand inside a line."""
    for match in INLINE_CREDIT.finditer(line.words):
        yield NotProse(span=Span(start=line.start + match.start(), end=line.start + match.end()), kind="credit")
