"""One quotation of one speaker, told in other words."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from onrecord.claims.discrepancies.days import Published
from onrecord.claims.discrepancies.difference import Difference
from onrecord.claims.discrepancies.sentence import ComparedSentence, read
from onrecord.language.wording import Wording
from onrecord.language.words import is_function_word
from onrecord.model import Span

_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"]{8,600})[”\"]|``\s?(?P<ticks>.{8,600}?)\s?''")
_ALIKE, _FEWEST, _DAYS = 0.55, 5, 3
"""Share of the words in one order, fewest words of a quotation, days beyond which it may have been said twice."""


@lru_cache(maxsize=1024)
def _quotations(text: str) -> tuple[tuple[int, Wording], ...]:
    found = []
    for each in _QUOTED.finditer(read(text).plain):
        group = "words" if each["words"] else "ticks"
        wording = Wording.of(each[group])
        if len(wording.words) >= _FEWEST:
            found.append((each.start(group), wording))
    return tuple(found)


def wording_differences(
    a: ComparedSentence,
    b: ComparedSentence,
    published: tuple[Published, Published],
    speakers: tuple[str | None, str | None],
) -> Iterator[Difference]:
    """Yield the words that differ between two forms of one quotation."""
    mine, theirs = _quotations(a.text), _quotations(b.text)
    if not mine or not theirs or not _is_one_speaker(a, b, speakers):
        return
    if published[0] and published[1] and abs((published[0] - published[1]).days) > _DAYS:
        return
    for start, own in mine:
        for begin, its in theirs:
            if found := _apart(own, its):
                one, other = own.span(found[0]), its.span(found[1])
                yield Difference(
                    kind="wording",
                    relation="contradicts",
                    a=_moved(one, start),
                    b=_moved(other, begin),
                    why="“{a}” here, “{b}” there: one quotation in other words",
                    signs={"confidence": SequenceMatcher(None, own.forms, its.forms, autojunk=False).ratio()},
                )
                return


def _moved(span: Span, by: int) -> tuple[int, int]:
    return span.start + by, span.end + by


def _is_one_speaker(a: ComparedSentence, b: ComparedSentence, speakers: tuple[str | None, str | None]) -> bool:
    if speakers[0] and speakers[1]:
        return speakers[0].lower().split()[-1] == speakers[1].lower().split()[-1]
    outside = [
        {name.lower() for name in re.findall(r"\b[A-Z]\w+", _QUOTED.sub(" ", side.plain)[1:])} for side in (a, b)
    ]
    return bool(outside[0] & outside[1])


def _apart(own: Wording, its: Wording) -> tuple[range, range] | None:
    """Return the runs of words in which two forms of one quotation differ; None where one only holds the other."""
    matcher = SequenceMatcher(None, own.forms, its.forms, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if matcher.ratio() < _ALIKE or max((block.size for block in blocks), default=0) < 3:
        return None
    for _, first, last, begin, end in (op for op in matcher.get_opcodes() if op[0] == "replace"):
        words = [*own.forms[first:last], *its.forms[begin:end]]
        if any(not is_function_word(word) for word in words):
            return range(first, last), range(begin, end)
    return None
