"""The turns of transcripts and interviews: paragraphs that begin with who speaks, or with “Q.” and “A.”."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.attribution.rules.name_patterns import NAME
from onrecord.language.lexicon.lexicon import ABBREVIATED, HONORIFICS, ROLES, TITLES
from onrecord.language.names.mentions import Mention, mentions_in
from onrecord.language.names.tokens import tokens_of
from onrecord.model import Attribution, AttributionKind, Span

SURE = 0.97
"""The confidence of what the layout decides."""

LONGEST_LABEL = 5
"""Words of the longest label that names a speaker."""

_OPENING = '"“'
_EDGES = ' \t\u00a0"“”'
_TURN = re.compile(
    rf"^[ \t\"“]*(?P<source>(?:The|A|An)[ \t]+(?:[a-z][\w-]*[ \t]+)?[a-z][\w-]*|{NAME}|[A-Z][A-Z .’'-]+)"
    r"(?:[ \t]*\([^()\n]{1,40}\))?:[ \t]+(?=\S)",
    re.M,
)
_ASKED = re.compile(r"^[ \t]*(?P<label>Q(?:uestion)?|A(?:nswer)?)(?:\.|:|[ \t]*[–—-])[ \t]+(?=\S)", re.M)
_NEXT = re.compile(rf"[^\n]*\n\s*(?P<first>[{_OPENING}](?!\())")
_LEAST_TURNS = 3
_SENTENCE_ENDS = ".?!…—–-"
_MEETS = re.compile(
    r"\b(?:spoke|speaks|talk(?:s|ed)?|sat down|sits down|met|meets|caught up|chat(?:s|ted)?|interview(?:s|ed)?|"
    r"ask(?:s|ed)?|question(?:s|ed)?|conversation|interview)\b(?:\s+(?:to|with|of|down))*\s+",
)
_LONGEST_OPENING = 3_000


def turns(text: str) -> Iterator[Attribution]:
    """Yield the turns of a transcript or an interview, in order: those of labels and those of questions and answers."""
    asked = list(_questions(text))
    yield from asked or _labelled(text)


def _labelled(text: str) -> Iterator[Attribution]:
    """Yield paragraphs that begin with a label, where speakers alternate or the labels of a block are people."""
    found = [match for match in _TURN.finditer(text) if len(match["source"].split()) <= LONGEST_LABEL]
    times = Counter(match["source"].lower() for match in found)
    speaking = {label for label, count in times.items() if count > 1}
    if len(found) < _LEAST_TURNS:
        return
    alternating = len(speaking) > 1
    kept = {match.start() for match in found if alternating and match["source"].lower() in speaking}
    kept |= {match.start() for block in _blocks(text, found) if _is_exchange(text, block) for match in block}
    for match in found:
        if match.start() in kept:
            marked = any(mark in match[0] for mark in _OPENING)
            content = tuple(span for span in _paragraphs(text, match.end(), marked=marked) if len(span))
            kind: AttributionKind = "direct" if marked else "indirect"
            if content:
                yield Attribution(content=content, kind=kind, source=_source(match), confidence=SURE)


def _source(match: re.Match[str]) -> Span:
    return Span(start=match.start("source"), end=match.start("source") + len(match["source"].rstrip(".")))


def _blocks(text: str, found: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield runs of labelled lines with no other line between them."""
    block = list(found[:1])
    for before, match in pairwise(found):
        if text[_line_end(text, before.end()) : match.start()].strip():
            yield block
            block = []
        block.append(match)
    yield block


def _is_exchange(text: str, block: Sequence[re.Match[str]]) -> bool:
    """Say whether labelled lines are what people say in turn, and no list: sentences behind titles, roles or names."""
    labels = {match["source"].lower() for match in block}
    lines = [text[match.end() : _line_end(text, match.end())].rstrip(' \t"”') for match in block]
    sentences = all(line[-1:] in _SENTENCE_ENDS for line in lines)
    return len(block) >= _LEAST_TURNS and len(labels) > 1 and sentences and all(_is_person(m["source"]) for m in block)


def _is_person(label: str) -> bool:
    words = [word.strip(".,").lower() for word in label.split()]
    if words[0] in HONORIFICS or ABBREVIATED.get(words[0], words[0]) in TITLES or words[-1] in ROLES:
        return True
    shown = label.title() if label.isupper() else label
    return any(each.kind == "person" and len(each.words) > 1 for each in mentions_in(shown, tokens_of(shown)))


def _questions(text: str) -> Iterator[Attribution]:
    """Yield the turns of questions and answers, the answers as those of the one who is interviewed."""
    found = list(_ASKED.finditer(text))
    letters = [match["label"][0] for match in found]
    if len(found) < _LEAST_TURNS or letters[0] != "Q" or "A" not in letters:
        return
    answering = _interviewed(text[: found[0].start()])
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else _line_end(text, match.end())
        content = tuple(_lines(text, match.end(), end))
        source = answering if letters[place] == "A" else None
        if content:
            yield Attribution(content=content, kind="indirect", source=source, confidence=SURE)


def _interviewed(opening: str) -> Span | None:
    """Return the one whom what stands before the questions names as answering them; None where that is not plain."""
    start = max(0, len(opening) - _LONGEST_OPENING)
    tail = opening[start:]
    people = [each for each in mentions_in(tail, tokens_of(tail)) if each.kind == "person" and len(each.words) > 1]
    met = [each for each in people if _is_met(tail, each)]
    for named in (met, people):
        if len({each.name for each in named}) == 1:
            span = named[0].span
            return Span(start=start + span.start, end=start + span.end)
    return None


def _is_met(text: str, mention: Mention) -> bool:
    """Say whether a text tells that the one named was spoken to."""
    sentence = text[: mention.whole.start].rsplit("\n", 1)[-1].rsplit(". ", 1)[-1]
    return bool(_MEETS.search(sentence))


def _paragraphs(text: str, start: int, *, marked: bool) -> Iterator[Span]:
    """Yield the rest of a turn's paragraph, and the next ones as long as they open with a mark and bear no label."""
    yield _paragraph(text, start)
    following = _NEXT.match(text, start)
    while marked and following and not _TURN.match(text, following.start("first")):
        yield _paragraph(text, following.start("first"))
        following = _NEXT.match(text, following.start("first"))


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the paragraphs of `text[start:end]` that have words."""
    while start < end:
        line = _line_end(text, start)
        if text[start : min(line, end)].strip(_EDGES):
            yield _paragraph(text, start)
        start = line + 1


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _paragraph(text: str, start: int) -> Span:
    """Return the rest of the paragraph from `start` on, without quotation marks and white space at its edges."""
    said = text[start : _line_end(text, start)]
    first = start + len(said) - len(said.lstrip(_EDGES))
    return Span(start=first, end=max(first, start + len(said.rstrip(_EDGES))))
