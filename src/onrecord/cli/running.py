"""The commands that check an index and serve it."""

from typing import Annotated

import typer

from onrecord.cli.application import FAILED, app, opened, show_result
from onrecord.cli.options import AsJson, IndexFolder


@app.command()
def doctor(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="First make every passage and vector again from the stored articles.")
    ] = False,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Check the index and the embedding model. Exits with 1 when something is wrong."""
    with opened(index) as archive:
        if rebuild:
            archive.rebuild()
        health = archive.health()
    show_result(health, as_json)
    if not health.is_sound:
        raise typer.Exit(FAILED)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 7860,
    index: IndexFolder = None,
) -> None:
    """Serve the chat page.

    It is at http://127.0.0.1:PORT, for browsers on this machine alone, until Ctrl-C.
    """
    from onrecord.web.app import launch

    with opened(index) as archive:
        launch(archive, port=port)
