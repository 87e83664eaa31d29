"""The quotations in a sentence, each compared with the passages that it may come from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.answering.grounding.passage import NumberedPassage
from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.language.wording import Wording
from onrecord.model import Span

_MARKS = re.compile("[\"＂“”„‟«»‹›〝〞「」『』❝❞]|''|``|’’|‘‘")
_CORNERS = str.maketrans({"「": "“", "」": "”", "『": "“", "』": "”", "❝": "“", "❞": "”", "〝": "“", "〞": "”"})
_GAP = re.compile(r"\s*(\[[^\]]{2,}\]|\(?(?:…|\.\s?\.\s?\.)\)?)\s*")
_FIRST_LETTER = re.compile(r"\[(\w)\](?=\w)")
_TAIL = re.compile(r"[.,;:!?\s]*$")
_INNER_BREAK = re.compile(f"\\s*(?:{_MARKS.pattern}|\\n)\\s*")
_HAS_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a sentence: plain words, or the words that stand inside quotation marks."""

    words: str
    quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuote:
    """Where the words of one quotation stand, in one passage, a span for each part of it.

    `shown` is the quotation as a reader may see it: every part inside marks equals its span.
    """

    given: NumberedPassage
    spans: tuple[Span, ...]
    shown: str
    is_exact: bool


def pieces(sentence: str) -> list[Piece]:
    """Cut a sentence into plain words and quotations. Marks that have no partner are left out."""
    text = sentence.translate(_CORNERS)
    found: list[Piece] = []
    at = 0
    for quoted in quoted_passages(text):
        if quoted.depth or quoted.outer.start < at:
            continue
        found.append(Piece(words=without_marks(text[at : quoted.outer.start]), quoted=False))
        found.append(Piece(words=" ".join(span.of(text) for span in quoted.spans), quoted=True))
        at = quoted.outer.end
    found.append(Piece(words=without_marks(text[at:]), quoted=False))
    return [piece for piece in found if piece.words]


def find_quote(words: str, passages: Iterable[NumberedPassage]) -> FoundQuote | None:
    """Return where a quotation stands, in the first passage that has all of its parts, None when none has.

    Parts are what an ellipsis or square brackets separate; they stand in the order of the passage.
    """
    parts = list(_parts(words))
    if not any(is_quotation for _, is_quotation in parts):
        return None
    for given in passages:
        quote = _in_passage(parts, given)
        if quote:
            return quote
    return None


def is_quoted(quote: FoundQuote) -> bool:
    """Say whether the article itself has the words inside quotation marks."""
    marked = _marked(quote.given.article.text)
    return all(any(m.contains(span) for m in marked) for span in quote.spans)


@lru_cache(maxsize=64)
def _marked(text: str) -> tuple[Span, ...]:
    return tuple(span for each in quoted_passages(text) for span in each.spans)


def without_marks(words: str) -> str:
    """Return words without any quotation marks that stand for a whole quotation."""
    return _MARKS.sub("", words)


def _parts(words: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a quotation, and what stands between them; the flag tells which is which."""
    at = 0
    for gap in _GAP.finditer(words):
        if _HAS_WORD.search(words[at : gap.start()]):
            yield words[at : gap.start()], True
        yield without_marks(gap.group(1)), False
        at = gap.end()
    if _HAS_WORD.search(words[at:]):
        yield words[at:], True


def _place(words: str, text: str, within: Span) -> Span | None:
    """Return the first place inside a span where the words stand; `[W]e` also stands for "We"."""
    wording = wording_of(text)
    for wanted in dict.fromkeys((words, _FIRST_LETTER.sub(r"\1", words))):
        for run in wording.runs(Wording.of(wanted)):
            span = wording.span(run)
            if within.contains(span):
                return span
    return None


@lru_cache(maxsize=256)
def wording_of(text: str) -> Wording:
    """Return the words of an article's text."""
    return Wording.of(text)


def _in_passage(parts: Sequence[tuple[str, bool]], given: NumberedPassage) -> FoundQuote | None:
    text, at = given.article.text, given.span.start
    spans: list[Span] = []
    shown: list[str] = []
    exact = True
    for words, is_quotation in parts:
        if not is_quotation:
            shown.append(words)
            continue
        span = _place(words, text, Span(start=at, end=given.span.end))
        if span is None:
            return None
        tail = _TAIL.search(words.rstrip())
        after = tail.group().strip() if tail else ""
        if after and text.startswith(after, span.end) and span.end + len(after) <= given.span.end:
            span, after = Span(start=span.start, end=span.end + len(after)), ""
        exact = exact and words.strip().removesuffix(after).strip() == span.of(text)
        inner = list(_unbroken(text, span))
        spans.extend(inner)
        shown.append(" ".join(f"“{each.of(text)}”" for each in inner) + after)
        at = span.end
    return FoundQuote(given=given, spans=tuple(spans), shown=" ".join(shown), is_exact=exact)


def _unbroken(text: str, span: Span) -> Iterator[Span]:
    """Yield the parts of a span that lie between quotation marks and line ends of the article itself."""
    start = span.start
    for gap in [*((m.start(), m.end()) for m in _INNER_BREAK.finditer(text, span.start, span.end)), (span.end, 0)]:
        end = gap[0]
        if _HAS_WORD.search(text, start, end):
            yield Span(start=start, end=end)
        start = gap[1]
