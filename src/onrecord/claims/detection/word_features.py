"""What the words of a sentence show of whether and what it claims: numbers, names, records, duties, feelings."""

import re
from collections.abc import Sequence
from functools import cache
from math import log1p

import numpy as np

from onrecord.backbone import Floats
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.numerals import NUMBER_WORDS
from onrecord.language.patterns import MARK, NAME, TIME, UNITS, YEAR
from onrecord.language.polarity import is_negation
from onrecord.language.words import words

_LISTS = {
    "i": "first person",
    "we": "first person plural",
    "you": "second person",
    "plural_pronoun": "plural pronouns",
    "he": "he",
    "she": "she",
    "people": "words for people at large",
    "health": "words of health",
    "money_words": "words of money",
    "violence": "words of violence",
    "record": "words of record",
    "comparison": "words of comparison",
    "change": "words of change",
    "cause": "words of cause",
    "rule": "words of rule",
    "support": "words of support",
    "duty": "words of duty",
    "belief": "words of belief",
    "judgement": "words of judgement",
    "feeling": "words of feeling",
    "hedge": "words of hedging",
    "evidence": "words of evidence",
    "courtesy": "words of courtesy",
    "all": "words for all",
    "future": "words of the future",
    "doing": "words of doing",
    "being": "words of being",
    "having": "words of having",
    "body": "body nouns",
    "office": "titles",
}
_PATTERNS = {
    "digits": re.compile(r"\d"),
    "percent": UNITS["percent"],
    "money": UNITS["money"],
    "duration": UNITS["duration"],
    "year": YEAR,
    "time": TIME,
    "name": NAME,
    "quoted": MARK,
    "going_to": re.compile(r"\b(?:(?:going|plan\w*|intend\w*|want\w*|aim\w*|hop\w+|have|has|need\w*) to|will)\b", re.I),
    "i_believe": re.compile(r"\b(?:I|we)(?:\s\w+)?\s(?:think|believe|hope|feel|know|want|guess|mean|wish)\b"),
    "i_did": re.compile(
        r"\b(?:I|we)(?:['’]ve)?\s(?:\w+ly\s|also\s|have\s|never\s)?(?:\w+ed|was|were|had|did|went|saw)\b"
    ),
    "superlative": re.compile(r"\b(?:the|our|its|their)\s(?:\w+\s)?(?:most\s\w+|least\s\w+|\w{2,}est)\b", re.I),
    "more_than": re.compile(
        r"\b(?:more|less|fewer|\w{2,}er)\s(?:\w+\s){0,3}than\b|\bas \w+ as\b|\bcompared (?:to|with)\b",
        re.I,
    ),
    "past": re.compile(r"\b\w{3,}ed\b"),
    "perfect": re.compile(
        r"\b(?:has|have|had|['’]ve)\s(?:\w+ly\s|not\s|now\s|already\s)?(?:been|\w+ed|\w+en|made|had|done)\b",
        re.I,
    ),
    "passive": re.compile(r"\b(?:is|are|was|were|been|be)\s(?:\w+ly\s)?\w+ed\b", re.I),
    "there_is": re.compile(r"\bthere(?:['’]s| is| are| was| were| has| have)\b", re.I),
    "according": re.compile(r"\baccording to\b|\b(?:said|says|told|reported|announced)\b", re.I),
    "if": re.compile(r"\b(?:if|unless|whether|suppose|were to)\b", re.I),
    "order": re.compile(
        r"^\W*(?:so |and |but |now,? |please )?(?:let['’]?s?|do|don['’]t|look|listen|take|ask|go|give|get"
        r"|make|join|stop|tell|imagine|remember|consider|see|think)\b",
        re.I,
    ),
    "thanks": re.compile(r"\bthank(?:s| you)\b|\bgood (?:evening|morning|afternoon|night)\b|\bwelcome\b", re.I),
    "link_only": re.compile(r"^\W*(?:and|but|so|well|now|yes|no|okay|because|or)\b", re.I),
    "asks_first": re.compile(
        r"^\W*(?:and |but |so |well,? )?(?:what|why|how|who|when|where|which|is|are|do|does|did|can|could"
        r"|would|will|should|have|has)\b",
        re.I,
    ),
    "this_it": re.compile(r"\b(?:it|this|that|these|those)\b", re.I),
    "subject_this": re.compile(r"^\W*(?:and |but |so )?(?:it|this|that|these|those|they|he|she)\b", re.I),
    "may": re.compile(r"\b(?:may|might|could|would|can)\b", re.I),
    "one_side": re.compile(
        r"\b(?:because|due to|as a result|led to|leads to|so that|caus\w+|thanks to|in order to)\b",
        re.I,
    ),
    "exclaims": re.compile(r"!"),
    "asks": re.compile(r"\?"),
    "cut_off": re.compile(r"\.\.\.|…|--$|-$"),
    "note": re.compile(r"[\[(]"),
}  # fmt: skip
_SHAPES = ("length", "short", "long", "numbers", "negation", "capitals", "ly", "question_only", "no_verb")

WORD_FEATURES = (*_LISTS, *_PATTERNS, *_SHAPES)
"""The names of the features, in the order of their columns."""


@cache
def _columns() -> dict[str, tuple[int, ...]]:
    """Return the columns of the lists that each word stands in."""
    found: dict[str, tuple[int, ...]] = {}
    for column, name in enumerate(_LISTS.values()):
        for word in word_list(name):
            found[word] = (*found.get(word, ()), column)
    return found


def word_features(texts: Sequence[str]) -> Floats:
    """Return the features of texts, (texts, features): the logarithm of one more than how often each is seen."""
    return np.array([_row(text) for text in texts], dtype=np.float32).reshape(len(texts), len(WORD_FEATURES))


def _row(text: str) -> list[float]:
    columns = _columns()
    row = [0.0] * len(WORD_FEATURES)
    every = words(text)
    for word in every:
        for column in columns.get(word, ()):
            row[column] += 1
    for column, pattern in enumerate(_PATTERNS.values(), start=len(_LISTS)):
        row[column] = len(pattern.findall(text))
    count = len(every)
    verbs = row[WORD_FEATURES.index("doing")] + row[WORD_FEATURES.index("being")]
    row[-len(_SHAPES) :] = [
        count,
        float(count < 6) * 2,
        float(count > 25) * 2,
        sum(word[0].isdigit() or word in NUMBER_WORDS for word in every),
        sum(map(is_negation, every)),
        sum(word[0].isupper() for word in text.split()),
        sum(word.endswith("ly") for word in every),
        float(text.rstrip().endswith("?")),
        float(not verbs),
    ]
    return [log1p(value) for value in row]
