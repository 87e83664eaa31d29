"""What the tagger sees of a text: word pieces, and what word pieces of an uncased model leave out.

Beside its word piece each token carries its place relative to quotation marks, the start of a paragraph, and its
letter case. The tagger's weights were trained with exactly these codes; changing one means training again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from onrecord.backbone import Ints, whole_characters
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage, quoted_passages

if TYPE_CHECKING:
    from tokenizers import Tokenizer


OUTSIDE, INSIDE, NESTED, OPENING, CLOSING = range(5)
MIDDLE, LINE_START, PARAGRAPH_START, TEXT_START = range(4)
LOWER, CAPITALISED, UPPER, OTHER = range(4)

_SENTENCE_END = re.compile(r"(?<=\w\w)[.!?…]+[\"”’'»)\]]*\s+(?=[\"“‘'«(\[]*[^\W_a-z])")
_DEEPEST = 8
_PIECE, _WORD_END = 20_000, re.compile(r"\s")
_MARKS = "\"＂“”„‟«»‹›‘‚‛'’`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """The tokens of one text, as parallel arrays; `starts` and `ends` are character offsets into it.

    `quotations` are the passages of the text inside quotation marks.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    marks: Ints
    breaks: Ints
    shapes: Ints
    quotations: tuple[QuotedPassage, ...]

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.ids)

    def columns(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Return what the network embeds: word pieces, marks, breaks and shapes."""
        return self.ids, self.marks, self.breaks, self.shapes


def encode(text: str, tokenizer: "Tokenizer") -> Encoding:
    """Return the tokens of `text`; the tokenizer must neither truncate nor pad."""
    ids: list[int] = []
    places: list[tuple[int, int]] = []
    for start, piece in _pieces(text):
        encoded = tokenizer.encode(piece, add_special_tokens=False)
        ids += encoded.ids
        places += [(begin + start, end + start) for begin, end in encoded.offsets]
    offsets = np.array(places, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    marked = tuple(quoted_passages(text))
    painted = paint(text, marked)
    return Encoding(
        ids=np.array(ids, dtype=np.int64),
        starts=starts,
        ends=ends,
        marks=painted[starts] if len(text) else starts,
        breaks=_breaks(text, starts),
        shapes=np.array([_shape(text[s:e]) for s, e in offsets.tolist()], dtype=np.int64),
        quotations=marked,
    )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield a text in pieces, cut between words, with where each begins: a tokenizer at work can't be interrupted."""
    start = 0
    while start < len(text):
        cut = _WORD_END.search(text, start + _PIECE)
        end = cut.end() if cut else len(text)
        yield start, whole_characters(text[start:end])
        start = end


def paint(text: str, quotations: Sequence[QuotedPassage]) -> Ints:
    """Return for each character whether it is outside or inside quotation marks, or such a mark itself."""
    painted = np.full(len(text), OUTSIDE, dtype=np.int64)
    for quoted in quotations:
        for span in quoted.spans:
            if quoted.depth <= _DEEPEST:
                painted[span.start : span.end] = NESTED if quoted.depth else INSIDE
            painted[_first_mark(text, quoted, span.start) : span.start] = OPENING
            painted[span.end : _last_mark(text, quoted, span.end)] = CLOSING
    return painted


def _first_mark(text: str, quoted: QuotedPassage, start: int) -> int:
    while start > quoted.outer.start and text[start - 1] in _MARKS:
        start -= 1
    return start


def _last_mark(text: str, quoted: QuotedPassage, end: int) -> int:
    while end < quoted.outer.end and text[end] in _MARKS:
        end += 1
    return end


def _breaks(text: str, starts: Ints) -> Ints:
    codes = np.zeros(len(starts), dtype=np.int64)
    for i, (before, here) in enumerate(pairwise([0, *starts.tolist()])):
        lines = text.count("\n", before, here)
        codes[i] = MIDDLE if lines == 0 else LINE_START if lines == 1 else PARAGRAPH_START
    if len(codes):
        codes[0] = TEXT_START
    return codes


def _shape(word: str) -> int:
    if not word[:1].isalpha():
        return OTHER
    if word.islower():
        return LOWER
    return UPPER if len(word) > 1 and word.isupper() else CAPITALISED


def sentence_starts(text: str, encoding: Encoding) -> Ints:
    """Return the tokens that sentences begin with, but for those that begin a text."""
    places = [match.end() for match in _SENTENCE_END.finditer(text)]
    return np.searchsorted(encoding.starts, places).astype(np.int64)


def windows(breaks: Ints, limit: int, overlap: int, sentences: Ints | None = None) -> list[tuple[int, int]]:
    """Cut tokens into ranges of at most `limit`, each of whole paragraphs, or where those are too long, sentences.

    A range begins again with the last paragraphs or sentences of the one before, as far as they are no longer than
    `overlap`; where a sentence had to be cut, with that many of its tokens.
    """
    levels = [np.flatnonzero(breaks >= LINE_START), *([] if sentences is None else [sentences])]
    ranges, start, end, total = [], 0, 0, len(breaks)
    while start < total:
        reached, end = end, min(start + limit, total)
        if end == total:
            ranges.append((start, end))
            break
        for cuts in levels:
            last = int(np.searchsorted(cuts, end, side="right")) - 1
            if last >= 0 and cuts[last] > max(reached, start + limit // 4):
                end = int(cuts[last])
                again = int(cuts[np.searchsorted(cuts, max(end - overlap, start + 1))])
                break
        else:
            again = max(end - overlap, start + 1)
        ranges.append((start, end))
        start = again
    return ranges
