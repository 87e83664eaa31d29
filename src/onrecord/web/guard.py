"""The gate of the local server: only this machine may ask, and the page may fetch from nowhere else."""

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
            await sending({"type": "http.response.start", "status": 403, "headers": []})
            await sending({"type": "http.response.body", "body": b"Not from this page."})
            return
        await self._app(scope, receive, sending)
