"""Memory that was freed goes back to the system."""

import ctypes
import sys
from functools import cache
from typing import Any


def give_back() -> None:
    """Give the system what the C library keeps of freed memory, where it can be told to.

    A process that stores and removes for days would otherwise grow by the gaps between what it still holds.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Any:  # noqa: ANN401 (a C function)
    """Return glibc's `malloc_trim`, None with another library."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
