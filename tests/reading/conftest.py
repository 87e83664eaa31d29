"""A small web server on this machine, and a reader of single files."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from onrecord.model import Article, Unreadable
from onrecord.reading import read
from onrecord.settings import Settings

ReadArticle = Callable[[str, bytes | str], Article]
RefusalOf = Callable[[str, bytes | str], str]


@dataclass
class Reply:
    """What the server answers for one path."""

    body: bytes = b""
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait_s: float = 0.0
    drip_s: float = 0.0


class Site:
    """Pages by path, and the address they stand at."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.pages: dict[str, Reply] = {}
        self.asked: list[tuple[str, str]] = []
        self.cookies: list[str | None] = []

    def __setitem__(self, path: str, reply: Reply) -> None:
        self.pages[path] = reply


def _handler(site_of: list[Site]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site = site_of[0]
            site.asked.append((self.path, self.headers["Host"]))
            site.cookies.append(self.headers["Cookie"])
            reply = site.pages.get(self.path, Reply(status=404))
            time.sleep(reply.wait_s)
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.type)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self._send(reply)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _send(self, reply: Reply) -> None:
            if not reply.drip_s:
                self.wfile.write(reply.body)
                return
            for byte in reply.body:
                self.wfile.write(bytes([byte]))
                time.sleep(reply.drip_s)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    holder: list[Site] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(holder))
    server.daemon_threads = True
    server.block_on_close = False
    holder.append(Site(server.server_address[1]))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield holder[0]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def local() -> Settings:
    """Settings that allow the test's own server."""
    return Settings(allow_private=True, fetch_timeout_s=5)


@pytest.fixture
def read_one(tmp_path: Path) -> Callable[[str, bytes | str], Article | Unreadable]:
    """Write one file, read it, and return the one result."""

    def read_it(name: str, data: bytes | str) -> Article | Unreadable:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        (result,) = read([path], Settings())
        return result

    return read_it


@pytest.fixture
def article_of(read_one: Callable[[str, bytes | str], Article | Unreadable]) -> ReadArticle:
    """Read one file that must be an article."""

    def read_it(name: str, data: bytes | str) -> Article:
        result = read_one(name, data)
        assert isinstance(result, Article), result
        return result

    return read_it


@pytest.fixture
def error_of(read_one: Callable[[str, bytes | str], Article | Unreadable]) -> RefusalOf:
    """Read one file that must be unreadable, and return why."""

    def read_it(name: str, data: bytes | str) -> str:
        result = read_one(name, data)
        assert isinstance(result, Unreadable), result
        return result.error

    return read_it
