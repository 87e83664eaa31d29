"""Call what the page serves in every odd way: `python -m benchmarks.odd_requests SCHEMATHESIS [--examples 40]`.

SCHEMATHESIS is the command of that program, which is installed apart (`pip install schemathesis`). It makes requests by
the rules of the page's own OpenAPI description, kept and broken, and reports every answer that is an error of the
server. The page serves the sample articles. Left out is what waits for its caller: streams, and the queue's own.
"""

import argparse
import json
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from starlette.routing import Mount

from onrecord.archive import Archive
from onrecord.web import app as page_app

SAMPLES = Path(__file__).parent.parent / "examples" / "articles"
WAITING = "heartbeat|queue/data|playlist|/call/"


def main() -> None:
    """Serve the samples and run the program over all that is served."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", metavar="SCHEMATHESIS")
    parser.add_argument("--examples", type=int, default=40)
    given = parser.parse_args()
    command = str(Path(shutil.which(given.command) or parser.error(f"{given.command} is no command")).absolute())
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder, "index")) as archive:
        archive.ingest([SAMPLES])
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        page = page_app.start(archive, port=port)
        try:
            schema = Path(folder, "schema.json")
            schema.write_text(json.dumps(described(page)), encoding="utf-8")
            words = asked(command, schema, port, given.examples)
            sys.exit(subprocess.run(words, cwd=folder, check=False).returncode)
        finally:
            page.close()


def described(page: page_app.ServedPage) -> dict[str, Any]:
    """Return the OpenAPI description of all that a page serves."""
    outer: Any = page.server.config.app
    mounted: list[Any] = [each.app for each in outer.routes if isinstance(each, Mount)]
    description: dict[str, Any] = mounted[0].openapi()
    return description


def asked(command: str, schema: Path, port: int, examples: int) -> list[str]:
    """Return the command that makes the requests."""
    options = {
        "url": f"http://127.0.0.1:{port}",
        "checks": "not_a_server_error",
        "phases": "coverage,fuzzing",
        "max-examples": str(examples),
        "exclude-path-regex": WAITING,
        "request-timeout": "30",
        "seed": "1",
    }
    told = [word for name, value in options.items() for word in (f"--{name}", value)]
    return [command, "run", str(schema), *told, "--continue-on-failure", "--no-color"]


if __name__ == "__main__":
    main()
