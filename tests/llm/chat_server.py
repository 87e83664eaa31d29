"""A small server on loopback that speaks the OpenAI chat protocol, streaming too, and says what a script says."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Say = str | Callable[[str], str]
"""What to answer: a text, or what makes one of the prompt."""


@dataclass
class Script:
    """How the server answers, one reply after the other, the last one for ever; and the `prompts` that it was sent.

    `requests` are the paths of all that was asked of it.

    `status` is the HTTP status; `piece` how many characters a streamed part has; `pause` the seconds before each part;
    `stops_after` the parts after which the connection is cut; `finish` the reason that the answer gives for its end.
    """

    replies: list[Say]
    status: int = 200
    piece: int = 5
    pause: float = 0.0
    stops_after: int | None = None
    finish: str = "stop"
    body: bytes | None = None
    prompts: list[str] = field(default_factory=list)
    systems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    url: str = ""

    def reply(self, sent: dict[str, Any]) -> str:
        by_role = {message["role"]: message["content"] for message in sent["messages"]}
        self.prompts.append(by_role.get("user", ""))
        self.systems.append(by_role.get("system", ""))
        say = self.replies[min(len(self.prompts), len(self.replies)) - 1]
        return say if isinstance(say, str) else say(by_role.get("user", ""))


class _Handler(BaseHTTPRequestHandler):
    script: Script

    def do_GET(self) -> None:
        self.script.requests.append(self.path)
        self._whole(404, b"{}")

    def do_POST(self) -> None:
        self.script.requests.append(self.path)
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = self.script.reply(sent)
        if self.script.status != 200:
            self._whole(self.script.status, json.dumps({"error": {"message": "no", "type": "t", "code": "c"}}).encode())
        elif self.script.body is not None:
            self._whole(200, self.script.body)
        elif sent.get("stream"):
            self._streamed(text)
        else:
            message = {"role": "assistant", "content": text}
            choice = {"index": 0, "message": message, "finish_reason": self.script.finish}
            body = {"id": "1", "object": "chat.completion", "created": 1, "model": "scripted", "choices": [choice]}
            self._whole(200, json.dumps(body).encode())

    def _whole(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _streamed(self, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        size = self.script.piece
        parts = [text[i : i + size] for i in range(0, len(text), size)]
        for number, part in enumerate(parts):
            if number == self.script.stops_after:
                self.wfile.write(b'data: {"id"')
                return
            time.sleep(self.script.pause)
            self._event({"role": "assistant", "content": part}, None)
        self._event({}, self.script.finish)
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, delta: dict[str, str], finish: str | None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that went away is what some tests want."""


@contextmanager
def serving(script: Script) -> Iterator[Script]:
    """Serve a script until the block ends; its `url` is the base URL for a client."""
    handler = type("Handler", (_Handler,), {"script": script})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
