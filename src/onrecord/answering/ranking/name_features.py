"""Persons in a question and in a sentence: who is named, who speaks, and who only has the same surname."""

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.answering.question.question import Question
from onrecord.answering.ranking.candidates import Candidate
from onrecord.language.patterns import MARK, PRONOUN, SPEECH, SPEECH_VERBS
from onrecord.language.words import stems
from onrecord.model import Article

_BEFORE_NAMES = """
    mr mrs ms dr sen senator rep representative gov governor gen general lt col capt sgt president vice secretary judge
    justice mayor chief minister prime prof professor sir lady lord king queen prince princess pope rev reverend former
    the of officer director chairman chairwoman spokesman spokeswoman sheriff warden commissioner congressman
    congresswoman attorney"""
TITLES = frozenset(stems(_BEFORE_NAMES.split()))
"""Stems of what stands before names and is no part of them."""


def speaking(question: Question, text: str, own: Sequence[str], before: Sequence[str]) -> list[float]:
    """Return what shows that a sentence reports somebody's words: the asked speaker's name, marks and verbs."""
    quoted = bool(MARK.search(text))
    if not (question.speaker or question.seeks_speaker):
        return [0.0, 0.0, 0.0, 0.0, 0.0, float(quoted)]
    utters = float(quoted or bool(SPEECH.search(text)))
    if not question.speaker:
        return [0.0, 0.0, 0.0, utters, 0.0, float(quoted)]
    surname = question.speaker[-1]
    here = surname in own
    previous = surname in before and bool(PRONOUN.search(text) or quoted)
    return [
        float(here and _speaks(surname, text)),
        1.0 if here else -1.0,
        float(previous and not here),
        0.0,
        utters * float(here or previous),
        float(quoted),
    ]


def said(question: Question, candidate: Candidate) -> list[float]:
    """Return whether a sentence's words are attributed to the speaker asked about, or to a namesake, or to anybody."""
    by_asked, namesake = 0.0, False
    if question.speaker:
        *first, last = [stem for stem in stems(question.speaker) if stem not in TITLES] or stems(question.speaker)
        by_asked = 1.0 if last in candidate.speakers else -1.0
        if first and by_asked > 0:
            others = candidate.speakers - TITLES - {last}
            namesake = first[-1] not in others if others else not is_named_in(question.speaker[-2:], candidate.article)
            by_asked = -1.0 if namesake else 1.0
    return [
        0.0 if question.is_yes_no else by_asked,
        by_asked if question.is_yes_no else 0.0,
        float(question.seeks_speaker and bool(candidate.speakers)),
        float(namesake),
    ]


def whole_names(question: Question, candidate: Candidate) -> list[float]:
    """Return how the names of two words or more stand in an article and a sentence.

    Given are the share that the article lacks, as a negative number; the share of which it has the surname alone; and
    the share that the sentence has.
    """
    pairs = [name[-2:] for name in question.names if len(name) > 1 and stems(name[-2:-1])[0] not in TITLES]
    if not pairs:
        return [0.0, 0.0, 0.0]
    held = [is_named_in(pair, candidate.article) for pair in pairs]
    alone = [is_named_in(pair[1:], candidate.article) for pair in pairs]
    return [
        sum(held) / len(pairs) - 1.0,
        (sum(alone) - sum(held)) / len(pairs),
        sum(_stands_in(pair, candidate.text) for pair in pairs) / len(pairs),
    ]


def is_named_in(name: tuple[str, ...], article: Article) -> bool:
    """Say whether an article, its title or its text, has the words of a name."""
    return _stands_in(name, article.title or "") or _stands_in(name, article.text)


@lru_cache(maxsize=8192)
def _stands_in(name: tuple[str, ...], text: str) -> bool:
    """Say whether the words of a name stand in a text, with at most an initial between them."""
    return name[-1] in _lowered(text) and bool(_pattern(name).search(text))


@lru_cache(maxsize=1024)
def _lowered(text: str) -> str:
    return text.lower().replace("’", "'")


@lru_cache(maxsize=512)
def _pattern(name: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b" + r"\W+(?:\w\W+)?".join(map(re.escape, name)) + r"\b", re.IGNORECASE)


def _speaks(surname: str, text: str) -> bool:
    """Say whether a verb of speech stands shortly after or before a surname."""
    name, between = re.escape(surname), r"\W+(?:\w+\W+)"
    patterns = (
        rf"{name}{between}{{0,3}}?{SPEECH_VERBS}\b",
        rf"{SPEECH_VERBS}{between}{{0,4}}?{name}",
        rf"according to{between}{{0,4}}?{name}",
    )
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns)
