"""The links of the windows of one text: those of a long text wait on disk, so that memory does not grow with it."""

import tempfile
import weakref
from typing import Any

import numpy as np

Halves = np.ndarray[Any, np.dtype[np.float16]]

_KEPT = 48
"""Windows whose links stay in memory, about 20 MB; set by hand, more than an article of 60,000 characters has."""


class WindowLinks:
    """Links, in probabilities, of each window: link x token x (nothing, token...)."""

    def __init__(self) -> None:
        """Begin without a window."""
        self._kept: list[Halves] = []
        self._places: list[tuple[int, tuple[int, ...]]] = []
        self._file: Any = None

    def add(self, links: Halves) -> None:
        """Take the links of the next window."""
        if len(self._kept) < _KEPT:
            self._kept.append(links)
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="onrecord-")  # noqa: SIM115 it lives as long as the links
            weakref.finalize(self, self._file.close)
        self._file.seek(0, 2)
        self._places.append((self._file.tell(), links.shape))
        self._file.write(np.ascontiguousarray(links, dtype=np.float16).tobytes())

    def rows(self, window: int, link: int, first: int, last: int) -> Halves:
        """Return one link of the tokens from `first` to `last`, counted in their window."""
        if window < len(self._kept):
            return self._kept[window][link, first:last]
        start, (_, tokens, width) = self._places[window - len(self._kept)]
        self._file.seek(start + 2 * width * (link * tokens + first))
        found = np.frombuffer(self._file.read(2 * width * (last - first)), dtype=np.float16)
        return found.reshape(last - first, width)
