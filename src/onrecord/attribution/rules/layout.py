"""Who speaks by the layout of the page alone: labels with a colon, a dash and a name, statements, posts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.attribution.rules.name_patterns import NAME
from onrecord.attribution.rules.transcript import LONGEST_LABEL, SURE, turns
from onrecord.language.quotation_marks.edges import overlapped
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage
from onrecord.model import Attribution, Span

_ASIDE = r"(?:[ \t]*\([^()\n]{1,60}\)|,[ \t]+[^:.;\n“”\"]{1,90})?"
_BULLET = r"[\s»•*·>-]*"
_LABEL = re.compile(rf"{_BULLET}(?P<source>{NAME}){_ASIDE}:[ \t]*\Z")
_FROM = re.compile(
    rf"{_BULLET}(?:(?:[Aa]nd|[Aa]lso|[Aa]|[Tt]he|[Ff]ull|[Jj]oint|[Mm]edia|[Pp]ress)\s+)*"
    r"(?:(?:[Ss]tatements?|[Cc]omments?|[Mm]essage|[Rr]emarks?|[Qq]uotes?|[Ll]etter|[Ww]ords?|[Rr]esponse)\s+)?"
    rf"(?:[Ff]rom|[Bb]y|of)\s+(?:the (?:desk|office) of\s+)?(?P<source>{NAME}){_ASIDE}[ \t]*[:.]\s*\Z"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATED = (
    rf"(?:[ \t,·•|]*(?:on[ \t]+)?(?:\d{{1,2}}(?:st|nd|rd|th)?[ \t]+{_MONTH}|{_MONTH}[ \t]+\d{{1,2}}(?:st|nd|rd|th)?|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./])(?:,?[ \t]*\d{4})?"
    r"(?:[ \t,·•|]*\d{1,2}[:.]\d\d(?:[ \t]*[AaPp]\.?[Mm]\.?)?)?)?"
)
_HANDLE = r"(?:[ \t,]*\(?@\w{1,40}\)?)"
_SIGNED = rf"[^\S\n]*+(?:[–—―]|--?)[^\S\n]*(?P<source>{NAME})"
_DASH = re.compile(rf"[^\S\n]*+(?:\n\s*+)?{_SIGNED}(?:{_HANDLE}|{_ASIDE}){_DATED}[^\S\n]*\.?[^\S\n]*(?=\n|\Z)")
_POST = re.compile(rf"^{_SIGNED}{_HANDLE}{_DATED}[^\S\n]*$", re.M)
_LONGEST_LEAD = 600
_LONGEST_POST = 1_000
_MARKS = '"“”„«»'


def by_layout(text: str, quotations: Sequence[QuotedPassage], found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with those that the layout decides in place of what was found for the same words."""
    decided = list(turns(text))
    spoken = _contents(decided)
    for quoted in quotations:
        named = None if quoted.depth or _meets(quoted.spans, spoken) else labelled(text, quoted)
        if named:
            decided.append(Attribution(content=quoted.spans, kind="direct", source=named, confidence=SURE))
    spoken = _contents(decided)
    decided.extend(post for post in posts(text) if not _meets(post.content, spoken))
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
        if named and len(named["source"].split()) <= LONGEST_LABEL:
            return _span(named)
    return None


def posts(text: str) -> Iterator[Attribution]:
    """Yield posts without quotation marks: what stands above a line of a dash, a name and a handle."""
    for signed in _POST.finditer(text):
        above = text[max(0, signed.start() - _LONGEST_POST) : signed.start()].rstrip()
        start = max(above.rfind("\n\n") + 2, 0) if "\n\n" in above else above.rfind("\n") + 1
        words = above[start:].strip()
        if words and not any(mark in words for mark in _MARKS):
            first = max(0, signed.start() - _LONGEST_POST) + above.index(words, start)
            content = (Span(start=first, end=first + len(words)),)
            yield Attribution(content=content, kind="indirect", source=_span(signed), confidence=SURE)


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
