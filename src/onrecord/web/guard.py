"""The gate of the local server: only this machine may ask, and the page may fetch from nowhere else."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "object-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
_UNUSED = re.compile(
    r"/+(?:gradio_api/+)?(?:proxy=|(?:undo-)?vibe-|profiling|monitoring|run-history|process_recording|dev/reload|pwa_icon)"
)
"""What the server's library has beside the page, and no page of ours asks for: it fetches, records or runs things."""

_FREE_GUESSES, _LONGEST_WAIT = 5, 900.0
"""Wrong passwords that cost nothing, and the longest wait in seconds after more of them; set by hand."""
_MOST_REMEMBERED = 10_000


class OwnPageOnly:
    """ASGI middleware that refuses the scripts of other sites, and lets the browser fetch from this server alone."""

    def __init__(self, app: Any) -> None:  # noqa: ANN401 (an ASGI application has no one type)
        """Wrap an ASGI application."""
        self._app = app

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:  # noqa: ANN401
        """Pass a request of the own page on, and add the headers to its response."""

        async def sending(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        sent = dict(scope.get("headers", ()))
        host = sent.get(b"host", b"")
        if sent.get(b"origin") not in (None, b"http://" + host, b"https://" + host):
            await _refuse(sending, 403, b"Not from this page.")
        elif _UNUSED.match(scope.get("path", "")):
            await _refuse(sending, 404, b"Not here.")
        else:
            await self._app(scope, receive, sending)


async def _refuse(send: Any, status: int, why: bytes, *headers: tuple[bytes, bytes]) -> None:  # noqa: ANN401
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": why})


@dataclass(slots=True)
class _Guesses:
    """The wrong passwords from one address in a row, and when the next may be tried."""

    wrong: int = 0
    again: float = 0.0


class SlowGuesses:
    """ASGI middleware that slows down guessing at a password: after a few wrong ones an address waits, ever longer.

    A request that comes too early is answered with 429 and tried by nobody. `clock` gives seconds that only grow.
    """

    def __init__(self, app: Any, clock: Callable[[], float] = time.monotonic) -> None:  # noqa: ANN401
        """Wrap an ASGI application."""
        self._app = app
        self._clock = clock
        self._by_address: dict[str, _Guesses] = {}

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:  # noqa: ANN401
        """Pass a request on; one to log in only when its address need not wait."""
        if scope["type"] != "http" or scope["method"] != "POST" or scope["path"].rstrip("/") != "/login":
            await self._app(scope, receive, send)
            return
        address = (scope.get("client") or ("",))[0]
        guesses = self._by_address.get(address) or _Guesses()
        wait = guesses.again - self._clock()
        if wait > 0:
            retry = (b"retry-after", str(int(wait) + 1).encode())
            await _refuse(send, 429, b"Too many wrong passwords: wait, then try again.", retry)
            return

        async def noting(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                self._note(address, guesses, right=message["status"] < 400)
            await send(message)

        await self._app(scope, receive, noting)

    def _note(self, address: str, guesses: _Guesses, *, right: bool) -> None:
        """Remember a wrong password, or forget them all after the right one."""
        if right:
            self._by_address.pop(address, None)
            return
        guesses.wrong += 1
        if guesses.wrong >= _FREE_GUESSES:
            guesses.again = self._clock() + min(2.0 ** (guesses.wrong - _FREE_GUESSES), _LONGEST_WAIT)
        if len(self._by_address) >= _MOST_REMEMBERED:
            self._by_address.pop(next(iter(self._by_address)))
        self._by_address[address] = guesses
