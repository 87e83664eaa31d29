"""How a form is laid out: lines of words, and blocks that stand in from the margin."""

from collections.abc import Iterator

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.terminal.safe_text import one_line, safe

_INDENT = 4


def line(words: str = "", style: str = "") -> Text:
    """Return words in one style."""
    return Text(words, style=style)


def indented(words: Text, times: int = 1) -> Padding:
    """Return words that stand in from the margin."""
    return Padding(words, (0, 0, 0, times * _INDENT), expand=False)


def block(words: str, style: str = "") -> Iterator[Padding]:
    """Yield the lines of words of an article, made safe, each standing in from the margin."""
    for each in safe(words).split("\n"):
        yield indented(Text(each, style=style))


def plain_table() -> Table:
    """Return a table with bold heads and no lines."""
    return Table(box=None, pad_edge=False, header_style="bold")


def cells(*words: str, style: str = "") -> tuple[Text, ...]:
    """Return the cells of a table's row, each on one line."""
    return tuple(Text(one_line(cell), style=style) for cell in words)
