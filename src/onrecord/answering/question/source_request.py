"""Questions for the source of the answer before: "Which paper reported that?", "Where was that printed?"."""

import re

_REPORTED = (
    r"(?:reported|report|reports|wrote|writes|written|published|printed|ran|carried|covered|broke|posted|said|says)"
)
_THAT = r"(?:that|this|it|so)"
_OUTLET = (
    r"(?:(?:news)?papers?|outlets?|news ?(?:site|outlet|agency)s?|agency|sites?|websites?|publications?|publishers?"
    r"|magazines?|articles?|sources?|journals?)"
)
_ASKS = re.compile(
    r"^(?:and |but |so |ok(?:ay)?,? )?(?:"
    rf"(?:which|what|whose) {_OUTLET} (?:(?:has|had|have|was it that|first) )?{_REPORTED} (?:about )?{_THAT}"
    rf"|(?:in |from |by )?(?:which|what) {_OUTLET} (?:is|was|were|are|did|does|do|has|had) .*\b{_THAT}\b.*"
    r"|who (?:has |had )?(?:reported|wrote|published|printed|covered|ran)(?: about)? (?:that|this|it)"
    rf"|where (?:was|is|were|did) (?:{_THAT}|you) (?:\w+ )?"
    rf"(?:reported|published|printed|written|read|find|found|get|come from|from)(?: {_THAT})?(?: from)?"
    rf"|where does (?:that|this|it) come from"
    rf"|(?:what|which|who)(?: is|['’]s| was| are| were) (?:the|your) (?:sources?|newspaper|paper|publisher|outlet)"
    rf"(?: (?:of|for|behind) {_THAT})?"
    rf"|according to (?:whom|which {_OUTLET}|what {_OUTLET})|when was {_THAT} (?:reported|published|printed)"
    r")\W*$",
    re.IGNORECASE,
)


def asks_for_source(question: str) -> bool:
    """Say whether a question asks where the answer before it comes from."""
    return bool(_ASKS.match(question.strip()))
