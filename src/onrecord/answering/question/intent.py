"""Questions that ask for a check or for quotations, told from those that ask for a fact."""

import re
from dataclasses import dataclass

from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.language.wording import Wording
from onrecord.model import covering

_SAID = (
    r"(?:sa(?:y|id)|utter(?:ed)?|claim(?:ed)?|writ(?:e|ten)|wrote|tell|told|stated?|tweet(?:ed)?|call(?:ed)?|used?"
    r"|quoted (?:as )?saying)"
)
_DID_SAY = re.compile(
    r"^(?!what\b|when\b|where\b|why\b|how\b|which\b)(?:(?:is it true|is it right|is it correct) that )?"
    r"(?:(?:did|has|have|had|was|were) )?(?P<who>.+?) (?:really |actually |ever |indeed |truly )?"
    rf"{_SAID}(?: (?:that|the words|these words|this|it))?\W*$",
    re.IGNORECASE,
)
_WHO_SAID = re.compile(
    rf"^(?:who|which \w+)(?: (?:was it that|first|has|else))?(?: really| actually)? {_SAID}(?: that| the words)?\W*$"
    r"|^(?:whose|who are the) words are(?: these)?\W*$|^who (?:is|was) (?:being )?quoted (?:as )?(?:saying)?\W*$",
    re.IGNORECASE,
)
_IS_RIGHT = re.compile(
    r"^(?:please )?(?:(?:can|could) you )?(?:(?:is|was|are) ?(?:this|that|the|the following)?\s*(?:quote|quotation)?"
    r"(?: right| correct| accurate| real| genuine| exact| verbatim| true)?"
    r"|(?:check|verify|fact-check)(?: (?:this|the|that|following))*(?: (?:quote|quotation))?)\W*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^\W*(?:—|–|-|by|from|said|says|according to|\()\s*(?P<who>[^?()]{2,80}?)\W*$"
    r"|^\W*(?P<name>[^?()]{2,60}?) (?:said|says|wrote|added)\W*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(?:about|on|of|in|at|to|when|after|before)\b", re.IGNORECASE)
_RIGHT_AFTER = re.compile(r"^\W*(?:right|correct|accurate|real|genuine|exact|verbatim|true)?\W*$", re.IGNORECASE)

_PLEASE = r"^(?:please )?(?:(?:give|show|find|get|list) (?:me )?)?"
_ON = r"\s+(?:about|on|regarding|concerning|of)\s+(?P<topic>[^?]+?)"
_QUOTE_ON = re.compile(
    rf"{_PLEASE}(?:(?:the |all |some |any )*quot(?:es?|ations?)\s+)(?:by |from |of )?(?P<who>[^?]+?)(?:{_ON})?\W*$",
    re.IGNORECASE,
)
_EVERYTHING = re.compile(
    rf"{_PLEASE}(?:everything|all|whatever) (?:that )?(?P<who>[^?]+?) (?:has |have )?said(?:{_ON})?\W*$", re.IGNORECASE
)
_WHO_SPOKE = re.compile(
    rf"{_PLEASE}(?:(?:everyone|everybody|all) )?who (?:has |have )?(?:spoken?|talked|commented){_ON}\W*$", re.IGNORECASE
)
_WHAT_SAID = re.compile(
    r"^what (?:did|does|do|has|have|had) (?P<who>[^?]+?) (?:have to )?(?:say|said|tell (?:us|reporters))"
    rf"(?:{_ON})?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRequest:
    """A question whether somebody said some words, or who did when `speaker` is None."""

    quote: str
    speaker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesRequest:
    """A question for somebody's words, or everybody's, on a topic where one is given.

    `only_quotations` tells that quotations were asked for by name, and not merely what somebody said.
    """

    speaker: str | None
    topic: str | None
    only_quotations: bool


def read_intent(question: str) -> CheckRequest | QuotesRequest | None:
    """Return what a question asks of the quotations, None when it asks for anything else."""
    asked = question.strip()
    return _check(asked) or _quotes(asked)


def _check(asked: str) -> CheckRequest | None:
    inside = [each for each in quoted_passages(asked) if not each.depth]
    if inside:
        outer = covering(each.outer for each in inside)
        words = outer.of(asked) if len(inside) > 1 else covering(inside[0].spans).of(asked)
        return _about(words, asked[: outer.start].strip(), asked[outer.end :].strip())
    before, colon, after = asked.partition(":")
    if colon and _IS_RIGHT.match(before.strip()) and Wording.of(after).words:
        return CheckRequest(quote=after.strip(), speaker=None)
    return None


def _about(quote: str, before: str, after: str) -> CheckRequest | None:
    """Return the request that stands around a quote."""
    if not Wording.of(quote).words:
        return None
    by = _BY.match(after)
    if _WHO_SAID.match(before) and (_RIGHT_AFTER.match(after) or _ABOUT.match(after)):
        return CheckRequest(quote=quote, speaker=None)
    if not before and _WHO_SAID.match(after.lstrip(" ,.—–-:")):
        return CheckRequest(quote=quote, speaker=None)
    if _IS_RIGHT.match(before) and (by or _RIGHT_AFTER.match(after)):
        return CheckRequest(quote=quote, speaker=(by["who"] or by["name"]).strip() if by else None)
    said = _DID_SAY.match(before)
    if (
        said
        and _RIGHT_AFTER.match(after)
        and not re.match(r"(?:what|when|where|why|how|which)\b", before, re.IGNORECASE)
    ):
        return CheckRequest(quote=quote, speaker=said["who"].strip())
    return None


def _quotes(asked: str) -> QuotesRequest | None:
    if quoted_passages(asked):
        return None
    for pattern in (_QUOTE_ON, _EVERYTHING, _WHO_SPOKE, _WHAT_SAID):
        found = pattern.match(asked)
        if found:
            named = {name: words.strip() for name, words in found.groupdict().items() if words}
            return QuotesRequest(
                speaker=named.get("who"), topic=named.get("topic"), only_quotations=pattern is not _WHAT_SAID
            )
    return None
