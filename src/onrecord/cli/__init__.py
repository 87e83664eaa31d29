"""The command line: thin commands over the archive."""

import sys
from contextlib import suppress

from onrecord.cli import library, questions, running, tracking, transfer, writing
from onrecord.cli.application import app

__all__ = ["app", "library", "main", "questions", "running", "tracking", "transfer", "writing"]


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    app()
