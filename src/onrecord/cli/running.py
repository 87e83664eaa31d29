"""The commands that check an index and serve it."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.application import FAILED, app, opened, show_result
from onrecord.cli.options import AsJson, IndexFolder
from onrecord.model import PromptList


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
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to serve at.")] = 7860,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Address to serve at.")] = "127.0.0.1",
    auth: Annotated[
        str | None,
        typer.Option(metavar="USER:PASSWORD", envvar="ONRECORD_AUTH", help="Ask for this user and password."),
    ] = None,
    root_path: Annotated[
        str | None, typer.Option(metavar="PATH|URL", help="Where a proxy shows the page, as /record.")
    ] = None,
    mcp: Annotated[bool, typer.Option("--mcp", help="Serve assistants over MCP too, at /mcp.")] = False,
    folder: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="A folder of this machine that visitors may let be watched; may be repeated."),
    ] = None,
    index: IndexFolder = None,
) -> None:
    """Serve the page.

    It is at http://127.0.0.1:PORT, for browsers on this machine alone, until Ctrl-C. An address that other machines
    reach needs --auth.
    """
    from onrecord.web.door import Door

    door = Door(host=host, port=port, auth=auth, root_path=root_path, mcp=mcp, folders=tuple(folder or ()))
    with opened(index, making=True, serving=True) as archive:
        from onrecord.web.app import launch

        launch(archive, door)


@app.command()
def prompts(as_json: AsJson = False) -> None:
    """List the prompts for a language model.

    Those in the folder that ONRECORD_PROMPTS names go before those that are shipped.
    """
    from onrecord.llm.prompt_files import prompt_files
    from onrecord.settings import load_settings

    show_result(PromptList(tuple(prompt_files(load_settings().prompts))), as_json)


@app.command()
def mcp(
    http: Annotated[bool, typer.Option("--http", help="Serve over HTTP instead of standard input and output.")] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine, with --http.")] = 7861,
    index: IndexFolder = None,
) -> None:
    """Serve the archive to an assistant over MCP.

    MCP is the Model Context Protocol. The tools are on standard input and output, or with --http at
    http://127.0.0.1:PORT/mcp for programs on this machine alone.
    """
    from onrecord.integrations.mcp_server import serve_mcp

    with opened(index, serving=True) as archive:
        serve_mcp(archive, http_port=port if http else None)
