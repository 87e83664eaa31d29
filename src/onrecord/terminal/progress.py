"""How far something is, on a terminal."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from rich.console import Console
from rich.live import Live
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from onrecord.stint import Reached
from onrecord.terminal.safe_text import one_line

_REFRESHES = 10
"""How often a second an answer in work is drawn anew."""

EVERY = 10.0
"""Seconds between two lines that say how far a long source is, where there is no terminal."""


class _Rate(ProgressColumn):
    """Articles a second since the start."""

    def render(self, task: Task) -> Text:
        rate = task.completed / task.elapsed if task.elapsed else 0.0
        return Text(f"{rate:.1f}/s")


@contextmanager
def in_writing(file: IO[str]) -> Iterator[Callable[[str, str], None]]:
    """Show on a terminal what there is of an answer until the block ends; call what it gives with each state of it.

    The first words have been through the gate; the others claim nothing yet and are dim.
    """
    console = Console(file=file, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        yield lambda *_: None
        return
    with Live(console=console, transient=True, refresh_per_second=_REFRESHES) as live:
        yield lambda done, pending: live.update(Text.assemble(one_line(done), " ", (one_line(pending), "dim")))


class ProgressBar:
    """How far an ingest is: a bar on a terminal; elsewhere a line now and then while a long source is read."""

    def __init__(self, console: Console, bar: Progress, total: int | None) -> None:
        """Show `bar` where the console is a terminal, else write to it; `total` is how many things to expect."""
        self._console = console
        self._bar = bar
        self._task = bar.add_task("", total=total)
        self._told = time.monotonic()

    def advance(self, done: str) -> None:
        """Tell of a thing that is done."""
        self._bar.update(self._task, advance=1, description=one_line(done))

    def tell(self, reached: Reached) -> None:
        """Tell how far the source at hand is."""
        if self._console.is_terminal:
            self._bar.update(self._task, description=one_line(reached.line))
        elif time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            self._console.print(one_line(reached.line), soft_wrap=True)


@contextmanager
def progress_bar(file: IO[str], total: int | None) -> Iterator[ProgressBar]:
    """Show how far something is until the block ends.

    `total` is how many things to expect, or None when that is not known.
    """
    console = Console(file=file, markup=False, highlight=False, emoji=False)
    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), _Rate(), TimeElapsedColumn(), TextColumn("left"))
    names = TextColumn("{task.description}", markup=False)
    bar = Progress(
        *columns, TimeRemainingColumn(), names, console=console, disable=not console.is_terminal, transient=True
    )
    with bar:
        yield ProgressBar(console, bar, total)
