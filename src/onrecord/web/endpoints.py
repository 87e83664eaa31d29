"""The named endpoints beside the page: what a program may ask over HTTP, and an assistant over MCP."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.exporting.plain_values import to_json
from onrecord.integrations.tools import tools

AT_ONCE = 4
"""Questions of programs that are answered at the same time; the others wait in their order. Set by hand."""


def offer(archive: Archive) -> None:
    """Offer the archive's tools, its articles and its speakers under their names; call it inside of a page."""
    from gradio.events import api

    for tool in endpoints(archive):
        told = " ".join((tool.__doc__ or "").split())
        limits: dict[str, Any] = {"concurrency_id": "programs", "concurrency_limit": AT_ONCE}
        api(_telling(tool), api_name=tool.__name__, api_description=told, **limits)


def endpoints(archive: Archive) -> list[Callable[..., Any]]:
    """Return what is offered; each has a name, a docstring, and gives plain values."""

    def articles() -> list[dict[str, Any]]:
        """List the articles, the newest first, without their text."""
        return list(to_json(archive.articles()))

    def speakers() -> list[dict[str, Any]]:
        """List who speaks in the articles, the most quoted first."""
        return list(to_json(archive.speakers()))

    return [*tools(archive), articles, speakers]


def _telling(tool: Callable[..., Any]) -> Callable[..., Any]:
    """Return a tool that tells what went wrong on purpose, in its one line."""

    @wraps(tool)
    def telling(*args: Any, **given: Any) -> Any:  # noqa: ANN401
        import gradio as gr

        try:
            return tool(*args, **given)
        except OnRecordError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return telling
