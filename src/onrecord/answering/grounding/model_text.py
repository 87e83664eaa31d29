"""A language model's text as sentences with their markers, cleaned of links, images and markup."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.language.sentences import sentences
from onrecord.model import Finding, Span

_CODE = re.compile(r"^[ \t]*(```|~~~).*?(?:^[ \t]*\1[ \t]*$|\Z)", re.M | re.S)
_MARKER = re.compile(
    r"[ \t]*[\[【［]\s*(\^?\d{1,9}(?:\s*(?:[,;–-]|and)\s*\^?\d{1,9})*)\s*(?:†[^】\]\n]{0,40})?[\]】］](?!\()"
)
_HALF_MARKER = re.compile(r"[ \t]*[\[【［][\s\d,;^†–-]{0,24}$")
_IMAGE = re.compile(r"!\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"\[([^\]\n]*)\]\(([^)\n]*)\)")
_ADDRESS = re.compile(
    r"<?\b(?:[a-z][a-z0-9+.-]{1,12}://|www\.|mailto:|javascript:|data:)[^\s<>\"'”“)\]]+>?", re.IGNORECASE
)
_DEFINITION = re.compile(r"^[ \t]*\[[^\]\n]+\]:[ \t]*\S+.*$", re.M)
_TAG = re.compile(r"</?[a-z][^<>]*>|<!--.*?-->", re.IGNORECASE | re.S)
_LEAD = re.compile(r"^[ \t]*(?:[-*+•–][ \t]+|\d{1,2}[.)][ \t]+|#{1,6}[ \t]+|>[ \t]?)+", re.M)
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3})(?=\S)(.+?)(?<=\S)\1")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_RANGE = re.compile(r"(\d+)\s*[–-]\s*\^?(\d+)")
_ENDED = re.compile(r"[.!?…:]['\"”’»)\]】*_]*\s*$")
_FROM = (
    r"(?:according to|based on|from)\s+(?:the|these|this)\s+(?:given |provided |above |numbered )*"
    r"(?:passages?|articles?|texts?|sources?|information|context)"
)
_LEADS_UP = re.compile(
    rf"(?:(?:sure|certainly|of course|okay|ok|well|so)[,!.]?\s*)?(?:{_FROM},\s*)?"
    r"(?:(?:here(?:['’]s| is| are)|this is|below is)\s+(?:the|my|an?)?\s*(?:short |brief |final |correct |full )*"
    r"(?:answers?|summary|response|reply)"
    rf"|(?:the|my|an?)\s+(?:short |brief |final |correct |right )*(?:answer|response|reply)|{_FROM})"
    r"(?:\s+(?:to|for|of)\s+(?:the|this|your)\s+question)?(?:\s+(?:is|are|was|would be))?"
    r"(?:\s+as follows)?\s*[:.,…-]*$",
    re.IGNORECASE,
)
_LONGEST_RANGE = 10


@dataclass(slots=True, kw_only=True)
class ModelSentence:
    """A sentence as the model wrote it, without its markers; `markers` are their numbers.

    `is_code` is a block of code: what looks like a marker in it is none.
    """

    text: str
    markers: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    is_code: bool = False

    @property
    def is_finished(self) -> bool:
        """Whether the sentence came to an end."""
        return self.is_code or bool(_ENDED.search(self.text))


def leads_up(text: str) -> bool:
    """Say whether a sentence says nothing by itself, such as "The answer to this question is:"."""
    return bool(_LEADS_UP.match(text.strip()))


def parse_model_text(text: str, own_addresses: Iterable[str] = ()) -> list[ModelSentence]:
    """Return the sentences of a model's text; `own_addresses` are the only ones that stay."""
    own = frozenset(own_addresses)
    found: list[ModelSentence] = []
    at = 0
    for code in [*_CODE.finditer(text), None]:
        found.extend(_prose(text[at : code.start() if code else len(text)], own))
        if code:
            found.append(ModelSentence(text=_CONTROLS.sub("", code.group().strip("\n")), is_code=True))
            at = code.end()
    return found


def without_half_marker(text: str) -> str:
    """Return a text that is still arriving without the start of a marker at its end."""
    return _HALF_MARKER.sub("", text)


def _prose(text: str, own: frozenset[str]) -> list[ModelSentence]:
    clean, removed = _cleaned(text, own)
    bare, markers = _without_markers(clean)
    spans = sentences(bare)
    found = [ModelSentence(text=" ".join(span.of(bare).split())) for span in spans]
    if not found:
        return []
    for at, number in markers:
        _owner(bare, spans, found, at).markers.append(number)
    for address in removed:
        found[0].findings.append(Finding(kind="link_removed", about=address))
    return found


def _owner(bare: str, spans: list[Span], found: list[ModelSentence], at: int) -> ModelSentence:
    """Return the sentence that a marker belongs to: the one before it, or behind it where it opens a line."""
    before = max((i for i, span in enumerate(spans) if span.start < at), default=None)
    opens_line = not bare[bare.rfind("\n", 0, at) + 1 : at].strip()
    if before is None or (opens_line and before + 1 < len(spans) and "\n" not in bare[at : spans[before + 1].start]):
        before = -1 if before is None else before
        return found[min(before + 1, len(found) - 1)]
    return found[before]


def _without_markers(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text without its markers, and where each of them stood."""
    parts: list[str] = []
    markers: list[tuple[int, int]] = []
    length = at = 0
    for match in _MARKER.finditer(text):
        parts.append(text[at : match.start()])
        length += match.start() - at
        at = match.end()
        markers.extend((length, number) for number in _numbers(match.group(1)))
    return "".join([*parts, text[at:]]), markers


def _numbers(inside: str) -> Iterator[int]:
    """Yield the numbers of a marker such as `1, 2` or `1-3`."""
    ranged = _RANGE.fullmatch(inside.strip())
    if ranged and 0 < int(ranged[2]) - int(ranged[1]) < _LONGEST_RANGE:
        yield from range(int(ranged[1]), int(ranged[2]) + 1)
    else:
        yield from (int(number) for number in re.findall(r"\d+", inside))


def _cleaned(text: str, own: frozenset[str]) -> tuple[str, list[str]]:
    """Return a text without what a page could render, and the addresses and tags that were taken out."""
    removed: list[str] = []

    def address(match: re.Match[str]) -> str:
        found = match.group().strip("<>")
        bare = found.rstrip(".,;:!?")
        if bare in own:
            return found
        removed.append(bare)
        return found[len(bare) :]

    def link(match: re.Match[str]) -> str:
        if match.group(2).strip() not in own:
            removed.append(match.group(2))
        return match.group(1)

    def taken(match: re.Match[str]) -> str:
        removed.append(match.group())
        return ""

    text = _CONTROLS.sub("", html.unescape(text))
    for pattern in (_IMAGE, _DEFINITION, _TAG):
        text = pattern.sub(taken, text)
    text = _ADDRESS.sub(address, _LINK.sub(link, text))
    return _EMPHASIS.sub(r"\2", _LEAD.sub("", text)), removed
