"""From drafts in tokens to attributions in characters."""

import re
from collections.abc import Sequence

from onrecord.attribution.tagger.decoding import TokenAttribution
from onrecord.attribution.tagger.features import Encoding
from onrecord.attribution.tagger.quotation_alignment import Chunk
from onrecord.attribution.tagger.tagger import TokenSpan
from onrecord.language.lexicon.lexicon import ROLES
from onrecord.language.quotation_marks.edges import overlapped, overlapping
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage
from onrecord.language.wording import Wording, same_words
from onrecord.model import Attribution, AttributionKind, Span

_EDGES = " \t\n\u00a0,;:–—-"
_SENTENCE_END = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\bInc)(?<!\bCorp)(?<!\bLtd)(?<!\bCo)(?<=\w\w)\.\Z")
_FULL_NAME = re.compile(r" [A-Z][\w’'-]+(?: (?:[A-Z]\.|[A-Z][\w’'-]+)){1,2}(?=[ ,.])")
_MARKS = '"“”„«»‘'


def assemble(text: str, encoding: Encoding, draft: TokenAttribution) -> Attribution:
    """Return the attribution that a draft stands for."""
    cue = _characters(text, encoding, draft.cue, _EDGES + _MARKS) if draft.cue else None
    content = _each_once(text, [span for chunk in draft.content for span in _content(text, encoding, chunk)], cue)
    return Attribution(
        content=content,
        kind=kind_of(text, content, encoding.quotations),
        cue=cue,
        source=_name(text, encoding, draft.source) if draft.source else None,
    )


def _each_once(text: str, content: Sequence[Span], cue: Span | None) -> tuple[Span, ...]:
    """Return content without the words that stand in it twice, as in a headline and below: those by the cue stay."""
    if len(content) == 1:
        return tuple(content)
    kept: list[Span] = []
    alike: dict[str, list[int]] = {}
    for span in content:
        places = alike.setdefault(Wording.of(span.of(text)).letters, [])
        twin = next((place for place in places if same_words(kept[place].of(text), span.of(text))), None)
        if twin is None:
            places.append(len(kept))
            kept.append(span)
        elif cue is None or abs(span.start - cue.start) < abs(kept[twin].start - cue.start):
            kept[twin] = span
    return tuple(kept)


def kind_of(text: str, content: Sequence[Span], quotations: Sequence[QuotedPassage]) -> AttributionKind:
    """Say whether content stands in quotation marks wholly, partly or not at all."""
    shared = sum(
        _letters(text, max(a.start, b.start), min(a.end, b.end))
        for a in content
        for quoted in overlapping(quotations, a)
        for b in overlapped(quoted.spans, a)
    )
    letters = sum(_letters(text, span.start, span.end) for span in content)
    return "indirect" if not shared else "direct" if shared == letters else "mixed"


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))


def _content(text: str, encoding: Encoding, chunk: Chunk) -> list[Span]:
    if chunk.quoted is not None:
        return list(chunk.quoted.spans)
    return [_characters(text, encoding, span) for span in chunk.spans]


def _characters(text: str, encoding: Encoding, span: TokenSpan, edges: str = _EDGES) -> Span:
    """Return the characters of some tokens, without those of `edges` at either end."""
    start, end = int(encoding.starts[span[0]]), int(encoding.ends[span[1] - 1])
    while start < end - 1 and text[start] in edges:
        start += 1
    while end > start + 1 and text[end - 1] in edges:
        end -= 1
    return Span(start=start, end=end)


def _name(text: str, encoding: Encoding, span: TokenSpan) -> Span:
    """Return the characters of a source: no full stop of the sentence at its end, and no mark without its other one."""
    whole = _with_name(text, _characters(text, encoding, span, _EDGES + _MARKS))
    words = whole.of(text)
    if _SENTENCE_END.search(words):
        return Span(start=whole.start, end=whole.end - 1)
    opened = words.count("“") > words.count("”") and text[whole.end : whole.end + 1] == "”"
    return Span(start=whole.start, end=whole.end + 1) if opened else whole


def _with_name(text: str, source: Span) -> Span:
    """Return a source that ends in a role with the full name that follows it: "novelist Ann Lee", not "novelist"."""
    last = source.of(text).rpartition(" ")[2]
    name = _FULL_NAME.match(text, source.end) if last.islower() and last in ROLES else None
    return Span(start=source.start, end=name.end()) if name else source
