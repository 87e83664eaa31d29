"""What is put like an attribution but reports nobody's words: what is only thought, never said, or somebody else's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.quotation_marks.edges import overlapping
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage
from onrecord.model import Attribution, Span, covering

_LEAST_SURE_TERM = 0.5
_LOOK_BACK = 80
_LONGEST_CLAUSE = 600
_MARKS = "\"“„«‘'"
_GENERIC = word_list("generic sources")
_POINTING = word_list("relative pronouns") | {"it", "this", "these", "those", "so", "them"}
"""Words that alone tell nothing: “denied it”, “the minutes, which the paper has seen”."""

_NOBODY = re.compile(r"(?:nobody|no one|none|neither)\b", re.IGNORECASE)
_THOUGHT = re.compile(r"\b(?:thinks?|thought|thinking|wonder(?:s|ed|ing)?|imagin(?:es?|ed|ing))\b", re.IGNORECASE)
_HABIT = re.compile(r"\b(?:often|sometimes|usually|always|frequently|commonly|routinely|typically)\b", re.IGNORECASE)
_CAUSED = re.compile(
    r"\b(?:sparked|prompted|triggered|provoked|drawn?|drew|fuel+ed|stirred(?: up)?|(?:led|leads) to|resulted in|"
    r"(?:snowballed|turned|grown|grew|escalated) into)\b",
    re.IGNORECASE,
)
_NEVER_SAID = re.compile(
    r"(?:\b(?:never|not|cannot|nobody|no one|rarely|seldom|hardly|without|would|could|might|may|if|unless)\b|n[’']t\b)"
    r"[^.;:!?“”\"\n]{0,40}\b(?:say|says|said|saying|call|calling|shout|utter|declare|hear|heard|"
    r"use the (?:words?|phrase|term))(?: that)?,?\s*\Z",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\b(?:if|unless|never|not(?! only| just| merely)|cannot|nobody|no one)\b|n[’']t\b)"
    r"[^.,;:!?“”\"\n]{0,30}\b(?:say|says|said|saying|utter|uttered|use the (?:words?|phrase|term))(?: that)?,?\s*\Z",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ells?|old)|add(?:s|ed|ing)|wr(?:ites?|ote|iting)|call(?:s|ed|ing))\b", re.I
)
_SOMEBODY_ELSES = re.compile(
    r"(?:(?P<owner>(?:[A-Z][\w.-]* ){0,3}[A-Z][\w.-]*?)[’']s? (?:[a-z]+ ){0,2})?"
    r"\b(?P<noun>(?i:comments?|remarks?|claims?|statements?|accusations?|allegations?|assertions?|suggestions?|rumou?rs?|"
    r"complaints?)) (?P<that>that)\b[^.;!?“”\"\n]*\Z"
)


_NO_REPORT = re.compile(
    r"(?:declin|refus)(?:e|es|ed|ing)\s+(?:to\s+(?:comment|answer|discuss|respond|elaborate|speak|talk|"
    r"be\s+(?:drawn|named|interviewed|identified|quoted)|give|make|take)|(?:any\s+|further\s+)?comment|requests?|interviews?)\b|"
    r"(?:ask|request|wish|prefer|want|insist|beg|choose|chose)(?:s|ed|ing)?\s+(?:that\s+\w+\s+)?(?:not\s+to|to\s+not|to)\s+"
    r"(?:be\s+(?:named|identified|quoted|photographed)|remain\s+\w+|stay\s+\w+|give\s+\w+\s+(?:\w+\s+)?name|keep\s+\w+\s+name)|"
    r"(?:ask|request)(?:s|ed|ing)?\s+(?:for\s+)?anonymity|(?:on\s+)?condition\s+of\s+anonymity|"
    r"(?:remain|stay|keep|kept)(?:s|ed|ing)?\s+(?:silent|quiet|anonymous|mum)\b|"
    r"(?:not|never|without|n[’']t|hardly|barely)\s+(?:\w+\s+)?(?:say|sa(?:id|ying)|utter(?:ed|ing)?|speak|spoke|speaking)\s+"
    r"(?:an?|one|another|any)\s*(?:other\s+|single\s+)?(?:words?|thing)\b|"
    r"(?:did|does|do)(?:\s+not|n[’']t)\s+(?:immediately\s+)?(?:say|specify|disclose|reveal)\s+(?:what|who|whom|whose|which|where|how)\b|"
    r"(?:would|could|did|will|can)(?:\s+not|n[’']t)\s+(?:comment|answer|respond|reply|elaborate|be\s+(?:drawn|reached))\b",
    re.IGNORECASE,
)
"""What tells that somebody said nothing, or did something else than speak."""

_GAZE = re.compile(
    r"(?:(?:had|has|was|were|is|are|just|only|then|simply)\s+)*(?:look|star|gaz|glanc|peer|nod|smil|wav|glar|shrug|frown|listen)"
    r"(?:e|es|s|ed|d|ing)?\s+(?:(?:up|down|back|hard|closely|long|away|round)\s+)*(?:at|to|over|towards?|through|into|out)\b",
    re.IGNORECASE,
)
"""What somebody does with eyes, head or ears, and tells nothing by."""

_FOR_LONG = re.compile(
    r"\bfor\s+(?:what\s+seemed\s+)?(?:(?:an?|some|several|many|two|three|five|ten|twenty|half|almost|nearly|the|long|good|few|"
    r"whole|full)\s+)+(?:time|while|moments?|seconds?|minutes?|hours?|hour)\W*\Z",
    re.IGNORECASE,
)

_NOTHING = re.compile(
    r"(?:(?:absolutely\s+|almost\s+|next\s+to\s+)?nothing|little|not\s+a\s+(?:single\s+)?word|not\s+much|no\s+more|"
    r"(?:very\s+)?little|anything|a\s+(?:single\s+)?word|(?:any|much|no)\s*(?:thing|more))\b"
    r"(?:\s+(?:else|more|further|much|in\s+(?:reply|response|return|answer)|at\s+all|publicly|as\s+\w+\s+\w+|"
    r"(?:about|of|on|to)\b[^.,;]*|when\b[^.,;]*|for\b[^.,;]*|until\b[^.,;]*|all\s+\w+))*\W*\Z",
    re.IGNORECASE,
)


def is_nobodys(text: str, attribution: Attribution) -> bool:
    """Say whether the source is nobody: “Nobody has claimed them” tells of no utterance, and of no speaker."""
    return attribution.source is not None and bool(_NOBODY.match(attribution.source.of(text)))


def reassign_reported(text: str, attribution: Attribution, quotations: Sequence[QuotedPassage]) -> Attribution:
    """Return an attribution that quotes somebody else by name (“rejected Lee's claim that …”) as that one's."""
    for found in _reactions(text, attribution, quotations):
        if found["owner"]:
            end = max(span.end for span in attribution.content)
            said = Span(start=found.start("that"), end=end)
            cue, source = (Span(start=found.start(part), end=found.end(part)) for part in ("noun", "owner"))
            return replace(attribution, content=(said,), cue=cue, source=source)
    return attribution


def is_unsaid(text: str, attribution: Attribution, quotations: Sequence[QuotedPassage]) -> bool:
    """Say whether an attribution reports no utterance of its source.

    That is so where a quotation is only thought, where its words are a term or are said never or by somebody else
    again, where a habit of people in general is told, and where the source only made others speak.
    """
    cue = attribution.cue.of(text) if attribution.cue else ""
    source = attribution.source.of(text).lower() if attribution.source else ""
    if _CAUSED.search(cue) or (source in _GENERIC and _HABIT.search(cue)):
        return True
    if attribution.kind == "indirect":
        return covering(attribution.content).of(text).lower() in _POINTING or _tells_of_silence(text, attribution)
    if _DENIED.search(_opened(text, attribution.content[0].start)):
        return True
    thought = attribution.kind == "direct" and _THOUGHT.search(cue)
    return bool(thought) or (attribution.kind == "mixed" and _quotes_nobody(text, attribution, quotations))


def _tells_of_silence(text: str, attribution: Attribution) -> bool:
    """Say whether what was read as a report tells that nothing was said: “said nothing”, “asked not to be named”."""
    cue, content = attribution.cue, covering(attribution.content)
    if cue is None:
        return False
    said = cue.of(text)
    if not _SAID.search(said) and (_FOR_LONG.search(content.of(text)) or _looks(text, cue)):
        return True
    told = covering((cue, Span(start=content.start, end=min(content.end, content.start + _LOOK_BACK))))
    found = _NO_REPORT.search(text, told.start, min(told.end, told.start + _LONGEST_CLAUSE))
    if found and found.start() < cue.end and cue.start <= content.start:
        return True
    return bool(_SAID.search(said) and _NOTHING.match(content.of(text)))


def _looks(text: str, cue: Span) -> bool:
    """Say whether a cue tells of a look or a nod, and not of what something looks like: “looked at the plans”."""
    found = _GAZE.match(text, cue.start, min(len(text), cue.end + _LOOK_BACK))
    behind = found[0].split()[-1] if found else ""
    return found is not None and found.start() == cue.start and not (behind == "to" and "look" in found[0].lower())


def _opened(text: str, start: int) -> str:
    """Return what stands on the line before words in quotation marks, without their opening mark."""
    return text[max(0, start - _LOOK_BACK) : start].rsplit("\n", 1)[-1].rstrip(_MARKS)


def _quotes_nobody(text: str, attribution: Attribution, quotations: Sequence[QuotedPassage]) -> bool:
    """Say whether what a mixed attribution has in quotation marks is not its source's words."""
    held = _held(attribution, quotations)
    if attribution.confidence < _LEAST_SURE_TERM and not any(quoted.is_words for quoted in held):
        return True
    start = min(span.start for span in attribution.content)
    if any(_NEVER_SAID.search(text, *_clause(start, quoted)) for quoted in held):
        return True
    return any(not found["owner"] for found in _reactions(text, attribution, quotations))


def _held(attribution: Attribution, quotations: Sequence[QuotedPassage]) -> list[QuotedPassage]:
    found = {quoted.outer: quoted for span in attribution.content for quoted in overlapping(quotations, span)}
    return sorted(found.values(), key=lambda quoted: quoted.outer)


def _clause(start: int, quoted: QuotedPassage) -> tuple[int, int]:
    """Return where the words before a quotation are looked at, from `start` on but never far back."""
    return max(start, quoted.outer.start - _LONGEST_CLAUSE), quoted.outer.start


def _reactions(text: str, attribution: Attribution, quotations: Sequence[QuotedPassage]) -> Iterator[re.Match[str]]:
    """Yield where a mixed attribution that is none of saying names a claim, or the like, as what it quotes from."""
    if attribution.kind == "mixed" and attribution.cue is not None and not _SAID.search(attribution.cue.of(text)):
        start = min(span.start for span in attribution.content)
        for quoted in _held(attribution, quotations):
            found = _SOMEBODY_ELSES.search(text, *_clause(start, quoted))
            if found:
                yield found
