"""How far something is, on a terminal."""

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

from onrecord.terminal.safe_text import one_line

_REFRESHES = 10
"""How often a second an answer in work is drawn anew."""


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


@contextmanager
def progress_bar(file: IO[str], total: int | None) -> Iterator[Callable[[str], None]]:
    """Show a progress bar on a terminal until the block ends; call what it gives with each thing that is done.

    `total` is how many to expect, or None when that is not known.
    """
    console = Console(file=file, markup=False, highlight=False, emoji=False)
    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), _Rate(), TimeElapsedColumn(), TextColumn("left"))
    names = TextColumn("{task.description}", markup=False)
    bar = Progress(
        *columns, TimeRemainingColumn(), names, console=console, disable=not console.is_terminal, transient=True
    )
    with bar:
        task = bar.add_task("", total=total)
        yield lambda done: bar.update(task, advance=1, description=one_line(done))
