"""The command that writes claims and quotations for other programs."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from onrecord.cli.application import app, opened
from onrecord.cli.options import ArticleIds, IndexFolder, Publisher, Since, Until, plain_words, scope_of
from onrecord.errors import WriteError
from onrecord.model import ClaimList, QuotationList

_Style = Literal["plain", "markdown", "apa", "chicago"]


@app.command()
def export(
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="markdown, csv, jsonl, json, annotations (W3C), schema-org or csl-json.",
        ),
    ] = "jsonl",
    quotes: Annotated[bool, typer.Option("--quotes", help="Quotations instead of claims.")] = False,
    about: Annotated[
        str | None, typer.Option(metavar="TOPIC", parser=plain_words, help="Only what is about this.")
    ] = None,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", parser=plain_words, help="Only what this person or body says.")
    ] = None,
    discrepancies: Annotated[bool, typer.Option("--discrepancies", help="Only claims that are not at one.")] = False,
    followed: Annotated[bool, typer.Option("--followed", help="Only the claims that you follow.")] = False,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    article: ArticleIds = None,
    style: Annotated[_Style, typer.Option(help="How articles are cited.")] = "plain",
    author: Annotated[
        str | None, typer.Option(metavar="NAME", parser=plain_words, help="Who signs your verdicts, in schema-org.")
    ] = None,
    author_url: Annotated[str | None, typer.Option(metavar="URL", parser=plain_words, help="Their address.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write it.")] = None,
    index: IndexFolder = None,
) -> None:
    """Write claims or quotations for other programs."""
    from onrecord.exporting.export_formats import export as exported
    from onrecord.exporting.export_options import ExportOptions

    scope = scope_of(publisher, since, until, article)
    with opened(index) as archive:
        result: ClaimList | QuotationList
        if quotes:
            result = QuotationList(tuple(archive.quotes(speaker, about, scope=scope)))
        else:
            found = archive.claims(about, speaker, scope=scope, discrepancies=discrepancies, followed=followed)
            result = ClaimList(tuple(found))
    options = ExportOptions(style=style, author=author, author_url=author_url)
    lines = exported(result, form, options)
    if output is None:
        sys.stdout.writelines(lines)
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
    except OSError as error:
        raise WriteError(f"{output} cannot be written: {error.strerror}") from error
