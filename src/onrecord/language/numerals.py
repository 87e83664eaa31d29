"""The numbers of a text, so that "1,200", "1.2 thousand" and "twelve hundred" are one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language.words import is_function_word, stems, words

UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
"""The words for the numbers from 0 to 19."""

_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBER_WORDS = {word: float(n) for n, word in enumerate(UNITS)}
NUMBER_WORDS |= {word: 10.0 * n for n, word in enumerate(_TENS, start=2)}
NUMBER_WORDS |= {"dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_VAGUE = frozenset({"one", "zero", "hundred", "thousand", "million", "billion", "trillion", "dozen"})
"""Words that alone say no certain number: "one of them", "a thousand times"."""

_COUNTING = """
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion half third quarter percent"""
COUNTING_WORDS = frozenset(_COUNTING.split())
"""The words that a change of number is told by: fewer than those that are read as numbers, and parts beside them."""

_FIGURE = re.compile(
    r"(?<![\w.])(?P<clock>\d{1,2}:\d\d)\b"
    r"|(?P<digits>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:st|nd|rd|th|s)?"
    r"(?:(?P<short>k|m|mn|bn|b|tn)\b|[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|dozen)\b)?"
    rf"|\b(?P<words>(?:{'|'.join([*UNITS, *_TENS, *_SCALES])})"
    rf"(?:(?:\s|-|\sand\s)(?:{'|'.join([*UNITS, *_TENS, *_SCALES])}))*)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:[^\s.;!?]+\s+){0,4}$")
_AFTER = re.compile(r"^[^\s\w]*(?:[\s-]+[^\s.;!?]+){0,4}")
_MONTH = r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}(?:\s\d+,?)?\s$")
_MONTH_AFTER = re.compile(rf"^\s{_MONTH}(?=\W|$)")
_REFERS = re.compile(r"\b(?:the|these|those|all|his|her|their|its)\s$", re.IGNORECASE)
"""What makes a number word point back instead of counting: "the two deny it"."""

_UNIT = re.compile(r"^[\s-]*[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as it is written, what it may stand for, and the stems of the words around it.

    `unit` is the stem of the word behind it, empty where that has no content; `is_date` says that it stands by a month;
    `start` is where it begins in the text.
    """

    written: str
    values: frozenset[float | str]
    around: frozenset[str]
    unit: str
    is_date: bool = False
    start: int = 0

    def agrees(self, other: "Figure") -> bool:
        """Say whether both can be the same number."""
        return not self.values.isdisjoint(other.values)


def figures(text: str) -> Iterator[Figure]:
    """Yield the numbers of a text in their order."""
    for match in _FIGURE.finditer(text):
        values = _values(match)
        if values and not (match["words"] and _REFERS.search(text[: match.start()])):
            before = _BEFORE.search(text[max(0, match.start() - 60) : match.start()])
            after = _AFTER.match(text[match.end() : match.end() + 60])
            near = (before.group() if before else "", after.group() if after else "")
            around = frozenset(stem for part in near for stem in _content(part))
            unit = _UNIT.match(near[1])
            yield Figure(
                written=match.group(),
                values=values,
                around=around,
                unit=next(iter(_content(unit.group())), "") if unit else "",
                is_date=bool(_MONTH_BEFORE.search(near[0]) or _MONTH_AFTER.match(near[1])),
                start=match.start(),
            )


def _content(part: str) -> list[str]:
    """Return the stems of the words that carry content, numbers left out."""
    kept = [
        word
        for word in words(part)
        if not is_function_word(word) and not word[0].isdigit() and word not in NUMBER_WORDS
    ]
    return stems(kept)


def _values(match: re.Match[str]) -> frozenset[float | str]:
    if match["clock"]:
        hours, minutes = match["clock"].split(":")
        return frozenset({f"{int(hours)}:{minutes}"})
    if match["digits"]:
        number = float(match["digits"].replace(",", ""))
        if match["scale"]:
            return frozenset({number * _SCALES[match["scale"].lower()]})
        short = match["short"]
        return frozenset({number, number * _SHORT_SCALES[short.lower()]} if short else {number})
    written = re.split(r"[\s-]+", match["words"].lower())
    if len(written) == 1 and written[0] in _VAGUE:
        return frozenset()
    return frozenset({spelt([word for word in written if word != "and"])})


def spelt(written: list[str]) -> float:
    """Return the number that words spell: "two hundred and twelve thousand" is 212,000."""
    total = current = 0.0
    for word in written:
        scale = _SCALES.get(word)
        if scale is None:
            current += NUMBER_WORDS[word]
        elif scale <= 100:
            current = (current or 1.0) * scale
        else:
            total += (current or 1.0) * scale
            current = 0.0
    return total + current
