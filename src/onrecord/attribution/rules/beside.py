"""Quotations whose speaker stands right beside them, without a verb of speech or with a rare one."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.attribution.rules.name_patterns import NOT_LEADING, speaker_at
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.quotation_marks.edges import first_behind, last_before, overlapped, past_reference
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage
from onrecord.model import Attribution, Span, covering

_SURE = 0.8
_BLANKS = " \t\u00a0"
_LEAST_WORDS = 2
_LONGEST_HEADLINE = 140
_NOUNS = (
    r"words?|message|verdict|reaction|response|reply|view|warning|plea|promise|pledge|cry|answer|comment|remark|"
    r"conclusion|assessment|opinion|advice|explanation|appeal|sentiments?|judge?ment|line|motto|complaint|question|"
    r"lament|boast|claim|refrain|argument|defence|defense|description|summary|thoughts?|prayer|vow|confession"
)
_AFTER = (
    rf"(?:Those|These|They|That|This|Such|It)(?:\s+(?:were|are|was|is|had been)|[’']s)\s+(?:[^.!?\n“\"]{{0,50}}?\b)?"
    rf"(?P<cue>{_NOUNS})\s+(?:of|from|by|given by|offered by)\s+",
    r"(?P<cue>(?:With|In) (?:these|those|such|that|this) (?:[a-z]+ )?(?:words?|message|sentence|phrase|remark|line)),?\s+",
    r"(?P<cue>(?:That|This)(?: is| was|[’']s) how)\s+",
    r"(?:So|Thus)\s+(?P<cue>sa(?:id|ys)|spoke|speaks|wrote|writes|ended|ends|began|begins|ran|went|concluded|declared|"
    r"announced)\s+(?:(?:the|a) (?:[a-z]+ )?(?:speech|letter|statement|message|address|sermon|note|diary|post|email) "
    r"(?:of|from|by)\s+)?",
    r"(?P<cue>The words?)\s+(?:(?:are|were|was|is)\s+)?(?:those\s+)?(?:of|from|belong(?:ed|s)? to|c[ao]me from)\s+",
    r"(?P<cue>The (?:speaker|author|voice))\s+(?:is|was)\s+(?:that of\s+)?",
    rf"(?:Those|These|That|This)\s+(?:were|are|was|is)\s+(?=[^.!?\n]{{3,60}}[’']s?\s+(?:[a-z]+\s+){{0,2}}(?P<cue>{_NOUNS})\b)",
)
_NAMED_AFTER = [re.compile(rf"\s*{law}") for law in _AFTER]
_PRESENT = re.compile(r"(?:,[ \t]+(?:aged[ \t]+)?(?:\d{1,3}|[^.!?\n“\"]{1,60}?),)?[ \t]+(?P<verb>[a-z]+s)[ \t]+\S")
_NO_VERBS = frozenset({"was", "as", "this", "his", "its", "yes", "us", "thus", "towards", "besides", "always", "does"})
_VERB_FIRST = re.compile(
    r"[ \t]*,?[ \t]*(?P<cue>[a-zà-ÿ][\w’'-]*(?:[ \t]+(?!(?:the|an?|his|her|their|my|our|its|one)\b)[a-zà-ÿ]{2,})?)[ \t]+(?=\w)"
)
_VERB_LAST = re.compile(
    r"[ \t]+(?P<cue>[a-z][\w-]*(?:[ \t]+(?:in|out|up|back|on|off|[a-z]+ly|to (?:say|speak|ask|explain)))?)(?=[\s.,;:]|\Z)"
)
_CLOSED_TAIL = re.compile(r"[ \t]*(?:[.,;:]|\n|\Z|(?:to|as|in|at|on|with|from|when|while|and|before|after|who)\b)")
_NO_CUE = NOT_LEADING | word_list("determiners") | word_list("articles") | word_list("naming words") | {"born", "not"}
_CUT = "–—-…"
_OPEN = ",?!" + _CUT
_GROUP = re.compile(
    r"(?P<group>(?:[A-Za-z][a-z-]*[ \t]+){0,2}?[A-Za-z][a-z-]*s|(?:[a-z-]+[ \t]+)?(?:people|women|men|children|staff|police))"
    r"(?:[ \t]+(?:at|of|in|from|on)[ \t]+(?:the[ \t]+(?:[A-Z][\w’'-]*[ \t]+)*[a-z][\w-]*|[A-Z][\w’'-]*(?:[ \t]+[A-Z][\w’'-]*)*))?"
    r"(?=[ \t]+[a-z]|[ \t]*$)",
    re.M,
)


@dataclass(frozen=True, slots=True)
class _Named:
    """Who a quotation is by, with the words that say so where some do."""

    source: Span
    cue: Span | None = None


_Law = Callable[[str, QuotedPassage], _Named | None]


def by_neighbours(text: str, quotations: Sequence[QuotedPassage], found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with those quotations that nobody in their sentence says given to who stands beside."""
    decided = list(_decided(text, quotations, found))
    taken = sorted(span for attribution in decided for span in attribution.content)
    kept = []
    for attribution in found:
        left = tuple(span for span in attribution.content if not any(True for _ in overlapped(taken, span)))
        if left:
            kept.append(replace(attribution, content=left))
    return sorted([*kept, *decided], key=lambda attribution: attribution.content)


def _decided(text: str, quotations: Sequence[QuotedPassage], found: Sequence[Attribution]) -> Iterator[Attribution]:
    held = sorted((span, place) for place, attribution in enumerate(found) for span in attribution.content)
    spans = [span for span, _ in held]
    first = {span: place for span, place in reversed(held)}
    for quoted in quotations:
        if quoted.depth or len(quoted.words(text).split()) < _LEAST_WORDS:
            continue
        holding = next((found[first[span]] for piece in quoted.spans for span in overlapped(spans, piece)), None)
        if holding is not None and (holding.kind == "indirect" or _is_settled(text, quoted, holding)):
            continue
        named = next(filter(None, (law(text, quoted) for law in _LAWS)), None)
        if named is not None:
            yield Attribution(content=quoted.spans, kind="direct", source=named.source, cue=named.cue, confidence=_SURE)


def _is_settled(text: str, quoted: QuotedPassage, attribution: Attribution) -> bool:
    """Say whether an attribution tells who speaks in the paragraph of a quotation."""
    if attribution.source is None or attribution.cue is None:
        return False
    between = covering((quoted.outer, attribution.cue)).of(text)
    held = quoted.outer.of(text).count("\n")
    return between.count("\n") <= held


def _after(text: str, quoted: QuotedPassage) -> _Named | None:
    """Return who is named in the sentence behind: “Those were the words of Ann Lee.”"""
    for law in _NAMED_AFTER:
        found = law.match(text, quoted.outer.end)
        source = speaker_at(text, found.end()) if found else None
        if found and source:
            return _Named(source, Span(start=found.start("cue"), end=found.end("cue")))
    return None


def _in_present(text: str, quoted: QuotedPassage) -> _Named | None:
    """Return the person who is shown doing something right behind a sentence that opens the paragraph."""
    end = quoted.outer.end
    opens = last_before(text, quoted.outer.start, _BLANKS) in {"", "\n"}
    if not (opens and text[quoted.spans[-1].end - 1] in ".!?…" and text[end : end + 1] == " "):
        return None
    source = speaker_at(text, end + 1, named=True)
    shown = _PRESENT.match(text, source.end) if source else None
    return _Named(source) if source and shown and shown["verb"] not in _NO_VERBS else None


def _in_tail(text: str, quoted: QuotedPassage) -> _Named | None:
    """Return who is named in the rest of a sentence that a quotation leaves open: “The pumps –” Reck began."""
    end, last = past_reference(text, quoted), text[quoted.spans[-1].end - 1]
    if not quoted.is_words or not (last in _OPEN or text[end : end + 1] == ","):
        return None
    found = _VERB_FIRST.match(text, end)
    if found and _NO_CUE.isdisjoint(found["cue"].lower().split()[:1]):
        source = speaker_at(text, found.end())
        if source and _CLOSED_TAIL.match(text, source.end):
            return _Named(source, Span(start=found.start("cue"), end=found.end("cue")))
    source = speaker_at(text, end + 1) if last in _CUT + "," and text[end : end + 1] == " " else None
    verb = _VERB_LAST.match(text, source.end) if source else None
    if source and verb and _NO_CUE.isdisjoint(verb["cue"].split()[:1]):
        return _Named(source, Span(start=verb.start("cue"), end=verb.end("cue")))
    return None


def _in_headline(text: str, quoted: QuotedPassage) -> _Named | None:
    """Return the person or the group that a headline names behind a quotation and a colon or a dash."""
    start, end = text.rfind("\n", 0, quoted.outer.start) + 1, text.find("\n", quoted.outer.end)
    line = text[start : end if end >= 0 else len(text)]
    if text[start : quoted.outer.start].strip() or len(line) > _LONGEST_HEADLINE or line.rstrip()[-1:] == ".":
        return None
    mark = first_behind(text, quoted.outer.end, _BLANKS)
    if mark not in {":", "–", "—"}:
        return None
    at = text.index(mark, quoted.outer.end) + 1
    while at < len(text) and text[at] in _BLANKS:
        at += 1
    group = _GROUP.match(text, at)
    if group and not group["group"].split()[0][0].isupper():
        return _Named(Span(start=group.start(), end=group.end()))
    source = speaker_at(text, at)
    return _Named(source) if source else None


_LAWS: tuple[_Law, ...] = (_after, _in_tail, _in_present, _in_headline)
