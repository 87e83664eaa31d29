"""Whether a passage inside quotation marks reads as somebody's words, or as a title, a term or a nickname."""

import math
import re
from collections.abc import Sequence

from onrecord.model import Span

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SPEECH = (
    r"(?:said|says|say|saying|told|tells|adds?|added|adding|asked|asks|asking|wrote|writes|writing|tweeted|stated|"
    r"explained|explains|continued|concluded|insisted|argued|argues|warned|replied|recalled|noted|notes|declared|"
    r"read|reads|reported|reports|announced|admitted|claimed|claims|responded|joked|shouted|exclaimed|quipped|"
    r"suggested|remarked|testified|according to|complained|described|describes|criticised|criticized|denounced|"
    r"thought|called it|calls it|calling it|pointing out|quoted)"
)
_SPEECH_BEFORE = re.compile(_SPEECH + r"\b[^.!?“”\"]{0,40}$", re.IGNORECASE)
_SPEECH_AFTER = re.compile(r"\W{0,3}(?:[\w.’'-]+ ){0,4}?" + _SPEECH + r"\b", re.IGNORECASE)
_NAMING = re.compile(
    r"\b(?:titled|entitled|named|nicknamed|nickname|so-called|dubbed|known(?: \w+)? as|terms?|phrases?|words?|mottos?|"
    r"slogans?|books?|novels?|films?|movies?|songs?|shows?|documentary|documentaries|programmes?|programs?|episodes?|"
    r"series|albums?|podcasts?|columns?|anthems?|plays?|poems?|essays?|headlined?|goes by(?: the name)?|typed|spelled|"
    r"a combination of|like|occasion to say)\b(?:\W+\w+){0,2}\W*$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"\W{0,2}(?:is|was|as|became|has become) (?:\w+ ){0,2}(?:mottos?|slogans?|titles?|nicknames?)\b", re.IGNORECASE
)
_NOUN_AFTER = re.compile(r" (?!(?:and|or|but|as|in|on|at|to|for|by|from|with|when|if|because|while|that|than)\b)[a-z]")
_DETERMINER = re.compile(
    r"(?:\b(?:an?|the|his|her|their|its|our|my|this|that|these|those|some)|[’']s)\s*$", re.IGNORECASE
)
_PERSON = re.compile(
    r"\b(?:I|we|you|my|our|your|me|us)\b|\b(?:I|we|you|they|it|that|he|she)[’'](?:m|re|ll|ve|s|d)\b", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|should|must|do|does|did|may|might|\w+n[’']t)\b",
    re.IGNORECASE,
)
_SMALL = {"a", "an", "the", "of", "and", "or", "to", "in", "on", "for", "at", "by", "with", "from", "is", "not"}


def features(text: str, outer: Span, spans: Sequence[Span]) -> tuple[float, ...]:
    """Return the numbers that `likelihood` weighs, in the order of `WEIGHTS`."""
    inside = spans[0].of(text)[:400]
    before, after = text[max(0, outer.start - 60) : outer.start], text[outer.end : outer.end + 60]
    before = before.rsplit("\n", 1)[-1]
    after = after.split("\n", 1)[0]
    words = _WORD.findall(inside)
    content = [word for word in words if word.lower() not in _SMALL]
    count = len(words) if len(inside) < 400 else 80
    titled = len(content) > 0 and all(word[0].isupper() or word[0].isdigit() for word in content)
    lowered = before.rstrip()
    return (
        math.log1p(count),
        float(count <= 1),
        float(titled and count < 10),
        float(inside[:1].isupper()),
        float(inside[-1:] in ",.?!…"),
        float(bool(_VERB.search(inside))),
        float(bool(_PERSON.search(inside))),
        float(not lowered),
        float(lowered.endswith(":")),
        float(lowered.endswith(",")),
        float(bool(_SPEECH_BEFORE.search(before))),
        float(bool(_SPEECH_AFTER.match(after))),
        float(bool(_NAMING.search(before))),
        float(bool(_NAMED_AFTER.match(after))),
        float(bool(_DETERMINER.search(before))),
        float(bool(_NOUN_AFTER.match(after))),
        float(lowered[-1:].isalpha() and after[:2].strip()[:1].isupper() and count <= 2),
        float(len(spans) > 1),
    )


# Fitted by logistic regression on 9,000 quotations of news; naming words and nicknames, rare there, are set by hand.
WEIGHTS = (0.33, 0.13, -1.96, -0.25, 0.52, 0.97, 0.91, -0.43, 0.3, 0.14, 1.01, 1.69, -2.5, -4.5, -0.6, -0.5, -1.5, 0.0)
BIAS = 0.9


def likelihood(text: str, outer: Span, spans: Sequence[Span]) -> float:
    """Return how likely, 0 to 1, the passage is somebody's words."""
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features(text, outer, spans), strict=True))
    return 1 / (1 + math.exp(-score))
