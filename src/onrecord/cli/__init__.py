"""The command line: thin commands over the archive."""

import gc
import sys
from contextlib import suppress

from onrecord.cli import library, questions, running, tracking, transfer, writing
from onrecord.cli.application import app
from onrecord.cli.interruption import INTERRUPTED, end

__all__ = ["app", "library", "main", "questions", "running", "tracking", "transfer", "writing"]


def main() -> None:
    """Run the command line.

    Garbage is looked for less often: while packages load there is none, and looking is a sixth of the time.
    """
    gc.set_threshold(50_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            end()
        raise
