"""Who a sentence says is speaking, and whether an article has the words from them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.answering.grounding.passage import NumberedPassage
from onrecord.answering.grounding.unknown_names import names_in
from onrecord.language.folding import folded
from onrecord.language.lexicon.lexicon import HONORIFICS
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.names.mentions import Mention
from onrecord.language.words import stems
from onrecord.model import Attribution, Span, Speaker
from onrecord.speakers import fits
from onrecord.speakers.identity import identity_of

_CUES = "|".join(sorted((word_list("speech verbs") | word_list("speech words")) - {"according"}))
_CUE = re.compile(rf"\b(?:{_CUES})\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to\s+(?:the\s+)?", re.IGNORECASE)
_SUBJECT_GAP = re.compile(
    r"^(?:,[^,]{0,60},|,?\s*who|\s*\([^)]{0,40}\))?\s*(?:\w+ly\s+|also\s+|has\s+|had\s+|have\s+|then\s+|later\s+)*$"
)
_INVERTED_GAP = re.compile(r"^\s*(?:(?:the|a|an)\s+)?(?:[\w-]+\s+){0,3}$")
_NO_SUBJECT = re.compile(r"(?:\b(?:is|was|were|been|being|are|be|to|not|who|that|which|as)\s+)$", re.IGNORECASE)
_DESCRIPTION = re.compile(
    rf"(?:^|[“”,]\s*)(?P<words>(?:[^\s,.;:“”]+\s+){{1,6}}?)(?:also\s+|has\s+|had\s+|later\s+)?(?:{_CUES})\b"
)
_GENERIC_WORDS = """
    he she they it who i we you this that these those there people others both all some many one man woman person
    official officials spokesman spokeswoman spokesperson report statement source sources article articles author writer
    reporter newspaper paper outlet passage text"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
"""Subjects that name nobody in particular."""

_NEAR = 250
"""Characters around words in which a speaker's name speaks for the speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedSpeaker:
    """A speaker as a sentence has it: a name, or else a description such as "the harbour master"."""

    name: str
    is_named: bool = True


def claimed_speakers(sentence: str, mentions: Sequence[Mention]) -> Iterator[ClaimedSpeaker]:
    """Yield who the sentence says is speaking; `mentions` are the names in it, in order."""
    for cue in _CUE.finditer(sentence):
        if not _NO_SUBJECT.search(sentence, 0, cue.start()):
            name = _before(sentence, cue.start(), mentions) or _after(sentence, cue, mentions)
            if name:
                yield ClaimedSpeaker(name=name)
    for cue in _ACCORDING.finditer(sentence):
        mention = next((m for m in mentions if 0 <= m.whole.start - cue.end() <= 40), None)
        if (
            mention
            and not _possessive(sentence, mention)
            and not re.search(r"[.,;]", sentence[cue.end() : mention.whole.start])
        ):
            yield ClaimedSpeaker(name=mention.name)
    described = _DESCRIPTION.search(sentence)
    if described and _is_description(sentence, described.span("words"), mentions):
        yield ClaimedSpeaker(name=described["words"].strip(), is_named=False)


def _is_description(sentence: str, place: tuple[int, int], mentions: Sequence[Mention]) -> bool:
    """Say whether words before a cue describe somebody: they end with a common word that names a kind of speaker."""
    if _NO_SUBJECT.search(sentence, place[0], place[1]):
        return False
    last = sentence[place[0] : place[1]].split()[-1]
    ends_with_name = any(m.span.end == place[0] + len(sentence[place[0] : place[1]].rstrip()) for m in mentions)
    return last.islower() and last.isalpha() and last not in _GENERIC and not ends_with_name and not last.endswith("ly")


def _possessive(sentence: str, mention: Mention) -> bool:
    return sentence[mention.span.end : mention.span.end + 2] in {"’s", "'s"}


def _before(sentence: str, at: int, mentions: Sequence[Mention]) -> str | None:
    for mention in reversed(mentions):
        if mention.span.end <= at:
            return mention.name if _SUBJECT_GAP.match(sentence[mention.span.end : at]) else None
    return None


def _after(sentence: str, cue: re.Match[str], mentions: Sequence[Mention]) -> str | None:
    """Return the name behind a cue that follows a quotation or a comma, as in: …, said the mayor Ilse Tormund."""
    if sentence[: cue.start()].rstrip()[-1:] not in {",", "…", "?", "!", "”"}:
        return None
    for mention in mentions:
        if mention.whole.start >= cue.end():
            inverted = _INVERTED_GAP.match(sentence[cue.end() : mention.whole.start])
            return mention.name if inverted and not _possessive(sentence, mention) else None
    return None


def may_have_said(voice: ClaimedSpeaker, where: Iterable[tuple[NumberedPassage, list[Span]]], is_quoted: bool) -> bool:
    """Say whether some article has this speaker for the words at these places, or has nobody and names it close by.

    Words that are not a quotation may also stand in a sentence of the article that itself makes the voice speak.
    """
    told: list[bool | None] = []
    for given, places in where:
        told.append(_speaks(voice, given, places))
        if not is_quoted and any(_is_said_there(voice, place.of(given.article.text)) for place in places):
            return True
    if True in told or False in told:
        return True in told
    return any(_is_near(voice, given, place) for given, places in where for place in places)


def _speaks(voice: ClaimedSpeaker, given: NumberedPassage, places: Sequence[Span]) -> bool | None:
    """Say whether the article has this speaker for the words at `places`; None when it does not tell."""
    said = [a for a in given.attributions if any(_shares(a, place) for place in places)]
    if any(_is_speaker(voice, given, a) for a in said):
        return True
    if voice.is_named and any(a.source and _is_thing(given, a.source) for a in said):
        return False if " " in voice.name and identity_of(Speaker(name=voice.name)) else None
    told = any(a.speaker or (not voice.is_named and a.source and not _is_pronoun(given, a.source)) for a in said)
    return False if told else None


def _is_thing(given: NumberedPassage, source: Span) -> bool:
    return source.of(given.article.text).lower() == "it"


def _is_pronoun(given: NumberedPassage, source: Span) -> bool:
    return source.of(given.article.text).lower() in _GENERIC


def _is_speaker(voice: ClaimedSpeaker, given: NumberedPassage, said: Attribution) -> bool:
    source = folded(said.source.of(given.article.text)).split() if said.source else []
    last = _last(voice)
    if not voice.is_named:
        named = (said.speaker.name, *said.speaker.aliases) if said.speaker else ()
        own = {stem for name in named for stem in stems(folded(name).split())}
        return last in own or last in stems(source) or any(_stand_together(last, name, given) for name in named)
    return bool(said.speaker and fits(voice.name, said.speaker)) or last in source


def _last(voice: ClaimedSpeaker) -> str:
    parts = [part for part in folded(voice.name).split() if part not in HONORIFICS]
    return (parts[-1] if voice.is_named else stems(parts[-1:])[0]) if parts else ""


def _stand_together(stem: str, name: str, given: NumberedPassage) -> bool:
    """Say whether a word and a name stand in one stretch of the article, as in "Ilse Tormund, the mayor"."""
    surname = folded(name).split()[-1:]
    text = stems(given.whole.split())
    target = stems(surname)
    at = [i for i, word in enumerate(text) if word == stem]
    return bool(target) and any(target[0] in text[max(0, i - 8) : i + 9] for i in at)


def _is_said_there(voice: ClaimedSpeaker, text: str) -> bool:
    last = _last(voice)
    return any(last and _last(other) == last for other in claimed_speakers(text, names_in(text)))


def _is_near(voice: ClaimedSpeaker, given: NumberedPassage, place: Span) -> bool:
    around = folded(given.article.text[max(0, place.start - _NEAR) : place.end + _NEAR]).split()
    return bool(_last(voice)) and _last(voice) in (around if voice.is_named else stems(around))


def _shares(attribution: Attribution, place: Span) -> bool:
    """Say whether a good part of the words at a place, or of an attribution's words, is the other's."""
    for span in attribution.content:
        common = min(span.end, place.end) - max(span.start, place.start)
        if common >= 0.5 * min(len(span), len(place)):
            return True
    return False
