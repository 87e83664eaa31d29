"""The archive's tools over the Model Context Protocol."""

import sys
from contextlib import redirect_stdout
from functools import wraps
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from onrecord.archive import Archive
from onrecord.errors import OnRecordError, SettingsError
from onrecord.integrations.tools import ABOUT, Tool, tools

if TYPE_CHECKING:
    from mcp.server import MCPServer

_ADDRESS = "127.0.0.1"


def mcp_server(archive: Archive) -> "MCPServer[None]":
    """Return a server with the tools over an archive. Raises SettingsError when its package is not installed."""
    try:
        from mcp.server import MCPServer
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise SettingsError("the package mcp is missing: pip install 'onrecord[mcp]'") from error

    server = MCPServer("onrecord", version=version("onrecord"), instructions=ABOUT, log_level="ERROR")
    for tool in tools(archive):
        server.add_tool(_telling(tool), annotations=ToolAnnotations(read_only_hint=True))
    return server


def serve_mcp(archive: Archive, *, http_port: int | None = None) -> None:
    """Serve the tools until the client ends it: over standard input and output, or to this machine over HTTP."""
    server = mcp_server(archive)
    with redirect_stdout(sys.__stdout__ or sys.stdout):
        if http_port is None:
            server.run("stdio")
        else:
            sys.stderr.write(f"On Record's tools are at http://{_ADDRESS}:{http_port}/mcp (Ctrl-C ends it)\n")
            server.run("streamable-http", host=_ADDRESS, port=http_port)


def _telling(tool: Tool) -> Tool:
    """Return a tool that tells the assistant what went wrong on purpose, in its one line."""

    @wraps(tool)
    def telling(*args: Any, **given: Any) -> Any:  # noqa: ANN401
        from mcp.server.mcpserver.exceptions import ToolError

        try:
            return tool(*args, **given)
        except OnRecordError as error:
            raise ToolError(str(error)) from error

    return telling
