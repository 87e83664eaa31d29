"""How far something is, on a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from rich.console import Console
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

from onrecord.rendering.words import one_line


class _Rate(ProgressColumn):
    """Articles a second since the start."""

    def render(self, task: Task) -> Text:
        rate = task.completed / task.elapsed if task.elapsed else 0.0
        return Text(f"{rate:.1f}/s")


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
