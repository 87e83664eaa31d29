"""What narrows a question, and the sentences that tell of another of the same kind: another year, place or plan.

Likeness does not tell the rent in one town from that in the next. A sentence that has another value where the question
has one is no answer, however near it comes; one that has none at all may be.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from onrecord.answering.question.question import Question
from onrecord.answering.ranking.candidates import Candidate
from onrecord.answering.ranking.groups import asked_group, tells_of_another_group
from onrecord.answering.ranking.table_rows import is_head, is_row
from onrecord.language.lexicon.calendar_names import MONTHS, WEEKDAYS
from onrecord.language.lexicon.contrasts import rivals
from onrecord.language.lexicon.lexicon import ABBREVIATED, HONORIFICS, PEOPLES, TITLES
from onrecord.language.patterns import YEAR
from onrecord.language.words import is_function_word, lemmas_or_stems, stems, words
from onrecord.model import Excerpt

_YEAR = re.compile(
    r"\b(?:in|for|during|of|throughout)\s+(?:the\s+year\s+)?(?P<year>(?:1[5-9]|20)\d\d)\b", re.IGNORECASE
)
_NAME = r"(?:[A-Z][\w’'-]*)(?:\s(?:[A-Z][\w’'-]*|\d+\b))*"
_PLACED = re.compile(
    rf"\b(?P<head>[\w’'-]+)\s(?P<how>in|at|of|for|near|from|outside)\s(?:[Tt]he\s)?(?P<name>{_NAME})(?![\w’'])"
)
_SUBJECT = re.compile(
    rf"\b(?:did|do|does|was|were|is|are|has|had|have|will|would)\s(?:the\s)?(?P<name>{_NAME})(?=\s+[a-z])"
)
_OTHER_SUBJECT = re.compile(
    rf"^(?:(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Aa]n?)\s(?:[\w-]+\s){{1,4}}?)?,?\s?(?P<name>{_NAME}),?\s+(?:was|were|is|has|had|[a-z]+ed|made|lost|won|sold|paid|took|left|rose|fell|grew)\b"
    rf"|^[^,]{{3,60}},\s(?P<apposed>{_NAME}),\s"
)
_MODEL = re.compile(r"(?<!^)\b([A-Z][\w’'-]+)\s(\d{1,3})\b(?![.,:]?\d)|^([A-Z][\w’'-]+)\s(\d{1,3})\b")
_WHAT_IS = re.compile(r"what(?:['’]s| is| was| are| were| will| would| do| does)\b", re.IGNORECASE)
"""How a question begins that asks for a single thing, not for what happened or was said."""

_LEANS = re.compile(
    r"^[“\"‘']?(?:(?:He|She|They|It|This|These|Those)\b|(?:In|On|By|At|Since|During|For|From)\s[^,.]{1,25}?,?\s(?:he|she|they|it)\b)"
)
_THING = re.compile(
    r"\b(?:is|was|does|did|would|will|do)\s(?P<thing>an?\s(?:[a-z-]+\s){0,2}?[a-z-]+)"
    r"(?=\s(?:for|at|in|of|from|with|cost|take|weigh|last)\b|\?|$)"
)
_OTHER_THING = re.compile(
    r"^(?P<thing>An?\s(?:[a-z-]+\s){0,2}?[a-z-]+)(?=\s(?:for|at|in|of|from|with|costs?|takes?|is|was)\b)"
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_MOST = re.compile(r"\b(?:most|least|fewest|\w{3,}est|highest|lowest)\b", re.IGNORECASE)
_DETAILS = frozenset({"number", "time", "place"})
_ADJECTIVE = re.compile(r"(?:ish|ese|ican|ian|ic)$")
_NO_NAMES = frozenset(HONORIFICS) | frozenset(ABBREVIATED) | PEOPLES | TITLES
_CALENDAR = frozenset(name.lower() for name in (*WEEKDAYS, *MONTHS))
_CONTEXT = 300
"""Characters before a sentence in which what its pronoun stands for is looked for."""


def tells_of_another(question: Question, candidate: Candidate) -> bool:
    """Say whether a sentence tells of another of the kind that is asked about, or is the head of a table."""
    if is_head(candidate) or (is_row(candidate.text) and _MOST.search(question.text)):
        return True
    told = with_antecedent(candidate)
    return (
        _another_year(question, candidate.text, told)
        or _another_of_a_pair(question, candidate.text, told)
        or _another_place(question, candidate)
        or _another_model(question, candidate.text)
        or _another_subject(question, candidate)
        or _another_thing(question, candidate.text)
        or tells_of_another_group(question, told)
    )


def narrowing(question: Question) -> frozenset[str]:
    """Return the words, in lower case, that narrow a question: a year, a place, which of two, which group."""
    asked = _SUBJECT.search(question.text)
    group = asked_group(question)
    return frozenset(
        (
            *(found["year"] for found in _YEAR.finditer(question.text)),
            *(word for word, _ in _pairs(words(question.text))),
            *(word for _, _, name in _placed(question.text) for word in name),
            *(words(asked["name"])[-1:] if asked else ()),
            *((group,) if group else ()),
        )
    )


def with_antecedent(excerpt: Excerpt) -> str:
    """Return a sentence, after the one before where it begins with a pronoun: what that stands for is there."""
    return f"{_leant_on(excerpt)} {excerpt.text}".strip()


def _leant_on(excerpt: Excerpt) -> str:
    if not _LEANS.match(excerpt.text):
        return ""
    before = excerpt.article.text[max(0, excerpt.span.start - _CONTEXT) : excerpt.span.start]
    parts = [part.strip() for part in _SENTENCE.findall(before.rsplit("\n\n", 1)[-1]) if part.strip()]
    return parts[-1] if parts else ""


def _another_year(question: Question, text: str, told: str) -> bool:
    asked = {found["year"] for found in _YEAR.finditer(question.text)}
    if not asked or question.wanted == "time":
        return False
    held = set(YEAR.findall(text)) or set(YEAR.findall(told))
    return bool(held) and held.isdisjoint(asked)


def _another_of_a_pair(question: Question, text: str, told: str) -> bool:
    """Say whether a sentence has "second plan" and not "first" where "first plan" is asked about."""
    own = words(text)
    pairs = list(_pairs(own))
    if not pairs:
        own = words(told)
        pairs = list(_pairs(own))
    for word, noun in _pairs(words(question.text)):
        if word not in own and any(other in rivals(word) and kind == noun for other, kind in pairs):
            return True
    return False


def _pairs(of: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each word that tells two of a kind apart, with the stem of each of the two words behind it."""
    kinds = lemmas_or_stems(of)
    for place, word in enumerate(of):
        if rivals(word) and of[place - 1 : place] != ["how"]:
            for kind in kinds[place + 1 : place + 3]:
                yield word, kind


def _another_place(question: Question, candidate: Candidate) -> bool:
    """Say whether a sentence has "rent in Pell" where "rent in Thule" is asked about, or knows of other places only."""
    if not (question.wanted or question.is_yes_no or _WHAT_IS.match(question.core)):
        return False
    text = candidate.text
    for head, how, name in _placed(question.text):
        if _holds(name, text):
            continue
        if any(own == head for own, _, other in _placed(text) if other != name):
            return True
        known = f"{candidate.article.title or ''}\n{candidate.article.text}"
        if not _holds(name, known) and _is_placed(text, how):
            return True
    return False


@lru_cache(maxsize=4096)
def _placed(text: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return what stands somewhere, as a stem, by which preposition, and where: "rent in Pell"."""
    return tuple(
        (stems([found["head"].lower()])[0], found["how"], tuple(words(found["name"])))
        for found in _PLACED.finditer(text)
        if _is_name(found["name"]) and not is_function_word(found["head"].lower())
    )


def _is_placed(text: str, how: str) -> bool:
    """Say whether a sentence tells of a place or a thing by a preposition and a name."""
    found = re.findall(rf"(?<![A-Z]\w)\b{how}\s(?:the\s)?({_NAME})", f"{text[:1].lower()}{text[1:]}")
    return any(map(_is_name, found))


def _is_name(name: str) -> bool:
    """Say whether it names somewhere or something: no month, no title and no people."""
    own = words(name)
    return bool(own) and own[0] not in _CALENDAR and own[0] not in _NO_NAMES and not _ADJECTIVE.search(own[-1])


def _holds(name: Sequence[str], text: str) -> bool:
    """Say whether a text has all words of a name."""
    return set(stems(name)) <= _stems_in(text)


@lru_cache(maxsize=4096)
def _stems_in(text: str) -> frozenset[str]:
    return frozenset(stems(words(text)))


def _another_model(question: Question, text: str) -> bool:
    """Say whether a sentence has "Corvo 5" where "Corvo 3" is asked about."""
    return any(
        not _holds((name, number), text) and any(name == own and number != other for own, other in _models(text))
        for name, number in _models(question.text)
    )


def _models(text: str) -> list[tuple[str, str]]:
    return [
        (name.lower(), number)
        for found in _MODEL.findall(text)
        for name, number in [(found[0] or found[2], found[1] or found[3])]
        if name.lower() not in _CALENDAR
    ]


def _another_subject(question: Question, candidate: Candidate) -> bool:
    """Say whether a detail of somebody is asked for and a sentence is about somebody else, by name."""
    if question.speaker or question.wanted not in _DETAILS:
        return False
    asked = _SUBJECT.search(question.text)
    if not asked or _LEANS.match(candidate.text):
        return False
    about = _OTHER_SUBJECT.match(candidate.text)
    name = (about["name"] or about["apposed"]) if about else None
    return name is not None and not _holds(words(asked["name"])[-1:], candidate.text) and _is_name(name)


def _another_thing(question: Question, text: str) -> bool:
    """Say whether what "a service" costs is asked for and a sentence begins with what "a tyre change" does."""
    asked, other = _THING.search(question.text), _OTHER_THING.match(text)
    if question.wanted != "number" or not asked or not other:
        return False
    return not set(stems(words(asked["thing"])[1:])) <= set(stems(words(text)))
