"""The windows that wait to be read: few are given to the threads at a time, so that they can stop at once."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from onrecord.attribution.tagger.features import Encoding

T = TypeVar("T")
_HANDED_OUT = 24
"""Windows that are read, or have been and were not asked for: enough that no thread waits for work."""


class WindowQueue(Generic[T]):
    """Windows, ranges of texts' tokens, in the order in which they are read and what is seen in them asked for."""

    def __init__(self, crew: ThreadPoolExecutor, read: Callable[[Encoding, int, int], T]) -> None:
        """Let the threads of `crew` call `read` for each window."""
        self._crew = crew
        self._read = read
        self._waiting: deque[tuple[Encoding, int, int]] = deque()
        self._handed_out: deque[Future[T]] = deque()

    def add(self, encoding: Encoding, start: int, end: int) -> None:
        """Put a window at the end."""
        self._waiting.append((encoding, start, end))
        self._hand_out()

    def next(self) -> T:
        """Return what is seen in the next window, when it has been read."""
        seen = self._handed_out[0].result()
        self._handed_out.popleft()
        self._hand_out()
        return seen

    def stop(self) -> None:
        """Give up every window that no thread has begun to read."""
        self._waiting.clear()
        for window in self._handed_out:
            window.cancel()

    def _hand_out(self) -> None:
        while self._waiting and len(self._handed_out) < _HANDED_OUT:
            self._handed_out.append(self._crew.submit(self._read, *self._waiting.popleft()))
