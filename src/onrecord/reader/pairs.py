"""Pairs of texts as the network reads them: word pieces, which text each is of, and what it looks like."""

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.backbone import Ints

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Bools = np.ndarray[Any, np.dtype[np.bool_]]

LIMIT = 192
_CLS, _SEP = 101, 102
_SMALL, _CAPITAL, _DIGIT = range(3)
_CHARACTERS = 4000
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A text's word pieces and, for each, whether it begins with a small letter, a capital or a digit."""

    ids: Ints
    shapes: Ints

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.ids)

    def head(self, size: int) -> "Pieces":
        """Return the first `size` pieces."""
        return self if len(self) <= size else Pieces(ids=self.ids[:size], shapes=self.shapes[:size])


class Cutter:
    """Cuts texts into pieces. Several threads may share it."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        """Wrap a tokenizer that neither truncates nor pads."""
        self._tokenizer = tokenizer
        self._lock = threading.Lock()

    def cut(self, texts: Sequence[str]) -> dict[str, Pieces]:
        """Return the pieces of each different text; of a very long one, of its beginning."""
        known = list(dict.fromkeys(texts))
        begins = [_HALVES.sub("\ufffd", text[:_CHARACTERS]) for text in known]
        with self._lock:
            encodings = self._tokenizer.encode_batch(begins, add_special_tokens=False)
            found = [(encoding.ids, encoding.offsets) for encoding in encodings]
        return {
            text: Pieces(
                ids=np.array(ids, dtype=np.int64),
                shapes=np.array([_shape(begin[start]) for start, _ in offsets], dtype=np.int64),
            )
            for text, begin, (ids, offsets) in zip(known, begins, found, strict=True)
        }


def _shape(character: str) -> int:
    if character.isdigit():
        return _DIGIT
    return _CAPITAL if character.isupper() else _SMALL


def columns_of(against: Pieces, judged: Pieces, around: Pieces | None = None, limit: int = LIMIT) -> Ints:
    """Return three columns, 3 x token, of at most `limit` tokens: what stands around is cut first, then the longer.

    A piece's flag says how it begins and whether it also stands in the other text.
    """
    room = limit - 3
    judged = judged.head(max(room // 2, room - len(against)))
    against = against.head(room - len(judged))
    parts = [(0, against, judged.ids), (1, judged, against.ids)]
    left = room - len(against) - len(judged) - 1
    if around is not None and len(around) and left > 0:
        parts.append((2, around.head(left), against.ids))
    size = 1 + sum(len(pieces) + 1 for _, pieces, _ in parts)
    columns = np.zeros((3, size), dtype=np.int64)
    columns[0, 0] = _CLS
    at = 1
    for kind, pieces, other in parts:
        end = at + len(pieces)
        columns[0, at:end] = pieces.ids
        columns[0, end] = _SEP
        columns[1, at : end + 1] = kind
        columns[2, at:end] = 1 + pieces.shapes + 3 * np.isin(pieces.ids, other)
        at = end + 1
    return columns


_STEP = 16
"""What the length of a batch is a multiple of: torch keeps a plan for each size it has met, and memory would grow."""


def batches(lengths: Sequence[int], tokens: int) -> Iterator[list[int]]:
    """Yield the numbers of rows that go together: of like length, at most `tokens` in all, padding included."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda row: lengths[row]):
        if batch and (len(batch) + 1) * lengths[row] > tokens:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def padded(rows: Sequence[Ints]) -> tuple[Ints, Bools]:
    """Return the rows as one array, batch x 3 x token, and where there is a token, batch x token."""
    size = -(-max(row.shape[1] for row in rows) // _STEP) * _STEP
    columns = np.zeros((len(rows), 3, size), dtype=np.int64)
    seen = np.zeros((len(rows), size), dtype=bool)
    for number, row in enumerate(rows):
        columns[number, :, : row.shape[1]] = row
        seen[number, : row.shape[1]] = True
    return columns, seen
