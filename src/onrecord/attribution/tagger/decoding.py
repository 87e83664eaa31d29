"""From what the tagger read to drafts of attributions: which words are content, and which cue and source are theirs."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from onrecord.attribution.tagger.features import Encoding
from onrecord.attribution.tagger.quotation_alignment import Chunk, align_with_quotations, tokens_in
from onrecord.attribution.tagger.span_index import SentenceEnds, SpanIndex
from onrecord.attribution.tagger.tagger import (
    CONTENT,
    CONTENT_TO_CUE,
    CONTENT_TO_SOURCE,
    CUE,
    CUE_TO_SOURCE,
    SOURCE,
    Tagging,
    TokenSpan,
)
from onrecord.backbone import Floats
from onrecord.language.quotation_marks.edges import overlapped, past_reference, references_in
from onrecord.language.quotation_marks.pairing import paragraphs
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage
from onrecord.model import Span
from onrecord.stint import steps

_INSIDE = (0.4, 0.2, 0.45)
_FAR, _LOOSE, _SURE_LOOSE, _FAINT = -6.0, -1.1, -0.35, 0.03
_BEHIND, _BESIDE, _FINISHED, _SAME_SENTENCE = 3.0, 2.0, -4.0, 2.0
_ARTICLES = frozenset({"a", "an", "the"})
_SENTENCE_ENDS = ",.?!"
_LONGEST_TAIL = 1_000
_ABBREVIATED = r"\.(?=\S)|(?<=\b[A-Z])\.|(?<=\b[A-Z][a-z])\.|(?<=\b[A-Z][a-z]{2})\."
_REST = re.compile(rf"[ \t\u00a0]*(?P<next>\w)(?:[^.!?\n“\"”]|{_ABBREVIATED})*")


@dataclass(slots=True)
class TokenAttribution:
    """An attribution in the making, in tokens.

    `linked` is the mean log probability that its content belongs to the cue, `named` that it belongs to the source.
    """

    content: list[Chunk]
    cue: TokenSpan | None
    source: TokenSpan | None = None
    linked: float = 0.0
    named: float = 0.0

    @property
    def first(self) -> int:
        """The first token of the content."""
        return self.content[0].first


def decode(text: str, reading: Tagging) -> list[TokenAttribution]:
    """Return the attributions that tags and links agree on, in the order of their first words."""
    cues = SpanIndex(spans_tagged(text, reading, CUE))
    references = references_in(text, reading.encoding.quotations)
    named = [
        span for span in spans_tagged(text, reading, SOURCE) if _may_name(text, reading.encoding, span, references)
    ]
    sources, ends = SpanIndex(named), SentenceEnds(text)
    linked: dict[TokenSpan, list[tuple[Chunk, float]]] = {}
    for chunk in steps("finding who spoke", align_with_quotations(text, reading, spans_tagged(text, reading, CONTENT))):
        cue, score = _cue_of(text, reading, chunk, cues, ends)
        if cue is not None and (chunk.quoted is not None or score >= _LOOSE):
            linked.setdefault(cue, []).append((chunk, score))
    found: list[TokenAttribution] = []
    for cue, chunks in linked.items():
        for group in _groups(text, reading.encoding, ends, chunks):
            draft = TokenAttribution(
                content=[chunk for chunk, _ in group], cue=cue, linked=max(score for _, score in group)
            )
            draft.source, draft.named = _source_of(text, reading, draft, sources, ends)
            draft.content = [chunk for chunk in draft.content if not _within(chunk, draft.source)]
            found.append(draft)
    return sorted((draft for draft in found if draft.content), key=lambda draft: draft.first)


def _groups(
    text: str, encoding: Encoding, ends: SentenceEnds, chunks: Sequence[tuple[Chunk, float]]
) -> list[list[tuple[Chunk, float]]]:
    """Part the words linked to one cue: quotations, and the other words where they stand in other sentences.

    Beside a quotation of whole sentences no other words are said in its sentence.
    """
    quoted = [item for item in chunks if item[0].quoted is not None]
    loose = [item for item in chunks if item[0].quoted is None]
    if not (quoted and loose):
        return [list(chunks)]
    apart = [item for item in loose if not any(_same_sentence(encoding, ends, item[0], q) for q, _ in quoted)]
    complete = any(_is_sentence(text, chunk) for chunk, _ in quoted)
    near = [item for item in loose if item not in apart and item[1] >= _SURE_LOOSE and not complete]
    return [group for group in (sorted([*quoted, *near], key=lambda item: item[0].first), apart) if group]


def _same_sentence(encoding: Encoding, ends: SentenceEnds, one: Chunk, other: Chunk) -> bool:
    """Say whether no sentence ends between two chunks."""
    first, last = sorted([one, other], key=lambda chunk: chunk.first)
    return _is_one_sentence(encoding, ends, first.spans[-1], last.spans[0])


def _is_one_sentence(encoding: Encoding, ends: SentenceEnds, one: TokenSpan, other: TokenSpan) -> bool:
    """Say whether no sentence ends between two spans."""
    first, last = sorted((one, other))
    return not ends.between(int(encoding.ends[first[1] - 1]), int(encoding.starts[last[0]]))


def _is_sentence(text: str, chunk: Chunk) -> bool:
    """Say whether a chunk fills a quotation that begins and ends as sentences do."""
    words = chunk.quoted.words(text) if chunk.quoted is not None else ""
    return words[:1].isupper() and words[-1:] in _SENTENCE_ENDS


def _within(chunk: Chunk, source: TokenSpan | None) -> bool:
    return source is not None and source[0] <= chunk.first and chunk.last <= source[1]


def _holds(chunk: Chunk, cue: TokenSpan) -> bool:
    place = bisect_right(chunk.spans, cue[0], key=itemgetter(0)) - 1
    return place >= 0 and cue[0] < chunk.spans[place][1]


def _cue_of(
    text: str, reading: Tagging, chunk: Chunk, cues: SpanIndex, ends: SentenceEnds
) -> tuple[TokenSpan | None, float]:
    """Return the cue that a chunk points to, None for none, and how surely."""
    tail = _tail(text, reading.encoding, chunk)
    allowed = [cue for cue in cues.between(*reading.reach(chunk.spans)) if not _holds(chunk, cue)]
    if tail and not any(tail[0] <= cue[0] < tail[1] for cue in allowed):
        allowed.extend(_faint(reading, CUE, tail))
    if not allowed:
        return None, _FAR
    scores = reading.strongest(CONTENT_TO_CUE, chunk.spans, allowed)[:-1]
    finished = chunk.quoted is not None and _last_mark(text, chunk.quoted) == "."
    preferred = [_preference(chunk, cue, tail, finished=finished) for cue in allowed]
    if chunk.quoted is None:
        same = [_is_one_sentence(reading.encoding, ends, chunk.spans[0], cue) for cue in allowed]
        sure = (scores >= _LOOSE).tolist()
        preferred = [
            gain + _SAME_SENTENCE * (near and is_sure)
            for gain, near, is_sure in zip(preferred, same, sure, strict=True)
        ]
    best = int(np.argmax(scores + preferred))
    return (allowed[best] if scores[best] + preferred[best] > _FAR else None), float(scores[best])


def _preference(chunk: Chunk, cue: TokenSpan, tail: TokenSpan | None, *, finished: bool) -> float:
    """Return what the layout adds to a link: cues behind an open quotation gain, those behind a finished one lose."""
    if tail and tail[0] <= cue[0] < tail[1]:
        return _BEHIND
    return _FINISHED if finished and cue[0] >= chunk.last else 0.0


def _last_mark(text: str, quoted: QuotedPassage) -> str:
    """Return the last character inside a quotation's marks."""
    return text[quoted.spans[-1].end - 1]


def _tail(text: str, encoding: Encoding, chunk: Chunk) -> TokenSpan | None:
    """Return the rest of the sentence behind a quotation whose last mark leaves it open: “…,” she said on Monday."""
    if chunk.quoted is None:
        return None
    end = past_reference(text, chunk.quoted)
    rest = _REST.match(text, end, end + _LONGEST_TAIL)
    last = _last_mark(text, chunk.quoted)
    if rest is None or not (last == "," or (last in "?!—–…-" and rest["next"].islower())):
        return None
    return tokens_in(encoding, Span(start=end, end=rest.end()))


def _faint(reading: Tagging, role: int, tail: TokenSpan) -> list[TokenSpan]:
    """Return the likeliest words for a role among some tokens, if there are even faint ones."""
    inside = reading.tags[role, tail[0] : tail[1], 1:].sum(axis=1)
    first = last = int(inside.argmax())
    if inside[first] < _FAINT:
        return []
    while first > 0 and inside[first - 1] > inside[first] / 2:
        first -= 1
    while last + 1 < len(inside) and inside[last + 1] > inside[last] / 2:
        last += 1
    return [(tail[0] + first, tail[0] + last + 1)]


def _source_of(
    text: str, reading: Tagging, draft: TokenAttribution, sources: SpanIndex, ends: SentenceEnds
) -> tuple[TokenSpan | None, float]:
    """Return the source that the draft's content and cue point to, None for nobody, and how surely."""
    tails = [tail for chunk in draft.content if (tail := _tail(text, reading.encoding, chunk))]
    tail = next((t for t in tails if draft.cue and t[0] <= draft.cue[0] < t[1]), (0, 0))
    faint = _faint(reading, SOURCE, tail) if tail[1] and not sources.begins_between(*tail) else []
    spans = [span for chunk in draft.content for span in chunk.spans] + ([draft.cue] if draft.cue else [])
    near = [*sources.between(*reading.reach(sorted(spans))), *faint]
    parts: list[Floats] = [reading.strongest(CONTENT_TO_SOURCE, chunk.spans, near) for chunk in draft.content]
    scores: Floats = np.mean(parts, axis=0)
    if draft.cue:
        scores = np.mean([scores, reading.affinity(CUE_TO_SOURCE, draft.cue, near)], axis=0)
    beside = [
        _BESIDE if draft.cue and _is_one_sentence(reading.encoding, ends, draft.cue, source) else 0.0 for source in near
    ]
    best = int(np.argmax(scores + np.array([*beside, 0.0])))
    source = near[best] if best < len(near) else None
    return _past_heading(reading, source, sources, faint), float(scores[best])


def _may_name(text: str, encoding: Encoding, span: TokenSpan, references: Sequence[Span]) -> bool:
    """Say whether a source is more than an article, and no part of a reference."""
    start, end = int(encoding.starts[span[0]]), int(encoding.ends[span[1] - 1])
    if text[start:end].lower() in _ARTICLES:
        return False
    return not any(True for _ in overlapped(references, Span(start=start, end=end)))


def _past_heading(
    reading: Tagging, source: TokenSpan | None, sources: SpanIndex, faint: Sequence[TokenSpan]
) -> TokenSpan | None:
    """Return the next paragraph's part of a source that was read as running on into it, else the source itself."""
    while source is not None:
        end = source[1]
        following = sources.beginning_at(end) or next((each for each in faint if each[0] == end), None)
        if following is None or reading.tags[SOURCE, following[0], 1] > reading.tags[SOURCE, following[0], 2]:
            return source
        source = following
    return None


def spans_tagged(text: str, reading: Tagging, role: int) -> list[TokenSpan]:
    """Return the runs of whole words of one paragraph that more likely than not have the role."""
    inside = (reading.tags[role, :, 1:].sum(axis=1) >= _INSIDE[role]).tolist()
    begins = (reading.tags[role, :, 1] > reading.tags[role, :, 2]).tolist()
    joints = _joints(text, reading.encoding)
    opening = _opening(text, reading.encoding)
    spans: list[TokenSpan] = []
    for token, tagged in enumerate(inside):
        goes_on = bool(spans) and spans[-1][1] == token and token not in opening
        if goes_on and (joints[token] or (tagged and not begins[token])):
            spans[-1] = (spans[-1][0], token + 1)
        elif tagged and not joints[token]:
            spans.append((token, token + 1))
    starts, ends = reading.encoding.starts, reading.encoding.ends
    return [span for span in spans if any(map(str.isalnum, text[int(starts[span[0]]) : int(ends[span[1] - 1])]))]


def _opening(text: str, encoding: Encoding) -> set[int]:
    """Return the tokens that paragraphs begin with."""
    return set(np.searchsorted(encoding.starts, [span.start for span in paragraphs(text)]).tolist())


def _joints(text: str, encoding: Encoding) -> list[bool]:
    """Say for each token whether it continues the word of the token before."""
    starts, ends = encoding.starts.tolist(), encoding.ends.tolist()
    return [
        bool(i) and starts[i] == ends[i - 1] and text[starts[i]].isalnum() and text[starts[i] - 1].isalnum()
        for i in range(len(starts))
    ]
