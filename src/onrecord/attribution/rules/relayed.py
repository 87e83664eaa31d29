"""Words that one passes on of another: “quoted Lee as saying”, “recalled that her father used to tell her”."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribution.tagger.assembly import kind_of
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.quotation_marks.edges import overlapping
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage
from onrecord.model import Attribution, Span, covering

_LONGEST_SENTENCE = 300
_NAME = r"(?:[A-Z][\w.’'-]*(?:[ \t]+(?:de|du|van|von|of|al-|[A-Z])[\w.’'-]*){0,4})"
_SAYS = "say|tell|add|warn|insist|declar|announc|claim|argu|ask|stat|reply|remark|writ|explain|shout|call|complain"
_QUOTED_AS = re.compile(
    r"\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing)|report(?:ed|s|ing)|record(?:ed|s)|describ(?:ed|es))\s+"
    r"(?P<source>[^.:;!?“”\"\n]{2,110}?),?\s+as\s+(?:having\s+)?"
    rf"(?P<cue>(?:{_SAYS}|admitt)(?:ing|id|ld|ed)|said|told|written)\b"
)
_HAS_SAYING = re.compile(
    rf"\b(?:ha(?:s|ve|d)|shows?|showed|hears?|heard)[ \t]+(?P<source>{_NAME})[ \t]+"
    rf"(?P<cue>(?:{_SAYS})ing)\b"
)
_READ_FROM = re.compile(r"\b(?:read(?:s|ing)?|recit(?:es?|ed|ing))[ \t]+(?:\w+[ \t]+){0,2}?from\b")
_SPEAKING = (
    r"(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|ask(?:s|ed|ing)?|add(?:s|ed|ing)|shout(?:s|ed|ing)?|"
    r"warn(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|answer(?:s|ed|ing)?|remark(?:s|ed|ing)?|insist(?:s|ed|ing)?|"
    r"joke(?:s|d)?|joking|cr(?:y|ies|ied|ying)|whisper(?:s|ed|ing)?|repeat(?:s|ed|ing)?|wr(?:ites?|ote|iting)|"
    r"declar(?:e|es|ed|ing)|advis(?:e|es|ed|ing)|announc(?:e|es|ed|ing))"
)
_HELPING = (
    r"(?:(?:used to|would|had|has|have|once|always|often|never|later|then|first|also|simply|famously|would|kept)\s+)"
)
_OWNED = r"(?:(?:his|her|their|my|our|its|the|an?|one)\s+(?:[a-z][\w-]*\s+){0,4}?[a-z][\w-]*(?:,?\s+" + _NAME + r",?)?)"
_HEARER = (
    r"(?:\s+(?:(?:back\s+)?(?:at|to)\s+)?(?:him|her|them|me|us|it|(?:the|his|her|their|an?)\s+(?:[a-z-]+\s+){0,2}?[a-z-]+|"
    + _NAME
    + r"))?"
)
_SUBJECT_TELLS = rf"(?<![\w’'-])(?P<source>{_OWNED}|{_NAME})\s+{_HELPING}{{0,3}}(?P<cue>{_SPEAKING}){_HEARER}"
_TOLD = re.compile(rf"{_SUBJECT_TELLS}\s*(?:that)?[,:]?\s*\Z")
_TOLD_THEN = re.compile(
    rf"{_SUBJECT_TELLS}\s+(?:on|in|at|when|as|before|after|during|one|that|last|every|once|over|from|by)\b"
    r"[^.:;!?“”\"\n]{2,60}[,:]\s*\Z"
)
_OWN_WORDS = re.compile(
    rf"(?<![\w’'-])(?P<source>{_OWNED}|{_NAME})[’']s?\s+(?:[a-z-]+\s+){{0,2}}?"
    r"(?P<cue>words?|advice|warning|motto|repl(?:y|ies)|answer|instructions?|saying|rule|line|message|verdict)\s*[,:]\s*\Z"
)
_QUOTING = re.compile(r"\b[Qq]uoting\s+(?P<source>[^.:;!?“”\"\n]{2,80}?),\s+\Z")
_WAS_QUOTED = re.compile(
    r"(?P<source>(?:[^\s,.:;!?“”\"]+[ \t]+){0,7}?[^\s,.:;!?“”\"]+)[ \t]+(?:was|were|is|has been|have been)[ \t]+"
    r"(?:also[ \t]+)?(?P<cue>quoted)\b[^.:;!?“”\"\n]{0,60}?\bas[ \t]+\w+ing\b"
)
_RECALLING = re.compile(
    r"\b(?:recall|remember|sa(?:y|id)|told|tell|quot|cit|repeat|relat|recount|describ|add|explain|wr(?:ite|ote)|"
    r"according|report|reveal|claim|heard|hear|invok)\w*",
    re.IGNORECASE,
)
_PRONOUNS = word_list("he") | word_list("she") | word_list("plural pronouns") | word_list("nobody")
_SENTENCE_END = re.compile(r"(?<=\w\w)[.!?][”\"’]?\s+(?=[\"“‘A-Z])|\n")
_NEVER_LAST = word_list("prepositions") | {"who", "which", "that", "was", "were", "been", "being", "is", "be", "and"}
_NO_SUBJECT = (word_list("prepositions") - {"of"}) | word_list("inverting verbs") | {
    "and", "but", "or", "be", "been", "was", "were", "is", "are", "that", "who", "which", "when", "if", "then", "not"
}  # fmt: skip
_SEEN_BY = re.compile(
    r",?\s+(?:(?:that|which)\s+(?:was|were|had been)\s+)?(?:first\s+|exclusively\s+)?"
    r"(?:seen|obtained|reviewed|viewed|read|leaked|shown|shared|passed|handed|given|provided|sent)\s+"
    r"(?:by|to|with)\s+[^,;:]*\Z"
)


def relayed(text: str, attribution: Attribution, quotations: Sequence[QuotedPassage]) -> Attribution:
    """Return an attribution as that of the one whose words are passed on, where the text names them."""
    told = _quoted_as(text, attribution) or _told_by(text, attribution, quotations) or _past_readers(text, attribution)
    is_read = told.kind == "direct" and told.cue is not None and _READ_FROM.search(text, told.cue.start, told.cue.end)
    return replace(told, source=None, cue=None) if is_read else told


def is_relayed_name(text: str, attribution: Attribution) -> bool:
    """Say whether what was read as said is only who is quoted: “the Post quoted [the mayor] as saying”."""
    if attribution.kind != "indirect" or attribution.cue is None:
        return False
    found = _quoted_as_at(text, attribution.cue)
    return found is not None and Span(start=found.start("source"), end=found.end("source") + 1).contains(
        covering(attribution.content)
    )


def _quoted_as(text: str, attribution: Attribution) -> Attribution | None:
    if attribution.cue is None:
        return None
    found = _quoted_as_at(text, attribution.cue) or _quoting(text, attribution)
    if found is None:
        return None
    source = Span(start=found.start("source"), end=found.end("source"))
    cue = Span(start=found.start("cue"), end=found.end("cue")) if "cue" in found.re.groupindex else attribution.cue
    content = tuple(_past(text, span, source, found.end()) for span in attribution.content)
    said = tuple(span for span in content if span is not None)
    return replace(attribution, content=said, source=source, cue=cue) if said else None


def _quoting(text: str, attribution: Attribution) -> re.Match[str] | None:
    """Return where the source quotes another: “Quoting Ann Lee, the Post wrote”, “Lee was quoted by the Post”."""
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None:
        return None
    start = _sentence_start(text, source.start)
    passive = _WAS_QUOTED.match(text, start, min(len(text), source.end + _LONGEST_SENTENCE))
    if passive and passive.start("cue") < source.start < passive.end():
        return passive
    return _QUOTING.search(text, start, source.start)


def _past(text: str, span: Span, source: Span, end: int) -> Span | None:
    """Return what of a span is said: all of it, or the part behind “as saying” where it holds who is quoted."""
    if not span.overlaps(source):
        return span
    start = end + len(text[end : span.end]) - len(text[end : span.end].lstrip(" \t,:"))
    return Span(start=start, end=span.end) if start < span.end else None


def _quoted_as_at(text: str, cue: Span) -> re.Match[str] | None:
    """Return where “quoted somebody as saying” stands round a cue."""
    start = max(0, cue.start - _LONGEST_SENTENCE)
    end = min(len(text), cue.end + _LONGEST_SENTENCE)
    for law in (_QUOTED_AS, _HAS_SAYING):
        for found in law.finditer(text, start, end):
            if found.start() <= cue.start < found.end():
                return found
    return None


def _told_by(text: str, attribution: Attribution, quotations: Sequence[QuotedPassage]) -> Attribution | None:
    """Return an attribution as that of the nearest subject of speaking, where its source only passes the words on."""
    if attribution.kind == "indirect" or attribution.source is None or attribution.cue is None:
        return None
    held = sorted({q.outer: q for span in attribution.content for q in overlapping(quotations, span)}.items())
    if len(held) != 1:
        return None
    [(outer, quoted)] = held
    start = _sentence_start(text, outer.start)
    for law in (_TOLD, _OWN_WORDS, _TOLD_THEN):
        found = law.search(text, start, outer.start)
        if found and _passes_on(text, attribution, found, start):
            cue, source = (Span(start=found.start(part), end=found.end(part)) for part in ("cue", "source"))
            kind = kind_of(text, quoted.spans, quotations)
            return replace(attribution, content=quoted.spans, kind=kind, cue=cue, source=source)
    return None


def _passes_on(text: str, attribution: Attribution, found: re.Match[str], start: int) -> bool:
    """Say whether the source of an attribution stands before another subject that speaks, in the same sentence."""
    subject = Span(start=found.start("source"), end=found.end("source"))
    speaking = Span(start=found.start("cue"), end=found.end("cue"))
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None or not start <= source.start < subject.start or source.overlaps(subject):
        return False
    words = subject.of(text).lower().split()
    if words[-1] in _NEVER_LAST or not _NO_SUBJECT.isdisjoint(words) or (len(words) == 1 and words[0] in _PRONOUNS):
        return False
    return not cue.overlaps(speaking) or bool(_RECALLING.search(text, source.end, subject.start))


def _sentence_start(text: str, at: int) -> int:
    """Return where the sentence that holds `at` begins, as far back as one is looked at."""
    start = max(0, at - _LONGEST_SENTENCE)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, start, at)]
    return ends[-1] if ends else start


def _past_readers(text: str, attribution: Attribution) -> Attribution:
    """Return an attribution whose source is a document without those who only saw it."""
    source = attribution.source
    seen = _SEEN_BY.search(source.of(text)) if source else None
    if source is None or seen is None or not seen.start():
        return attribution
    return replace(attribution, source=Span(start=source.start, end=source.start + seen.start()))
