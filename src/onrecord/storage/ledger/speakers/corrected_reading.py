"""What was read of an article as a person states it: where corrected words stand now, and what becomes of the rest."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.language.folding import folded
from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.language.words import is_function_word
from onrecord.model import Attribution, AttributionKind, Correction, Span, Speaker, covering

AROUND = 40
"""Characters on either side of corrected words that tell apart two places of the same words; set by hand."""

_FARTHER = 200
"""Characters by which an edit may part the pieces of interrupted words from each other; set by hand."""

_SAME = 0.5
"""The share of their characters together that two quotations must have in common to be one."""


def place_of(correction: Correction, text: str) -> tuple[Span, ...] | None:
    """Return where the corrected words stand in a text, None where they do not.

    Of several places it is the one with the most alike around it, then the one nearest to where they stood.
    """
    found = [place for start in _starts(correction.words[0], text) if (place := _from(correction, text, start))]
    return max(found, key=lambda place: _likeness(correction, text, place), default=None)


def occurrences(words: str, text: str) -> list[Span]:
    """Return every place where a text has some words, whole ones, whatever space stands between them."""
    plain = r"\s+".join(map(re.escape, words.split()))
    return [Span(start=m.start(), end=m.end()) for m in re.finditer(_whole(plain, words), text)] if plain else []


def are_one(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Say whether two places are of one quotation."""
    shared = _common(one, other)
    return shared > _SAME * (sum(map(len, one)) + sum(map(len, other)) - shared)


def corrected_reading(text: str, read: Sequence[Attribution], corrections: Iterable[Correction]) -> list[Attribution]:
    """Return the attributions that were read as a person states them; of two statements the later counts.

    1. Each correction is placed by its words; what stands there no more changes nothing.
    2. It takes the place of what was read of these words, or of what was read of parts of them.
    3. What nobody said is left out.
    """
    latest = sorted(corrections, key=lambda each: (each.stated_at, each.id), reverse=True)
    placed: list[tuple[Correction, tuple[Span, ...]]] = []
    for each in latest:
        place = place_of(each, text)
        if place and not any(are_one(place, other) for _, other in placed):
            placed.append((each, place))
    said = list(read)
    for correction, place in sorted(placed, key=lambda item: item[1]):
        said = _with(text, said, correction, place, [each.speaker for each in read if each.speaker])
    return said


def _with(
    text: str, said: list[Attribution], correction: Correction, place: tuple[Span, ...], speakers: Sequence[Speaker]
) -> list[Attribution]:
    """Return attributions with one of them as a person states it, new where none was read of these words."""
    free = [each for each in said if each.correction is None]
    same = max((e for e in free if are_one(e.content, place)), key=lambda e: _common(e.content, place), default=None)
    if same is None:
        parts = [each for each in free if all(any(p.contains(s) for p in place) for s in each.content)]
        left = [each for each in said if each not in parts]
        if correction.kind == "not_said":
            return left
        new = Attribution(content=place, kind=_kind(text, place))
        return sorted([*left, _stated(text, new, correction, place, speakers)], key=lambda e: covering(e.content))
    if correction.kind == "not_said":
        return [each for each in said if each is not same]
    return [_stated(text, each, correction, place, speakers) if each is same else each for each in said]


def _stated(
    text: str, read: Attribution, correction: Correction, place: tuple[Span, ...], speakers: Sequence[Speaker]
) -> Attribution:
    """Return an attribution as a person states it. Words for the speaker that name another are no more its source."""
    speaker = None if correction.speaker is None else _speaker(correction, speakers)
    return replace(
        read,
        content=place,
        kind=read.kind if read.content == place else _kind(text, place),
        speaker=speaker,
        source=read.source if read.source and _may_mean(read.source.of(text), speaker) else None,
        confidence=1.0,
        correction=correction,
    )


def _speaker(correction: Correction, speakers: Sequence[Speaker]) -> Speaker:
    """Return the speaker of the article whom a correction names, or a new one of that name."""
    stated = correction.speaker or ""
    called = {folded(name) for name in (stated, *correction.names)}
    for names in ({folded(stated)}, called):
        found = dict.fromkeys(each for each in speakers if folded(each.name) in names)
        if len(found) == 1:
            return next(iter(found))
    return Speaker(name=stated)


def _may_mean(source: str, speaker: Speaker | None) -> bool:
    """Say whether words for a speaker, such as "he", may mean somebody."""
    words = folded(source).split()
    if all(is_function_word(word) for word in words):
        return True
    return speaker is not None and any(
        set(words) & set(folded(name).split()) for name in (speaker.name, *speaker.aliases)
    )


def _kind(text: str, place: Sequence[Span]) -> AttributionKind:
    """Return how words are given: all, some or none of them in quotation marks."""
    inside = [span for quoted in quoted_passages(text) for span in quoted.spans]
    if all(any(span.contains(each) for span in inside) for each in place):
        return "direct"
    return "mixed" if any(span.overlaps(each) for span in inside for each in place) else "indirect"


def _common(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def _starts(words: str, text: str) -> list[int]:
    return [found.start() for found in re.finditer(_whole(re.escape(words), words), text)]


def _from(correction: Correction, text: str, start: int) -> tuple[Span, ...] | None:
    """Return where all pieces of the corrected words stand whose first begins at `start`, in their order."""
    place = [Span(start=start, end=start + len(correction.words[0]))]
    for number, words in enumerate(correction.words[1:], 1):
        gap = correction.content[number].start - correction.content[number - 1].end
        at = text.find(words, place[-1].end, place[-1].end + gap + _FARTHER + len(words))
        if at < 0:
            return None
        place.append(Span(start=at, end=at + len(words)))
    return tuple(place)


def _likeness(correction: Correction, text: str, place: Sequence[Span]) -> tuple[int, int]:
    """Return what orders places of the same words: how much around them is as it was, then how near they are."""
    before, after = text[: place[0].start], text[place[-1].end :]
    alike = _shared(correction.before[::-1], before[-AROUND:][::-1]) + _shared(correction.after, after[:AROUND])
    return alike, -abs(place[0].start - correction.content[0].start)


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin alike with."""
    count = 0
    for mine, its in zip(one, other, strict=False):
        if mine != its:
            break
        count += 1
    return count


def _whole(pattern: str, words: str) -> str:
    """Return a pattern that matches only where words are whole."""
    left, right = (r"\b" if edge.isalnum() else "" for edge in (words[0], words[-1]))
    return f"{left}{pattern}{right}"
