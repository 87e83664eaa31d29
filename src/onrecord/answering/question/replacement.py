"""A question asked again with something else in the place of its like: "And the second?", "And for the Lark?"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from onrecord.language.lexicon.contrasts import OPPOSITES, rivals
from onrecord.language.patterns import SPEECH_VERBS, YEAR
from onrecord.language.words import lemmas_or_stems, words

_PREPOSITIONS = "in|on|at|by|for|from|of|with|during|since|after|before|near|to|about"
_LEADING = re.compile(rf"^(?:(?P<how>{_PREPOSITIONS})\s+)?(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
_ONE = re.compile(r"^(?:an?\s+|the\s+)?(?:one|ones|that|those)\s+(?=(?:with|for|in|at|from|of)\b)", re.IGNORECASE)
_ONE_AFTER = re.compile(r"\s+ones?$", re.IGNORECASE)
_NAMED = r"(?:[Tt]he\s+)?[A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'-]*|\d+\b))*"
_NAME = re.compile(_NAMED)
_BREAK = re.compile(
    rf"\b(?:{_PREPOSITIONS}|did|do|does|was|were|is|are|has|had|have|will|would|can|could|should|and|or"
    rf"|who|whom|what|when|where|why|which|how|many|much|{SPEECH_VERBS}|cost|costs|worth|it|he|she|they)\b|,",
    re.IGNORECASE,
)
_HELPED = re.compile(r"\b(?:did|do|does|will|would|can|could|should)\b", re.IGNORECASE)
_A = re.compile(r"^an?\b", re.IGNORECASE)
_THE = re.compile(r"^(?:the|his|her|its|their|this|that)\b", re.IGNORECASE)


def replaced(before: str, new: str) -> str:
    """Return a question with `new` in the place of its like; empty where it has nothing of that kind.

    Its like is, in this order: the word that `new` takes the place of ("first" for "second"), the year, the name after
    the same preposition, the phrase with the same noun, a phrase of the same make: with "a", with "the", or bare.
    """
    bare = _ONE.sub("", new.strip(" ?.!"))
    found = _LEADING.match(bare)
    if not found:
        return ""
    how, rest = (found["how"] or "").lower(), found["rest"]
    return (
        _contrasted(before, rest)
        or _of_another_year(before, rest)
        or _after_the_same(before, how, rest)
        or ("" if how else _named(before, rest) if _has_name(rest) else _phrase(before, rest))
    )


def _contrasted(before: str, rest: str) -> str:
    short = _ONE_AFTER.sub("", rest)
    if words(short)[-1:] == ["other"]:
        short = next((OPPOSITES[word] for word in words(before) if word in OPPOSITES), short)
    for word in words(short)[:2]:
        for other in rivals(word):
            found = re.search(rf"\b{other}\b", before, re.IGNORECASE)
            if found and not re.search(r"\bhow\s$", before[: found.start()], re.IGNORECASE):
                return before[: found.start()] + word + before[found.end() :]
    return ""


def _of_another_year(before: str, rest: str) -> str:
    years = list(YEAR.finditer(before))
    if len(years) != 1 or not YEAR.fullmatch(rest):
        return ""
    return before[: years[0].start()] + rest + before[years[0].end() :]


def _after_the_same(before: str, how: str, rest: str) -> str:
    """Read "And for the Lark?" or "And with a balcony?" by its preposition."""
    if not how:
        return ""
    if _has_name(rest):
        near = r"in|at|for|of|near|from" if how in {"in", "at", "for", "of", "near", "from"} else how
        found = re.search(rf"\b(?:{near})\s+(?P<old>{_NAMED})", before)
        if found:
            start = found.start() if how != found.group().split()[0].lower() else found.start("old")
            return before[:start] + (f"{how} {rest}" if start == found.start() else rest) + before[found.end() :]
        return ""
    phrase = next(((s, e) for s, e in _phrases(before) if re.search(rf"\b{how}\s+$", before[:s])), None)
    return before[: phrase[0]] + rest + before[phrase[1] :] if phrase and how == "with" else ""


def _named(before: str, rest: str) -> str:
    """Put a name where the name is that has a word of it, or stands last."""
    places = [(m.start(), m.end()) for m in _NAME.finditer(before) if m.start() > 0]
    own = set(words(rest))
    alike = [place for place in places if (own - {"the"}) & set(words(before[slice(*place)]))]
    if not places or not (alike or re.search(r"\b(?:in|at|of|for|near|from)\s+$", before[: places[-1][0]])):
        return ""
    start, end = (alike or places)[-1]
    return before[:start] + rest + before[end:]


def _phrase(before: str, rest: str) -> str:
    """Put a phrase of common nouns where its like is."""
    places = list(_phrases(before))
    own = set(lemmas_or_stems(words(rest)[-1:]))
    same = [place for place in places if own & set(lemmas_or_stems(words(before[slice(*place)])[-1:]))]
    made = [place for place in places if _make(before[slice(*place)]) == _make(rest)]
    if not (same or made):
        return ""
    start, end = (same or made)[-1]
    return before[:start] + rest + before[end:]


def _make(phrase: str) -> str:
    return "a" if _A.match(phrase) else "the" if _THE.match(phrase) else "bare"


def _phrases(before: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the phrases of common nouns in a question, its verb left out."""
    bare = before.rstrip(" ?.")
    breaks = [(0, 0), *(found.span() for found in _BREAK.finditer(bare)), (len(bare), len(bare))]
    for (_, start), (end, _) in pairwise(breaks):
        piece = bare[start:end]
        text = piece.strip()
        begin = start + len(piece) - len(piece.lstrip())
        if end == len(bare) and _HELPED.search(bare[:start]) and len(text.split()) > 1:
            text = text.rsplit(None, 1)[0]
        if text and begin > 0 and not _has_name(text) and text.lower() not in {"the", "a", "an"}:
            yield begin, begin + len(text)


def _has_name(text: str) -> bool:
    return bool(re.search(r"[A-Z]", text))
