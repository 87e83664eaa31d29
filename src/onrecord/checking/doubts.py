"""Why quoted words may be those of the one asked about, though the article does not give them to that name.

That they are somebody else's is an accusation. It stands only where the article names another person or body beside the
words that cannot be the one asked about, and as their speaker rather than as who hears them or passes them on.
"""

import re

from onrecord.checking.matches import NOBODY, Match, without_description
from onrecord.language.folding import folded
from onrecord.language.lexicon.first_names import is_first_name, same_first_name
from onrecord.language.lexicon.lexicon import ABBREVIATED, BODY_NAMES, HONORIFICS, ROLES, SPEECH_VERBS
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.words import is_function_word, words
from onrecord.model import Span, Speaker
from onrecord.speakers.identity import Identity
from onrecord.speakers.name_matching import TypedName, names, person_of, typos

_SURE = 0.85
"""Confidence below which an attribution only seems to be one.

On annotated news the source of a quotation is right in 97 of 100 from here on, and in 85 of 100 just below.
"""

_SURE_ACROSS = 0.9
"""Confidence from which a speaker who is named in the sentence before or after is one."""

_RELAYING = word_list("cues of passing on")
"""Cues of those who pass on what another said or wrote."""

_TO_HEARERS = word_list("cues with a hearer")
"""Cues of which the words behind name who hears."""

_WAS = re.compile(r"\b(?:was|were|been|being|is|are)\W*$", re.IGNORECASE)
_SPEAKS_FOR = re.compile(r"\bspokes\w+|\bspeaking for\b|\bon behalf of\b|\bstatement\b|\blawyers? for\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"\n|(?<=\w\w)[.?!][\"”’)]*\s+(?=\S)")
_GENERIC = word_list("body nouns") | word_list("any body")
_BEFORE_NAMES = word_list("words before a first name")
_FEMALE, _MALE = frozenset({"she", "her"}), frozenset({"he", "him"})
_NEAR_A_VERB = 3
"""Words between a name and a verb of speech that belong together: "as Vale used to say"."""


def doubt(asked: str, found: Match) -> str | None:
    """Return why the words may be the asked one's, as a clause; None where they surely are another's."""
    speaker = found.speaker
    if speaker is None:
        told = f"names only “{found.source}”" if found.source else "does not say whose they are"
        return f"the article {told}"
    return _of_name(asked, found, speaker) or _of_link(asked, found, speaker)


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
    if is_pronoun and _stands_in(asked, text) and not _is_other_gender(asked, source, found):
        return f"the article says “{source}”, which may be {speaker.name} ({said_by.confidence:.2f}) or {asked}"
    near = min((_gap(said_by.source, content) for content in said_by.content), key=len)
    is_sure = said_by.confidence >= _SURE_ACROSS and said_by.cue is not None
    if not is_sure and _SENTENCE_END.search(near.of(text)):
        return f"{speaker.name} is named in another sentence"
    if said_by.cue is not None and set(words(said_by.cue.of(text))) & _RELAYING:
        return f"{speaker.name} passes them on as another's"
    if said_by.cue is not None and _is_hearer(text, said_by.cue, said_by.source):
        return f"{speaker.name} is the one who was told them"
    if _stands_in(asked, near.of(text)) or _is_quoted_through(asked, found):
        return f"{speaker.name} repeats there what {asked} said"
    return None


def may_be(asked: str, name: str, text: str) -> bool:
    """Say whether two names can be those of one person or body, as far as the names and the article's text tell."""
    mine, theirs = _tokens(without_description(asked)), _tokens(without_description(name))
    if not mine or not theirs:
        return False
    person, known = TypedName.of(asked).person, person_of(Speaker(name=name))
    stands = _stands_in(asked, text, whole=True)
    misspelt = not stands and bool(typos(asked, Speaker(name=name)))
    if person is not None and known is not None and not (theirs | mine) & BODY_NAMES:
        return misspelt or _may_be_one(person, known, apart=stands)
    if mine <= theirs or theirs <= mine or misspelt:
        return True
    if len(theirs) == 1 and theirs <= _GENERIC:
        return True
    one_is_body = (person is None) != (known is None)
    surname = set(person.last.split()) if person else set(known.last.split()) if known else set()
    return one_is_body and bool(surname) and surname <= (theirs if person else mine)


def is_name(name: str) -> bool:
    """Say whether a name is one rather than a description such as "the nominee", a group or a document."""
    bare = without_description(name).strip()
    *_, last = bare.split() or [""]
    if not last[:1].isupper() and not last[:1].isdigit():
        return False
    plain = folded(bare).split()
    if folded(bare) in NOBODY:
        return False
    is_body = len(plain) > 1 and plain[-1] in BODY_NAMES
    is_role = bool(plain) and not is_body and bool({plain[-1], plain[-1].removesuffix("s")} & ROLES)
    return bool(plain) and (not is_role or plain[0] in HONORIFICS or (len(plain) > 1 and is_first_name(plain[0])))


def _may_be_one(person: Identity, known: Identity, *, apart: bool) -> bool:
    """Say whether two names of persons can be one person's; `apart` when the article has the one asked about too."""
    if person.gender and known.gender and person.gender != known.gender:
        return False
    surnames, others = set(person.last.split()), set(known.last.split())
    if not (surnames & others or person.first in others or known.first in surnames):
        return False
    first, other = person.first, known.first
    if (
        not first
        or not other
        or same_first_name(first, other)
        or (first[0] == other[0] and 1 in {len(first), len(other)})
    ):
        return True
    return not apart and _may_be_forms(other, first)


def _may_be_forms(first: str, other: str) -> bool:
    """Say whether the first of two names may be a form of the other, or a title that no list has.

    So Lil may be Lilian, and Old Finn or Canon Finn may be Phineas Finn.
    """
    if first in _BEFORE_NAMES or not is_first_name(first) or first[0] == other[0]:
        return True
    shorter, longer = sorted((first, other), key=len)
    return any(shorter[n : n + 3] in longer for n in range(len(shorter) - 2))


def _tokens(name: str) -> set[str]:
    left_out = HONORIFICS.keys() | ABBREVIATED.keys() | ROLES
    found = folded(name).split()
    return {word for word in found if word not in left_out and not is_function_word(word)} or set(found)


def _stands_in(name: str, text: str, *, whole: bool = False) -> bool:
    """Say whether a text has a name, or its last word."""
    plain = folded(without_description(name))
    sought = plain if whole else plain.rpartition(" ")[2]
    return f" {sought} " in f" {folded(text)} "


def _is_joint(asked: str, told: str) -> bool:
    """Say whether the words for the source name the asked one beside another."""
    parts = re.split(r"\s+(?:and|or|with)\s+|,\s*", told)
    return len(parts) > 1 and "," not in told and any(_tokens(asked) & _tokens(part) for part in parts)


def _speaks_for(asked: str, found: Match, speaker: Speaker) -> bool:
    """Say whether the article tells that the speaker is of the body that was asked about, or speaks for it."""
    text, mine = found.spoken.article.text, _tokens(asked)
    is_body = TypedName.of(asked).person is None
    sources = {a.source.of(text) for a in found.spoken.attributions if a.source and a.speaker == speaker}
    return any(
        mine <= set(folded(source).split()) and (is_body or _SPEAKS_FOR.search(source))
        for source in (*sources, found.source or "")
    )


def _is_hearer(text: str, cue: Span, source: Span) -> bool:
    """Say whether the source is who hears: "told Vale that", "Vale was told"."""
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
