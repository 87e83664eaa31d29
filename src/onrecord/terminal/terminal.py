"""The terminal, where results are printed."""

from typing import IO

from rich.console import Console

from onrecord.terminal.forms import form

_UNWRAPPED = 10**9


class Terminal:
    """Where results are printed. What is not a terminal gets no colour and no line breaks of ours."""

    def __init__(self, file: IO[str]) -> None:
        """Print to `file`."""
        console = Console(file=file, markup=False, highlight=False, emoji=False)
        if not console.is_terminal:
            console = Console(file=file, markup=False, highlight=False, emoji=False, width=_UNWRAPPED)
        self._console = console

    def show(self, result: object) -> None:
        """Print a result; raises TypeError for one that has no form."""
        for part in form(result):
            self._console.print(part)
