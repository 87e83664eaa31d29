"""The command line: thin commands over the archive."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from onrecord import __version__
from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.archive import Archive

_FAILED, _INTERRUPTED = 1, 130


class _Commands(TyperGroup):
    """Every command ends in one way: what goes wrong on purpose is one line on standard error, never a traceback."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 typer's own signature
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except OnRecordError as error:
            _say(f"onrecord: {error}")
            raise typer.Exit(_FAILED) from error
        except KeyboardInterrupt as interrupt:
            _say("onrecord: stopped. What was stored stays; the same command goes on from there.")
            raise typer.Exit(_INTERRUPTED) from interrupt
        return result


app = typer.Typer(
    cls=_Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    app()


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise typer.BadParameter(f"{given!r} is not a day: write it as 2031-03-10") from error


def _words(given: str) -> str:
    """Return an argument as text that can be stored and printed, whatever bytes the shell passed."""
    return given.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


IndexFolder = Annotated[
    Path | None,
    typer.Option("--index", metavar="DIR", envvar="ONRECORD_INDEX", help="Folder of the index.  [default: ./index]"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON value on standard output.")]
ArticleId = Annotated[str, typer.Argument(metavar="ARTICLE", parser=_words, help="Its id, as `articles` lists it.")]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", parser=_words, help="Only articles of this publisher.")]
Since = Annotated[
    date | None, typer.Option(metavar="DATE", parser=_day, help="Only articles published on this day or later.")
]
Until = Annotated[
    date | None, typer.Option(metavar="DATE", parser=_day, help="Only articles published on this day or earlier.")
]


@app.callback()
def _onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Ask your articles. Get the exact words, where they stand, and who said them."""


@app.command()
def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-",
            help="Files, folders, web pages, feeds, or - for standard input.",
            show_default=False,
        ),
    ],
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Read web addresses of this machine and its network too.")
    ] = False,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Read articles into the index. What is there already is left alone or updated.

    Reads .txt, .md, .html, .pdf and .docx, and tables of articles as .jsonl, .json or .csv.
    """
    from onrecord.rendering import one_line, progress_bar

    with (
        _opened(index, allow_private=allow_private or None) as archive,
        progress_bar(sys.stderr, archive.expected(sources)) as advance,
    ):
        report = archive.ingest(sources, progress=advance)
    _show(report, as_json)
    for failure in report.failed:
        _say(one_line(f"{failure.source}: {failure.error}"))
    if report.failed and not (report.added or report.updated or report.unchanged):
        raise typer.Exit(_FAILED)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", parser=_words, help="The question, in quotes.")],
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    article: Annotated[
        list[str] | None, typer.Option(metavar="ARTICLE", parser=_words, help="Only this article; may be repeated.")
    ] = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question from the articles.

    Every sentence of the answer is cited. When the articles do not answer, that is what is said.
    """
    with _opened(index) as archive:
        answer = archive.ask(question, publisher=publisher, since=since, until=until, articles=article or None)
    _show(answer, as_json)


@app.command()
def articles(
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """List the articles, the newest first."""
    from onrecord.serialising import without_text

    with _opened(index) as archive:
        found = archive.articles(publisher=publisher, since=since, until=until)
    _show([without_text(each) for each in found] if as_json else found, as_json)


@app.command()
def speakers(index: IndexFolder = None, as_json: AsJson = False) -> None:
    """List who speaks in the articles, the most quoted first."""
    with _opened(index) as archive:
        found, unknown = archive.speakers(), archive.unknown_speakers()
    if as_json:
        _show(found, as_json)
    else:
        from onrecord.rendering import Page

        Page(sys.stdout).speakers(found, unknown)


@app.command()
def show(
    article: ArticleId,
    attributions: Annotated[
        bool, typer.Option("--attributions", help="Mark who said what in the text, and list it below.")
    ] = False,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Print an article: what is known of it, then its text."""
    from onrecord.model import AttributedArticle

    with _opened(index) as archive:
        found = archive.article(article)
        said = archive.attributions(article) if attributions else None
    _show(found if said is None else AttributedArticle(article=found, attributions=tuple(said)), as_json)


@app.command()
def remove(article: ArticleId, index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Remove an article and all that was made from it."""
    with _opened(index) as archive:
        archive.remove(article)
    if as_json:
        _show({"removed": article}, as_json)
    else:
        _say(f"removed {article}")


@app.command()
def doctor(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="First make every passage and vector again from the stored articles.")
    ] = False,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Check the index and the embedding model. Exits with 1 when something is wrong."""
    with _opened(index) as archive:
        if rebuild:
            archive.rebuild()
        health = archive.health()
    _show(health, as_json)
    if not health.is_sound:
        raise typer.Exit(_FAILED)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 7860,
    index: IndexFolder = None,
) -> None:
    """Serve the chat page.

    It is at http://127.0.0.1:PORT, for browsers on this machine alone, until Ctrl-C.
    """
    from onrecord.web.app import launch

    with _opened(index) as archive:
        launch(archive, port=port)


@contextmanager
def _opened(index: Path | None, **given: object) -> Iterator["Archive"]:
    """Open the archive, and keep standard output free of what libraries print meanwhile."""
    from onrecord.archive import Archive
    from onrecord.settings import load_settings

    with redirect_stdout(sys.stderr), Archive.open(settings=load_settings(index=index, **given)) as archive:
        yield archive


def _show(result: object, as_json: bool) -> None:
    if as_json:
        import json

        from onrecord.serialising import to_json

        sys.stdout.write(json.dumps(to_json(result), indent=2, allow_nan=False) + "\n")
    else:
        from onrecord.rendering import Page

        Page(sys.stdout).show(result)


def _say(line: str) -> None:
    typer.echo(line, err=True)
