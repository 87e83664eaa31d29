"""The gate of the local server, asked as a browser, a script and a guesser would."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest

from onrecord.web.guard import OwnPageOnly, SlowGuesses

Headers = list[tuple[bytes, bytes]]
Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[..., Coroutine[Any, Any, None]]


async def page(_: Message, __: object, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"page"})


def asked(
    app: App, path: str, method: str = "GET", headers: Headers | None = None, client: str = "127.0.0.1"
) -> Message:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": headers or [], "client": (client, 1)}
    asyncio.run(app(scope, None, send))
    return sent[0]


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 200),
        (b"http://127.0.0.1:7860", 200),
        (b"https://127.0.0.1:7860", 200),
        (b"http://evil.example", 403),
        (b"null", 403),
        (b"", 403),
        (b"http://127.0.0.1:7861", 403),
        (b"http://127.0.0.1:7860.evil.example", 403),
    ],
)
def test_scripts_of_other_pages_are_refused(origin: bytes | None, status: int) -> None:
    headers = [(b"host", b"127.0.0.1:7860"), *([(b"origin", origin)] if origin is not None else [])]
    answer = asked(OwnPageOnly(page), "/gradio_api/queue/join", "POST", headers)
    assert answer["status"] == status
    assert b"content-security-policy" in dict(answer["headers"])


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/proxy=https://evil.example/",
        "/proxy=http://127.0.0.1:1/",
        "//gradio_api//proxy=x",
        "/gradio_api/vibe-edit/",
        "/gradio_api/undo-vibe-edit",
        "/gradio_api/profiling/traces",
        "/monitoring",
        "/gradio_api/dev/reload",
    ],
)
def test_what_no_page_of_ours_asks_for_is_not_there(path: str) -> None:
    assert asked(OwnPageOnly(page), path)["status"] == 404


@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/queue/join", "/gradio_api/upload", "/login"])
def test_the_page_itself_is(path: str) -> None:
    assert asked(OwnPageOnly(page), path)["status"] == 200


class Door:
    """A page that lets in who says so, and counts who was heard."""

    def __init__(self) -> None:
        self.right = False
        self.heard = 0

    async def __call__(self, _: Message, __: object, send: Send) -> None:
        self.heard += 1
        await send({"type": "http.response.start", "status": 200 if self.right else 400, "headers": []})


class Hand:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_guessing_costs_more_each_time() -> None:
    door, hand = Door(), Hand()
    app = SlowGuesses(door, hand)
    for _ in range(5):
        assert asked(app, "/login", "POST")["status"] == 400
    waits = []
    for _ in range(12):
        refused = asked(app, "/login/", "POST")
        assert refused["status"] == 429
        waits.append(int(dict(refused["headers"])[b"retry-after"]))
        hand.now += waits[-1]
        assert asked(app, "/login", "POST")["status"] == 400
    assert door.heard == 17
    assert waits == sorted(waits)
    assert waits[-1] > 600


def test_the_right_password_and_other_addresses_and_other_pages_do_not_wait() -> None:
    door, hand = Door(), Hand()
    app = SlowGuesses(door, hand)
    for _ in range(5):
        asked(app, "/login", "POST")
    assert asked(app, "/login", "POST", client="192.0.2.7")["status"] == 400
    assert asked(app, "/config")["status"] == 400
    assert asked(app, "/login", "POST")["status"] == 429
    hand.now += 2
    door.right = True
    assert asked(app, "/login", "POST")["status"] == 200
    door.right = False
    assert asked(app, "/login", "POST")["status"] == 400


def test_few_addresses_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.guard._MOST_REMEMBERED", 3)
    app = SlowGuesses(Door(), Hand())
    for number in range(9):
        asked(app, "/login", "POST", client=f"192.0.2.{number}")
    assert len(app._by_address) == 3
