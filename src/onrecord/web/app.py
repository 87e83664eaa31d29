"""The server that shows the page."""

import asyncio
import logging
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.answering.extractive import answer
from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.integrations.mcp_server import mcp_server
from onrecord.model import EVERYTHING
from onrecord.tracking.watch_rounds import WatchRounds
from onrecord.tracking.watches import may_watch
from onrecord.web.door import Door
from onrecord.web.guard import OwnPageOnly, SlowGuesses
from onrecord.web.layout import build
from onrecord.web.widgets import asset

if TYPE_CHECKING:
    import gradio as gr
    import uvicorn
    from fastapi import FastAPI
    from starlette.responses import Response

_AT_ONCE = 4
"""Visitors that one kind of event is served at the same time, the others in their order; set by hand for a laptop."""

_MOST_WAITING = 500
"""Events that may wait; whoever comes then is told so at once."""


@dataclass(frozen=True, slots=True)
class ServedPage:
    """A page that is served in the background."""

    page: "gr.Blocks"
    server: "uvicorn.Server"
    thread: threading.Thread
    rounds: WatchRounds

    def close(self) -> None:
        """End it; open connections are cut, which is no error."""
        self.rounds.close()
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        self.server.should_exit = True
        self.thread.join(timeout=5)
        self.page.close(verbose=False)


def start(archive: Archive, *, port: int = 7860, folders: Sequence[Path] = ()) -> ServedPage:
    """Serve the page in the background, to this machine alone; of it only `folders` may be watched.

    Raises SettingsError when the port cannot be used.
    """
    return serve(archive, Door(port=port, folders=tuple(folders)))


def serve(archive: Archive, door: Door) -> ServedPage:
    """Serve the page in the background; raises SettingsError when the address cannot be used."""
    return _serve(archive, door, door.listen())


def launch(archive: Archive, door: Door | None = None) -> None:
    """Serve the page until Ctrl-C. Raises SettingsError when the address cannot be used.

    1. The address is taken and told: a browser that comes early waits.
    2. The page is made, and served.
    3. What the first question needs is loaded behind it.
    """
    door = door or Door()
    taken = door.listen()
    sys.stderr.write(f"On Record is open at {door.url} (Ctrl-C ends it)\n")
    sys.stderr.flush()
    served = None
    try:
        served = _serve(archive, door, taken)
        threading.Thread(target=_warm, args=[archive], daemon=True).start()
        while served.thread.is_alive():
            served.thread.join(timeout=1)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
    finally:
        if served:
            served.close()


def _warm(archive: Archive) -> None:
    """Load what the first question needs by answering one, without a language model; who asks is told what is wrong."""
    try:
        if archive.articles():
            answer(archive.index, "What happened?", (), EVERYTHING)
    except OnRecordError:
        return


def _serve(archive: Archive, door: Door, taken: socket.socket) -> ServedPage:
    """Serve the page at an address that is taken already."""
    with _lean_import():
        import gradio  # noqa: F401
        import uvicorn

    def made() -> tuple["gr.Blocks", Any]:
        page = build(archive, door.folders)
        page.queue(api_open=False, default_concurrency_limit=_AT_ONCE, max_size=_MOST_WAITING)
        return page, _mounted(page, archive, door)

    page, app = _in_event_loop(made)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
    thread.start()
    rounds = WatchRounds(archive.watches, may_watch(door.folders))
    rounds.start()
    return ServedPage(page, server, thread, rounds)


def _mounted(page: "gr.Blocks", archive: Archive, door: Door) -> Any:  # noqa: ANN401 (an ASGI application has no one type)
    """Return a page with its style and its guards as an application."""
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.exceptions import RequestValidationError
    from gradio.route_utils import FnIndexInferError
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    guards = [Middleware(TrustedHostMiddleware, allowed_hosts=door.names), Middleware(OwnPageOnly)]
    if door.login:
        guards.append(Middleware(SlowGuesses))
    page.has_launched = True  # else files are read that nobody uploaded: Gradio checks their places only then
    system = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
    outer = FastAPI(middleware=guards, docs_url=None, redoc_url=None, openapi_url=None)
    if door.mcp:
        _serve_assistants(outer, archive)
    return gr.mount_gradio_app(
        outer,
        page,
        path="/",
        server_name=door.host,
        server_port=door.port,
        auth=door.login,
        root_path=door.root_path,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        run_history=False,
        enable_monitoring=False,
        footer_links=[],
        app_kwargs={
            "exception_handlers": {
                RequestValidationError: _refuse_body,
                FnIndexInferError: _nothing,
                KeyError: _nothing,
            }
        },
        show_error=False,
        max_file_size=archive.settings.max_source_bytes,
        theme=system,
        css=asset("page.css"),
        head=f"<script>{asset('desk.js')}</script><script>{asset('reader.js')}</script>",
        favicon_path=str(files(__package__) / "static" / "favicon.svg"),
    )


async def _refuse_body(*_: object) -> "Response":
    """Refuse a body of another form; FastAPI would repeat it, and breaks on numbers that JSON does not have."""
    from starlette.responses import PlainTextResponse

    return PlainTextResponse("Not a body that this takes.", status_code=422)


async def _nothing(*_: object) -> "Response":
    """Say that there is no such page or function: Gradio breaks on a name that it does not know."""
    from starlette.responses import PlainTextResponse

    return PlainTextResponse("Not here.", status_code=404)


def _serve_assistants(outer: "FastAPI", archive: Archive) -> None:
    """Serve the archive's tools over MCP at `/mcp` too: Gradio's own server of it needs an older `mcp`."""
    inner = mcp_server(archive).streamable_http_app()
    outer.router.routes.extend(inner.routes)
    outer.router.lifespan_context = inner.router.lifespan_context


@contextmanager
def _lean_import() -> Iterator[None]:
    """Keep Gradio from loading the package `mcp`, a fifth of its time to load, for a server that is not used."""
    hidden = "mcp" not in sys.modules
    if hidden:
        sys.modules["mcp"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hidden:
            del sys.modules["mcp"]


def _in_event_loop(make: "Callable[[], tuple[gr.Blocks, Any]]") -> "tuple[gr.Blocks, Any]":
    """Make a page while an event loop runs: outside of one Gradio begins a loop for each of its locks and ends none."""

    async def made() -> "tuple[gr.Blocks, Any]":
        return make()

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(made())
    return make()
