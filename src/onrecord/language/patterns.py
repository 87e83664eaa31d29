"""What shows that a sentence holds a number, a time, a place, a name, a reason or somebody's words."""

import re
from typing import Literal

from onrecord.language.lexicon.calendar_names import ANY_MONTH

Unit = Literal["age", "percent", "money", "duration", "measure", "often", "vote", "count"]
"""What a number may count."""

SPEECH_VERBS = (
    r"(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|claim\w*|argu\w*|call(?:s|ed)?|describ\w*|warn\w*|promis\w*|think\w*|thought|"
    r"believ\w*|suggest\w*|announc\w*|respon\w*|react\w*|explain\w*|comment\w*|deni\w*|deny|insist\w*|accus\w*|ask(?:s|ed)?|"
    r"admit\w*|acknowledg\w*|stat(?:e|es|ed)|declar\w*|add(?:s|ed)|wr(?:ite|ites|ote)|tweet\w*|testif\w*|affirm\w*|"
    r"stress\w*|not(?:e|es|ed)|urg(?:e|es|ed)|pledg\w*|vow\w*|defend\w*|justif\w*|predict\w*|recall\w*|compar\w*|"
    r"criti\w*|condemn\w*|prais\w*|express\w*|characteri\w*|repl(?:y|ies|ied)|mention\w*|demand\w*|blam\w*)"
)
"""Verbs of saying, as a question has them."""

NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|"
    r"trillions?|dozens?|half|third|quarter|twice|double|triple|once|both|none|no one|nobody)"
)
NUMBER = re.compile(rf"\d|\b{NUMBER_WORD}\b", re.IGNORECASE)
QUANTITIES = {
    "money": re.compile(
        r"[$£€¥]\s?\d|\b(?:(?<!\d[.,])\d[\d.,]*|"
        + NUMBER_WORD
        + r")\s?(?:(?:million|billion|trillion|thousand|hundred)\s)?"
        r"(?:dollars?|euros?|pounds?|crowns?|marks?|cents?|pence|francs?|kroner|million|billion|trillion)\b",
        re.IGNORECASE,
    ),
    "percent": re.compile(r"%|\bper ?cent\b|\bpoints?\b|\b(?:half|third|quarter)\b|\bone in\b", re.IGNORECASE),
    "count": NUMBER,
}
_AMOUNT = (
    rf"(?:(?:[$£€¥]\s?)?(?<!\d)(?<!\d[.,])\d[\d.,]*(?:\s?(?:million|billion|trillion|thousand|hundred|m|bn)\b)?"
    rf"|\b{NUMBER_WORD}(?:[\s-]{NUMBER_WORD})*\b)"
)
_UNITS: dict[Unit, str] = {
    "age": r"\b[\w-]+[\s-]years?[\s-]olds?\b|,\s\d{1,3}(?=[,.;)\s])|\bage[sd]?\s(?:of\s)?\d{1,3}\b|\bat\s\d{1,3}\b"
    r"|\(\d{1,3}\)|\bin (?:his|her|their) (?:\d0s|\w+ties)\b",
    "percent": rf"{_AMOUNT}[\s-]*(?:%|per\s?cent|percentage points?|points?\b)|\bquarter\b|\bhalf\b|\bmajority\b"
    r"|\b(?:a|one|two|three)[\s-](?:third|quarter|fifth)s?\b"
    r"|\b(?:\w+|\d+) (?:in|out of|of)(?: every)? (?:\d+|ten|ninety|three|four|five|nine)\b",
    "money": r"[$£€¥]\s?\d[\d.,]*(?:\s?(?:million|billion|trillion|thousand|m|bn)\b)?"
    rf"|{_AMOUNT}[\s-]+(?:dollars?|euros?|pounds?|crowns?|marks?|cents?|pence|francs?|kroner|shillings?)\b",
    "duration": rf"(?:{_AMOUNT}|\b(?:a|an|several|few|couple of))[\s-]*(?:second|minute|hour|day|week|month|year|decade"
    r"|centur)\w*|\bovernight\b|\blifetime\b",
    "measure": rf"{_AMOUNT}[\s-]*(?:miles?|kilomet\w+|km|met(?:er|re)s?|m|feet|foot|ft|inch\w*|cm|mm|pounds?|kilo\w*|kg"
    r"|tons?|tonnes?|acres?|hectares?|square|degrees?|stor(?:e?y|ies)|knots?|mph|lit(?:er|re)s?|gallons?|[‘’'\"]+)",
    "often": r"\b(?:every|each|once|twice|daily|weekly|monthly|yearly|annually|hourly|per|times"
    r"|a (?:day|week|month|year))\b",
    "vote": r"\b\d{1,3}\s?(?:-|–|to)\s?\d{1,3}\b",
    "count": _AMOUNT,
}
UNITS = {unit: re.compile(pattern, re.IGNORECASE) for unit, pattern in _UNITS.items()}
"""Numbers, by the unit that a question asks for."""

MONTH = (
    rf"(?:{ANY_MONTH}|"
    r"Jan\.|Feb\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\b\d{1,2}:\d\d\b|\b(?:midnight|noon|dawn|o['’]clock)\b")
DAY = re.compile(
    rf"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b{MONTH}\s\d|\b\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}"
    r"|\b(?:yesterday|today|tonight|tomorrow)\b"
)
TIME = re.compile(
    rf"{DAY.pattern}|{CLOCK.pattern}|{YEAR.pattern}|\b{MONTH}(?=\W)"
    r"|\b(?:weekend|ago|overnight)\b"
    r"|\b(?:last|next|this|earlier|later|past|previous|following|same)\s(?:\w+\s)?"
    r"(?:week|month|year|night|morning|afternoon|evening|spring|summer|autumn|fall|winter|decade)\b",
)
PLACE = re.compile(
    r"\b(?:in|at|near|from|to|outside|inside|across|on|around|into|off|of|behind|between|over|through)\s(?:the\s)?"
    rf"(?!{MONTH})([A-Z][\w’'-]+)"
)
TIMES = {"year": YEAR, "clock": CLOCK, "day": DAY, "any": TIME}
REASON = re.compile(
    r"\b(?:because|since|due to|amid|so that|in order to|owing to|blam\w+|reasons?|caus\w+|prompt\w+|concern\w*|fear\w*"
    r"|led to|result\w*|therefore|after|as|to)\b",
    re.IGNORECASE,
)
STRONG_REASON = re.compile(
    r"\b(?:because|due to|so that|in order to|owing to|blam\w+|reasons?|caus\w+|prompt\w+|led to)\b", re.IGNORECASE
)
NAME = re.compile(r"(?<!^)(?<![.!?“\"] )\b[A-Z][\w’'-]+|^(?:[A-Z][\w’'-]+\s){1,2}[A-Z][\w’'-]+")
PRONOUN = re.compile(r"\b(?:he|she|they|his|her|their|who|it)\b", re.IGNORECASE)
SPEECH = re.compile(rf"\b{SPEECH_VERBS}\b|\baccording to\b", re.IGNORECASE)
MARK = re.compile(r"[“”\"«»]|''|(?<!\w)[‘'](?=\w)")
QUOTED = re.compile(r"[“\"‘][^”\"’]{2,200}[”\"’]|''[^']{2,200}''")
"""A short quotation, or a title in quotation marks."""
