"""Why quoted words may be those of the one asked about, though the article does not give them to that name.

That they are somebody else's is an accusation. It stands only where the article names another person or body beside the
words that cannot be the one asked about, and as their speaker rather than as who hears them or passes them on.
"""

import re
from itertools import pairwise

from onrecord.checking.matches import Match
from onrecord.language.folding import folded
from onrecord.language.lexicon.lexicon import SPEECH_VERBS
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.words import lemmas_or_stems, words
from onrecord.model import Span, Speaker
from onrecord.speakers.name_matching import TypedName, initials, names, person_of
from onrecord.speakers.possible_names import NOBODY, is_name, may_be, name_words, stands_in, without_description

_SURE = 0.85
"""Confidence below which an attribution only seems to be one.

On annotated news the source of a quotation is right in 98 of 100 from here on; 11 of 437 are below.
"""

_SURE_ACROSS = 0.9
"""Confidence from which a speaker who is named in the sentence before or after is one."""

_RELAYING = word_list("cues of passing on")
"""Cues of those who pass on what another said or wrote."""

_TO_HEARERS = word_list("cues with a hearer")
"""Cues of which the words behind name who hears."""

_UTTERANCES = frozenset(
    lemmas_or_stems(word_list("speech verbs") | word_list("speech words") | word_list("verbs of utterance"))
)
"""The stems of verbs that make what they stand with somebody's own words."""

_DETERMINERS = word_list("determiners") | word_list("articles")

_TO = re.compile(r"(?P<before>[\w’']*)\W+to\W*$", re.IGNORECASE)
_OF_ONE = frozenset({"according", "attributed", "ascribed", "credited"})
"""Words behind which "to" names who speaks, and not who hears."""

_WAS = re.compile(r"\b(?:was|were|been|being|is|are)\W*$", re.IGNORECASE)
_SPEAKS_FOR = re.compile(r"\bspokes\w+|\bspeaking for\b|\bon behalf of\b|\bstatement\b|\blawyers? for\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"\n|(?<=\w\w)[.?!][\"”’)]*\s+(?=\S)")
_OWN = re.compile(r"(?:its|their)\s", re.IGNORECASE)
_BEHIND_DASH = re.compile(r"(?P<word>[\w’'-]*\w)\s*(?:--|[–—])\s*[“\"'‘«„]*\Z")
_SET_OFF = 60
_BESIDE = 6
"""Words beside a name that may hold what describes it."""

_FEMALE, _MALE = frozenset({"she", "her"}), frozenset({"he", "him"})
_NEAR_A_VERB = 3
"""Words between a name and a verb of speech that belong together: "as Vale used to say"."""


def doubt(asked: str, found: Match) -> str | None:
    """Return why the words may be the asked one's, as a clause; None where they surely are another's."""
    speaker = found.speaker
    if speaker is None:
        if found.correction is not None:
            return "it is not known whose they are"
        told = f"names only “{found.source}”" if found.source else "does not say whose they are"
        return f"the article {told}"
    settled = found.correction is not None
    return _of_name(asked, found, speaker) or (None if settled else _of_link(asked, found, speaker))


def _of_name(asked: str, found: Match, speaker: Speaker) -> str | None:
    """Return how the name that the article has may be the asked one's."""
    told = found.source or speaker.name
    if folded(told) in NOBODY:
        told = speaker.name
    if not is_name(asked):
        return f"the article names “{told}”, and “{asked}” is no name"
    proper = [name for name in names(speaker) if is_name(name)]
    if not proper:
        return f"the article names only “{told}”, which may be {asked} or not"
    stands = found.spoken.article.text
    if _is_joint(asked, told):
        return f"the article gives them to “{told}” together"
    if any(may_be(asked, name, stands) for name in proper):
        return f"the article names “{told}”, which may be {asked}"
    if _is_described_as(asked, told, stands):
        return f"the article names “{told}”, as which it describes {asked}"
    if _speaks_for(asked, found, speaker):
        return f"{speaker.name} may speak for {asked} there"
    return None


def _of_link(asked: str, found: Match, speaker: Speaker) -> str | None:
    """Return how the words may be the asked one's although the article names another near them."""
    said_by = found.attribution
    text = found.spoken.article.text
    if said_by is None or said_by.source is None:
        return f"the article does not say whose they are, only that {speaker.name} speaks near them"
    if said_by.confidence < _SURE:
        return f"that they are those of {speaker.name} is not sure ({said_by.confidence:.2f})"
    source = found.source or ""
    is_pronoun = folded(source) in NOBODY
    if is_pronoun and stands_in(asked, text) and not _is_other_gender(asked, source, found):
        return f"the article says “{source}”, which may be {speaker.name} ({said_by.confidence:.2f}) or {asked}"
    placed = _of_place(asked, found, speaker, said_by.source)
    if placed is not None:
        return placed
    near = min((_gap(said_by.source, content) for content in said_by.content), key=len)
    is_sure = said_by.confidence >= _SURE_ACROSS and said_by.cue is not None
    if not is_sure and _SENTENCE_END.search(near.of(text)):
        return f"{speaker.name} is named in another sentence"
    if said_by.cue is not None and set(words(said_by.cue.of(text))) & _RELAYING:
        return f"{speaker.name} passes them on as another's"
    if said_by.cue is not None and _is_hearer(text, said_by.cue, said_by.source):
        return f"{speaker.name} is the one who was told them"
    if said_by.cue is not None and not _is_uttering(said_by.cue.of(text)):
        return f"the article does not plainly say that {speaker.name} said them"
    if stands_in(asked, near.of(text)) or _is_quoted_through(asked, found):
        return f"{speaker.name} repeats there what {asked} said"
    return None


def _of_place(asked: str, found: Match, speaker: Speaker, source: Span) -> str | None:
    """Return how the words may be the asked one's by where they stand."""
    text, start = found.spoken.article.text, found.spans[0].start
    before = _BEHIND_DASH.search(text, max(0, start - _SET_OFF), start)
    if before and stands_in(asked, before["word"]):
        return f"the article has them set off by a dash right behind {asked}"
    if all(found.spoken.is_nested(span) for span in found.spans):
        return f"{speaker.name} repeats them there as another's"
    whole = next(
        (each.outer for each in found.spoken.quotations if each.outer.overlaps(found.spans[0])), found.spans[0]
    )
    if "\n" in _gap(source, whole).of(text):
        return f"{speaker.name} is named in another paragraph"
    return None


def _is_joint(asked: str, told: str) -> bool:
    """Say whether the words for the source name the asked one beside another."""
    parts = re.split(r"\s+(?:and|or|with)\s+|,\s*", told)
    return len(parts) > 1 and "," not in told and any(name_words(asked) & name_words(part) for part in parts)


def _is_described_as(asked: str, told: str, text: str) -> bool:
    """Say whether "the Liberal" may be the asked one, beside whose name the article has that word."""
    article, _, rest = told.partition(" ")
    if article.lower() not in {"the", "this", "that"} or not rest:
        return False
    plain, name, wanted = folded(text).split(), folded(without_description(asked)).split(), set(folded(rest).split())
    for at in range(len(plain) - len(name) + 1):
        if plain[at : at + len(name)] == name:
            beside = plain[max(0, at - _BESIDE) : at + len(name) + _BESIDE]
            if wanted <= set(beside):
                return True
    return False


def _speaks_for(asked: str, found: Match, speaker: Speaker) -> bool:
    """Say whether the article tells that the speaker is of the body that was asked about, or speaks for it."""
    text, mine = found.spoken.article.text, name_words(asked)
    is_body = TypedName.of(asked).person is None
    sources = {a.source.of(text) for a in found.spoken.attributions if a.source and a.speaker == speaker}
    short = set(initials(folded(asked))) if is_body and len(folded(asked).split()) > 1 else set()
    return any(
        (is_body and (_OWN.match(source) or short.intersection(folded(source).split())))
        or (mine <= set(folded(source).split()) and (is_body or _SPEAKS_FOR.search(source)))
        for source in (*sources, found.source or "")
    )


def _is_uttering(cue: str) -> bool:
    """Say whether a cue has a verb of speech, or no words at all: what "found a note" or "translated" tells is less."""
    spoken = words(cue)
    verbs = [word for before, word in pairwise(["", *spoken]) if before not in _DETERMINERS]
    return not spoken or not _UTTERANCES.isdisjoint(lemmas_or_stems(verbs))


def _is_hearer(text: str, cue: Span, source: Span) -> bool:
    """Say whether the source is who hears: "told Vale that", "Vale was told", "the message to Vale said"."""
    addressed = _TO.search(text, max(0, source.start - _SET_OFF), source.start)
    if addressed and addressed["before"].lower() not in _OF_ONE:
        return True
    if not set(words(cue.of(text))) & _TO_HEARERS:
        return False
    if cue.end <= source.start:
        return not text[cue.end : source.start].strip()
    return bool(_WAS.search(text[max(0, cue.start - 8) : cue.start])) or cue.of(text).split()[0].lower() in {
        "was",
        "were",
    }


def _is_other_gender(asked: str, pronoun: str, found: Match) -> bool:
    """Say whether a pronoun cannot be the one asked about, by the name or by the titles that the article gives it."""
    genders = {person.gender} if (person := TypedName.of(asked).person) else set()
    for said_by in found.spoken.attributions:
        if said_by.speaker is not None and TypedName.of(asked).fits(said_by.speaker):
            known = person_of(said_by.speaker)
            genders |= {known.gender} if known else set()
    genders.discard(None)
    said = "f" if pronoun.lower() in _FEMALE else "m" if pronoun.lower() in _MALE else None
    return said is not None and bool(genders) and said not in genders


def _gap(one: Span, other: Span) -> Span:
    first, last = sorted((one, other))
    return Span(start=min(first.end, last.start), end=last.start)


def _is_quoted_through(asked: str, found: Match) -> bool:
    """Say whether the speaker names the asked one as the source, or another attribution gives the words to them."""
    spoken = found.spoken
    held = next((u for u in spoken.utterances if found.runs[0][0] in u.words), None)
    last = folded(without_description(asked)).rpartition(" ")[2]
    before = [i for i in held.words if i < found.runs[0][0]] if held else []
    forms = [spoken.wording.forms[i].removesuffix("'s") for i in before]
    for place, form in enumerate(forms):
        if form == last and SPEECH_VERBS & set(forms[max(0, place - _NEAR_A_VERB) : place + _NEAR_A_VERB + 1]):
            return True
    return any(
        other.speaker is not None and TypedName.of(asked).fits(other.speaker)
        for other in spoken.attributions
        if other is not found.attribution and any(c.contains(s) for c in other.content for s in found.spans)
    )
