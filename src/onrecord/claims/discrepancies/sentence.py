"""A sentence read for comparing: its words with their kin, what stands near a place in it, and the names in it."""

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from onrecord.language.lexicon.calendar_names import MONTHS, WEEKDAYS
from onrecord.language.lexicon.happenings import KINDRED, OUTCOMES
from onrecord.language.lexicon.irregular_verbs import forms_of, verb_of
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.numerals import NUMBER_WORDS
from onrecord.language.synonyms import synonym_stems
from onrecord.language.words import is_function_word

_NEAR, _BREAK = 8, 5
"""Words within which a word belongs to a figure or a day, and what a break between two clauses counts for."""

_FEWEST = 4
_WORD = re.compile(r"\d[\d.,:]*\d|\d|[^\W_]+(?:[’'][^\W_]+)*")
_BROKEN = re.compile(r"[,;:()–—]|\s[-–]{1,2}\s|\b(?:and|but|while|whereas|before|when)\b")
_SPACED = re.compile(r"\w\s[.,](?:\s|$)|\s[’']s\s|\w\s-\s\w")
_NUMBERED = rf"(?:\d|\b(?:{'|'.join(NUMBER_WORDS)}|year|magnitude))"
_LOOSE = re.compile(
    r"(?<=\d)\s[.:,]\s(?=\d{1,3}\b)|(?<=\w)\s-\s(?=[a-z\d])|\s(?=[,;)](?:\s|$))|(?<=[($€£])\s|(?<=\b[A-Z][a-z]{2})\s(?=\.\s\d)|\s(?=[’']s\b)"
)
"""The spaces that a tokenised text has within a number, a compound, and beside punctuation."""

_BEFORE_DASH = re.compile(rf"{_NUMBERED}$", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:(?:of|de|van|der|al|bin)\s+)?[A-Z][\w’'-]*)*")
_BASES = frozenset(
    ["hit", "put", "cut", "set", "hold", "meet", "begin", "open", "close", "win", "lose", "approve", "vote"]
)
_OWNS = re.compile(r"[’']s")
_CALENDAR = frozenset(name.lower() for name in (*WEEKDAYS, *MONTHS))
_AUXILIARY = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "will",
        "would",
        "be",
        "been",
        "being",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
    ]
)
_REPORTING = word_list("speech verbs") | frozenset(
    [
        "according",
        "official",
        "officials",
        "authorities",
        "source",
        "sources",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "reportedly",
        "statement",
    ]
)


@cache
def _leaders() -> dict[str, str]:
    """Return for the kin of each word in a group that of its first one."""
    groups = [synonym_stems(group.split()) for group in KINDRED.replace("\n", " | ").split("|") if group.strip()]
    return {kin: group[0] for group in groups for kin in group}


def kin_of(words: list[str]) -> list[str]:
    """Return the kin of words in lower case: one for all that are near in meaning."""
    return [_leaders().get(stem, stem) for stem in synonym_stems(words)]


@cache
def outcomes() -> dict[str, int]:
    """Return the kin of the words for what came of a happening, with the number of the outcome."""
    return {kin: n for n, group in enumerate(OUTCOMES.split("|")) for kin in kin_of(group.split())}


@dataclass(frozen=True)
class ComparedSentence:
    """A sentence: `plain` is `text` without the spaces that a tokenised text has within a number or a compound.

    `origins` holds for each place in `plain`, and its end, the place in `text`.
    """

    text: str
    plain: str
    origins: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the text of a place in the plain one."""
        return self.origins[start], self.origins[end - 1] + 1

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where the words stand in the plain text."""
        return tuple(found.span() for found in _WORD.finditer(self.plain))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words, in lower case, without a possessive ending."""
        lowered = (self.plain[start:end].lower().replace("’", "'") for start, end in self.places)
        return tuple(word.removesuffix("'s") for word in lowered)

    @cached_property
    def kin(self) -> tuple[str, ...]:
        """The kin of each word."""
        return tuple(kin_of(list(self.words)))

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """For each word the number of breaks before it."""
        counted, broken = [], 0
        for n, (start, _) in enumerate(self.places):
            between = self.plain[self.places[n - 1][1] : start] if n else ""
            broken += bool(_BROKEN.search(between)) or self.words[n] in (
                "and",
                "but",
                "while",
                "whereas",
                "before",
                "when",
            )
            counted.append(broken)
        return tuple(counted)

    @cached_property
    def telling(self) -> frozenset[int]:
        """The numbers of the words that tell what happens: no function words, numbers, days and words of reporting."""
        return frozenset(n for n, word in enumerate(self.words) if _tells(word))

    @cached_property
    def content(self) -> frozenset[str]:
        """The kin of the words that tell what happens."""
        return frozenset(self.kin[n] for n in self.telling)

    @cached_property
    def verbs(self) -> frozenset[int]:
        """The numbers of the words that look like verbs."""
        return frozenset(n for n in self.telling if is_verbal(self.words[n]) or self.kin[n] in outcomes())

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the names, in lower case, without what only opens the sentence."""
        found: set[str] = set()
        for match in _NAME.finditer(self.plain):
            for word in _WORD.findall(match.group()):
                low = word.lower().replace("’", "'").removesuffix("'s")
                opens = match.start() == 0 and match.group().startswith(word)
                if len(low) > 1 and _tells(low) and word[0].isupper() and not (opens and is_common(low, self)):
                    found.add(low)
        return frozenset(found)

    def at(self, start: int) -> int:
        """Return the number of the word at a place in the plain text."""
        return next((n for n, (_, end) in enumerate(self.places) if end > start), len(self.places) - 1)

    def apart(self, one: int, other: int) -> int:
        """Return how far apart two words are; a break between them counts for several words."""
        return abs(one - other) + _BREAK * abs(self.clauses[one] - self.clauses[other])

    def governor(self, start: int, end: int) -> str | None:
        """Return the kin of what a place belongs to: "Sunday's game", else the verb before it or behind it."""
        first, last = self.at(start), self.at(end - 1)
        if _OWNS.match(self.plain[end - 2 : end + 2]) or _OWNS.match(self.plain[end : end + 2]):
            run = [n for n in range(last + 1, min(last + 4, len(self.words))) if n in self.telling]
            return self.kin[run[-1]] if run else None
        for n in (*range(first - 1, -1, -1), *range(last + 1, len(self.words))):
            if n in self.verbs and self.clauses[n] == self.clauses[first if n < first else last]:
                return str(self.kin[n])
        return None

    def near(self, start: int, end: int) -> tuple[int, ...]:
        """Return the numbers of the words that tell something around a place, the nearest first."""
        first, last = self.at(start), self.at(end - 1)
        far = {n: min(self.apart(n, first), self.apart(n, last)) for n in self.telling if not first <= n <= last}
        return tuple(n for n in sorted(far, key=lambda n: (far[n], n)) if far[n] <= _NEAR)


def _tells(word: str) -> bool:
    return not (
        is_function_word(word)
        or word in _AUXILIARY
        or word in _CALENDAR
        or word in _REPORTING
        or word in NUMBER_WORDS
        or word[0].isdigit()
        or len(word) < 2
    )


def is_common(word: str, sentence: ComparedSentence) -> bool:
    """Say whether a word that opens a sentence is likely to be no name: an ordinary word by its look."""
    return is_verbal(word) or word.endswith(("s", "ly", "al")) or word in sentence.plain[len(word) :]


def is_verbal(word: str) -> bool:
    """Say whether a word in lower case looks like a verb in some form."""
    return (
        verb_of(word) != word
        or (len(word) > _FEWEST and word.endswith(("ed", "ing")))
        or (word.endswith("s") and (len(forms_of(word[:-1])) > 1 or word[:-1] in _BASES))
        or word in _BASES
    )


@lru_cache(maxsize=1024)
def read(text: str) -> ComparedSentence:
    """Read a sentence for comparing."""
    if not _SPACED.search(text):
        return ComparedSentence(text, text, tuple(range(len(text) + 1)))
    dropped: set[int] = set()
    for found in _LOOSE.finditer(text):
        if found.group() != " - " or _BEFORE_DASH.search(text[: found.start()]):
            dropped |= {n for n in range(*found.span()) if text[n].isspace()}
    kept = [n for n in range(len(text)) if n not in dropped]
    return ComparedSentence(text, "".join(text[n] for n in kept), (*kept, len(text)))
