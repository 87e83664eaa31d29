"""The parts of which the patterns of date expressions are put together.

No part repeats without a bound, so that the time taken grows with the text and not with its square.
"""

import re
from collections.abc import Iterable

from onrecord.language.lexicon.calendar_names import ANY_MONTH, ANY_WEEKDAY
from onrecord.language.lexicon.date_words import DAY_PARTS, NEARLY, ORDINALS, SEASONS, STEPS
from onrecord.language.numerals import NUMBER_WORDS


def any_case(pattern: str) -> str:
    """Return a pattern that matches in any case, inside one that does not."""
    return f"(?i:{pattern})"


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, with any space or line end between their parts."""
    longest_first = sorted(words, key=len, reverse=True)
    return any_case("|".join(word.replace(".", r"\.").replace("'", "[’']").replace(" ", GAP) for word in longest_first))


def plain(written: str) -> str:
    """Return words in lower case with single spaces between them."""
    return re.sub(r"\s{1,2}", " ", written.lower())


GAP = r"(?:(?:[^\S\n]|\r?\n(?!\s?\n)){1,2})"
"""Space within a paragraph."""

HYPHEN = rf"(?:[-‐‑]|{GAP})"
WEEKDAY = (
    rf"(?:{ANY_WEEKDAY}|{ANY_WEEKDAY.upper()}|Mon\.|Tues?\.|Wed\.|Thu(?:rs?)?\.|Fri\.|(?:Sat\.|Sun\.)(?=,?\s[A-Z]))"
)
WEEKDAY_ANY_CASE = any_case(ANY_WEEKDAY)
MONTH = (
    rf"(?:{ANY_MONTH}|{ANY_MONTH.upper()}|Sept?\.|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Oct|Nov|Dec)\."
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=\s\d))"
)
YEAR = r"(?:1[0-9]\d\d|20\d\d)"
ORDINAL = one_of(ORDINALS)
DAY_NUMBER = rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,]\d)|{any_case('the' + GAP)}?{ORDINAL}"
SEASON = one_of(SEASONS)
DAY_PART = one_of(DAY_PARTS)
UNIT = any_case(r"second|minute|hour|day|night|week|fortnight|weekend|month|quarter|year|decade|century|millennium")
UNITS = any_case(
    r"seconds|minutes|hours|days|nights|weeks|fortnights|weekends|months|quarters|years|decades|centuries|millennia"
)
DAY_OR_LONGER = any_case(r"day|week|fortnight|month|quarter|year|decade|century")
_NUMBER_WORD = one_of(NUMBER_WORDS)
NUMBER = (
    rf"(?:\d{{1,3}},\d{{3}}|\d{{1,4}}(?:\.\d{{1,2}})?(?:{HYPHEN}1/2|½)?"
    rf"|{_NUMBER_WORD}(?:{HYPHEN}(?:and{GAP})?{_NUMBER_WORD}){{0,3}}(?:{HYPHEN}and{HYPHEN}a{HYPHEN}half)?)"
)
VAGUE_NUMBER = any_case(rf"a{GAP}few|few|several|many|a{GAP}number{GAP}of|dozens{GAP}of|hundreds{GAP}of|countless")
COUPLE = any_case(rf"(?:a{GAP})?couple{GAP}of|a{GAP}couple|a{GAP}dozen|half{GAP}an?|an?{GAP}half")
QUANTITY = rf"(?:{COUPLE}|{VAGUE_NUMBER}|{NUMBER}(?:{GAP}(?:to|or){GAP}{NUMBER}|[-–]{NUMBER})?)"
ABOUT = rf"(?:{one_of(NEARLY)}{GAP})?"
PART_OF = any_case(
    rf"(?:the{GAP})?(?:very{GAP})?(?:beginning|start|middle|end|close|early{GAP}part|latter{GAP}part){GAP}of{GAP}"
    rf"|(?:the{GAP})?(?:early|late|mid)(?:{HYPHEN})|earlier{GAP}(?:in{GAP})?|later{GAP}(?:in{GAP})?"
    rf"|sometime{GAP}|mid"
)
SPELT_YEAR = any_case(
    rf"(?:nineteen|eighteen|twenty){HYPHEN}(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:{HYPHEN}"
    r"(?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    rf"|eighteen|nineteen)|two{GAP}thousand(?:{GAP}(?:and{GAP})?(?:one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen))?"
)
CLOCK = (
    rf"(?:\d{{1,2}}(?:[:.]\d\d)?{GAP}?{any_case(r'[ap](?:[.]m[.]|m)')}|\d{{1,2}}:\d\d(?::\d\d)?"
    rf"|{any_case('noon|midnight')}|\d{{1,2}}{GAP}o[’']clock"
    rf"|\d{{1,2}}{GAP}in{GAP}the{GAP}(?:morning|afternoon|evening))"
)
ZONE = rf"(?:{GAP}\(?(?:[ECMP][SD]T|GMT|UTC|BST|CET|local{GAP}time|Eastern|Pacific)(?:{GAP}time)?\)?)?"
STEP = one_of(STEPS)
EARLY = rf"(?:{any_case('early|late|earlier|later|mid')}{GAP})?"
PART_BEHIND = rf"(?:{GAP}(?P<daypart>{DAY_PART})(?!\w))?"
