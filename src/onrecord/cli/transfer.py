"""The commands that carry an archive to another place."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.application import app, opened, say, show_result
from onrecord.cli.options import AsJson, IndexFolder


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, which must not be there yet.")],
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Write the whole archive to one file, also while it is in use."""
    with opened(index) as archive:
        articles = archive.backup(file)
    if as_json:
        show_result({"file": str(file), "articles": articles}, as_json)
    else:
        say(f"wrote {file}: {articles} articles")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `backup` wrote.")],
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Make an index from a backup. Its folder must be empty or missing."""
    from onrecord.archive import Archive
    from onrecord.settings import load_settings

    folder = load_settings(index=index).index
    articles = Archive.restore(file, folder)
    if as_json:
        show_result({"index": str(folder), "articles": articles}, as_json)
    else:
        say(f"restored {folder}: {articles} articles")


@app.command()
def migrate(
    to: Annotated[
        str,
        typer.Option("--to", metavar="PLACE", help="An empty folder, or postgresql+psycopg://user@host/name."),
    ],
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Carry the archive to another folder or database.

    From a folder to PostgreSQL, back, or from one to another of the same kind. What is left behind stays as it is. The
    vectors at the new place are made when they are first used.
    """
    with opened(index) as archive:
        articles = archive.index.migrate(to if "://" in to else Path(to))
    if as_json:
        show_result({"to": to.rpartition("@")[2], "articles": articles}, as_json)
    else:
        setting = "ONRECORD_LEDGER" if "://" in to else "ONRECORD_INDEX"
        say(f"migrated {articles} articles: set {setting} to that place to use them there")
