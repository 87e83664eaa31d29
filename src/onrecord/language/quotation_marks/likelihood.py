"""Whether a passage inside quotation marks reads as somebody's words, or as a title, a term or a nickname."""

import math
import re
from collections.abc import Sequence

from onrecord.language.lexicon.word_lists import word_list
from onrecord.model import Span

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_CLAUSE_END = re.compile(r"[.!?“”\"]")
_SPEECH, _NAMING, _DETERMINERS = word_list("speech words"), word_list("naming words"), word_list("determiners")
_PERSONS, _VERBS, _SMALL = word_list("persons"), word_list("auxiliary verbs"), word_list("small words of titles")
_NAMED_AFTER = re.compile(
    r"\W{0,2}(?:is|was|as|became|has become) (?:\w+ ){0,2}(?:mottos?|slogans?|titles?|nicknames?)\b", re.IGNORECASE
)
_NOUN_AFTER = re.compile(r" (?!(?:and|or|but|as|in|on|at|to|for|by|from|with|when|if|because|while|that|than)\b)[a-z]")
_CONTRACTED = ("'m", "'re", "'ll", "'ve", "'s", "'d")
_LOOK_AROUND = 60
_LOOK_INTO = 400

# Fitted by logistic regression on 9,000 quotations of news; naming words and nicknames, rare there, are set by hand.
WEIGHTS = (0.33, 0.13, -1.96, -0.25, 0.52, 0.97, 0.91, -0.43, 0.3, 0.14, 1.01, 1.69, -2.5, -4.5, -0.6, -0.5, -1.5)
BIAS = 0.9


def likelihood(text: str, outer: Span, spans: Sequence[Span]) -> float:
    """Return how likely, 0 to 1, the passage is somebody's words."""
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features(text, outer, spans), strict=True))
    return 1 / (1 + math.exp(-score))


def features(text: str, outer: Span, spans: Sequence[Span]) -> tuple[float, ...]:
    """Return the numbers that `likelihood` weighs, in the order of `WEIGHTS`: of the passage, then of its place."""
    inside = text[spans[0].start : min(spans[0].end, spans[0].start + _LOOK_INTO)]
    before = text[max(0, outer.start - _LOOK_AROUND) : outer.start].rsplit("\n", 1)[-1]
    after = text[outer.end : outer.end + _LOOK_AROUND].split("\n", 1)[0]
    return (*_of_passage(inside), *_of_place(before.rstrip(), after, len(_WORD.findall(inside))))


def _of_passage(inside: str) -> tuple[float, ...]:
    found = _WORD.findall(inside)
    lowers = {word.lower().replace("’", "'") for word in found}
    content = [word for word in found if word.lower() not in _SMALL]
    titled = len(content) > 0 and all(word[0].isupper() or word[0].isdigit() for word in content)
    count = len(found) if len(inside) < _LOOK_INTO else _LOOK_INTO // 5
    return (
        math.log1p(count),
        float(count <= 1),
        float(titled and count < 10),
        float(inside[:1].isupper()),
        float(inside[-1:] in ",.?!…"),
        float(not _VERBS.isdisjoint(lowers) or any(word.endswith("n't") for word in lowers)),
        float(any(word in _PERSONS or (word.endswith(_CONTRACTED) and len(word) < 8) for word in lowers)),
    )


def _of_place(before: str, after: str, count: int) -> tuple[float, ...]:
    said_before = [word.lower() for word in _WORD.findall(_CLAUSE_END.split(before)[-1])]
    said_after = [word.lower() for word in _WORD.findall(after)[:5]]
    last = said_before[-1] if said_before and before[-1:].isalpha() else ""
    return (
        float(not before),
        float(before.endswith(":")),
        float(before.endswith(",")),
        float(not _SPEECH.isdisjoint(said_before)),
        float(not _SPEECH.isdisjoint(said_after)),
        float(not _NAMING.isdisjoint(said_before[-3:])),
        float(bool(_NAMED_AFTER.match(after))),
        float(last in _DETERMINERS or before.endswith(("’s", "'s"))),
        float(bool(_NOUN_AFTER.match(after))),
        float(before[-1:].isalpha() and after[:2].strip()[:1].isupper() and count <= 2),
    )
