"""Who speaks by the layout of the page alone: labels with a colon, a dash and a name, statements, transcripts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.language.quotation_marks.edges import overlapped
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage
from onrecord.model import Attribution, AttributionKind, Span

_NAME = r"(?:(?:the|The|al-|de|du|van|von|of|and|for|to|la|le|di|[A-Z0-9][\w.’'&/-]*)[ \t]+){0,7}[A-Z][\w.’'&/-]*"
_ASIDE = r"(?:[ \t]*\([^()\n]{1,60}\)|,[ \t]+[^:.;\n“”\"]{1,90})?"
_BULLET = r"[\s»•*·>-]*"
_LABEL = re.compile(rf"{_BULLET}(?P<source>{_NAME}){_ASIDE}:[ \t]*\Z")
_FROM = re.compile(
    rf"{_BULLET}(?:(?:[Aa]nd|[Aa]lso|[Aa]|[Tt]he|[Ff]ull|[Jj]oint|[Mm]edia|[Pp]ress)\s+)*"
    r"(?:(?:[Ss]tatements?|[Cc]omments?|[Mm]essage|[Rr]emarks?|[Qq]uotes?|[Ll]etter|[Ww]ords?|[Rr]esponse)\s+)?"
    rf"(?:[Ff]rom|[Bb]y|of)\s+(?:the (?:desk|office) of\s+)?(?P<source>{_NAME}){_ASIDE}[ \t]*[:.]\s*\Z"
)
_DASH = re.compile(rf"[^\S\n]*(?:\n[^\S\n]*)?(?:[–—―]|--?)[^\S\n]*(?P<source>{_NAME}){_ASIDE}[^\S\n]*\.?(?=\n|\Z)")
_TURN = re.compile(rf"^[ \t\"“]*(?P<source>{_NAME}|[A-Z][A-Z .’'-]+)(?:[ \t]*\([^()\n]{{1,40}}\))?:[ \t]+(?=\S)", re.M)
_OPENING = '"“'
_NEXT = re.compile(rf"[^\n]*\n\s*(?P<first>[{_OPENING}](?!\())")
_LEAST_TURNS = 3
_LONGEST_LEAD = 600
_LONGEST_LABEL = 5
_SURE = 0.97
_EDGES = ' \t\u00a0"“”'


def by_layout(text: str, quotations: Sequence[QuotedPassage], found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with those that the layout decides in place of what was found for the same words."""
    decided = list(turns(text))
    spoken = _contents(decided)
    for quoted in quotations:
        named = None if quoted.depth or _meets(quoted.spans, spoken) else labelled(text, quoted)
        if named:
            decided.append(Attribution(content=quoted.spans, kind="direct", source=named, confidence=_SURE))
    taken = _contents(decided)
    kept = [rest for attribution in found if (rest := _without(attribution, taken))]
    return sorted([*kept, *decided], key=lambda attribution: attribution.content)


def _contents(decided: Iterable[Attribution]) -> list[Span]:
    """Return the contents of attributions that share no character, in order."""
    return sorted(span for attribution in decided for span in attribution.content)


def _meets(spans: Iterable[Span], taken: Sequence[Span]) -> bool:
    return any(True for span in spans for _ in overlapped(taken, span))


def _without(attribution: Attribution, taken: Sequence[Span]) -> Attribution | None:
    """Return what is left of an attribution beside what the layout decided; None where that is nothing."""
    left = tuple(span for span in attribution.content if not _meets([span], taken))
    return replace(attribution, content=left) if left else None


def labelled(text: str, quoted: QuotedPassage) -> Span | None:
    """Return the name that the layout sets before or after a quotation, None where it sets none."""
    dashed = _DASH.match(text, quoted.outer.end)
    if dashed:
        return _span(dashed)
    start = _line_start(text, quoted.outer.start)
    if start is None:
        return None
    for law, begin in ((_LABEL, start), (_FROM, _line_before(text, start))):
        named = law.match(text, begin, quoted.outer.start)
        if named and len(named["source"].split()) <= _LONGEST_LABEL:
            return _span(named)
    return None


def turns(text: str) -> Iterator[Attribution]:
    """Yield the turns of a transcript or an interview: paragraphs that begin with a label, where speakers alternate."""
    found = [match for match in _TURN.finditer(text) if len(match["source"].split()) <= _LONGEST_LABEL]
    labels = [match["source"].lower() for match in found]
    speaking = {label for label, times in Counter(labels).items() if times > 1}
    if len(found) < _LEAST_TURNS or len(speaking) < 2:
        return
    for match in found:
        if match["source"].lower() in speaking:
            marked = any(mark in match[0] for mark in _OPENING)
            content = tuple(span for span in _paragraphs(text, match.end(), marked=marked) if len(span))
            kind: AttributionKind = "direct" if marked else "indirect"
            if content:
                yield Attribution(content=content, kind=kind, source=_span(match), confidence=_SURE)


def _paragraphs(text: str, start: int, *, marked: bool) -> Iterator[Span]:
    """Yield the rest of a turn's paragraph, and the next ones as long as they open with a mark and bear no label."""
    yield _paragraph(text, start)
    following = _NEXT.match(text, start)
    while marked and following and not _TURN.match(text, following.start("first")):
        yield _paragraph(text, following.start("first"))
        following = _NEXT.match(text, following.start("first"))


def _paragraph(text: str, start: int) -> Span:
    """Return the rest of the paragraph from `start` on, without quotation marks and white space at its edges."""
    end = text.find("\n", start)
    said = text[start : end if end >= 0 else len(text)]
    first = start + len(said) - len(said.lstrip(_EDGES))
    return Span(start=first, end=max(first, start + len(said.rstrip(_EDGES))))


def _line_start(text: str, at: int) -> int | None:
    """Return where the line of `at` begins, None where that is farther back than a label reaches."""
    start = text.rfind("\n", max(0, at - _LONGEST_LEAD), at) + 1
    return start if start or at <= _LONGEST_LEAD else None


def _line_before(text: str, start: int) -> int:
    """Return where the last line of words before `start` begins, or `start` where there is none near, or a long one."""
    near = max(0, start - _LONGEST_LEAD)
    words = text[near:start].rstrip()
    before = _line_start(text, near + len(words)) if words else None
    return start if before is None else before


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start("source"), end=match.start("source") + len(match["source"].rstrip(".")))
