"""Days that are written whole in a page's text, with the months of many languages or in numbers."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from onrecord.language.lexicon.calendar_names import MONTHS, MONTHS_ELSEWHERE

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª)?"
_MONTH_NAME = r"(?P<month>[^\W\d_]{3,14})\.?"
_OF = r"(?:\s*(?:de|di|del|of)\s+|[\s.,]+\s*)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\d.,/-]){_DAY_NUMBER}\.?{_OF}{_MONTH_NAME}{_OF}{_YEAR}\b",
        rf"\b{_MONTH_NAME}\s+{_DAY_NUMBER},?\s+{_YEAR}\b",
        rf"(?<!\d){_YEAR}(?P<apart>[-/.])(?P<month>\d{{1,2}})(?P=apart)(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<![\d.,/-])(?P<day>\d{{1,2}})(?P<apart>\.\s?|/|-|\s\|\s)(?P<month>\d{{1,2}})(?P=apart){_YEAR}(?!\d)",
        rf"{_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]",
    )
)
_NUMBERS_ONLY = _FORMS[3]
_EITHER_ORDER = frozenset("/-")
_MONTHS_A_YEAR = 12


def _bare(word: str) -> str:
    """Return a word in lower case and without accents."""
    parts = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


_NUMBERS: dict[str, int] = {
    _bare(name): number
    for number, names in enumerate(zip(MONTHS, MONTHS_ELSEWHERE, strict=True), start=1)
    for name in [names[0], names[0][:3], *names[1].split()]
}


def written_days(words: str) -> Iterator[tuple[int, date]]:
    """Yield where each day starts that is written whole, and the day, form by form.

    In numbers a day stands before its month where dots or upright lines are between; with slashes or hyphens it is read
    only where the first can be no month, as nothing else tells the two orders apart.
    """
    for form in _FORMS:
        for match in form.finditer(words):
            day = _day(match["year"], match["month"], match["day"])
            unclear = form is _NUMBERS_ONLY and match["apart"] in _EITHER_ORDER and int(match["day"]) <= _MONTHS_A_YEAR
            if day and not (unclear and day.day != day.month):
                yield match.start(), day


def _day(year: str, month: str, day: str) -> date | None:
    """Return the day, or None where a word is no month or the calendar has no such day."""
    number = int(month) if month.isdigit() else _NUMBERS.get(_bare(month), 0)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
