"""The commands that put articles in, list them and take them out."""

import sys
from typing import Annotated

import typer

from onrecord.cli.application import FAILED, app, opened, say, show_result
from onrecord.cli.options import ArticleId, AsJson, IndexFolder, Publisher, Since, Until, scope_of
from onrecord.model import ArticleList, SpeakerList


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
    from onrecord.terminal import one_line, progress_bar

    with (
        opened(index, allow_private=allow_private or None) as archive,
        progress_bar(sys.stderr, archive.expected(sources)) as advance,
    ):
        report = archive.ingest(sources, progress=advance)
    show_result(report, as_json)
    for failure in report.failed:
        say(one_line(f"{failure.source}: {failure.error}"))
    if report.failed and not (report.added or report.updated or report.unchanged):
        raise typer.Exit(FAILED)


@app.command()
def articles(
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """List the articles, the newest first."""
    with opened(index) as archive:
        found = archive.articles(scope_of(publisher, since, until))
    show_result(ArticleList(tuple(found)), as_json)


@app.command()
def speakers(index: IndexFolder = None, as_json: AsJson = False) -> None:
    """List who speaks in the articles, the most quoted first."""
    with opened(index) as archive:
        found, unknown = archive.speakers(), archive.unknown_speakers()
    show_result(SpeakerList(tuple(found), unknown), as_json)


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

    with opened(index) as archive:
        found = archive.article(article)
        said = archive.attributions(article) if attributions else None
    show_result(found if said is None else AttributedArticle(article=found, attributions=tuple(said)), as_json)


@app.command()
def remove(article: ArticleId, index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Remove an article and all that was made from it."""
    with opened(index) as archive:
        archive.remove(article)
    if as_json:
        show_result({"removed": article}, as_json)
    else:
        say(f"removed {article}")
