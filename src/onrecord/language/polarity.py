"""Whether a sentence says the opposite of what passages say."""

import re
from collections.abc import Iterable
from functools import lru_cache

from onrecord.language.words import words

_NEGATIONS = "not no never none nobody nothing neither nor cannot without hardly barely scarcely unable"
NEGATIONS = frozenset(_NEGATIONS.split())
"""Single words that deny; their loss or gain is told as such."""

_DENIES = re.compile(r"\b(?:not|never|cannot|nobody|nothing|neither)\b|n[’']t\b", re.IGNORECASE)
"""What denies a whole sentence, beyond doubt."""

DENIES_NEARBY = re.compile(
    r"\b(?:not|never|no|nobody|without|neither|nor|den(?:y|ies|ied)|refus\w+|fail(?:s|ed)|declin(?:es|ed))\b|n[’']t\b",
    re.IGNORECASE,
)
"""What denies the word behind it, verbs of denial among it."""

_MAY_DENY = re.compile(
    r"\b(?:not|never|cannot|no|none|nobody|nothing|neither|nor|without|hardly|barely|rarely|few|little|against|unable|"
    r"instead|rather|until|only|fals\w+|wrong\w*|(?:fail|lack|den[iy]|refus|declin|reject|prevent|avoid|stop|miss|doubt|"
    r"oppos|block|ban|halt|end|absen|impossib|dismiss|disput|contradict|withh|unlike|untru|unwill|unkn)\w*)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Whatever may deny, so that its absence is sure."""

_OPPOSITES = """
    admit admitted admits concede conceded acknowledge acknowledged confirm confirmed plead pleaded guilty
        | deny denies denied denying dispute disputed reject rejected
    rise rises rose risen rising increase increased grow grew grown climb climbed soar soared
        | fall falls fell fallen falling decrease decreased decline declined drop dropped shrink shrank sink sank
    highest most largest biggest | lowest least smallest fewest
    higher more larger bigger greater | lower less smaller fewer
    accept accepted accepts approve approved agree agreed | reject rejected rejects refuse refused decline declined
    win wins won victory | lose loses lost defeat defeated
    support supported supports back backed favour favor favoured favored | oppose opposed opposes against
    open opened opens reopen reopened | close closed closes shut
    start started begin began begun launch launched | end ended stop stopped cancel cancelled canceled
    alive survive survived | dead die died killed
    legal allowed permit permitted | illegal unlawful banned ban forbidden
    safe safely | unsafe dangerous
    true | false untrue
    first | last
    buy buys bought | sell sells sold
    arrive arrived enter entered join joined | leave leaves left depart departed
    keep kept retain retained | lose lost
    hire hired appoint appointed | fire fired dismiss dismissed sack sacked
    innocent acquitted | guilty convicted
    up | down"""


def _sides() -> list[tuple[frozenset[str], frozenset[str]]]:
    found = []
    for line in re.sub(r"\n\s+\|", " |", _OPPOSITES).strip().splitlines():
        one, other = line.split("|")
        found.append((frozenset(one.split()), frozenset(other.split())))
    return found


_PAIRS = _sides()


def is_negation(form: str) -> bool:
    """Say whether a word, in small letters, denies."""
    return form in NEGATIONS or form.endswith("n't")


@lru_cache(maxsize=20_000)
def opposites_of(word: str) -> frozenset[str]:
    """Return the words that say the opposite of a word in lower case."""
    return frozenset().union(*(b for a, b in _PAIRS if word in a), *(a for a, b in _PAIRS if word in b))


def may_deny(text: str) -> int:
    """Return how many words of a text may deny something."""
    return len(_MAY_DENY.findall(text))


def is_reversed(plain: str, texts: Iterable[str]) -> bool:
    """Say whether plain words deny what no text denies, or use the opposite of a text's word where none uses theirs."""
    every = list(texts)
    if _DENIES.search(plain):
        return not any(_MAY_DENY.search(text) for text in every)
    mine, theirs = set(words(plain)), {word for text in every for word in words(text)}
    if any(_DENIES.search(text) for text in every):
        return False
    return any(
        (a & mine and not b & mine and b & theirs and not a & theirs)
        or (b & mine and not a & mine and a & theirs and not b & theirs)
        for a, b in _PAIRS
    )
