"""What was freed goes back to the system."""

import sys
from pathlib import Path

import pytest

from onrecord.ingesting.freed_memory import give_back

STATUS = Path("/proc/self/statm")
PAGE = 4096


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, and glibc alone keeps what was freed")
def test_gaps_between_what_is_held_are_given_back() -> None:
    pieces = [bytes(5_000) for _ in range(40_000)]
    held = pieces[::20]
    full = resident()
    del pieces
    give_back()
    assert resident() < full - 100_000_000
    assert len(held) == 2_000


def resident() -> int:
    """How many bytes of memory this process holds."""
    return int(STATUS.read_text(encoding="ascii").split()[1]) * PAGE
