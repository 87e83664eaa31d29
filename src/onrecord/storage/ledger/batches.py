"""Much in parts that a statement can hold."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

AT_ONCE = 500
"""Values in one statement: fewer than any database's limit."""


def batches(values: Iterable[T], at_once: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """Yield values in parts of at most so many."""
    left = iter(values)
    while some := list(islice(left, at_once)):
        yield some
