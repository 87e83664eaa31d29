"""Quotations whose speaker stands right beside them, without a verb of speech or with a rare one."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.attribution.rules.name_patterns import NOT_LEADING, speaker_at
from onrecord.attribution.rules.sayings import Sayings
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.names.mentions import mentions_in
from onrecord.language.names.tokens import tokens_of
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
    r"(?P<cue>(?:With|In) (?:these|those|such|that|this) (?:[a-z]+ )?"
    r"(?:words?|message|sentence|phrase|remark|line)),?\s+",
    r"(?P<cue>(?:That|This)(?: is| was|[’']s) how)\s+",
    r"(?:So|Thus)\s+(?P<cue>sa(?:id|ys)|spoke|speaks|wrote|writes|ended|ends|began|begins|ran|went|concluded|declared|"
    r"announced)\s+(?:(?:the|a) (?:[a-z]+ )*?(?:speech|letter|statement|message|address|sermon|note|diary|post|"
    r"email|will|testimony|logbook) "
    r"(?:of|from|by)\s+)?",
    r"(?P<cue>The words?)\s+(?:(?:are|were|was|is)\s+)?(?:those\s+)?(?:of|from|belong(?:ed|s)? to|c[ao]me from)\s+",
    r"(?P<cue>The (?:speaker|author|voice))\s+(?:is|was)\s+(?:that of\s+)?",
    rf"(?:Those|These|That|This)\s+(?:were|are|was|is)\s+(?=[^.!?\n]{{3,60}}[’']s?\s+(?:[a-z]+\s+){{0,2}}(?P<cue>{_NOUNS})\b)",
)
_NAMED_AFTER = [re.compile(rf"\s*{law}") for law in _AFTER]
_PRESENT = re.compile(r"(?:,[ \t]+(?:aged[ \t]+)?(?:\d{1,3}|[^.!?\n“\"]{1,60}?),)?[ \t]+(?P<verb>[a-z]+s)[ \t]+\S")
_NO_VERBS = frozenset({"was", "as", "this", "his", "its", "yes", "us", "thus", "towards", "besides", "always", "does"})
_VERB_FIRST = re.compile(
    r"[ \t]*+,?[ \t]*+(?P<cue>(?:a|ha|hat|har|avait|había|habe)[ \t]+[a-zà-ÿ]+|"
    r"(?P<verb>[a-zà-ÿ][\w’'-]*)(?:[ \t]+(?:in|out|up|back|on|off|aloud|again|[a-z]+ly))?)[ \t]+(?=\w)"
)
_VERB_LAST = re.compile(
    r"[ \t]+(?P<cue>[a-z][\w-]*(?:[ \t]+(?:in|out|up|back|on|off|[a-z]+ly|to (?:say|speak|ask|explain)))?)"
    r"(?=[\s.,;:]|\Z)"
)
_CLOSED_TAIL = re.compile(r"[ \t]*[.,;:!?\n]|\Z|[ \t]+[(a-zà-ÿ]")
_PRONOUNS = word_list("he") | word_list("she") | word_list("plural pronouns") | word_list("nobody")
_NO_CUE = (
    NOT_LEADING
    | word_list("determiners")
    | word_list("articles")
    | word_list("naming words")
    | _PRONOUNS
    | {"born", "not"}
)
_BEHIND = re.compile(r"[ \t\u00a0]*[:–—][ \t\u00a0]*")
_BARE = re.compile(r"[Tt]he [A-Z]\S*")
_OPENING = 2_000
_CUT = "–—-…"
_OPEN = ",?!" + _CUT
_GROUP = re.compile(
    r"(?P<group>(?:[a-z][a-z-]*[ \t]+){0,2}?(?:[a-z][a-z-]*s|people|women|men|children|staff|police))"
    r"(?:[ \t]+(?:at|of|in|from|on)[ \t]+(?:the[ \t]+(?:[A-Z][\w’'-]*[ \t]+)*[a-z][\w-]*|"
    r"[A-Z][\w’'-]*(?:[ \t]+[A-Z][\w’'-]*)*))?(?=[ \t]+[a-z])"
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
    sayings = Sayings(found)
    told: list[tuple[QuotedPassage, _Named, list[Attribution]]] = []
    own: list[Span] = []
    for quoted in quotations:
        if quoted.depth or len(quoted.words(text).split()) < _LEAST_WORDS:
            continue
        holding = sayings.within(quoted.outer)
        named = next(filter(None, (law(text, quoted) for law in _LAWS)), None)
        if named is None:
            continue
        own.extend(quoted.spans)
        if not any(_is_settled(text, quoted, each, named) for each in holding):
            told.append((quoted, named, [each for each in holding if _is_by_same_verb(named, each)]))
    for quoted, named, misread in told:
        with_it = [s for each in misread for s in each.content if not any(True for _ in overlapped(own, s))]
        content = tuple(sorted({*quoted.spans, *with_it}))
        yield Attribution(content=content, kind="direct", source=named.source, cue=named.cue, confidence=_SURE)


def _is_by_same_verb(named: _Named, attribution: Attribution) -> bool:
    """Say whether an attribution has the verb of another subject than the one that stands beside it."""
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None or named.cue is None:
        return False
    return attribution.kind == "direct" and named.cue.overlaps(cue) and not named.source.overlaps(source)


def _is_settled(text: str, quoted: QuotedPassage, attribution: Attribution, named: _Named) -> bool:
    """Say whether an attribution tells who speaks in the paragraph of a quotation, and not by another's verb."""
    source, cue = attribution.source, attribution.cue
    if attribution.kind == "indirect":
        return True
    if source is None or cue is None:
        return False
    if _is_by_same_verb(named, attribution):
        return False
    between = covering((quoted.outer, cue)).of(text)
    return between.count("\n") <= quoted.outer.of(text).count("\n")


def _after(text: str, quoted: QuotedPassage) -> _Named | None:
    """Return whom the sentence behind names, as “Those were the words of Ann Lee” does."""
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
    if found and found["verb"] not in _NO_CUE:
        source = speaker_at(text, found.end())
        if source and _CLOSED_TAIL.match(text, source.end):
            return _Named(source, Span(start=found.start("cue"), end=found.end("cue")))
    source = speaker_at(text, end + 1) if last in _CUT + "," and text[end : end + 1] == " " else None
    verb = _VERB_LAST.match(text, source.end) if source else None
    if source and verb and _NO_CUE.isdisjoint(verb["cue"].split()[:1]):
        return _Named(source, Span(start=verb.start("cue"), end=verb.end("cue")))
    return None


def _in_headline(text: str, quoted: QuotedPassage) -> _Named | None:
    """Return the person or the group that the headline names behind a quotation and a colon or a dash."""
    end = text.find("\n", quoted.outer.end)
    line = text[quoted.outer.start : end if end >= 0 else len(text)]
    mark = first_behind(text, quoted.outer.end, _BLANKS)
    opens = not text[: min(quoted.outer.start, _LONGEST_HEADLINE)].strip() and quoted.outer.start < _LONGEST_HEADLINE
    if not opens or mark not in {":", "–", "—"} or len(line) > _LONGEST_HEADLINE or line.rstrip()[-1:] == ".":
        return None
    behind = _BEHIND.match(text, quoted.outer.end)
    at = behind.end() if behind else quoted.outer.end
    group = _GROUP.match(text, at)
    if group:
        return _Named(Span(start=group.start(), end=group.end()))
    source = speaker_at(text, at)
    return _Named(source) if source and _is_of_cast(text, source) else None


def _is_of_cast(text: str, source: Span) -> bool:
    """Say whether a headline's words for somebody hold a full name, a role, or a surname of the article's."""
    words = source.of(text)
    if _BARE.fullmatch(words) and text[source.end : source.end + 2].strip().islower():
        return False
    if " " in words:
        return True
    opening = text[source.end : source.end + _OPENING]
    return any(each.kind == "person" and each.words[-1] == words for each in mentions_in(opening, tokens_of(opening)))


_LAWS: tuple[_Law, ...] = (_after, _in_tail, _in_present, _in_headline)
