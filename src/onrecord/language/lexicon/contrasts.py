"""Words that tell two of a kind apart: the first and the second plan, the old and the new bridge; and groups."""

_SETS = """
    first second third fourth fifth sixth seventh eighth ninth tenth | 1st 2nd 3rd 4th 5th | old new older newer
    | upper lower | inner outer | left right | northern southern eastern western | north south east west
    | former current present | larger smaller | bigger smaller | big small | longer shorter | taller shorter
    | male female | red blue green yellow white black | indoor outdoor | summer winter | morning evening"""

CONTRASTS = tuple(frozenset(each.split()) for each in _SETS.split("|"))
"""Sets of words of which only one can be meant."""

_PAIRS = (
    ("first", "second"),
    ("old", "new"),
    ("upper", "lower"),
    ("left", "right"),
    ("larger", "smaller"),
    ("inner", "outer"),
)
OPPOSITES = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
"""What "the other one" is, where there are two."""

_NO_CERTAIN_GROUPS = """
    people workers staff employees residents others men women persons numbers papers matters quarters letters
    orders offers centers computers members supporters events payments talents accidents incidents governments
    documents statements agreements investments restaurants plants factors doors floors errors rivers"""
NO_CERTAIN_GROUPS = frozenset(_NO_CERTAIN_GROUPS.split())
"""Words in the plural that name no certain group of people, or things that end as groups do."""


def rivals(word: str) -> frozenset[str]:
    """Return the words that stand where a word in lower case does and mean another one."""
    return frozenset(other for each in CONTRASTS if word in each for other in each) - {word}
