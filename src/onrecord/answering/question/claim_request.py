"""Questions about claims: who else made one, whether articles agree, who changed position, what was fact-checked."""

import re
from dataclasses import dataclass
from typing import Literal

ClaimQuestion = Literal["who else", "first", "agree", "changed", "checked"]
"""Who else made a claim; when and by whom it was first made; whether the articles are at one; whether somebody is with
themselves; whether others have checked it."""

_CLAIMED = (
    r"(?:claim(?:ed|s|ing)?|assert(?:ed|s|ing)?|alleg(?:ed|es|ing)|repeat(?:ed|s|ing)?|ma(?:de|kes?|king)"
    r"|sa(?:id|ys?|ying))\b(?: that)?"
)
_SOURCES = (
    r"(?:the |these |my |all |all the |those )?"
    r"(?:articles?|sources?|papers?|outlets?|reports?|stories|newspapers?|accounts?)"
)
_AT_ODDS = r"(?:all )?(?:agreed?|disagree|differ|at odds|consistent|contradict (?:each other|themselves))"
_ON = r"(?:on|about|over|as to|in|regarding)"
_POSITION = r"(?:position|mind|stance|views?|story|tune|line|opinion)s?"
_PATTERNS: tuple[tuple[ClaimQuestion, str], ...] = (
    ("who else", rf"who else (?:has |have )?(?:also )?{_CLAIMED}(?P<claim>.*)"),
    ("who else", r"(?:where|by whom) (?:else )?(?:was|is|has) (?P<claim>.+?) (?:been )?(?:repeated|claimed)"),
    ("first", r"(?:when|where|by whom) (?:was|were|is) (?P<claim>.+?) first (?:claimed|asserted|alleged|made|said)"),
    ("first", r"(?:when|where|by whom) was it first (?:claimed|asserted|alleged|said|reported) that (?P<claim>.+)"),
    ("first", rf"who (?:was the )?first (?:to )?{_CLAIMED}(?P<claim>.*)"),
    ("agree", rf"(?:do|does|are|is) {_SOURCES} {_AT_ODDS} {_ON} (?P<topic>.+)"),
    ("agree", rf"(?:is|are) there (?:any )?(?:discrepanc(?:y|ies)|contradictions?|disagreements?) {_ON} (?P<topic>.+)"),
    ("changed", r"(?:has|have|did) (?P<who>.+?) (?:ever )?(?:changed?|shift(?:ed)?|reversed?|switch(?:ed)?)"
                rf" (?:(?:his|her|their|its|the) )?{_POSITION}(?: {_ON} (?P<topic>.+))?"),
    ("checked", r"(?:has|have|was|were) (?P<claim>.+?) (?:ever |already |yet )?(?:been )?(?:fact[- ]?checked|debunked)"
                r"(?: before| yet| already)?"),
    ("checked", r"(?:is there|are there|do you have) (?:a |any )?fact[- ]?checks? (?:of|on|about|for) (?P<claim>.+)"),
)  # fmt: skip
_READ = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_ABOUT_BEFORE = re.compile(
    r"^(?:this|that|it|the same(?: thing)?|so|these|those)?(?: claims?| statement| figure)?$", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRequest:
    """A question about a claim; `words` is the claim or the topic, None where it is what was spoken of before."""

    kind: ClaimQuestion
    words: str | None
    speaker: str | None = None


def read_claim_request(question: str) -> ClaimRequest | None:
    """Return what a question asks of claims, None when it asks for anything else."""
    asked = question.strip().rstrip("?!. ").strip()
    for kind, pattern in _READ:
        found = pattern.fullmatch(asked)
        if found:
            named = {name: words.strip(" ,:") for name, words in found.groupdict().items() if words}
            told = named.get("claim") or named.get("topic") or ""
            words = None if _ABOUT_BEFORE.match(told) else told
            return ClaimRequest(kind=kind, words=words, speaker=named.get("who"))
    return None
