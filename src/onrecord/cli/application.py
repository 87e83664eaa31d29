"""The application that every command belongs to, and what all of them share."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from onrecord.cli.interruption import INTERRUPTED, prompt_end, say_stopped
from onrecord.errors import ArticleNotFoundError, IndexMissingError, OnRecordError
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.archive import Archive

FAILED = 1
_LISTED = 6


class _Commands(TyperGroup):
    """Every command ends in one way: what goes wrong on purpose is one line on standard error, never a traceback."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 typer's own signature
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except OnRecordError as error:
            say(f"onrecord: {error}")
            raise typer.Exit(FAILED) from error
        except KeyboardInterrupt as interrupt:
            say_stopped()
            raise typer.Exit(INTERRUPTED) from interrupt
        return result


app = typer.Typer(
    cls=_Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Ask your articles. Get the exact words, where they stand, and who said them."""


@contextmanager
def opened(index: Path | None, *, making: bool = False, serving: bool = False, **given: object) -> Iterator["Archive"]:
    """Open the archive, and keep standard output free of what libraries print meanwhile.

    Only a command that fills an index makes a missing one: any other raises IndexMissingError. One that is `serving`
    answers to interruptions by itself.
    """
    with nullcontext() if serving else prompt_end(), _archive(index, making=making, **given) as archive:
        yield archive


@contextmanager
def _archive(index: Path | None, *, making: bool, **given: object) -> Iterator["Archive"]:
    from onrecord.archive import Archive
    from onrecord.settings import load_settings

    settings = load_settings(index=index, **given)
    is_there = settings.ledger or any((settings.index / name).exists() for name in ("ledger.sqlite", "vectors"))
    if not making and not is_there:
        begin = "name another with --index, or begin one there with `onrecord ingest`"
        raise IndexMissingError(f"there is no index in {settings.index}: {begin}")
    with redirect_stdout(sys.stderr), Archive.open(settings=settings) as archive:
        yield archive


def show_result(result: object, as_json: bool) -> None:
    """Print a result on standard output, as JSON or as a person reads it."""
    if as_json:
        import json

        from onrecord.exporting.plain_values import to_json

        sys.stdout.write(json.dumps(to_json(result), indent=2, allow_nan=False) + "\n")
    else:
        from onrecord.terminal import Terminal

        Terminal(sys.stdout).show(result)


def say(line: str) -> None:
    """Print a line on standard error."""
    typer.echo(line, err=True)


def whole_id(archive: "Archive", given: str) -> str:
    """Return the id of the one article whose id is, or begins with, what was given; else what was given."""
    found = archive.index.ledger.articles.beginning(given)
    if given in found or len(found) != 1:
        if len(found) > 1 and given not in found:
            raise ArticleNotFoundError(f"{given!r} begins several ids: {', '.join(found[:_LISTED])}")
        return given
    return found[0]


def undated_note(archive: "Archive", narrowed: object) -> str | None:
    """Return how many articles have no date, where a range of days leaves them out."""
    if not narrowed:
        return None
    everything = archive.articles()
    undated = sum(article.published is None for article in everything)
    return f"{undated:,} of {len(everything):,} articles have no date, and are in no range of days" if undated else None
