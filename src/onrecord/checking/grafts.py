"""Where an ellipsis puts together parts of two sentences, as if they were one: a thing that nobody said.

The rest of a sentence may be left out, and so may sentences between two. But half a sentence that goes on with half of
another has a subject from here and a verb from there. The same holds within a sentence for words that belong to a
number left out: "forty in summer and thirty in winter" is not "forty … in winter".
"""

import re

from onrecord.checking.matches import Match
from onrecord.checking.quote import Quote
from onrecord.checking.utterances import ends_sentence
from onrecord.language.numerals import COUNTING_WORDS
from onrecord.model import Span

_SENTENCE_END = re.compile(r"(?<=\w\w)[.?!…][\"”’)]*\s+[\"“‘(]*(?=[A-Z\d]|\Z)")
_ENDS_HERE = re.compile(r"[\"”’)]*[.?!…]")
_CLAUSE_END = re.compile(r"[,;:—–-][\"“”\s]*\Z|\b(?:and|but|so|that|because|or|while)\s+\Z")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_OF_NUMBER = frozenset({"at", "by", "for", "from", "in", "of", "on", "per", "percent", "with"})


def grafted(found: Match, quote: Quote) -> Span | None:
    """Return what stands between two parts that an ellipsis makes one sentence of, None where it does not."""
    words, text = found.spoken.wording.words, found.spoken.article.text
    own = [i for run in found.runs for i in run]
    if len(own) != len(quote.forms):
        return None
    at = 0
    for number, tight in enumerate(quote.tight):
        at += len(quote.fragments[number].words)
        left, right = own[at - 1], own[at]
        gap = Span(start=words[left].end, end=words[right].start)
        first = quote.fragments[number + 1].words[0]
        runs_on = quote.text[first.start].islower() and text[words[right].start].isupper()
        if not tight and right > left + 1 and (_is_number_s(found, right) or _is_graft(gap.of(text), runs_on=runs_on)):
            return found.spoken.wording.span(range(left + 1, right))
    return None


def _is_graft(between: str, *, runs_on: bool) -> bool:
    """Say whether what was left out ends one sentence in its middle and begins another in its middle."""
    ends = [end for end in _SENTENCE_END.finditer(between) if ends_sentence(end)]
    if not ends or _ENDS_HERE.match(between):
        return False
    if ends[-1].end() == len(between):
        return runs_on
    return _CLAUSE_END.search(between) is None


def _is_number_s(found: Match, right: int) -> bool:
    """Say whether the word at `right` goes with a number just before it, which was left out."""
    forms = found.spoken.wording.forms
    number = forms[right - 1]
    is_number = (number in COUNTING_WORDS and number != "one") or number.isdigit()
    return is_number and not _YEAR.fullmatch(number) and forms[right] in _OF_NUMBER
