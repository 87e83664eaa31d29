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
_REPORTED = {
    "will": ("would",), "won't": ("would not", "wouldn't"), "can": ("could",), "may": ("might",), "is": ("was",),
    "are": ("were",), "am": ("was",), "has": ("had",), "have": ("had",), "do": ("did",), "does": ("did",),
    "i": ("he", "she", "they"), "me": ("him", "her"), "my": ("his", "her"), "we": ("they",), "us": ("them",),
    "our": ("their",), "i'm": ("he was", "she was"), "we're": ("they were",), "shall": ("would", "should"),
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def number_spellings(text: str) -> Iterator[str]:
    """Yield a text with its numbers written otherwise, the text itself left out."""
    percent = (" percent", " per cent")
    places: list[tuple[int, int, tuple[str, ...]]] = [(*found.span(), percent) for found in _PERCENT.finditer(text)]
    places += [(*f.span(), (f.group(), _in_letters(int(f.group())))) for f in _FIGURES.finditer(text)]
    places += [(*f.span(), (f.group(), _in_figures(f.group()))) for f in _SPELT.finditer(text)]
    yield from _with(text, sorted(places))


def tense_shifts(text: str) -> Iterator[str]:
    """Yield a text as a report of it moves its tense, and its person where it speaks of itself."""
    places = []
    for found in _WORD.finditer(text):
        moved = _REPORTED.get(found.group().lower().replace("’", "'"))
        if moved is not None:
            places.append((found.start(), found.end(), (*moved, found.group())))
    yield from _with(text, places)


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
