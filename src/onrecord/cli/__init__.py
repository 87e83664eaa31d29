"""The command line: thin commands over the archive."""

import sys
from contextlib import suppress

from onrecord.cli import claims, exports, library, questions, running, transfer
from onrecord.cli.application import app

__all__ = ["app", "claims", "exports", "library", "main", "questions", "running", "transfer"]


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    app()
