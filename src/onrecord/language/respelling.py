"""Other ways to write or report the same words: numbers in figures or letters, and a tense and person that move."""

import re
from collections.abc import Iterator
from itertools import islice, product

from onrecord.language.numerals import NUMBER_WORDS, UNITS

_MOST = 8
"""Ways to write a text that are tried."""

_PERCENT = re.compile(r"\s?%|\s+per\s?cent\b|\s+percent\b", re.IGNORECASE)
_TENS = {int(value): word for word, value in NUMBER_WORDS.items() if 20 <= value <= 90}
_SPELT = re.compile(
    rf"\b(?:(?:{'|'.join(_TENS.values())})(?:[- ](?:{'|'.join(UNITS[1:10])}))?|{'|'.join(UNITS)})\b", re.IGNORECASE
)
_FIGURES = re.compile(r"(?<![\d.,$£€])\d{1,2}(?![\d]|[.,:]\d|st|nd|rd|th)")
_MOVED = {
    "will": "would", "won't": "would not", "can": "could", "can't": "could not", "cannot": "could not", "may": "might",
    "shall": "would", "must": "had to", "is": "was", "are": "were", "am": "was", "has": "had", "have": "had",
    "do": "did", "does": "did", "isn't": "was not", "aren't": "were not", "haven't": "had not", "hasn't": "had not",
    "don't": "did not", "doesn't": "did not",
}  # fmt: skip
"""Tenses as a report in the past moves them."""

_SHORT = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will"}
_PERSONS = tuple(
    dict(zip(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours"), line.split(), strict=True))
    for line in (
        "he him his his himself they them their theirs",
        "she her her hers herself they them their theirs",
        "they them their theirs themselves they them their theirs",
        "it it its its itself it it its its",
        "i me my mine myself we us our ours",
    )
)
"""Persons as a report moves them: he, she, they, a body, and those that stay."""

_WITH_ONE = {"am": "is", "are": "is", "have": "has", "do": "does", "was": "was", "were": "was"}
_WITH_MANY = {"am": "are", "has": "have", "was": "were"}
_SPEAKERS = frozenset({"i", "we"})
_BETWEEN = frozenset({"never", "also", "always", "still", "now", "just", "only", "not", "ever", "often", "really"})
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def number_spellings(text: str) -> Iterator[str]:
    """Yield a text with its numbers written otherwise, the text itself left out."""
    percent = (" percent", " per cent")
    places: list[tuple[int, int, tuple[str, ...]]] = [(*found.span(), percent) for found in _PERCENT.finditer(text)]
    places += [(*f.span(), (f.group(), _in_letters(int(f.group())))) for f in _FIGURES.finditer(text)]
    places += [(*f.span(), (f.group(), _in_figures(f.group()))) for f in _SPELT.finditer(text)]
    yield from _with(text, sorted(places))


def tense_shifts(text: str) -> Iterator[str]:
    """Yield a text as a report of it moves its tense, and its person where it speaks of itself; each way once."""
    seen = {text}
    for person, moves in product(_PERSONS, (True, False)):
        told = _told(text, person, moves=moves)
        if told not in seen:
            seen.add(told)
            yield told


def _told(text: str, person: dict[str, str], *, moves: bool) -> str:
    """Return a text as one who reports it tells it: of another person, and in the past where the tense moves."""
    subject = ""

    def moved(found: re.Match[str]) -> str:
        nonlocal subject
        word = found.group().lower().replace("’", "'")
        stem = next((word.removesuffix(short) for short in _SHORT if word.endswith(short)), word)
        verb = _SHORT.get(word[len(stem) :], "") if stem in _SPEAKERS else ""
        if verb:
            subject = person[stem]
            return f"{subject} {_verb(verb, subject, moves=moves)}"
        if word in person:
            subject = person[word] if word in _SPEAKERS else ""
            return person[word]
        spoken, subject = subject, subject if word in _BETWEEN else ""
        shown = _verb(word, spoken, moves=moves)
        return found.group() if shown == word else shown

    return _WORD.sub(moved, text)


def _verb(word: str, subject: str, *, moves: bool) -> str:
    """Return a verb's form in a report, behind a subject that the report moved, if any."""
    shown = _MOVED.get(word, word) if moves else word
    agreeing = _WITH_ONE if subject in {"he", "she", "it"} else _WITH_MANY if subject in {"they", "we"} else {}
    return agreeing.get(shown, shown)


def _with(text: str, places: list[tuple[int, int, tuple[str, ...]]]) -> Iterator[str]:
    for chosen in islice(product(*(forms for _, _, forms in places)), _MOST):
        shown, done = "", 0
        for (start, end, _), form in zip(places, chosen, strict=True):
            shown += text[done:start] + form
            done = end
        shown += text[done:]
        if shown != text:
            yield shown


def _in_letters(value: int) -> str:
    if value < len(UNITS):
        return UNITS[value]
    tens, rest = divmod(value, 10)
    return _TENS[10 * tens] + (f"-{UNITS[rest]}" if rest else "")


def _in_figures(spelt: str) -> str:
    return str(sum(int(NUMBER_WORDS[part.lower()]) for part in re.split(r"[- ]", spelt)))
