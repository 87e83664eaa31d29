"""Who a sentence says is speaking, by the words of speech in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.answering.given import Given
from onrecord.attribution.identity import folded
from onrecord.attribution.lookup import matches
from onrecord.attribution.names import Mention
from onrecord.attribution.words import words
from onrecord.model import Attribution, Span

_CUE = re.compile(rf"\b(?:{'|'.join(sorted(words('speech verbs') | words('speech words')))})\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to\s+(?:the\s+)?", re.IGNORECASE)
_SUBJECT_GAP = re.compile(
    r"^(?:,[^,]{0,60},|,?\s*who|\s*\([^)]{0,40}\))?\s*(?:\w+ly\s+|also\s+|has\s+|had\s+|have\s+|then\s+|later\s+)*$"
)
_INVERTED_GAP = re.compile(r"^\s*(?:(?:the|a|an)\s+)?(?:[\w’'-]+\s+){0,3}$")
_PASSIVE = re.compile(r"(?:\b(?:is|was|were|been|being|are|be|to|not)\s+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A name that a sentence makes the speaker of something."""

    name: str


def voices(sentence: str, mentions: Sequence[Mention]) -> Iterator[Voice]:
    """Yield who the sentence says is speaking; `mentions` are the names in it, in order."""
    for cue in _CUE.finditer(sentence):
        if cue.group().lower() != "according" and not _PASSIVE.search(sentence, 0, cue.start()):
            name = _before(sentence, cue.start(), mentions) or _after(sentence, cue, mentions)
            if name:
                yield Voice(name=name)
    for cue in _ACCORDING.finditer(sentence):
        name = next((m.name for m in mentions if 0 <= m.whole.start - cue.end() <= 40), None)
        if name and not re.search(r"[.,;]", sentence[cue.end() : _start(mentions, name)]):
            yield Voice(name=name)


def _start(mentions: Sequence[Mention], name: str) -> int:
    return next(m.whole.start for m in mentions if m.name == name)


def _before(sentence: str, at: int, mentions: Sequence[Mention]) -> str | None:
    for mention in reversed(mentions):
        if mention.span.end <= at:
            return mention.name if _SUBJECT_GAP.match(sentence[mention.span.end : at]) else None
    return None


def _after(sentence: str, cue: re.Match[str], mentions: Sequence[Mention]) -> str | None:
    """Return the name behind a cue that follows a quotation or a comma, as in: …, said the mayor Ilse Tormund."""
    if sentence[: cue.start()].rstrip()[-1:] not in {",", "…", "?", "!", "”", ""}:
        return None
    for mention in mentions:
        if mention.whole.start >= cue.end():
            return mention.name if _INVERTED_GAP.match(sentence[cue.end() : mention.whole.start]) else None
    return None


def speaks(voice: Voice, given: Given, places: Sequence[Span]) -> bool | None:
    """Say whether the article has this speaker for the words at `places`; None when it does not tell."""
    said = [a for a in given.attributions if any(_shared(a, place) for place in places)]
    known = [a for a in said if a.speaker]
    if any(a.speaker and matches(voice.name, a.speaker) > 0 for a in known) or any(_named(voice, given, a) for a in said):
        return True
    return False if known else None


def _shared(attribution: Attribution, place: Span) -> bool:
    """Say whether a good part of the words at a place, or of an attribution's words, is the other's."""
    for span in attribution.content:
        common = min(span.end, place.end) - max(span.start, place.start)
        if common >= 0.5 * min(len(span), len(place)):
            return True
    return False


def _named(voice: Voice, given: Given, attribution: Attribution) -> bool:
    source = attribution.source
    if source is None:
        return False
    own = set(folded(source.of(given.article.text)).split())
    return bool(voice.name.split()) and folded(voice.name).split()[-1] in own
